import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseClocks } from '../../../libs/cases/src/clocks/clock.queries.js';
import { actOnClocks, deriveAgain } from '../../../libs/cases/src/clocks/clock.schedules.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people } from '../../support/journey.js';

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

async function rowOf(id: string) {
  const { rows } = await tilgang.db.pool.query<{
    version: number;
    dueOn: string | null;
    actsOn: string | null;
  }>(
    `SELECT version, due_on::text AS "dueOn", clock_acts_on::text AS "actsOn"
       FROM access_case WHERE id = $1`,
    [id],
  );
  if (!rows[0]) throw new Error('No such case');
  return rows[0];
}

async function eventsOf(id: string): Promise<string[]> {
  const { rows } = await tilgang.db.pool.query<{ type: string }>(
    'SELECT type FROM case_event WHERE case_id = $1 ORDER BY seq',
    [id],
  );
  return rows.map(({ type }) => type);
}

async function lettersOf(id: string): Promise<string[]> {
  const { rows } = await tilgang.db.pool.query<{ kind: string }>(
    'SELECT kind FROM letter WHERE case_id = $1 ORDER BY event_seq',
    [id],
  );
  return rows.map(({ kind }) => kind);
}

/** The schedule runs on a day, twice: the second run must find nothing to do. */
async function onDay(day: string): Promise<void> {
  tilgang.clock.at = new Date(`${day}T06:00:00Z`);
  await actOnClocks(tilgang.cases, tilgang.db, day);
  await actOnClocks(tilgang.cases, tilgang.db, day);
}

describe('the time limits of a stored case', () => {
  it('put the next due date beside the case at every event, and again every night', async () => {
    tilgang.clock.at = new Date('2026-11-02T09:00:00Z');
    const { id, version } = await tilgang.givenCase('submitted');
    expect(await rowOf(id)).toEqual({ version, dueOn: '2026-12-02', actsOn: '2026-11-27' });
    await tilgang.db.pool.query("UPDATE access_case SET due_on = '2020-01-01' WHERE id = $1", [id]);
    await deriveAgain(tilgang.db, '2026-11-03');
    expect((await rowOf(id)).dueOn).toBe('2026-12-02');
  });

  it('remind before the month is over and then send the preliminary reply, once each [law 4]', async () => {
    tilgang.clock.at = new Date('2026-11-02T09:00:00Z');
    const { id } = await tilgang.givenCase('submitted');
    await onDay('2026-11-26');
    expect(await eventsOf(id)).not.toContain('due-date-reminded');
    // A weekend was missed: what was due on Friday is done on Monday.
    await onDay('2026-11-30');
    expect((await eventsOf(id)).filter((type) => type === 'due-date-reminded')).toHaveLength(1);
    await onDay('2026-12-01');
    await onDay('2026-12-02');
    const events = await eventsOf(id);
    expect(events.filter((type) => type === 'automatic-preliminary-reply-sent')).toHaveLength(1);
    expect(events.filter((type) => type === 'due-date-reminded')).toHaveLength(1);
    expect(await lettersOf(id)).toEqual(['receipt', 'preliminary-reply']);
  });

  it('are postponed with a letter, and a date that slips with another [law 3] [R8.0.9]', async () => {
    tilgang.clock.at = new Date('2026-11-02T09:00:00Z');
    const { id, version } = await tilgang.givenCase('in-assessment');
    const postpone = (likelyOn: string) =>
      ({
        by: 'caseworker',
        command: { type: 'postpone', reason: 'Feil i kildedata', likelyOn },
      }) as const;
    await expect(tilgang.give(id, version, postpone('2026-12-01'))).rejects.toThrow(
      'likely-date-too-soon',
    );
    const second = await tilgang.give(id, version, postpone('2027-03-15'));
    expect((await rowOf(id)).dueOn).toBe('2027-03-15');
    await tilgang.give(id, second, postpone('2027-04-15'));
    expect((await lettersOf(id)).filter((kind) => kind === 'preliminary-reply')).toHaveLength(2);
    const { rows } = await tilgang.db.pool.query<{ from: string }>(
      `SELECT data ->> 'postponedFromOn' AS "from" FROM letter
        WHERE case_id = $1 AND kind = 'preliminary-reply' ORDER BY event_seq`,
      [id],
    );
    expect(rows.map(({ from }) => from)).toEqual(['2027-01-27', '2027-03-15']);
  });

  it('are shown with event and derivation, to each role what is theirs [R8.0.1]', async () => {
    tilgang.clock.at = new Date('2026-11-02T09:00:00Z');
    const { id } = await tilgang.givenCase('advised');
    const seenBy = async (actor: keyof typeof people) =>
      caseClocks(tilgang.db, id, people[actor], tilgang.clock.at);
    const own = await seenBy('caseworker');
    expect(own.clocks.map(({ name }) => name)).toContain('consultation');
    expect(own.clocks.every(({ startedBySeq }) => startedBySeq > 1)).toBe(true);
    expect(own.forecast).toMatchObject({ withheld: 'too-few-cases', needed: 20 });
    const applicants = await seenBy('applicant');
    expect(applicants.clocks.map(({ name }) => name)).not.toContain('consultation');
    const registrys = await seenBy('adviserStroke');
    expect(registrys.ledger).toBeUndefined();
    const parts = registrys.clocks.filter(({ name }) => name === 'consultation');
    expect(parts.map(({ part }) => part)).toEqual(['norsk-hjerneslagregister']);
    await expect(seenBy('otherApplicant')).rejects.toThrow('case-unknown');
  });

  it('give a forecast when enough comparable cases are decided, from the longer of them', async () => {
    const sign = { by: 'decisionMaker', command: { type: 'sign-access-grant' } } as const;
    for (let number = 1; number <= 20; number++) {
      tilgang.clock.at = new Date('2026-11-02T09:00:00Z');
      const { id, version } = await tilgang.givenCase('decision-proposed');
      tilgang.clock.at = new Date(Date.UTC(2026, 10, 2 + number * 2, 9));
      await tilgang.give(id, version, sign);
    }
    tilgang.clock.at = new Date('2027-01-04T09:00:00Z');
    const { id } = await tilgang.givenCase('in-assessment');
    const { forecast } = await caseClocks(tilgang.db, id, people.applicant, tilgang.clock.at);
    expect(forecast).toEqual({
      stage: 'complete',
      since: '2027-01-04',
      comparableCases: 20,
      decision: { p50On: '2027-01-24', p80On: '2027-02-05' },
      data: null,
    });
    tilgang.clock.at = new Date('2027-01-10T09:00:00Z');
    const later = await caseClocks(tilgang.db, id, people.applicant, tilgang.clock.at);
    // Two of the twenty had been decided by now: too few are left to compare with.
    expect(later.forecast).toEqual({ withheld: 'too-few-cases', comparableCases: 18, needed: 20 });
  }, 120_000);

  it('forecast no data that have come', async () => {
    tilgang.clock.at = new Date('2026-11-02T09:00:00Z');
    const { id } = await tilgang.givenCase('received');
    tilgang.clock.at = new Date('2026-12-02T09:00:00Z');
    const { forecast } = await caseClocks(tilgang.db, id, people.applicant, tilgang.clock.at);
    expect(forecast).toEqual({ withheld: 'nothing-to-expect' });
  });

  it('remind the holder by letter of a condition that will soon be due, once [law 16]', async () => {
    tilgang.clock.at = new Date('2026-11-02T09:00:00Z');
    const { id } = await tilgang.givenCase('decided');
    const reminders = async () =>
      (await lettersOf(id)).filter((kind) => kind === 'condition-reminder').length;
    await onDay('2028-01-16');
    expect(await reminders()).toBe(0);
    await onDay('2028-01-18');
    expect(await reminders()).toBe(1);
    await onDay('2028-01-30');
    expect(await reminders()).toBe(1);
  });
});

describe('the clocks and the ledger as of an earlier day', () => {
  it('are what the log held then, and of days to come there are none [law 6]', async () => {
    tilgang.clock.at = new Date('2026-11-02T09:00:00Z');
    const { id, version } = await tilgang.givenCase('submitted');
    tilgang.clock.at = new Date('2026-11-20T09:00:00Z');
    const then = await caseClocks(tilgang.db, id, people.caseworker, tilgang.clock.at);
    tilgang.clock.at = new Date('2026-12-10T09:00:00Z');
    await tilgang.give(id, version, {
      by: 'caseworker',
      command: { type: 'take-case', isImpartial: true },
    });
    const now = tilgang.clock.at;
    const asOf = await caseClocks(tilgang.db, id, people.caseworker, now, '2026-11-20');
    expect(asOf.ledger).toEqual(then.ledger);
    expect(asOf.clocks).toEqual(then.clocks);
    expect(asOf.forecast).toBeUndefined();
    const today = await caseClocks(tilgang.db, id, people.caseworker, now);
    expect(today.ledger?.grossDays).toBe(38);
    await expect(
      caseClocks(tilgang.db, id, people.caseworker, now, '2026-12-11'),
    ).rejects.toMatchObject({ refusal: { code: 'day-to-come' } });
  });
});
