import { Readable } from 'node:stream';
import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { reachOf } from '#cases';
import { CurrentActor, holdsRole, type Person, type Role } from '#parties';
import { csvLine, Database, Refused, validated } from '#platform';
import {
  allDisclosures,
  type Disclosure,
  disclosureFilters,
  disclosures,
  isCursor,
  type Sight,
} from './disclosure.queries.js';

export const disclosureQuery = disclosureFilters.extend({
  cursor: z.string().max(200).refine(isCursor, 'a cursor that a page gave').optional(),
});

export const disclosureExportQuery = disclosureFilters;

@Controller('api/v1/disclosures')
export class DisclosureController {
  constructor(private readonly db: Database) {}

  /**
   * Who received which data and on what basis (helseregisterloven section 19 h): all of it for those
   * who answer for it, a registry's own for the registry, and a project's own for the project.
   */
  @Get()
  @Header('cache-control', 'private, no-store')
  list(@CurrentActor() actor: Person, @Query() query: unknown) {
    const { cursor, ...filters } = validated(disclosureQuery, query, 'query-malformed');
    return disclosures(this.db, sightOf(actor), filters, cursor ?? null);
  }

  /** The same as CSV, streamed: the whole register fits in no memory. */
  @Get('export.csv')
  @Header('cache-control', 'private, no-store')
  export(@CurrentActor() actor: Person, @Query() query: unknown): StreamableFile {
    const filters = validated(disclosureExportQuery, query, 'query-malformed');
    const lines = csvOf(allDisclosures(this.db, sightOf(actor), filters));
    return new StreamableFile(Readable.from(lines), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="disclosures.csv"',
    });
  }
}

/** The widest that a person's roles give. */
function sightOf(actor: Person): Sight {
  if (holdsRole(actor, 'auditor')) return { all: true };
  const through = (...names: Role[]) =>
    reachOf({ ...actor, roles: actor.roles.filter(({ role }) => names.includes(role)) });
  if (holdsRole(actor, 'caseworker') || holdsRole(actor, 'unit-leader')) {
    return through('caseworker', 'unit-leader', 'applicant');
  }
  const registryIds = actor.roles.flatMap(({ role, registryId }) =>
    role === 'registry-delivery' && registryId !== null ? [registryId] : [],
  );
  if (registryIds.length > 0) return { registryIds };
  if (holdsRole(actor, 'applicant')) return through('applicant');
  throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
}

export const disclosureColumns = [
  'disclosedAt',
  'registryId',
  'registryName',
  'recipientName',
  'institution',
  'institutionNumber',
  'legalBasis',
  'permitId',
  'caseReference',
  'deliveryId',
  'round',
  'kind',
  'manifest',
  'periodFromOn',
  'periodToOn',
  'population',
  'rowCount',
  'handOver',
  'handOverPlace',
] as const satisfies readonly (keyof Disclosure)[];

async function* csvOf(rows: AsyncIterable<Disclosure>): AsyncGenerator<string> {
  yield csvLine([...disclosureColumns, 'variables', 'files']);
  for await (const row of rows) {
    yield csvLine([
      ...disclosureColumns.map((column) => row[column]),
      row.variables.join('; '),
      row.files.map(({ name, rowCount, sha256 }) => `${name} ${rowCount} ${sha256}`).join('; '),
    ]);
  }
}
