import { caseById, type Draft } from '#cases';
import type { CaseKind } from '../../libs/cases/src/case.model.js';
import { checksFor } from '../../libs/cases/src/form/checklist.rules.js';
import type { CasesUnderTest } from './given.js';
import {
  accessProposal,
  assessmentOf,
  exemptionProposal,
  people,
  registryIds,
  rekComparison,
  type Step,
  wholeApplication,
} from './journey.js';

/** What the form asks of every change. */
const reasons = {
  changeReason: 'Fagfellene ba om en analyse til, og den trenger mer.',
  changeEthicsStatus: 'covered',
};

/** The application of the journey, asking for one variable more from one registry. */
export const changedApplication: Draft = {
  ...wholeApplication,
  ...reasons,
  changeKinds: ['variables'],
  changeSameSerialNumbers: true,
  sources: wholeApplication.sources.map((source) =>
    source.registryId === registryIds.npr
      ? {
          ...source,
          variables: [...source.variables, { name: 'Alder', justification: 'Justerer for alder' }],
        }
      : source,
  ),
};

/** The application of the journey, asking for the data a little longer. */
export const longerApplication: Draft = {
  ...wholeApplication,
  ...reasons,
  accessPeriod: { fromOn: '2027-09-01', toOn: '2029-06-30' },
};

/** What the stages of a case that changes a permit consist of. */
export function childStages(
  kind: CaseKind,
  endsOn: string,
  application: Draft = changedApplication,
  refused = false,
  takesEffectOn?: string,
) {
  const proposal = accessProposal();
  return {
    submitted: [
      { by: 'applicant', command: { type: 'edit-draft', application } },
      { by: 'applicant', command: { type: 'submit' } },
    ],
    'in-assessment': [
      { by: 'caseworker', command: { type: 'take-case', isImpartial: true } },
      { by: 'decisionMaker', command: { type: 'declare-impartial' } },
      {
        by: 'caseworker',
        command: {
          type: 'answer-screening-items',
          items: checksFor(kind, 'caseworker').map((item) => ({ item, answer: 'yes' })),
        },
      },
      { by: 'caseworker', command: { type: 'find-complete' } },
    ],
    proposed: [
      { by: 'caseworker', command: { type: 'require-rek', reason: 'Medisinsk forskning' } },
      { by: 'caseworker', command: { type: 'forward-to-rek' } },
      { by: 'rek', command: { type: 'acknowledge-at-rek' } },
      {
        by: 'rek',
        command: {
          type: 'record-rek-approval',
          rekReference: '812346',
          decidedOn: '2026-01-10',
          validUntilOn: '2029-12-31',
        },
      },
      { by: 'caseworker', command: rekComparison() },
      ...assessmentOf('hrl-19e'),
      ...assessmentOf('access'),
      { by: 'caseworker', command: exemptionProposal },
      { by: 'decisionMaker', command: { type: 'sign-exemption', legalBasis: 'hrl-19e' } },
      {
        by: 'caseworker',
        command: {
          ...proposal,
          sources: proposal.sources.map((source) => ({
            ...source,
            isGranted: !refused,
            variables: (application.sources ?? [])
              .filter(({ registryId }) => registryId === source.registryId)
              .flatMap(({ variables = [] }) => variables)
              .map(({ name }) => ({ name, isGranted: true })),
          })),
          permitEndsOn: endsOn,
          ...(takesEffectOn && { takesEffectOn }),
        },
      },
    ],
    decided: [
      {
        by: 'decisionMaker',
        command: { type: refused ? 'sign-access-refusal' : 'sign-access-grant' },
      },
    ],
  } satisfies Record<string, Step[]>;
}

interface ChildWish {
  kind?: CaseKind;
  endsOn?: string;
  application?: Draft;
  isRefused?: boolean;
  takesEffectOn?: string;
}

/** A case that changes the permit of another, brought to a stage by the commands of its people. */
export async function givenChild(
  tilgang: CasesUnderTest,
  parentCaseId: string,
  stage: keyof ReturnType<typeof childStages>,
  { kind = 'change', endsOn = '2027-12-31', application, isRefused, takesEffectOn }: ChildWish = {},
): Promise<{ id: string; version: number }> {
  const opening = { language: 'nb', kind, parentCaseId } as const;
  const id = await tilgang.cases.create(people.applicant, opening);
  let version = (await caseById(tilgang.db, id))?.version ?? 0;
  const stages = childStages(kind, endsOn, application, isRefused, takesEffectOn);
  const names = Object.keys(stages) as (keyof typeof stages)[];
  for (const name of names.slice(0, names.indexOf(stage) + 1)) {
    for (const step of stages[name]) version = await tilgang.give(id, version, step);
  }
  return { id, version };
}
