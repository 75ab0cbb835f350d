import { z } from 'zod';
import { calendarDay, type Database, type Reach } from '#platform';

/** What the register is searched by. */
export const disclosureFilters = z.strictObject({
  registryId: z
    .string()
    .regex(/^[a-z0-9-]{1,120}$/)
    .optional(),
  /** The recipient's institution, as the permit names it. */
  institution: z.string().trim().min(1).max(200).optional(),
  fromOn: calendarDay.optional(),
  toOn: calendarDay.optional(),
  caseId: z.uuid().optional(),
});

export type DisclosureFilters = z.infer<typeof disclosureFilters>;

/** Whose rows somebody may see: all, those of some registries, or those of the cases they reach. */
export type Sight =
  { all: true } | { registryIds: string[] } | Pick<Reach, 'relations' | 'barred' | 'cases'>;

export interface Disclosure {
  id: string;
  caseId: string;
  caseReference: string;
  deliveryId: string;
  manifest: number;
  kind: 'part' | 'last' | 'redelivery';
  round: number;
  registryId: string;
  registryName: string;
  recipientName: string;
  institution: string;
  institutionNumber: string | null;
  handOver: string;
  handOverPlace: string;
  legalBasis: string;
  permitId: string;
  variables: string[];
  periodFromOn: string | null;
  periodToOn: string | null;
  population: string;
  files: { name: string; rowCount: number; sha256: string }[];
  rowCount: number;
  disclosedAt: string;
}

export const PAGE = 50;
const EXPORT_PAGE = 500;

/** The register, newest first, a page at a time. */
export async function disclosures(
  db: Database,
  sight: Sight,
  filters: DisclosureFilters,
  after: string | null,
  pageSize: number = PAGE,
): Promise<{ items: Disclosure[]; nextCursor: string | null }> {
  const { rows } = await db.pool.query<Disclosure>(LIST, [
    'all' in sight,
    'registryIds' in sight ? sight.registryIds : null,
    'relations' in sight ? sight.relations : [],
    filters.registryId ?? null,
    filters.institution?.toLowerCase() ?? null,
    filters.fromOn ?? null,
    filters.toOn ?? null,
    filters.caseId ?? null,
    ...placeOf(after),
    pageSize + 1,
    'relations' in sight ? sight.barred : [],
    'relations' in sight ? sight.cases : [],
  ]);
  const items = rows.slice(0, pageSize);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > pageSize && last ? cursorOf(last) : null };
}

/** Every row that fits, page after page, so that the whole register never lies in memory. */
export async function* allDisclosures(
  db: Database,
  sight: Sight,
  filters: DisclosureFilters,
): AsyncGenerator<Disclosure> {
  let after: string | null = null;
  do {
    const page = await disclosures(db, sight, filters, after, EXPORT_PAGE);
    yield* page.items;
    after = page.nextCursor;
  } while (after !== null);
}

/** Whether a cursor is one that a page gave. */
export function isCursor(cursor: string): boolean {
  return form.test(Buffer.from(cursor, 'base64url').toString());
}

const form =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function cursorOf({ disclosedAt, id }: Disclosure): string {
  return Buffer.from(`${disclosedAt}|${id}`).toString('base64url');
}

function placeOf(cursor: string | null): [string | null, string | null] {
  const [, at = null, id = null] =
    form.exec(Buffer.from(cursor ?? '', 'base64url').toString()) ?? [];
  return [at, id];
}

const LIST = `
  SELECT id, case_id AS "caseId", case_reference AS "caseReference", delivery_id AS "deliveryId",
         manifest, kind, round, registry_id AS "registryId", registry_name AS "registryName",
         recipient_name AS "recipientName", institution, institution_number AS "institutionNumber",
         hand_over AS "handOver", hand_over_place AS "handOverPlace", legal_basis AS "legalBasis",
         permit_id AS "permitId", variables, period_from_on::text AS "periodFromOn",
         period_to_on::text AS "periodToOn", population, files, row_count::float8 AS "rowCount",
         to_char(disclosed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "disclosedAt"
    FROM disclosure d
   WHERE ($1 OR registry_id = ANY ($2::text[])
          OR case_id IN (SELECT c.id FROM access_case c
                          WHERE (c.relations && $3::text[] AND NOT c.relations && $12::text[])
                             OR c.id = ANY ($13::uuid[])))
     AND ($4::text IS NULL OR registry_id = $4)
     AND ($5::text IS NULL OR lower(institution) = $5)
     AND ($6::date IS NULL OR disclosed_at >= ($6::date::timestamp AT TIME ZONE 'Europe/Oslo'))
     AND ($7::date IS NULL OR disclosed_at < (($7::date + 1)::timestamp AT TIME ZONE 'Europe/Oslo'))
     AND ($8::uuid IS NULL OR case_id = $8)
     AND ($9::timestamptz IS NULL OR (disclosed_at, id) < ($9::timestamptz, $10::uuid))
   ORDER BY disclosed_at DESC, id DESC
   LIMIT $11`;
