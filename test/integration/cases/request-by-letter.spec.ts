import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseById } from '#cases';
import type { Person } from '#parties';
import { carryOutInParent } from '../../../libs/cases/src/case.family.js';
import { CaseIntake } from '../../../libs/cases/src/intake/case.intake.js';
import { CaseIntakeController } from '../../../libs/cases/src/intake/case.intake.controller.js';
import { differenceOf, relatedCases } from '../../../libs/cases/src/case.parent.js';
import { caseDetail } from '../../../libs/cases/src/case.queries.js';
import { changedApplication, givenChild, longerApplication } from '../../support/children.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, registryIds } from '../../support/journey.js';
import { codeOf } from '../../support/refusals.js';

let tilgang: CasesUnderTest;
let api: CaseIntakeController;
beforeAll(async () => {
  tilgang = await givenCases();
  const intake = new CaseIntake(tilgang.cases, tilgang.db, tilgang.clock);
  api = new CaseIntakeController(intake, tilgang.db, tilgang.clock);
});
afterAll(() => tilgang.close());

const letter = (body: Record<string, unknown>) => ({
  receivedOn: '2026-10-30',
  arrivedBy: 'letter',
  reasons: 'Alder mangler i analysen',
  ...body,
});

const register = (
  by: keyof typeof people,
  parentId: string,
  body: Record<string, unknown>,
  key?: string,
) => api.registerRequest(people[by] as Person, parentId, body, key);

const requestsOf = async (parentId: string) =>
  (await caseById(tilgang.db, parentId))?.tracks.permit.requests;

describe('a request about a permit', () => {
  it('for a change comes from its holder in the portal, or is registered from a letter with its reasons [R9.4.2]', async () => {
    const parent = await tilgang.givenCase('permitted');
    const own = await givenChild(tilgang, parent.id, 'submitted');
    await carryOutInParent(tilgang.cases, tilgang.db, own.id);

    const change = letter({ kind: 'change', application: { sources: changedApplication.sources } });
    const came = await register('caseworker', parent.id, change, 'a-change-by-letter');
    await carryOutInParent(tilgang.cases, tilgang.db, came.id);
    expect(came).toMatchObject({
      kind: 'change',
      parentId: parent.id,
      tracks: {
        application: {
          state: 'submitted',
          submittedOn: '2026-10-30',
          arrivedBy: 'letter',
          registeredByName: people.caseworker.name,
          affectedRegistryIds: [registryIds.npr],
          // The letter answers nothing that the form asks beside, and another change is under way.
          gaps: ['changeKinds', 'changeReason', 'changeEthicsStatus', 'changePermit'],
        },
      },
    });
    expect(await requestsOf(parent.id)).toMatchObject({
      [own.id]: { kind: 'change', state: 'requested' },
      [came.id]: { kind: 'change', state: 'requested', requestedOn: '2026-10-30' },
    });
    // The holder finds the case, and in it the reasons as they were given.
    const seen = await caseDetail(tilgang.db, came.id, people.applicant);
    const { requestReasonsId = '' } = seen.tracks.application ?? {};
    expect(seen.texts[requestReasonsId]).toBe('Alder mangler i analysen');
    // Nothing but what the letter asks differs from what was granted.
    const { differences } = await differenceOf(tilgang.db, came.id, people.caseworker);
    expect(differences.map(({ after }) => after)).toEqual(['Justerer for alder', 'Alder']);

    const again = await register('caseworker', parent.id, change, 'a-change-by-letter');
    expect(again.id).toBe(came.id);
  });

  it('for an extension comes from its holder in the portal, or is registered from a letter with its reasons [R9.4.6]', async () => {
    const parent = await tilgang.givenCase('permitted');
    const own = await givenChild(tilgang, parent.id, 'submitted', {
      kind: 'extension',
      application: longerApplication,
    });
    await carryOutInParent(tilgang.cases, tilgang.db, own.id);

    const came = await register(
      'caseworker',
      parent.id,
      letter({
        kind: 'extension',
        application: { accessPeriod: { fromOn: '2027-09-01', toOn: '2031-12-31' } },
      }),
    );
    await carryOutInParent(tilgang.cases, tilgang.db, came.id);
    expect(came.tracks.application?.requestReasonsId).toEqual(expect.any(String));
    expect(await requestsOf(parent.id)).toMatchObject({
      [own.id]: { kind: 'extension', state: 'requested' },
      [came.id]: { kind: 'extension', state: 'requested', endsOn: '2031-12-31', isLate: false },
    });
  });

  it('is not registered without reasons, nor of another day than it came', async () => {
    const parent = await tilgang.givenCase('permitted');
    const { reasons: _, ...without } = letter({ kind: 'change', application: {} });
    expect(await codeOf(register('caseworker', parent.id, without))).toBe('body-malformed');
    const tomorrow = letter({ kind: 'change', application: {}, receivedOn: '2026-11-03' });
    expect(await codeOf(register('caseworker', parent.id, tomorrow))).toBe(
      'received-in-the-future',
    );
    // What is refused leaves no empty case behind.
    expect((await relatedCases(tilgang.db, parent.id, people.caseworker)).related).toEqual([]);
  });

  it('is registered by a caseworker alone, and for a permit in force', async () => {
    const parent = await tilgang.givenCase('permitted');
    const decided = await tilgang.givenCase('decided');
    const body = letter({ kind: 'change', application: {} });
    const codes = async (by: keyof typeof people, id: string) => codeOf(register(by, id, body));
    expect(await codes('decisionMaker', parent.id)).toBe('not-allowed-for-role');
    expect(await codes('applicant', parent.id)).toBe('not-allowed-for-role');
    expect(await codes('otherApplicant', parent.id)).toBe('case-unknown');
    expect(await codes('caseworker', decided.id)).toBe('no-active-permit');
  });
});
