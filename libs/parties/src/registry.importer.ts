import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type FieldProblem, Refused, type Tx } from '#platform';
import { catalogueOf, type Registry, type RegistryLine } from './registry.rules.js';

const text = z.string().trim();
const textOrNull = text.transform((value) => (value === '' ? null : value));
const integerOrNull = text
  .regex(/^\d*$/)
  .transform((value) => (value === '' ? null : Number(value)));

const line = z
  .object({
    type: z.enum(['statutory', 'quality']),
    field: textOrNull,
    name: text.min(1),
    controller: textOrNull,
    region: textOrNull,
    platform: textOrNull,
    stage: textOrNull,
    coverage_percent: integerOrNull.refine((value) => value === null || value <= 100),
    coverage_note: textOrNull,
    recipients_2015_2016: integerOrNull,
    citizen_access: textOrNull,
    consent_based: z
      .enum(['true', 'false', ''])
      .transform((value) => (value === '' ? null : value === 'true')),
  })
  .transform((row): RegistryLine => ({
    ...row,
    coveragePercent: row.coverage_percent,
    coverageNote: row.coverage_note,
    recipients20152016: row.recipients_2015_2016,
    citizenAccess: row.citizen_access,
    consentBased: row.consent_based,
  }));

export interface ImportResult {
  added: number;
  updated: number;
  unchanged: number;
}

/**
 * Loads the catalogue from a CSV file's text. A registry is known by its id, so the same file twice
 * changes nothing and a changed file updates. A faulty line refuses the whole file, by line and
 * column, and changes nothing.
 */
export async function importCatalogue(tx: Tx, csv: string, now: Date): Promise<ImportResult> {
  const registries = readCatalogue(csv);
  const { rows } = await tx.query<{ added: boolean }>(UPSERT, [JSON.stringify(registries), now]);
  const added = rows.filter((row) => row.added).length;
  return {
    added,
    updated: rows.length - added,
    unchanged: registries.length - rows.length,
  };
}

export function readCatalogue(csv: string): Registry[] {
  const problems: FieldProblem[] = [];
  const lines: RegistryLine[] = [];
  for (const [index, row] of rowsOf(csv).entries()) {
    const parsed = line.safeParse(row);
    if (parsed.success) lines.push(parsed.data);
    else problems.push(...problemsOf(parsed.error, index + 2));
  }
  const registries = catalogueOf(lines);
  for (const [index, { id }] of registries.entries()) {
    if (registries.findIndex((other) => other.id === id) !== index) {
      problems.push({
        field: `registry ${id}`,
        rule: 'a registry stands in the file once',
        todo: 'remove the repeated line',
      });
    }
  }
  if (lines.length === 0) {
    problems.push({
      field: 'file',
      rule: 'the catalogue holds at least one registry',
      todo: 'send the file with its header line and rows',
    });
  }
  if (problems.length > 0)
    throw new Refused({ code: 'catalogue-invalid', kind: 'facts', problems });
  return registries;
}

function rowsOf(csv: string): unknown[] {
  try {
    return parse(csv, { columns: true, bom: true, skip_empty_lines: true });
  } catch {
    throw new Refused({
      code: 'catalogue-invalid',
      kind: 'facts',
      problems: [
        { field: 'file', rule: 'comma-separated, one header line', todo: 'save it as CSV, UTF-8' },
      ],
    });
  }
}

function problemsOf(error: z.ZodError, lineNumber: number): FieldProblem[] {
  return error.issues.map((issue) => ({
    field: `line ${lineNumber}, ${issue.path.join('.')}`,
    rule: issue.message,
    todo: 'correct the cell and import the file again',
  }));
}

const UPSERT = `
  WITH incoming AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (
      id text, name text, "formerNames" text[], kind text, field text, controller text, region text,
      platform text, stage text, "coveragePercent" integer, "coverageNote" text,
      "recipients20152016" integer, "citizenAccess" text, "consentBased" boolean,
      "inRegulation" boolean, "decidedBy" text, description text)
  )
  INSERT INTO registry AS existing (
    id, name, former_names, kind, field, controller, region, platform, stage, coverage_percent,
    coverage_note, recipients_2015_2016, citizen_access, consent_based, in_regulation, decided_by,
    description, updated_at)
  SELECT incoming.*, $2::timestamptz FROM incoming
  ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, former_names = excluded.former_names, kind = excluded.kind,
    field = excluded.field, controller = excluded.controller, region = excluded.region,
    platform = excluded.platform, stage = excluded.stage,
    coverage_percent = excluded.coverage_percent, coverage_note = excluded.coverage_note,
    recipients_2015_2016 = excluded.recipients_2015_2016,
    citizen_access = excluded.citizen_access, consent_based = excluded.consent_based,
    in_regulation = excluded.in_regulation, decided_by = excluded.decided_by,
    description = excluded.description, updated_at = excluded.updated_at
  WHERE (existing.name, existing.former_names, existing.kind, existing.field, existing.controller,
         existing.region, existing.platform, existing.stage, existing.coverage_percent,
         existing.coverage_note, existing.recipients_2015_2016, existing.citizen_access,
         existing.consent_based, existing.in_regulation, existing.decided_by, existing.description)
    IS DISTINCT FROM
        (excluded.name, excluded.former_names, excluded.kind, excluded.field, excluded.controller,
         excluded.region, excluded.platform, excluded.stage, excluded.coverage_percent,
         excluded.coverage_note, excluded.recipients_2015_2016, excluded.citizen_access,
         excluded.consent_based, excluded.in_regulation, excluded.decided_by, excluded.description)
  RETURNING (xmax = 0) AS added`;
