import type { CaseKind } from '../case.model.js';
import { applicantChecks } from './checklist.applicant.model.js';
import { basisChecks } from './checklist.basis.model.js';
import { dataChecks } from './checklist.data.model.js';
import type { Check } from './checklist.model.js';

/**
 * The checks of completeness (fullstendig søknad, helseregisterloven section 19 f), in the order
 * of the form.
 */
export const checklist = {
  ...applicantChecks,
  ...dataChecks,
  ...basisChecks,
} as const satisfies Record<string, Check>;

export type CheckId = keyof typeof checklist;

export const checkIds = Object.keys(checklist) as CheckId[];

/** The checks that are made in a case of this kind, by a rule or by a caseworker. */
export function checksFor(kind: CaseKind, by: 'rule' | 'caseworker'): CheckId[] {
  return checkIds.filter((id) => {
    const { kinds, by: whom }: Check = checklist[id];
    return kinds.includes(kind) && whom.includes(by);
  });
}
