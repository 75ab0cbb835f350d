import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { norwegianCalendar, osloDate, workingDaysBetween } from '#cases';
import { cellsOf, measureSome, reportNames } from '#oversight';
import { adviceSchedules } from '../../../libs/cases/src/advice/advice.processor.js';
import { caseDetail, caseTimeline } from '../../../libs/cases/src/case.queries.js';
import { trackSight } from '../../../libs/cases/src/case.sight.rules.js';
import { sightOf } from '../../../libs/cases/src/case.visibility.js';
import { caseClocks } from '../../../libs/cases/src/clocks/clock.queries.js';
import { clocksOf } from '../../../libs/cases/src/clocks/clock.rules.js';
import { report } from '../../../libs/oversight/src/reports/report.queries.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, registryIds, type Step, stepsTo } from '../../support/journey.js';
import { firstDay, give, given, type Play } from '../../support/play.js';
import { plays } from '../../support/plays.js';

/**
 * Where systems of this kind have been found to measure wrongly, each with the test that it does not
 * happen here.
 */
let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

const cellsIn = (events: Play['events']) =>
  cellsOf({ firstDay, history: { events, notes: [] }, versions: [], purposes: [] });
const clock = (events: Play['events'], on: string, settings: object = {}) =>
  clocksOf(
    firstDay,
    { events, notes: [] },
    on,
    Object.entries(settings).map(([name, value]) => ({ name, value, validFromOn: '2020-01-01' })),
  ).find(({ name }) => name === 'data-available');
const then = (play: Play, step: Step, at: string): Play => {
  const next = give(play, step, new Date(at));
  if ('refused' in next) throw new Error(next.refused.code);
  return next;
};
const measureAll = async () => {
  while ((await measureSome(tilgang.db)) > 0);
};

describe('three meanings of days in one product', () => {
  it('there is one: the stages of a case sum to its whole time, whatever happened when [law 6]', () => {
    fc.assert(
      fc.property(plays, (play) => {
        const cells = cellsIn(play.events);
        const last = play.events.at(-1);
        const received = play.events.find(({ toState }) => toState === 'submitted');
        if (!last || !received) return;
        const left = cells.filter(({ measure }) => measure === 'stages');
        const inStages = left.reduce((sum, { value }) => sum + value, 0);
        const lastMoved = left.reduce(
          (on, { knownFromOn }) => (knownFromOn > on ? knownFromOn : on),
          osloDate(received.at),
        );
        expect(inStages).toBe(
          workingDaysBetween(osloDate(received.at), lastMoved, norwegianCalendar),
        );
      }),
    );
  });

  it('neither the time of day nor daylight saving changes a count [law 5]', () => {
    fc.assert(
      fc.property(plays, fc.integer({ min: 0, max: 22 }), (play, hour) => {
        // The same Norwegian dates at another hour; 25 October 2026 has 25 hours.
        const moved = play.events.map((event) => ({
          ...event,
          at: new Date(`${osloDate(event.at)}T${String(hour).padStart(2, '0')}:30:00+01:00`),
        }));
        const same = moved.every(({ at }, index) => {
          const event = play.events[index];
          return event !== undefined && osloDate(at) === osloDate(event.at);
        });
        fc.pre(same);
        expect(cellsIn(moved)).toEqual(cellsIn(play.events));
      }),
    );
  });
});

describe('cases that nobody has touched are invisible', () => {
  it('one is in every report whose denominator it belongs to, a year later too [law 6]', async () => {
    tilgang.clock.at = new Date('2026-11-02T09:00:00Z');
    await tilgang.givenCase('submitted');
    await measureAll();
    const scope = { fromMonth: '2026-01', toMonth: '2027-12', asOfOn: '2027-11-02' };
    const received = ['by-month', 'weeks-to-data', 'kinds', 'purposes', 'completeness'] as const;
    for (const name of received) {
      const { summary } = await report(tilgang.db, name, scope, '2027-11-02');
      expect([name, summary.find(({ key }) => key === 'received')?.value]).toEqual([name, 1]);
    }
    const open = await report(tilgang.db, 'open-ages', scope, '2027-11-02');
    expect(open.summary).toContainEqual({ key: 'oldest', unit: 'days', value: 365 });
    const held = await report(tilgang.db, 'time-per-party', scope, '2027-11-02');
    expect(held.rows.map(({ key, cells }) => [key, cells[1]])).toEqual([['helsedataservice', 365]]);
    expect(reportNames.length).toBeGreaterThan(received.length);
  });
});

describe('averages of the approved ones alone', () => {
  const decided = given(...stepsTo('decided'));

  it('a case over the edge of a period is in the one it came in, and its days in both [law 6]', () => {
    const play = then(
      given(...stepsTo('submitted')),
      { by: 'applicant', command: { type: 'withdraw' } },
      '2027-01-11T09:00:00Z',
    );
    const cells = cellsIn(play.events).filter(({ knownUntilOn }) => knownUntilOn === null);
    const months = (measure: string) =>
      cells.filter((cell) => cell.measure === measure).map(({ month }) => month);
    expect(months('time-to-data')).toEqual(['2026-11']);
    expect(months('held-days')).toEqual(['2026-11', '2026-12', '2027-01']);
    expect(
      cells.filter(({ measure }) => measure === 'held-days').map(({ count }) => count),
    ).toEqual([28, 31, 11]);
  });

  it('one that waits for data after its decision still waits [law 6]', () => {
    const standing = cellsIn(decided.events).filter(
      ({ measure, knownUntilOn }) => measure === 'time-to-data' && knownUntilOn === null,
    );
    expect(standing.map(({ part }) => part)).toEqual(['waiting']);
  });
});

describe('one deadline from the first submission, never paused', () => {
  it('the limit runs from a complete application, by the kind of case, and pauses where a setting says so [law 2]', () => {
    const submitted = given(...stepsTo('submitted'));
    expect(clock(submitted.events, '2026-12-01')).toBeUndefined();
    const begun = given(...stepsTo('in-assessment'));
    const limit = clock(begun.events, '2026-11-02')?.derivation.find(
      ({ step }) => step === 'limit',
    );
    expect(limit).toMatchObject({ count: 60, because: 'several-registries' });

    const asked = then(
      begun,
      {
        by: 'caseworker',
        command: {
          type: 'request-information',
          fields: [{ field: 'purpose', comment: 'Utdyp' }],
          answerDueOn: '2026-12-18',
        },
      },
      '2026-11-09T09:00:00Z',
    );
    expect(clock(asked.events, '2026-11-20', { 'applicant-pauses-statutory': true })).toMatchObject(
      { status: 'paused', dueOn: null },
    );
    expect(clock(asked.events, '2026-11-20')?.dueOn).toBe(clock(begun.events, '2026-11-02')?.dueOn);
  });
});

describe('reminders that go out once, or never when a night is missed', () => {
  it('are caught up after missed nights, and repeat until somebody is told it does not help [law 13]', async () => {
    tilgang.clock.at = new Date('2026-11-02T09:00:00Z');
    const { id, version } = await tilgang.givenCase('in-assessment');
    const consult: Step['command'] = {
      type: 'consult-registry',
      registryId: registryIds.npr,
      question: 'Egnet?',
    };
    await tilgang.give(id, version, { by: 'caseworker', command: consult });
    const reminders = async (on: string) => {
      tilgang.clock.at = new Date(`${on}T03:00:00Z`);
      for (const { run } of adviceSchedules(tilgang.cases, tilgang.db, tilgang.clock)) await run();
      const { rowCount } = await tilgang.db.pool.query(
        "SELECT 1 FROM letter WHERE case_id = $1 AND kind = 'consultation-reminder'",
        [id],
      );
      return rowCount;
    };
    expect(await reminders('2026-12-01')).toBe(1);
    expect(await reminders('2026-12-01')).toBe(1);
    expect(await reminders('2026-12-20')).toBe(2);
    const { rows } = await tilgang.db.pool.query<{ state: string }>(
      'SELECT tracks #>> $2 AS state FROM access_case WHERE id = $1',
      [id, ['consultation', registryIds.npr, 'state']],
    );
    expect(rows).toEqual([{ state: 'overdue' }]);
  });
});

describe('information asked for in one phase only, and silence that ends in refusal', () => {
  const request: Step = {
    by: 'caseworker',
    command: {
      type: 'request-information',
      fields: [{ field: 'purpose', comment: 'Utdyp' }],
      answerDueOn: '2026-12-18',
    },
  };
  const screening = stepsTo('in-assessment').findIndex(
    ({ command }) => command.type === 'find-complete',
  );

  it.each([
    ['pre-screening', given(...stepsTo('in-assessment').slice(0, screening))],
    ['in-assessment', given(...stepsTo('in-assessment'))],
  ])('from %s it goes back to where it came from [law 2]', (phase, before) => {
    expect(before.accessCase.tracks.application.state).toBe(phase);
    const asked = then(before, request, '2026-11-04T09:00:00Z');
    expect(asked.accessCase.tracks.application.state).toBe('awaiting-information');
    const [requestId = ''] = Object.keys(asked.accessCase.tracks.information);
    const answered = then(
      asked,
      {
        by: 'applicant',
        command: { type: 'answer-information-field', requestId, field: 'purpose', value: 'Ja' },
      },
      '2026-11-05T09:00:00Z',
    );
    const sent = then(
      answered,
      { by: 'applicant', command: { type: 'send-information', requestId } },
      '2026-11-06T09:00:00Z',
    );
    expect(sent.accessCase.tracks.application.state).toBe(phase);
    const reminded = then(
      asked,
      { by: 'system', command: { type: 'remind-of-information-request', requestId } },
      '2026-12-19T09:00:00Z',
    );
    const lapsed = then(
      reminded,
      { by: 'system', command: { type: 'lapse-information-request', requestId } },
      '2027-01-15T09:00:00Z',
    );
    // Silence refuses nothing: people decide what follows.
    expect(lapsed.accessCase.tracks.application.state).toBe(phase);
  });
});

describe('what is internal reaches the applicant', () => {
  const secret = 'bare-for-huset';

  it('no answer the applicant gets holds what was written for the house [law 20]', async () => {
    tilgang.clock.at = new Date('2026-11-02T09:00:00Z');
    const { id, version } = await tilgang.givenCase('decision-proposed');
    const written: Step[] = [
      { by: 'caseworker', command: { type: 'write-note', kind: 'internal', body: `${secret}-1` } },
      {
        by: 'caseworker',
        command: { type: 'set-flag', flag: 'research-idea', reason: `${secret}-2` },
      },
      {
        by: 'decisionMaker',
        command: { type: 'return-access-decision', reason: `${secret}-3` },
      },
    ] as Step[];
    let at = version;
    for (const step of written) at = await tilgang.give(id, at, step);
    const seenBy = async (who: 'applicant' | 'caseworker') =>
      JSON.stringify([
        await caseDetail(tilgang.db, id, people[who]),
        await caseTimeline(tilgang.db, id, people[who], tilgang.clock.at),
        await caseClocks(tilgang.db, id, people[who], tilgang.clock.at),
      ]);
    expect(await seenBy('applicant')).not.toContain(secret);
    expect(await seenBy('caseworker')).toContain(secret);
  });

  it('what a label calls internal, the table of sight keeps from the applicant [R6.1.5]', () => {
    expect(trackSight.note.applicant).toBeUndefined();
    expect(trackSight.assessment.applicant).not.toBe('all');
    expect(sightOf('refusals', [{ role: 'applicant', registryId: null }])).toBeUndefined();
  });
});
