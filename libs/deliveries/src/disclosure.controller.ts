import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, holdsRole, type Person } from '#parties';
import { Database, Refused, validated } from '#platform';
import { disclosures } from './disclosure.queries.js';

export const disclosureQuery = z.strictObject({
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

@Controller('api/v1/disclosures')
export class DisclosureController {
  constructor(private readonly db: Database) {}

  /** Who received which data and on what basis, for those who answer for it. */
  @Get()
  list(@CurrentActor() actor: Person, @Query() query: unknown) {
    const { offset } = validated(disclosureQuery, query, 'query-malformed');
    if (!holdsRole(actor, 'auditor') && !holdsRole(actor, 'caseworker')) {
      throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    }
    return disclosures(this.db, offset);
  }
}
