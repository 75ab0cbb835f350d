import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, type Person } from '#parties';
import { Database, Refused, validated } from '#platform';
import { knownCaseId } from '../case.controller.js';
import {
  type Cost,
  invoiceCsv,
  type InvoiceLine,
  invoiceLines,
  mostToCharge,
} from './case.fee.rules.js';
import { caseById } from '../case.queries.js';
import { rolesInCase } from '../case.relation.rules.js';
import { seesWhole } from '../case.visibility.js';

export const invoiceQuery = z.strictObject({ format: z.enum(['json', 'csv']).default('json') });

export interface Invoice {
  caseReference: string;
  /** Null while the case runs: the lines then say what it has cost so far. */
  invoicedOn: string | null;
  chargedNok: number;
  lines: InvoiceLine[];
  cost: Cost;
}

@Controller('api/v1/cases')
export class InvoiceController {
  constructor(private readonly db: Database) {}

  /** What is to be invoiced, line by line, for those who see the fee of the case. */
  @Get(':id/invoice')
  @Header('cache-control', 'private, no-store')
  async invoice(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<Invoice | StreamableFile> {
    const { format } = validated(invoiceQuery, query, 'query-malformed');
    const accessCase = await caseById(this.db, knownCaseId(id));
    const here = accessCase ? rolesInCase(accessCase, actor) : [];
    if (!accessCase || here.length === 0) {
      throw new Refused({ code: 'case-unknown', kind: 'absent' });
    }
    if (!seesWhole('fee', here)) {
      throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    }
    const cost = mostToCharge(accessCase);
    const { chargedNok = cost.ownNok, invoicedOn = null } = accessCase.tracks.fee;
    const lines = invoiceLines(cost, chargedNok);
    const { reference } = accessCase;
    if (format === 'json') return { caseReference: reference, invoicedOn, chargedNok, lines, cost };
    return new StreamableFile(Buffer.from(invoiceCsv(reference, lines)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="invoice-${reference}.csv"`,
    });
  }
}
