import { randomUUID } from 'node:crypto';
import {
  type AccessCase,
  type Draft,
  formOf,
  historyOf,
  HISTORY,
  newCase,
  osloDate,
  SETTING_VERSIONS,
  type SettingVersion,
  type StoredEvent,
} from '#cases';
import type { Clock, Database, Schedule, Tx } from '#platform';
import { entriesOf } from './register.course.rules.js';
import type { NewEntry } from './register.model.js';
import { wordsIn } from './register.rules.js';

/** How many events, and how many entries that are due, one transaction takes. */
const batch = 200;

/** Enters what has happened, and publishes what is due. */
export function registerSchedule(db: Database, clock: Clock): Schedule {
  return {
    name: 'keep the public register',
    everyMs: 3_000,
    run: () => keepRegister(db, clock),
  };
}

/** Everything that waits, a batch at a time. */
export async function keepRegister(db: Database, clock: Clock): Promise<void> {
  while ((await registerSome(db, await clock.now())) > 0);
  while ((await publishDue(db, await clock.now())) === batch);
}

/** Makes the entries of some events, oldest first. Returns how many events it took. */
async function registerSome(db: Database, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.query<{ caseId: string; seq: number }>(
      `DELETE FROM unregistered
        WHERE (case_id, seq) IN (SELECT case_id, seq FROM unregistered
                                  ORDER BY case_id, seq LIMIT $1)
        RETURNING case_id AS "caseId", seq`,
      [batch],
    );
    if (rows.length > 0) await enter(tx, rows, now);
    return rows.length;
  });
}

async function enter(
  tx: Tx,
  marks: readonly { caseId: string; seq: number }[],
  now: Date,
): Promise<void> {
  const wanted = new Map<string, number[]>();
  for (const { caseId, seq } of marks) wanted.set(caseId, [...(wanted.get(caseId) ?? []), seq]);
  const [settings, courses] = await Promise.all([
    tx.query<{ versions: SettingVersion[] | null }>(`SELECT ${SETTING_VERSIONS} AS versions`),
    tx.query<StoredCourse>(COURSES, [[...wanted.keys()]]),
  ]);
  const entries = courses.rows.flatMap(
    ({ history, applications, formVersion, personNames, ...accessCase }) =>
      entriesOf(
        {
          firstDay: newCase(accessCase),
          history: historyOf(history ?? []),
          applications: applications ?? [],
          form: formOf(formVersion),
          personNames: personNames ?? [],
          settings: settings.rows[0]?.versions ?? [],
        },
        wanted.get(accessCase.id) ?? [],
      ),
  );
  await insert(tx, entries, now);
}

async function insert(tx: Tx, entries: readonly NewEntry[], now: Date): Promise<void> {
  const rows = entries.map(({ content, ...entry }) => ({
    ...entry,
    id: randomUUID(),
    content,
    registryIds: content.sources.map(({ registryId }) => registryId),
    purposes: content.answers['purposeCategory'] ?? [],
    words: wordsIn(content),
  }));
  await tx.query(INSERT, [JSON.stringify(rows), now]);
}

/** Makes public what is due, and returns how many entries that was. */
async function publishDue(db: Database, now: Date): Promise<number> {
  const { rowCount } = await db.pool.query(
    `UPDATE register_entry SET published_at = $1, published_on = $2
      WHERE id IN (SELECT id FROM register_entry
                    WHERE published_at IS NULL AND publish_on <= $2
                    ORDER BY publish_on, id LIMIT $3 FOR UPDATE SKIP LOCKED)`,
    [now, osloDate(now), batch],
  );
  return rowCount ?? 0;
}

type StoredCourse = AccessCase & {
  history: StoredEvent[] | null;
  applications: { seq: number; content: Draft }[] | null;
  formVersion: string;
  personNames: string[] | null;
};

const COURSES = `
  SELECT c.id, c.reference, c.kind, c.parent_id AS "parentId", c.version,
         c.applicant_id AS "applicantId", c.language, c.tracks, ${HISTORY} AS history,
         (SELECT form_version FROM application a WHERE a.case_id = c.id) AS "formVersion",
         (SELECT jsonb_agg(jsonb_build_object('seq', v.event_seq, 'content', v.content)
                           ORDER BY v.number)
            FROM application_version v WHERE v.case_id = c.id) AS applications,
         ARRAY(SELECT p.name FROM person p
                WHERE p.id = c.applicant_id
                   OR p.id::text IN (SELECT member ->> 'personId'
                                       FROM jsonb_each(coalesce(c.tracks -> 'member', '{}'))
                                         AS members (id, member))) AS "personNames"
    FROM access_case c
   WHERE c.id = ANY ($1::uuid[])`;

const INSERT = `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (
           id uuid, "caseId" uuid, "eventSeq" integer, kind text, outcome text, "happenedOn" date,
           "limitOn" date, "publishOn" date, content jsonb, "registryIds" text[], purposes text[],
           words text)
  ), entered AS (
    INSERT INTO register_entry (id, case_id, event_seq, kind, outcome, happened_on, limit_on,
                                publish_on)
    SELECT id, "caseId", "eventSeq", kind, outcome, "happenedOn", "limitOn", "publishOn" FROM given
    ON CONFLICT (case_id, event_seq) DO NOTHING
    RETURNING id
  )
  INSERT INTO register_version (entry_id, version, content, registry_ids, purposes, words, made_at)
  SELECT id, 1, content, "registryIds", purposes, to_tsvector('norwegian', words), $2
    FROM given WHERE id IN (SELECT id FROM entered)`;
