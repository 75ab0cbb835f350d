import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseById, type CaseCommand, replay, RuleDateController } from '#cases';
import type { Actor, Person } from '#parties';
import { adviceSchedules } from '../../../libs/cases/src/advice/advice.processor.js';
import { comparisonOf } from '../../../libs/cases/src/advice/case.comparison.queries.js';
import { caseDetail, caseTimeline } from '../../../libs/cases/src/case.queries.js';
import { type CasesUnderTest, FixedClock, givenCases } from '../../support/given.js';
import { people, registryIds, rekComparison, type Step } from '../../support/journey.js';
import { codeOf } from '../../support/refusals.js';

const { npr, stroke } = registryIds;

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

/** Runs every schedule of these tracks as if it were this day. */
async function onDay(day: string): Promise<void> {
  tilgang.clock.at = new Date(`${day}T09:00:00Z`);
  for (const { run } of adviceSchedules(tilgang.cases, tilgang.db, tilgang.clock)) await run();
}

async function letters(id: string, kind: string): Promise<number> {
  const { rowCount } = await tilgang.db.pool.query(
    'SELECT 1 FROM letter WHERE case_id = $1 AND kind = $2',
    [id, kind],
  );
  return rowCount ?? 0;
}

async function give(id: string, version: number, ...steps: Step[]): Promise<number> {
  for (const step of steps) version = await tilgang.give(id, version, step);
  return version;
}

const tracksOf = async (id: string) => (await caseById(tilgang.db, id))?.tracks;
const consult = (registryId: string): Step => ({
  by: 'caseworker',
  command: { type: 'consult-registry', registryId, question: 'Er variablene egnet?' },
});

describe('a registry that never answers', () => {
  it('is reminded when a day has come, once for each, also after nights that were missed [law 13]', async () => {
    tilgang.clock.at = new Date('2026-11-02T09:00:00Z');
    const { id, version } = await tilgang.givenCase('in-assessment');
    await give(id, version, consult(npr));
    const state = async () => (await tracksOf(id))?.consultation[npr]?.state;

    await onDay('2026-11-16');
    expect([await state(), await letters(id, 'consultation-reminder')]).toEqual(['requested', 0]);
    // Nothing ran for a fortnight: the first reminder is caught up, and the second does not follow.
    await onDay('2026-12-01');
    await onDay('2026-12-01');
    expect([await state(), await letters(id, 'consultation-reminder')]).toEqual(['overdue', 1]);
    await onDay('2026-12-07');
    expect(await letters(id, 'consultation-reminder')).toBe(1);
    await onDay('2026-12-08');
    await onDay('2026-12-20');
    await onDay('2027-02-01');
    expect(await letters(id, 'consultation-reminder')).toBe(2);
    expect((await tracksOf(id))?.consultation[npr]).toMatchObject({ reminders: 2, wakesOn: null });
    expect(await caseById(tilgang.db, id)).toEqual(await replay(tilgang.db, id));

    const unreachable: CaseCommand = {
      type: 'mark-registry-unreachable',
      version: null,
      registryId: npr,
      reason: 'Ingen svarer',
    };
    await tilgang.cases.execute(id, unreachable, people.caseworker);
    expect(await state()).toBe('unreachable');
  });

  it('is reminded once when two workers look at the same moment [law 13]', async () => {
    tilgang.clock.at = new Date('2027-03-01T09:00:00Z');
    const { id, version } = await tilgang.givenCase('in-assessment');
    await give(id, version, consult(npr), consult(stroke));
    await Promise.all([onDay('2027-04-01'), onDay('2027-04-01')]);
    expect(await letters(id, 'consultation-reminder')).toBe(2);
    const { rows } = await tilgang.db.pool.query(
      `SELECT type, count(*)::int AS n FROM case_event
        WHERE case_id = $1 AND outcome = 'accepted' AND actor_role = 'system' GROUP BY type`,
      [id],
    );
    expect(rows).toEqual([{ type: 'consultation-overdue', n: 2 }]);
  });
});

describe('an approval from REK', () => {
  it('runs out by itself the day after its last day, once [law 7]', async () => {
    tilgang.clock.at = new Date('2027-05-03T09:00:00Z');
    const { id, version } = await tilgang.givenCase('at-rek');
    await give(id, version, {
      by: 'rek',
      command: {
        type: 'record-rek-approval',
        rekReference: '812345',
        decidedOn: '2027-05-03',
        validUntilOn: '2027-05-10',
      },
    });
    await onDay('2027-05-10');
    expect((await tracksOf(id))?.ethics.state).toBe('approved');
    await onDay('2027-07-01');
    await onDay('2027-07-01');
    expect((await tracksOf(id))?.ethics.state).toBe('expired');
    const { events } = await caseTimeline(tilgang.db, id, people.auditor, tilgang.clock.at);
    expect(events.filter(({ type }) => type === 'rek-approval-expired')).toHaveLength(1);
  });
});

describe('the day of a rule that was passed without one', () => {
  const person = (actor: Actor) => actor as unknown as Person;
  const noticeOnly: Step = {
    by: 'caseworker',
    command: { type: 'find-rek-notice-only', reason: 'Bare registerdata' },
  };

  it('is recorded by the administrator alone, and opens the mode from that day [law 1] [law 7]', async () => {
    tilgang.clock.at = new Date('2027-08-02T09:00:00Z');
    const dates = new RuleDateController(tilgang.db, tilgang.clock);
    const { id, version } = await tilgang.givenCase('in-assessment');
    const day = { validFrom: '2027-09-01', source: 'kgl.res. (eksempel)' };
    expect(await codeOf(give(id, version, noticeOnly))).toBe('rule-not-in-force');
    expect(await codeOf(dates.set(person(people.caseworker), 'rek-notice-only', day))).toBe(
      'not-allowed-for-role',
    );
    const administrator = person(people.administrator);
    expect(await codeOf(dates.set(administrator, 'no-such-rule', day))).toBe('rule-unknown');
    await dates.set(administrator, 'rek-notice-only', day);
    expect((await dates.list()).items).toMatchObject([
      { rule: 'rek-notice-only', validFrom: '2027-09-01', source: day.source },
    ]);
    expect(await codeOf(give(id, version, noticeOnly))).toBe('rule-not-in-force');
    tilgang.clock.at = new Date('2027-09-01T09:00:00Z');
    const sent = await give(id, version, noticeOnly, {
      by: 'caseworker',
      command: { type: 'send-protocol-notice' },
    });
    expect(await letters(id, 'protocol-notice')).toBe(1);
    await give(id, sent, { by: 'caseworker', command: rekComparison() });
    expect((await tracksOf(id))?.ethics).toMatchObject({ state: 'notice-sent' });
  });
});

describe('the comparison page', () => {
  it('puts application, protocol and approval side by side, for those who decide [law 8]', async () => {
    tilgang.clock.at = new Date('2026-11-02T09:00:00Z');
    const { id, version } = await tilgang.givenCase('rek-approved');
    await give(id, version, { by: 'caseworker', command: rekComparison(['variables']) });
    const { points } = await comparisonOf(tilgang.db, id, people.caseworker);
    expect(points.map(({ point, isOpen }) => [point, isOpen])).toEqual([
      ['purpose', false],
      ['sources', false],
      ['variables', true],
      ['period', false],
      ['persons', false],
    ]);
    expect(points[2]).toMatchObject({
      application: expect.arrayContaining(['Norsk pasientregister: Diagnosekode, Måned']),
      protocol: 'Som i protokollen',
      approval: 'Som i vedtaket',
      matches: false,
    });
    for (const other of [people.applicant, people.rek]) {
      expect(await codeOf(comparisonOf(tilgang.db, id, other))).toBe('not-allowed-for-role');
    }
    expect(await codeOf(comparisonOf(tilgang.db, id, people.otherApplicant))).toBe('case-unknown');
  });
});

describe('the case page of an applicant', () => {
  it('holds no word of advice from within the institution, and all of it from outside [law 20] [R7.2.10]', async () => {
    tilgang.clock.at = new Date('2026-11-02T09:00:00Z');
    const { id, version } = await tilgang.givenCase('rek-approved');
    const advice = (by: Step['by'], registryId: string, reason: string): Step[] => [
      { by, command: { type: 'declare-impartial' } },
      { by, command: { type: 'give-advice', registryId, advice: 'against', reason } },
      { by, command: { type: 'post-consultation-message', registryId, message: `M ${reason}` } },
    ];
    await give(
      id,
      version,
      consult(npr),
      consult(stroke),
      ...advice('adviserNpr', npr, 'Hemmelig innenfra'),
      ...advice('adviserStroke', stroke, 'Åpent utenfra'),
    );
    const page = JSON.stringify(await caseDetail(tilgang.db, id, people.applicant));
    expect(page).not.toContain('Hemmelig innenfra');
    expect(page).not.toContain('M Åpent utenfra');
    expect(page).toContain('Åpent utenfra');
    const registry = JSON.stringify(await caseDetail(tilgang.db, id, people.adviserStroke));
    expect(registry).toContain('M Åpent utenfra');
    expect(registry).not.toContain('Hemmelig innenfra');
    const worker = JSON.stringify(await caseDetail(tilgang.db, id, people.caseworker));
    for (const said of ['M Hemmelig innenfra', 'M Åpent utenfra', '"isInternal":true']) {
      expect(worker).toContain(said);
    }
  });
});

describe('the indexes of time-driven work', () => {
  it('serve their questions without reading every case', async () => {
    const plans = await tilgang.owner.transaction(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off');
      const plan = async (sql: string) =>
        JSON.stringify((await tx.query(`EXPLAIN (FORMAT JSON) ${sql}`)).rows);
      return [
        await plan(
          `SELECT id FROM access_case WHERE tracks -> 'ethics' ->> 'validUntilOn' < '2026-01-01'
             AND tracks -> 'ethics' ->> 'state' IN ('approved', 'approved-with-conditions')`,
        ),
        await plan(
          `SELECT id FROM access_case WHERE consultation_wakes_on(tracks) <= '2026-01-01'
             AND application_state IN ('in-assessment', 'awaiting-information')`,
        ),
      ];
    });
    expect(plans[0]).toContain('access_case_rek_valid_until');
    expect(plans[1]).toContain('access_case_consultation_wakes');
  });
});

describe('a clock that stands still', () => {
  it('brings nothing about', async () => {
    const clock = new FixedClock(new Date('2026-11-02T09:00:00Z'));
    const { rows: before } = await tilgang.db.pool.query('SELECT count(*) FROM case_event');
    for (const { run } of adviceSchedules(tilgang.cases, tilgang.db, clock)) await run();
    const { rows: after } = await tilgang.db.pool.query('SELECT count(*) FROM case_event');
    expect(after).toEqual(before);
  });
});
