import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseDetail } from '../../../libs/cases/src/case.queries.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, registryIds, type Step } from '../../support/journey.js';
import { codeOf } from '../../support/refusals.js';

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

const withdraw: Step = {
  by: 'applicant',
  command: { type: 'withdraw', reason: 'Prosjektet ble ikke finansiert' },
};
const take: Step = { by: 'caseworker', command: { type: 'take-case', isImpartial: true } };
const ask: Step = {
  by: 'caseworker',
  command: {
    type: 'request-information',
    fields: [{ field: 'purpose', comment: 'Si hvem som får nytte av det' }],
    answerDueOn: '2026-11-20',
  },
};
const consult: Step = {
  by: 'caseworker',
  command: {
    type: 'consult-registry',
    registryId: registryIds.npr,
    question: 'Er variablene egnet?',
    answerDueOn: '2026-11-20',
  },
};

type Given = { id: string; version: number };
const then = async ({ id, version }: Given, ...steps: Step[]): Promise<Given> => {
  let now = version;
  for (const step of steps) now = await tilgang.give(id, now, step);
  return { id, version: now };
};

describe('an application that was sent in', () => {
  it.each([
    ['submitted', () => tilgang.givenCase('submitted')],
    ['pre-screening', async () => then(await tilgang.givenCase('submitted'), take)],
    ['awaiting-information', async () => then(await tilgang.givenCase('submitted'), take, ask)],
    ['in-assessment', () => tilgang.givenCase('in-assessment')],
  ] as const)(
    'is withdrawn by its applicant while it is %s, once, and is kept [R6.3.8]',
    async (state, from) => {
      const { id, version } = await from();
      const before = await caseDetail(tilgang.db, id, people.applicant);
      expect(before.tracks.application?.state).toBe(state);
      const next = await tilgang.give(id, version, withdraw);
      const after = await caseDetail(tilgang.db, id, people.applicant);
      expect([after.tracks.application?.state, after.euStatus]).toEqual(['withdrawn', 'WITHDRAWN']);
      expect(after.application).toEqual(before.application);
      expect(after.letters.map(({ kind }) => kind)).toContain('withdrawal-receipt');
      expect(await codeOf(tilgang.give(id, next, withdraw))).toBe('not-allowed-in-state');
    },
  );

  it('tells each registry that was asked, and no longer waits for it, when it is withdrawn [R6.3.8]', async () => {
    const { id } = await then(await tilgang.givenCase('in-assessment'), consult, withdraw);
    const { letters, tracks } = await caseDetail(tilgang.db, id, people.caseworker);
    expect(tracks.consultation?.[registryIds.npr]?.state).toBe('cancelled');
    const told = letters.filter(({ kind }) => kind === 'withdrawal-notice');
    expect(told.map(({ recipientKind, recipientId }) => [recipientKind, recipientId])).toEqual([
      ['registry', registryIds.npr],
    ]);
  });
});
