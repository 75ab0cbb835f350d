import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refused, type Tx } from '#platform';
import { latestVariables } from './variable.queries.js';
import { nameKey, variableChange } from './variable.rules.js';
import { readVariables } from './variable.reader.js';

export interface VariableImport {
  added: number;
  updated: number;
  ended: number;
  unchanged: number;
}

/**
 * Makes a registry's catalogue of variables what a file says. The same file twice changes nothing;
 * what changed gets a new version, what is gone ends, and earlier versions are kept. Throws
 * {@link Refused} `variables-invalid` with the lines at fault, or `registry-unknown`.
 */
export async function importVariables(
  tx: Tx,
  registryId: string,
  csv: string,
  { now, importedBy }: { now: Date; importedBy: string | null },
): Promise<VariableImport> {
  const lines = readVariables(csv);
  // One import at a time for one registry.
  const { rowCount } = await tx.query('SELECT 1 FROM registry WHERE id = $1 FOR UPDATE', [
    registryId,
  ]);
  if (rowCount === 0) throw new Refused({ code: 'registry-unknown', kind: 'absent' });
  const latest = await latestVariables(tx, registryId);
  const { endedIds, listed, ...counts } = variableChange(latest, lines, randomUUID);
  await tx.query(END, [endedIds, now]);
  const rows = listed.map(({ id, version, line }) => ({
    id,
    version,
    ...line,
    nameKey: nameKey(line.name),
  }));
  await tx.query(LIST, [JSON.stringify(rows), registryId, now, importedBy]);
  return counts;
}

/**
 * Loads the lists that come with Tilgang, one file `<registry id>.csv` each, for registries that
 * have none yet: what an administrator imported is never touched.
 */
export async function importStarterVariables(tx: Tx, folder: string, now: Date): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.csv')).sort();
  const ids = files.map((file) => file.slice(0, -'.csv'.length));
  const { rows } = await tx.query<{ id: string }>(
    `SELECT r.id FROM registry r
      WHERE r.id = ANY ($1) AND NOT EXISTS (SELECT FROM variable v WHERE v.registry_id = r.id)
      ORDER BY r.id`,
    [ids],
  );
  for (const { id } of rows) {
    const csv = await readFile(join(folder, `${id}.csv`), 'utf8');
    await importVariables(tx, id, csv, { now, importedBy: null });
  }
  return rows.map(({ id }) => id);
}

const END = `
  UPDATE variable SET listed_to_on = greatest(
           listed_from_on, ($2::timestamptz AT TIME ZONE 'Europe/Oslo')::date)
   WHERE id = ANY ($1::uuid[]) AND listed_to_on IS NULL`;

const LIST = `
  INSERT INTO variable (id, version, registry_id, name, name_key, description, data_type, value_note,
                        valid_from_on, valid_to_on, identification_risk, coarser_alternatives,
                        listed_from_on, imported_by)
  SELECT id, version, $2, name, "nameKey", description, "dataType", "valueNote", "validFromOn",
         "validToOn", "identificationRisk", "coarserAlternatives",
         ($3::timestamptz AT TIME ZONE 'Europe/Oslo')::date, $4
    FROM jsonb_to_recordset($1::jsonb) AS row (
         id uuid, version integer, name text, "nameKey" text, description text, "dataType" text,
         "valueNote" text, "validFromOn" date, "validToOn" date, "identificationRisk" text,
         "coarserAlternatives" text[])`;
