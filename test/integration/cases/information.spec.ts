import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '#parties';
import { CaseIntake } from '../../../libs/cases/src/intake/case.intake.js';
import { CaseIntakeController } from '../../../libs/cases/src/intake/case.intake.controller.js';
import { caseDetail } from '../../../libs/cases/src/case.queries.js';
import { noticesFor } from '../../../libs/cases/src/notices/notice.queries.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, type Step, wholeApplication } from '../../support/journey.js';
import { codeOf } from '../../support/refusals.js';

let tilgang: CasesUnderTest;
let api: CaseIntakeController;
beforeAll(async () => {
  tilgang = await givenCases();
  const intake = new CaseIntake(tilgang.cases, tilgang.db, tilgang.clock);
  api = new CaseIntakeController(intake, tilgang.db, tilgang.clock);
});
afterAll(() => tilgang.close());

const comment = 'Si hvem som får nytte av det';
const ask: Step = {
  by: 'caseworker',
  command: {
    type: 'request-information',
    fields: [
      { field: 'purpose', comment },
      { field: 'securityMeasures', comment: 'Nevn tilgangsstyring' },
    ],
    answerDueOn: '2026-11-20',
  },
};
const answer = (requestId: string, field: string, value: string): Step => ({
  by: 'applicant',
  command: { type: 'answer-information-field', requestId, field, value },
});
const send = (requestId: string): Step => ({
  by: 'applicant',
  command: { type: 'send-information', requestId },
});
const detailOf = (id: string, by: keyof typeof people = 'applicant') =>
  caseDetail(tilgang.db, id, people[by]);

async function given(stage: 'in-screening' | 'in-assessment') {
  if (stage === 'in-assessment') return tilgang.givenCase(stage);
  const { id, version } = await tilgang.givenCase('submitted');
  const command = { type: 'take-case', isImpartial: true } as const;
  return { id, version: await tilgang.give(id, version, { by: 'caseworker', command }) };
}

async function asked(stage: 'in-screening' | 'in-assessment' = 'in-screening') {
  const { id, version: before } = await given(stage);
  const version = await tilgang.give(id, before, ask);
  const { tracks } = await detailOf(id);
  const [requestId = '', request] = Object.entries(tracks.information ?? {})[0] ?? [];
  return { id, version, requestId, request };
}

async function answered(stage: 'in-screening' | 'in-assessment' = 'in-screening') {
  const { id, version, requestId } = await asked(stage);
  let now = await tilgang.give(id, version, answer(requestId, 'purpose', 'Pasienter'));
  now = await tilgang.give(id, now, answer(requestId, 'securityMeasures', 'Roller'));
  return { id, requestId, version: await tilgang.give(id, now, send(requestId)) };
}

async function eventsTold(by: keyof typeof people, id: string): Promise<string[]> {
  const personId = people[by].personId ?? '';
  const { items } = await noticesFor(tilgang.db, personId, { limit: 100, unread: false });
  return items.filter(({ caseId }) => caseId === id).map(({ event }) => event);
}

describe('a request for information', () => {
  it('shows the applicant the case, each field with its comment, and the last day [R6.3.5]', async () => {
    const { id, request } = await asked();
    const detail = await detailOf(id);
    expect(detail.reference).toMatch(/^HDS-/);
    expect(request).toMatchObject({ state: 'asked', answerDueOn: '2026-11-20' });
    const shown = request?.fields?.map(({ field, commentId }) => [
      field,
      detail.texts[commentId ?? ''],
    ]);
    expect(shown).toEqual([
      ['purpose', comment],
      ['securityMeasures', 'Nevn tilgangsstyring'],
    ]);
    expect(await eventsTold('applicant', id)).toContain('information-requested');
    expect(detail.letters.map(({ kind }) => kind)).toContain('information-request');
  });

  it('keeps an answer to each field unsent, shows it to its writer alone, and opens no other field [R6.3.6]', async () => {
    const { id, version, requestId } = await asked();
    const step = answer(requestId, 'purpose', 'Pasienter');
    const next = await tilgang.give(id, version, step);
    const own = await detailOf(id);
    const answerId = own.tracks.information?.[requestId]?.answerIds?.['purpose'] ?? '';
    expect(own.texts[answerId]).toBe('"Pasienter"');
    const office = await detailOf(id, 'caseworker');
    expect(office.tracks.information?.[requestId]?.answerIds).toBeUndefined();
    expect(Object.values(office.texts)).not.toContain('"Pasienter"');
    expect(office.application?.purpose).toBe(wholeApplication.purpose);
    expect(await codeOf(tilgang.give(id, next, answer(requestId, 'title', 'Nytt')))).toBe(
      'field-not-asked-for',
    );
    expect(await codeOf(tilgang.give(id, next, send(requestId)))).toBe('fields-unanswered');
  });

  it('is answered and sent by the applicant alone [R6.3.4]', async () => {
    const { id, version, requestId } = await asked();
    const stranger = { ...answer(requestId, 'purpose', 'Andre'), by: 'otherApplicant' as const };
    expect(await codeOf(tilgang.give(id, version, stranger))).toBe('case-unknown');
    const done = await answered();
    const { tracks } = await detailOf(done.id);
    expect(tracks.information?.[done.requestId]?.state).toBe('answered');
  });

  it('makes a new version of the same application, with the difference, under the number and day it had [R6.3.7]', async () => {
    const before = await asked();
    const first = await detailOf(before.id);
    let now = await tilgang.give(
      before.id,
      before.version,
      answer(before.requestId, 'purpose', 'P'),
    );
    now = await tilgang.give(before.id, now, answer(before.requestId, 'securityMeasures', 'R'));
    await tilgang.give(before.id, now, send(before.requestId));
    const after = await detailOf(before.id);
    expect(first.euStatus).toBe('AWAITING_ADDITIONAL_INFORMATION');
    expect(after.euStatus).toBe('PRE_SCREENING');
    expect(after.reference).toBe(first.reference);
    expect(after.tracks.application?.submittedOn).toBe(first.tracks.application?.submittedOn);
    const applicant = people.applicant as Person;
    const { items } = await api.versions(applicant, before.id);
    expect(items.map(({ number, eventType }) => [number, eventType])).toEqual([
      [2, 'information-sent'],
      [1, 'submitted'],
    ]);
    const { fields } = await api.difference(applicant, before.id, { from: '1', to: '2' });
    expect(fields).toEqual([
      expect.objectContaining({ field: 'purpose', before: wholeApplication.purpose, after: 'P' }),
      expect.objectContaining({ field: 'securityMeasures', after: 'R' }),
    ]);
    expect((await api.version(applicant, before.id, '1')).content.purpose).toBe(
      wholeApplication.purpose,
    );
    expect(
      await codeOf(
        api.difference(people.otherApplicant as Person, before.id, { from: '1', to: '2' }),
      ),
    ).toBe('case-unknown');
  });

  it('that is answered tells the applicant that it came and is handled, by notice and letter [R7.5.3]', async () => {
    const { id } = await answered();
    expect(await eventsTold('applicant', id)).toContain('information-sent');
    const { letters } = await detailOf(id);
    expect(letters.map(({ kind }) => kind)).toContain('information-receipt');
  });

  it.each([
    ['in-screening', 'pre-screening'],
    ['in-assessment', 'in-assessment'],
  ] as const)(
    'made %s goes back there when it is answered, and its caseworker is told',
    async (stage, state) => {
      const { id } = await answered(stage);
      expect((await detailOf(id)).tracks.application?.state).toBe(state);
      expect(await eventsTold('caseworker', id)).toContain('information-sent');
    },
  );
});
