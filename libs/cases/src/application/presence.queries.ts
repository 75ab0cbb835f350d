import type { Actor } from '#parties';
import type { Database } from '#platform';

/** How long somebody is there after they were last heard of: two heartbeats of the web and a bit. */
export const presenceSeconds = 50;

export interface Present {
  name: string;
  section: string;
  seenAt: Date;
}

/**
 * Notes where in a draft somebody is writing, and tells who else is there. No event: it is gone
 * within the minute, and says nothing about the case.
 */
export async function beHere(
  db: Database,
  caseId: string,
  actor: Actor,
  section: string,
  now: Date,
): Promise<Present[]> {
  const { rows } = await db.pool.query<Present>(PRESENCE, [
    caseId,
    actor.personId,
    section,
    now,
    new Date(now.getTime() - presenceSeconds * 1000),
  ]);
  return rows;
}

// The parts of one statement see the table as it was: the caller is left out by name.
const PRESENCE = `
  WITH gone AS (
    DELETE FROM draft_presence WHERE case_id = $1 AND seen_at < $5 AND person_id <> $2
  ), here AS (
    INSERT INTO draft_presence (case_id, person_id, section, seen_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (case_id, person_id) DO UPDATE SET section = $3, seen_at = $4
  )
  SELECT p.name, d.section, d.seen_at AS "seenAt"
    FROM draft_presence d JOIN person p ON p.id = d.person_id
   WHERE d.case_id = $1 AND d.person_id <> $2 AND d.seen_at >= $5
   ORDER BY d.seen_at DESC
   LIMIT 20`;
