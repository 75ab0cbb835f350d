import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseById, historyOf, newCase, type StoredEvent } from '#cases';
import { cellsOf } from '#oversight';
import { markAll, measureSome } from '../../../libs/oversight/src/measures/measure.service.js';
import { keyOf, type KnownCell } from '../../../libs/oversight/src/measures/measure.model.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { type Stage, stages, stepsTo } from '../../support/journey.js';

let tilgang: CasesUnderTest;
beforeAll(async () => {
  tilgang = await givenCases();
});
afterAll(() => tilgang.close());

const measureAll = async () => {
  while ((await measureSome(tilgang.db)) > 0);
};
const cells = async () => {
  const { rows } = await tilgang.db.pool.query<KnownCell & { caseId: string }>(
    `SELECT case_id AS "caseId", measure, month, kind, unit_id AS "unitId", part, value, count,
            known_from_on::text AS "knownFromOn", known_until_on::text AS "knownUntilOn"
       FROM case_cell`,
  );
  return rows;
};
const lines = (all: (KnownCell & { caseId: string })[]) =>
  all
    .map((cell) =>
      [cell.caseId, keyOf(cell), cell.count, cell.knownFromOn, cell.knownUntilOn].join(' '),
    )
    .sort();

/** What the log gives, read anew. */
async function expectedCells(): Promise<(KnownCell & { caseId: string })[]> {
  const { rows } = await tilgang.db.pool.query<{ id: string; purposes: string[] | null }>(
    `SELECT c.id, (SELECT v.content -> 'purposeCategory' FROM application_version v
                    WHERE v.case_id = c.id ORDER BY v.number LIMIT 1) AS purposes
       FROM access_case c`,
  );
  const all: (KnownCell & { caseId: string })[] = [];
  for (const { id, purposes } of rows) {
    const accessCase = await caseById(tilgang.db, id);
    const { rows: events } = await tilgang.db.pool.query<StoredEvent>(
      `SELECT seq, at, type, outcome, track, registry_id AS "registryId", from_state AS "fromState",
              to_state AS "toState", data FROM case_event WHERE case_id = $1 ORDER BY seq`,
      [id],
    );
    if (!accessCase) throw new Error('a case has gone');
    const course = {
      firstDay: newCase(accessCase),
      history: historyOf(events),
      versions: [],
      purposes: purposes ?? [],
    };
    all.push(...cellsOf(course).map((cell) => ({ ...cell, caseId: id })));
  }
  return all;
}

async function figures(): Promise<string[]> {
  const { rows } = await tilgang.db.pool.query<{ line: string }>(
    `SELECT concat_ws('|', measure, month, kind, unit_id, part, value) || ' ' || count AS line
       FROM figure`,
  );
  return rows.map(({ line }) => line).sort();
}

async function summed(): Promise<string[]> {
  const { rows } = await tilgang.db.pool.query<{ line: string }>(
    `SELECT concat_ws('|', measure, month, kind, coalesce(unit_id, ''), part, value) || ' ' || sum(count)
            AS line
       FROM case_cell WHERE known_until_on IS NULL
      GROUP BY measure, month, kind, unit_id, part, value HAVING sum(count) <> 0`,
  );
  return rows.map(({ line }) => line).sort();
}

const GONE_BY = `measure NOT IN ('holding', 'open')`;

/** The figures as they were known at the end of each day, by what they changed by up to it. */
async function figuresByDay(): Promise<string[]> {
  const { rows } = await tilgang.db.pool.query<{ line: string }>(
    `SELECT day || ' ' || concat_ws('|', measure, month, kind, unit_id, part, value) || ' ' || sum(count)
            AS line
       FROM (SELECT DISTINCT changed_on AS day FROM figure_change) AS days
       JOIN figure_change ON changed_on <= day
      GROUP BY day, measure, month, kind, unit_id, part, value HAVING sum(count) <> 0`,
  );
  return rows.map(({ line }) => line).sort();
}

/** The same from the cells of each case that were known on the day. */
async function summedByDay(): Promise<string[]> {
  const { rows } = await tilgang.db.pool.query<{ line: string }>(
    `SELECT day || ' ' || concat_ws('|', measure, month, kind, coalesce(unit_id, ''), part, value)
              || ' ' || sum(count) AS line
       FROM (SELECT DISTINCT changed_on AS day FROM figure_change) AS days
       JOIN case_cell ON known_from_on <= day AND coalesce(known_until_on, 'infinity') > day
      WHERE ${GONE_BY}
      GROUP BY day, measure, month, kind, unit_id, part, value`,
  );
  return rows.map(({ line }) => line).sort();
}

describe('the figures', () => {
  it('are what the logs of all cases give, however the cases have gone on since', async () => {
    const start = tilgang.clock.at;
    for (const stage of Object.keys(stages) as Stage[]) {
      tilgang.clock.at = start;
      const { id, version } = await tilgang.givenCase('submitted');
      await measureAll();
      let at = version;
      const rest = stepsTo(stage).slice(stepsTo('submitted').length);
      for (const [index, step] of rest.entries()) {
        // Days pass, and the case is measured in the middle of some of them.
        tilgang.clock.at = new Date(tilgang.clock.at.getTime() + 3 * 3_600_000);
        at = await tilgang.give(id, at, step);
        if (index % 3 === 0) await measureAll();
      }
    }
    await measureAll();
    expect(lines(await cells())).toEqual(lines(await expectedCells()));
    expect(await figures()).toEqual(await summed());
    expect(await figures()).not.toEqual([]);
    expect(await figuresByDay()).toEqual(await summedByDay());
    expect(await figuresByDay()).not.toEqual([]);
  });

  it('do not change when every case is measured again', async () => {
    const all = async () => [lines(await cells()), await figures(), await figuresByDay()];
    const before = await all();
    expect(await markAll(tilgang.db)).toBeGreaterThan(0);
    await measureAll();
    expect(await all()).toEqual(before);
  });

  it('know nothing of drafts', async () => {
    await tilgang.givenCase();
    const { rows } = await tilgang.db.pool.query('SELECT 1 FROM unmeasured');
    expect(rows).toEqual([]);
  });
});
