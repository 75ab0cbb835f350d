import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Language, Person } from '#parties';
import { CaseIntake } from '../../../libs/cases/src/intake/case.intake.js';
import { CaseIntakeController } from '../../../libs/cases/src/intake/case.intake.controller.js';
import { caseDetail, caseTimeline } from '../../../libs/cases/src/case.queries.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, screened, stages, type Step } from '../../support/journey.js';
import { codeOf } from '../../support/refusals.js';

let tilgang: CasesUnderTest;
let api: CaseIntakeController;
const caseworker = people.caseworker as Person;
const auditor = people.auditor as Person;
beforeAll(async () => {
  tilgang = await givenCases();
  const intake = new CaseIntake(tilgang.cases, tilgang.db, tilgang.clock);
  api = new CaseIntakeController(intake, tilgang.db, tilgang.clock);
});
afterAll(() => tilgang.close());

const take: Step = { by: 'caseworker', command: { type: 'take-case', isImpartial: true } };
const findComplete: Step = { by: 'caseworker', command: { type: 'find-complete' } };
const detailOf = (id: string, by: keyof typeof people = 'caseworker') =>
  caseDetail(tilgang.db, id, people[by]);

async function taken() {
  const { id, version } = await tilgang.givenCase('submitted');
  return { id, version: await tilgang.give(id, version, take) };
}

const registration = (application: Record<string, unknown>) => ({
  language: 'nb',
  applicant: { name: 'Kari Demoperson', email: 'kari@people.example' },
  application,
  receivedOn: '2026-10-30',
  arrivedBy: 'letter',
});

describe('an application that is not whole', () => {
  it('cannot be sent by its applicant, but comes in with its gaps when a caseworker registers a letter [R6.2.26]', async () => {
    const { id, version } = await tilgang.givenCase();
    const edit = { type: 'edit-draft', application: { title: 'Bare en tittel' } } as const;
    const next = await tilgang.give(id, version, { by: 'applicant', command: edit });
    const submit: Step = { by: 'applicant', command: { type: 'submit' } };
    expect(await codeOf(tilgang.give(id, next, submit))).toBe('application-incomplete');
    expect((await detailOf(id, 'applicant')).tracks.application?.state).toBe('draft');

    const came = await api.register(
      caseworker,
      registration({ title: 'Bare en tittel' }),
      'a-letter-that-came',
    );
    expect(came.tracks.application).toMatchObject({
      state: 'submitted',
      submittedOn: '2026-10-30',
      registeredByName: caseworker.name,
      gaps: expect.arrayContaining(['purpose']),
    });
    const letter = registration({ title: 'Bare en tittel' });
    const again = await api.register(caseworker, letter, 'a-letter-that-came');
    expect(again.id).toBe(came.id);
    const another = registration({ title: 'Et annet brev' });
    expect(await codeOf(api.register(caseworker, another, 'a-letter-that-came'))).toBe(
      'idempotency-key-reused',
    );
    expect(
      await codeOf(api.register(people.applicant as Person, registration({}), undefined)),
    ).toBe('not-allowed-for-role');
  });
});

describe('a letter that cannot be registered', () => {
  const cases = async () =>
    (await tilgang.db.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM access_case'))
      .rows[0]?.n;

  it.each([
    ['with a field that the form has not', caseworker, registration({ titel: 'x' })],
    ['of the year 0001', caseworker, { ...registration({}), receivedOn: '0001-01-01' }],
    [
      'of the one who registers it',
      caseworker,
      { ...registration({}), applicant: { personId: people.caseworker.personId } },
    ],
  ])('%s leaves no empty case behind', async (_, actor, body) => {
    const before = await cases();
    expect(await codeOf(api.register(actor, body, undefined))).toMatch(
      /^(body-malformed|not-allowed-for-role)$/,
    );
    expect(await cases()).toBe(before);
  });
});

describe('an application', () => {
  it.each(['nb', 'nn', 'en'] as const)(
    'is taken in in %s, and its letters are in that language [R7.1.3]',
    async (language: Language) => {
      const id = await tilgang.cases.create(people.applicant, { language });
      const [edit, submit] = stages.submitted;
      await tilgang.give(id, 1, edit);
      await tilgang.give(id, 2, submit);
      expect((await detailOf(id, 'applicant')).language).toBe(language);
      const { rows } = await tilgang.db.pool.query<{ kind: string; language: string }>(
        'SELECT kind, language FROM letter WHERE case_id = $1',
        [id],
      );
      expect(rows).toEqual([{ kind: 'receipt', language }]);
    },
  );

  it('is checked by a named officer before it is assessed [R7.2.1]', async () => {
    const { id, version } = await tilgang.givenCase('submitted');
    expect(await codeOf(tilgang.give(id, version, findComplete))).toBe('not-allowed-in-state');
    await tilgang.give(id, version, take);
    const { tracks, assignee, euStatus } = await detailOf(id);
    expect(tracks.application?.state).toBe('pre-screening');
    expect(assignee?.name).toBe(caseworker.name);
    expect(euStatus).toBe('PRE_SCREENING');
  });

  it('is assessed when every item is found in order, and not while one is open [R7.2.3]', async () => {
    const { id, version } = await taken();
    expect(await codeOf(tilgang.give(id, version, findComplete))).toBe('screening-not-finished');
    const answered = await tilgang.give(id, version, { by: 'caseworker', command: screened });
    await tilgang.give(id, answered, findComplete);
    const { tracks, euStatus } = await detailOf(id);
    expect([tracks.application?.state, euStatus]).toEqual(['in-assessment', 'PROCESSING']);
  });
});

describe('the completeness check', () => {
  it('is written down item by item, with who found it complete and from which day [R7.2.2] [law 2]', async () => {
    const { id, version } = await taken();
    const [first] = screened.items;
    const item = first?.item;
    const comment = 'Sett i vedlegg 2';
    const answer = {
      type: 'answer-screening-items',
      items: screened.items.map((one) => (one.item === item ? { ...one, comment } : one)),
    } as Step['command'];
    const next = await tilgang.give(id, version, { by: 'caseworker', command: answer });
    expect((await api.screening(caseworker, id)).completeOn).toBeNull();
    await tilgang.give(id, next, findComplete);
    const screening = await api.screening(caseworker, id);
    expect(screening).toMatchObject({
      state: 'complete',
      completeOn: '2026-11-02',
      completeByName: caseworker.name,
    });
    expect(screening.items.find((one) => one.item === item)).toMatchObject({
      answer: { answer: 'yes', comment, answeredByName: caseworker.name },
      isOpen: false,
    });
  });

  it('is read by the auditor, with its history and its officer, and by no applicant [R7.2.4]', async () => {
    const { id } = await tilgang.givenCase('in-assessment');
    const screening = await api.screening(auditor, id);
    expect(screening.completeByName).toBe(caseworker.name);
    expect(screening.items.filter(({ answer }) => answer !== null).length).toBeGreaterThan(10);
    const { events } = await caseTimeline(tilgang.db, id, auditor, tilgang.clock.at);
    const told = events.filter(({ type }) =>
      ['screening-items-answered', 'found-complete'].includes(type),
    );
    expect(told.map(({ type, actorName }) => [type, actorName])).toEqual([
      ['screening-items-answered', caseworker.name],
      ['found-complete', caseworker.name],
    ]);
    expect(await codeOf(api.screening(people.applicant as Person, id))).toBe(
      'not-allowed-for-role',
    );
  });

  it('that finds gaps ends in a request with a last day, or in a dismissal that another signs [R7.2.5]', async () => {
    const { id, version } = await taken();
    const asked = await tilgang.give(id, version, {
      by: 'caseworker',
      command: {
        type: 'request-information',
        fields: [{ field: 'purpose', comment: 'Si hvem som får nytte av det' }],
        answerDueOn: '2026-11-20',
      },
    });
    expect((await detailOf(id)).euStatus).toBe('AWAITING_ADDITIONAL_INFORMATION');
    expect(asked).toBeGreaterThan(version);

    const other = await taken();
    const proposal: Step['command'] = {
      type: 'propose-dismissal',
      ground: 'incomplete',
      missing: [{ item: 'plan-attached', what: 'Protokollen mangler' }],
      reason: 'Fristen er ute uten svar',
    };
    let now = await tilgang.give(other.id, other.version, {
      by: 'caseworker',
      command: {
        type: 'request-information',
        fields: [{ field: 'purpose', comment: 'Si hvem som får nytte av det' }],
        answerDueOn: '2026-11-20',
      },
    });
    const [requestId = ''] = Object.keys((await detailOf(other.id)).tracks.information ?? {});
    const answers: Step['command'][] = [
      { type: 'answer-information-field', requestId, field: 'purpose', value: 'Alle' },
      { type: 'send-information', requestId },
    ];
    for (const command of answers) {
      now = await tilgang.give(other.id, now, { by: 'applicant', command });
    }
    now = await tilgang.give(other.id, now, { by: 'caseworker', command: proposal });
    const sign: Step['command'] = { type: 'sign-dismissal' };
    now = await tilgang.give(other.id, now, {
      by: 'decisionMaker',
      command: { type: 'declare-impartial' },
    });
    await tilgang.give(other.id, now, { by: 'decisionMaker', command: sign });
    const { tracks, letters } = await detailOf(other.id, 'applicant');
    expect(tracks.application?.state).toBe('dismissed');
    expect(letters.map(({ kind }) => kind)).toContain('dismissal');
    const { rows } = await tilgang.db.pool.query<{ data: { reason: string; missing: unknown[] } }>(
      "SELECT data FROM letter WHERE case_id = $1 AND kind = 'dismissal'",
      [other.id],
    );
    expect(rows[0]?.data).toMatchObject({
      reason: 'Fristen er ute uten svar',
      missing: [{ what: 'Protokollen mangler' }],
    });
  });
});

describe('a flag on a case', () => {
  it('is set and cleared for a reason, stands on the case and in its log, and is not the applicant’s to see [R7.2.8]', async () => {
    const { id, version } = await taken();
    const reason = 'Forretningshemmeligheter i vedlegg 3';
    const set: Step = {
      by: 'caseworker',
      command: { type: 'set-flag', flag: 'protected-interests', reason },
    };
    const next = await tilgang.give(id, version, set);
    const flagged = await detailOf(id);
    const { state, reasonId } = flagged.tracks.flag?.['protected-interests'] ?? {};
    expect([state, flagged.texts[reasonId ?? '']]).toEqual(['set', reason]);
    expect((await detailOf(id, 'applicant')).tracks.flag).toBeUndefined();
    const clear: Step = {
      by: 'caseworker',
      command: { type: 'clear-flag', flag: 'protected-interests', reason: 'Vedlegget er byttet' },
    };
    await tilgang.give(id, next, clear);
    const { events } = await caseTimeline(tilgang.db, id, caseworker, tilgang.clock.at);
    const types = events.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['flag-set', 'flag-cleared']));
  });
});
