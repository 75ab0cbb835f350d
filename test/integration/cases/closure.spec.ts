import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { caseDetail, caseById } from '../../../libs/cases/src/case.queries.js';
import { actOnClocks } from '../../../libs/cases/src/clocks/clock.schedules.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, type Step } from '../../support/journey.js';

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());
beforeEach(() => void (tilgang.clock.at = new Date('2026-11-02T09:00:00Z')));

const end: Step = {
  by: 'caseworker',
  command: { type: 'end-permit', reason: 'Prosjektet er avsluttet', askedForOn: '2026-11-01' },
};

/** A case whose permit ended on 2 November 2026, and who was told of what is late in it. */
async function endedCase() {
  const { id, version } = await tilgang.givenCase('permitted');
  return { id, version: await tilgang.give(id, version, end) };
}

async function remindersTo(who: keyof typeof people, id: string): Promise<number> {
  const { rows } = await tilgang.db.pool.query<{ count: string }>(
    `SELECT count(*) FROM notice
      WHERE person_id = $1 AND case_id = $2 AND event = 'due-date-reminded' AND is_alerted`,
    [people[who].personId, id],
  );
  return Number(rows[0]?.count);
}

async function lettersOf(id: string, kind: string): Promise<Record<string, unknown>[]> {
  const { rows } = await tilgang.db.pool.query<{ data: Record<string, unknown> }>(
    'SELECT data FROM letter WHERE case_id = $1 AND kind = $2 ORDER BY event_seq',
    [id, kind],
  );
  return rows.map(({ data }) => data);
}

/** The schedule runs twice on a day: the second run must find nothing to do. */
async function onDay(day: string): Promise<void> {
  tilgang.clock.at = new Date(`${day}T06:00:00Z`);
  await actOnClocks(tilgang.cases, tilgang.db, day);
  await actOnClocks(tilgang.cases, tilgang.db, day);
}

const give = async (id: string, step: Step) => {
  const version = (await caseById(tilgang.db, id))?.version ?? 0;
  return tilgang.give(id, version, step);
};

describe('the end of a stored project', () => {
  it('reminds data user and caseworker of deletion before and after the day, by two letters in all [law 33]', async () => {
    const { id } = await endedCase();
    await onDay('2026-11-26');
    expect(await remindersTo('applicant', id)).toBe(0);
    await onDay('2026-11-27');
    expect([await remindersTo('applicant', id), await remindersTo('caseworker', id)]).toEqual([
      1, 1,
    ]);
    for (const day of ['2026-12-02', '2026-12-03', '2026-12-04', '2026-12-11', '2026-12-18']) {
      await onDay(day);
    }
    // One before, and one a week from then on; no day brings the same twice.
    expect([await remindersTo('applicant', id), await remindersTo('caseworker', id)]).toEqual([
      4, 4,
    ]);
    expect(await lettersOf(id, 'deletion-reminder')).toMatchObject([
      { reminderNumber: 1, endedOn: '2026-11-02', permitReference: expect.any(String) },
      { reminderNumber: 2, endedOn: '2026-11-02' },
    ]);

    await give(id, {
      by: 'caseworker',
      command: {
        type: 'record-deletion-confirmed',
        receivedOn: '2026-12-17',
        arrivedBy: 'letter',
        statement: 'Bekreftet i brev',
      },
    });
    await onDay('2026-12-25');
    expect(await remindersTo('applicant', id)).toBe(4);
    const { tracks, texts } = await caseDetail(tilgang.db, id, people.applicant);
    expect(tracks.closure).toMatchObject({ confirmedOn: '2026-12-17', arrivedBy: 'letter' });
    expect(texts[tracks.closure?.statementId ?? '']).toBe('Bekreftet i brev');
  });

  it('reminds of a late final report, and closes with a letter when it has come [law 33]', async () => {
    const { id } = await endedCase();
    await give(id, {
      by: 'applicant',
      command: { type: 'confirm-deletion', statement: 'Alt er slettet' },
    });
    await onDay('2027-05-02');
    const before = await remindersTo('applicant', id);
    await onDay('2027-05-03');
    await onDay('2027-05-04');
    expect((await remindersTo('applicant', id)) - before).toBe(0);
    // The reminder before the day was caught up on the day itself; a week later comes the next.
    await onDay('2027-05-10');
    expect((await remindersTo('applicant', id)) - before).toBe(1);
    expect(await remindersTo('caseworker', id)).toBe(before + 1);

    const close: Step = { by: 'caseworker', command: { type: 'close-case' } };
    await expect(give(id, close)).rejects.toThrow('final-report-missing');
    await give(id, {
      by: 'applicant',
      command: { type: 'submit-final-report', endedOn: '2026-11-02', summary: 'Færre slag' },
    });
    await onDay('2027-06-10');
    expect((await remindersTo('applicant', id)) - before).toBe(1);
    await give(id, close);
    expect(await lettersOf(id, 'closing')).toMatchObject([
      { ending: 'deleted', closedOn: '2027-06-10' },
    ]);
  });

  it('sets withdrawn consent on the list by its thirtieth day, and reminds of it [law 33]', async () => {
    const { id } = await tilgang.givenCase('permitted');
    await give(id, {
      by: 'caseworker',
      command: {
        type: 'record-consent-withdrawal',
        receivedOn: '2026-11-02',
        personCount: 1,
        description: 'Delstudie B',
      },
    });
    const { rows } = await tilgang.db.pool.query<{ dueOn: string }>(
      'SELECT due_on::text AS "dueOn" FROM access_case WHERE id = $1',
      [id],
    );
    expect(rows).toEqual([{ dueOn: '2026-12-02' }]);
    await onDay('2026-11-27');
    expect([await remindersTo('applicant', id), await remindersTo('caseworker', id)]).toEqual([
      1, 1,
    ]);
    const [withdrawalId = ''] = Object.keys(
      (await caseById(tilgang.db, id))?.tracks['consent-withdrawal'] ?? {},
    );
    await give(id, {
      by: 'applicant',
      command: {
        type: 'settle-consent-withdrawal',
        withdrawalId,
        followUp: 'deleted',
        followedUpOn: '2026-11-20',
        statement: 'Linjen er fjernet',
      },
    });
    await onDay('2026-12-10');
    expect(await remindersTo('applicant', id)).toBe(1);
  });
});
