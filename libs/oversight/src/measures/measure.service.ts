import {
  historyOf,
  HISTORY,
  newCase,
  SETTING_VERSIONS,
  type SettingVersion,
  type StoredEvent,
} from '#cases';
import type { AccessCase } from '#cases';
import type { Database, Schedule, Tx } from '#platform';
import { GOING_ON } from './measure.cells.js';
import { cellsOf } from './measure.rules.js';
import { type CellChanges, changesBetween, type StoredCell } from './measure.changes.rules.js';

/** How many marks one transaction takes: a few seconds of the busiest day. */
const MARKS = 500;

/** How many such transactions make a turn, so that other schedules have theirs. */
const TURNS = 10;

/** Counts anew the cases that something has happened to. */
export function measureSchedule(db: Database): Schedule {
  return {
    name: 'measure cases',
    everyMs: 3_000,
    run: async () => {
      for (let turn = 0; turn < TURNS && (await measureSome(db)) > 0; turn++);
    },
  };
}

/**
 * Takes some of the marks that commands left, oldest first, and brings the cells of those cases and
 * the figures up to date in one transaction. A mark that is left meanwhile waits for the next time.
 * One at a time: the caller sees to that.
 *
 * @returns how many cases were measured.
 */
export async function measureSome(db: Database, marks = MARKS): Promise<number> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.query<{ caseId: string }>(
      `WITH taken AS (
         DELETE FROM unmeasured WHERE id IN (SELECT id FROM unmeasured ORDER BY id LIMIT $1)
         RETURNING case_id)
       SELECT DISTINCT case_id AS "caseId" FROM taken`,
      [marks],
    );
    const caseIds = rows.map(({ caseId }) => caseId);
    if (caseIds.length > 0) await measure(tx, caseIds);
    return caseIds.length;
  });
}

/** Marks every case: after a definition has changed. Returns how many. */
export async function markAll(db: Database): Promise<number> {
  const { rowCount } = await db.pool.query(
    `INSERT INTO unmeasured (case_id)
     SELECT id FROM access_case WHERE application_state NOT IN ('draft', 'draft-dropped', 'lapsed')`,
  );
  return rowCount ?? 0;
}

async function measure(tx: Tx, caseIds: readonly string[]): Promise<void> {
  const [settings, courses, stored] = await Promise.all([
    tx.query<{ versions: SettingVersion[] | null }>(SETTINGS),
    tx.query<StoredCourse>({ ...COURSES, values: [caseIds] }),
    tx.query<StoredCell>({ ...CELLS, values: [caseIds] }),
  ]);
  const versions = settings.rows[0]?.versions ?? [];
  const before = new Map<string, StoredCell[]>(caseIds.map((id) => [id, []]));
  for (const cell of stored.rows) before.get(cell.caseId)?.push(cell);
  const changes = courses.rows.map(({ history, purposes, ...accessCase }) =>
    changesBetween(
      accessCase.id,
      before.get(accessCase.id) ?? [],
      cellsOf({
        firstDay: newCase(accessCase),
        history: historyOf(history ?? []),
        versions,
        purposes: purposes ?? [],
      }),
    ),
  );
  await write(tx, changes);
}

async function write(tx: Tx, changes: readonly CellChanges[]): Promise<void> {
  const added = changes.flatMap((change) => change.added);
  const closed = changes.flatMap((change) => change.closed);
  const removed = changes.flatMap((change) => change.removed);
  const figures = JSON.stringify(changes.flatMap((change) => change.figures));
  await Promise.all([
    removed.length > 0 && tx.query({ ...REMOVE, values: [removed] }),
    closed.length > 0 && tx.query({ ...CLOSE, values: [JSON.stringify(closed)] }),
    added.length > 0 && tx.query({ ...ADD, values: [JSON.stringify(added)] }),
    figures !== '[]' && tx.query({ ...COUNT, values: [figures] }),
    figures !== '[]' && tx.query({ ...COUNT_BY_DAY, values: [figures] }),
  ]);
}

type StoredCourse = AccessCase & { history: StoredEvent[] | null; purposes: string[] | null };

/** Each has a name, so that it is planned once: this runs every few seconds. */
const SETTINGS = { name: 'measure-settings', text: `SELECT ${SETTING_VERSIONS} AS versions` };

const COURSES = {
  name: 'measure-courses',
  text: `
  SELECT c.id, c.reference, c.kind, c.parent_id AS "parentId", c.version,
         c.applicant_id AS "applicantId", c.language, c.tracks, ${HISTORY} AS history,
         (SELECT v.content -> 'purposeCategory' FROM application_version v
           WHERE v.case_id = c.id ORDER BY v.number LIMIT 1) AS purposes
    FROM access_case c
   WHERE c.id = ANY ($1::uuid[])`,
};

const CELLS = {
  name: 'measure-cells',
  text: `
  SELECT id, case_id AS "caseId", measure, month, kind, unit_id AS "unitId", part, value, count,
         known_from_on::text AS "knownFromOn", known_until_on::text AS "knownUntilOn"
    FROM case_cell WHERE case_id = ANY ($1::uuid[])`,
};

const REMOVE = {
  name: 'measure-remove',
  text: 'DELETE FROM case_cell WHERE id = ANY ($1::bigint[])',
};

const CLOSE = {
  name: 'measure-close',
  text: `
  UPDATE case_cell SET known_until_on = row."knownUntilOn"
    FROM jsonb_to_recordset($1::jsonb) AS row (id bigint, "knownUntilOn" date)
   WHERE case_cell.id = row.id`,
};

const ADD = {
  name: 'measure-add',
  text: `
  INSERT INTO case_cell (case_id, measure, month, kind, unit_id, part, value, count, known_from_on,
                         known_until_on)
  SELECT "caseId", measure, month, kind, "unitId", part, value, count, "knownFromOn", "knownUntilOn"
    FROM jsonb_to_recordset($1::jsonb) AS row (
         "caseId" uuid, measure text, month text, kind text, "unitId" text, part text,
         value integer, count integer, "knownFromOn" date, "knownUntilOn" date)`,
};

const KEYS = ['measure', 'month', 'kind', 'unit_id', 'part', 'value'];

/** What comes to nothing goes, and need not be read again. */
function adding(table: 'figure' | 'figure_change', keys: readonly string[], which = '') {
  const text = `
  MERGE INTO ${table} AS f USING (
    SELECT ${keys.join(', ')}, sum(count) AS count
      FROM (SELECT measure, month, kind, coalesce("unitId", '') AS unit_id, part, value,
                   "changedOn" AS changed_on, count
              FROM jsonb_to_recordset($1::jsonb) AS row (
                   measure text, month text, kind text, "unitId" text, part text, value integer,
                   "changedOn" date, count bigint)) AS change
     ${which}
     GROUP BY ${keys.join(', ')} HAVING sum(count) <> 0) AS change
     ON ${keys.map((key) => `f.${key} = change.${key}`).join(' AND ')}
  WHEN MATCHED AND f.count + change.count = 0 THEN DELETE
  WHEN MATCHED THEN UPDATE SET count = f.count + change.count
  WHEN NOT MATCHED THEN INSERT (${keys.join(', ')}, count)
       VALUES (${keys.map((key) => `change.${key}`).join(', ')}, change.count)`;
  return { name: `measure-${table}`, text };
}

const COUNT = adding('figure', KEYS);
const COUNT_BY_DAY = adding(
  'figure_change',
  [...KEYS, 'changed_on'],
  `WHERE measure NOT IN ${GOING_ON}`,
);
