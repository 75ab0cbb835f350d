import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseById, newCase, replay } from '#cases';
import type { Actor } from '#parties';
import { caseTimeline } from '../../../libs/cases/src/case.queries.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, registryIds, stages, wholeApplication } from '../../support/journey.js';
import { codeOf } from '../../support/refusals.js';

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

async function count(table: string, caseId: string, and = ''): Promise<number> {
  const { rows } = await tilgang.db.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${table} WHERE case_id = $1 ${and}`,
    [caseId],
  );
  return rows[0]?.n ?? -1;
}

describe('CaseService', () => {
  it('writes row, event, letter and outbox together', async () => {
    const { id } = await tilgang.givenCase('submitted');
    const { rows } = await tilgang.db.pool.query(
      `SELECT l.kind, l.status, o.job, e.type, c.application_state, c.version
         FROM access_case c
         JOIN letter l ON l.case_id = c.id
         JOIN outbox o ON o.payload ->> 'letterId' = l.id::text
         JOIN case_event e ON e.case_id = c.id AND e.seq = l.event_seq
        WHERE c.id = $1`,
      [id],
    );
    expect(rows).toEqual([
      {
        kind: 'receipt',
        status: 'queued',
        job: 'produce-letter',
        type: 'submitted',
        application_state: 'submitted',
        version: 3,
      },
    ]);
  });

  it('gives one decision and one letter when twenty people sign at once (four eyes)', async () => {
    const { id, version } = await tilgang.givenCase('decision-proposed');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        codeOf(
          tilgang.cases.execute(id, { type: 'sign-access-grant', version }, people.decisionMaker),
        ),
      ),
    );
    expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'stale-version')).toHaveLength(19);
    expect(await count('letter', id, "AND kind = 'decision'")).toBe(1);
    expect(await count('case_event', id, "AND type = 'access-grant-signed'")).toBe(1);
    // Attempts that were refused are logged too.
    expect(await count('case_event', id, "AND outcome = 'refused'")).toBe(19);
  });

  it('writes nothing but the refusal when a command is refused', async () => {
    const { id, version } = await tilgang.givenCase('submitted');
    const before = await caseById(tilgang.db, id);
    const letters = await count('letter', id);
    expect(
      await codeOf(tilgang.cases.execute(id, { type: 'take-case', version }, people.leader)),
    ).toBe('not-allowed-for-role');
    expect(await caseById(tilgang.db, id)).toEqual(before);
    expect(await count('letter', id)).toBe(letters);
    expect(await count('case_event', id, "AND outcome = 'refused'")).toBe(1);
  });

  it('rolls everything back when the database fails halfway', async () => {
    const { id, version } = await tilgang.givenCase();
    await tilgang.give(id, version, stages.submitted[0]);
    await tilgang.owner.pool.query(
      `ALTER TABLE outbox ADD CONSTRAINT broken CHECK (payload ->> 'letterId' IS NULL) NOT VALID`,
    );
    try {
      await expect(tilgang.give(id, version + 1, stages.submitted[1])).rejects.toThrow(/broken/);
    } finally {
      await tilgang.owner.pool.query('ALTER TABLE outbox DROP CONSTRAINT broken');
    }
    expect(await count('letter', id)).toBe(0);
    expect((await caseById(tilgang.db, id))?.tracks.application.state).toBe('draft');
    expect(await tilgang.give(id, version + 1, stages.submitted[1])).toBe(version + 2);
  });

  it('opens one case for one idempotency key, also when asked ten times at once', async () => {
    const ids = await Promise.all(
      Array.from({ length: 10 }, () =>
        tilgang.cases.create(people.applicant, { language: 'nn' }, 'the-same-key-1'),
      ),
    );
    expect(new Set(ids).size).toBe(1);
    expect(
      await tilgang.cases.create(people.otherApplicant, { language: 'nn' }, 'the-same-key-1'),
    ).not.toBe(ids[0]);
  });

  it('refuses an idempotency key that comes again with another request', async () => {
    const key = 'a-key-of-one-request';
    await tilgang.cases.create(people.applicant, { language: 'nn' }, key);
    for (const other of [
      { language: 'en' },
      { language: 'nn', kind: 'statistics' },
      { language: 'nn', asked: { copyOf: 'another case' } },
    ] as const) {
      await expect(tilgang.cases.create(people.applicant, other, key)).rejects.toMatchObject({
        refusal: { code: 'idempotency-key-reused', kind: 'facts' },
      });
    }
  });

  it('stores the row that replaying its events gives', async () => {
    const { id } = await tilgang.givenCase('closed');
    const stored = await caseById(tilgang.db, id);
    expect(stored).toEqual(await replay(tilgang.db, id));
    expect(stored && newCase(stored).tracks.application.state).toBe('draft');
  });

  it('notes a fact once and every reading', async () => {
    const { id } = await tilgang.givenCase('submitted');
    const data = { letterId: id, kind: 'receipt' };
    for (let times = 0; times < 3; times++) {
      await tilgang.cases.note(id, 'letter-dispatched', 'accepted', data, people.system);
      await tilgang.cases.note(id, 'letter-read', 'read', data, people.caseworker);
    }
    expect(await count('case_event', id, "AND type = 'letter-dispatched'")).toBe(1);
    expect(await count('case_event', id, "AND type = 'letter-read'")).toBe(3);
  });

  it('lets no event run backwards when the clocks of two servers differ', async () => {
    const { id, version } = await tilgang.givenCase('submitted');
    const { at } = tilgang.clock;
    tilgang.clock.at = new Date(at.getTime() + 3);
    await tilgang.cases.note(id, 'letter-dispatched', 'accepted', { letterId: id }, people.system);
    tilgang.clock.at = at;
    const declaring = { type: 'declare-impartial', version } as const;
    await tilgang.cases.execute(id, declaring, people.caseworker);
    await tilgang.cases.note(id, 'letter-read', 'read', { letterId: id }, people.caseworker);
    const { events } = await caseTimeline(tilgang.db, id, people.caseworker, at);
    const times = events.map((event) => event.at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(events.at(-1)?.at.getTime()).toBe(at.getTime() + 3);
  });

  it('keeps free text out of the log', async () => {
    const { id } = await tilgang.givenCase('closed');
    const { rows } = await tilgang.db.pool.query<{ log: string }>(
      'SELECT string_agg(data::text, chr(10)) AS log FROM case_event WHERE case_id = $1',
      [id],
    );
    for (const said of [wholeApplication.title, 'Medisinsk forskning', 'Egnet', 'Alt er slettet']) {
      expect(rows[0]?.log).not.toContain(said);
    }
  });
});

describe('the timeline', () => {
  it('names the applicant only to those who may know of the applicant', async () => {
    const { id } = await tilgang.givenCase('linked');
    const now = new Date('2027-06-01T09:00:00Z');
    const namesFor = async (actor: Actor) =>
      (await caseTimeline(tilgang.db, id, actor, now)).events.map(({ actorName }) => actorName);
    expect(await namesFor(people.rek)).toContain(people.applicant.name);
    const shown = await namesFor(people.custodian);
    expect(shown).not.toContain(people.applicant.name);
    expect(shown).toContain(people.caseworker.name);
  });
});

describe('registries in a case', () => {
  it('let only those that are sources be consulted', async () => {
    const { id, version } = await tilgang.givenCase('in-assessment');
    expect(
      await codeOf(
        tilgang.cases.execute(
          id,
          {
            type: 'consult-registry',
            version,
            registryId: 'kreftregisteret',
            question: 'Hva?',
            answerDueOn: '2026-12-24',
          },
          people.caseworker,
        ),
      ),
    ).toBe('registry-not-in-application');
    expect(Object.values(registryIds)).not.toContain('kreftregisteret');
  });
});
