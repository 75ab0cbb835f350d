import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentActor, likelyVariables, type Person, readCsv, registries } from '#parties';
import { Database, readPast, Refused, uploadedText } from '#platform';
import { knownCaseId } from '../case.controller.js';
import { caseById } from '../case.queries.js';
import { rolesInCase } from '../case.relation.rules.js';
import { isPrintable } from '../field.rules.js';
import {
  matchedRows,
  type MatchedRow,
  registryNamed,
  type WishedVariable,
} from './variable.list.rules.js';

const mostBytes = 2 * 1024 * 1024;
const mostRows = 5_000;
/** As long as the name of a variable may be in an application; likeness takes time by the length. */
const longestName = 200;

const columns = {
  registry: {
    isRequired: true,
    headers: ['registry', 'register', 'source', 'kilde', 'kjelde', 'datakilde', 'datakjelde'],
  },
  variable: {
    isRequired: true,
    headers: ['variable', 'variabel', 'variabelnavn', 'variabelnamn', 'variable name', 'name'],
  },
  justification: {
    isRequired: false,
    headers: ['justification', 'begrunnelse', 'grunngjeving', 'grunngiving', 'reason', 'why'],
  },
} as const;

export interface VariableListAnswer {
  rows: MatchedRow[];
  counts: Record<MatchedRow['status'], number>;
}

@Controller('api/v1/cases')
export class VariableListController {
  constructor(private readonly db: Database) {}

  /**
   * Holds an applicant's own list (text/csv) against the catalogue, row by row. It changes nothing:
   * what is wanted of it comes into the application when the applicant saves the draft.
   */
  @Post(':id/variable-list')
  @HttpCode(200)
  async match(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<VariableListAnswer> {
    try {
      const accessCase = await caseById(this.db, knownCaseId(id));
      const here = accessCase ? rolesInCase(accessCase, actor) : [];
      if (here.length === 0) throw new Refused({ code: 'case-unknown', kind: 'absent' });
      if (!here.some(({ role }) => role === 'applicant')) {
        throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
      }
      const rows = await this.matched(rowsOf(await uploadedText(body, mostBytes)));
      const counts = { matched: 0, near: 0, unmatched: 0 };
      for (const { status } of rows) counts[status] += 1;
      return { rows, counts };
    } finally {
      await readPast(body, mostBytes);
    }
  }

  private async matched(wished: WishedVariable[]): Promise<MatchedRow[]> {
    const known = await registries(this.db);
    const rows = wished.map((row) => ({ ...row, registryId: registryNamed(row.registry, known) }));
    const likely = await likelyVariables(
      this.db,
      rows.map(({ registryId, variable }) => ({ registryId: registryId ?? '', name: variable })),
    );
    return matchedRows(rows, likely);
  }
}

function rowsOf(csv: string): WishedVariable[] {
  const records = readCsv(csv, columns, 'variable-list-invalid', mostRows);
  const problems = [
    ...records
      .filter(({ cells }) => Object.values(cells).some((cell) => !isPrintable(cell)))
      .map(({ lineNumber }) => ({
        field: `line ${lineNumber}`,
        rule: 'holds a character that cannot be printed',
        todo: 'correct the line and send the list again',
      })),
    ...records
      .filter(({ cells: { registry = '', variable = '' } }) =>
        [registry, variable].some(({ length }) => length > longestName),
      )
      .map(({ lineNumber }) => ({
        field: `line ${lineNumber}`,
        rule: `a name is at most ${longestName} characters`,
        todo: 'shorten the name and send the list again',
      })),
  ];
  if (problems.length > 0) {
    throw new Refused({
      code: 'variable-list-invalid',
      kind: 'facts',
      problems: problems.slice(0, 100),
    });
  }
  return records.map(({ lineNumber, cells }) => ({
    lineNumber,
    registry: cells.registry ?? '',
    variable: cells.variable ?? '',
    justification: cells.justification || null,
  }));
}
