import type { Database } from '#platform';
import { type LikelyVariable, nameKey } from './variable.rules.js';

export interface WantedVariable {
  registryId: string;
  name: string;
}

/**
 * The variables of the catalogue that each wanted one may be, likest first, at most three; a single
 * one of likeness 1 where the catalogue knows it by that name. One statement for the whole list.
 */
export async function likelyVariables(
  db: Database,
  wanted: readonly WantedVariable[],
): Promise<LikelyVariable[][]> {
  const asked = wanted.map(({ registryId, name }, position) => ({
    position,
    registryId,
    nameKey: nameKey(name),
  }));
  const { rows } = await db.pool.query<LikelyVariable & { position: number }>(LIKELY, [
    JSON.stringify(asked),
  ]);
  const found: LikelyVariable[][] = wanted.map(() => []);
  for (const { position, ...likely } of rows) found[position]?.push(likely);
  return found.map((likely) => (likely[0]?.likeness === 1 ? likely.slice(0, 1) : likely));
}

// `%` and `<%` are pg_trgm's: names alike as a whole, and one found within the other.
const LIKELY = `
  SELECT asked.position, likely.*
    FROM jsonb_to_recordset($1::jsonb) AS asked (
         position integer, "registryId" text, "nameKey" text)
   CROSS JOIN LATERAL (
     SELECT v.id AS "variableId", v.registry_id AS "registryId", v.name, v.data_type AS "dataType",
            v.identification_risk AS "identificationRisk",
            CASE WHEN v.name_key = asked."nameKey" THEN 1 ELSE least(0.99, greatest(
              similarity(v.name_key, asked."nameKey"),
              word_similarity(asked."nameKey", v.name_key)))::float8 END AS likeness
       FROM variable v
      WHERE v.registry_id = asked."registryId" AND v.listed_to_on IS NULL
        AND (v.name_key % asked."nameKey" OR asked."nameKey" <% v.name_key)
      ORDER BY likeness DESC, v.name_key
      LIMIT 3) AS likely
   ORDER BY asked.position, likely.likeness DESC, likely.name`;
