import type { ApplicationState } from '../case.model.js';

/** The common status values of the European specification for such systems, table 1(a). */
export const euStatuses = [
  'SUBMITTED',
  'PRE_SCREENING',
  'PROCESSING',
  'AWAITING_ADDITIONAL_INFORMATION',
  'DECISION_ISSUED',
  'WITHDRAWN',
] as const;

export type EuStatus = (typeof euStatuses)[number];

/**
 * The one common value of each state; the state itself is the sub-status. What was never sent in has
 * none. A dismissal is a decision, and Norwegian steps after the decision stay within it.
 */
export const euStatusOf: Readonly<Record<ApplicationState, EuStatus | null>> = {
  draft: null,
  'draft-dropped': null,
  lapsed: null,
  submitted: 'SUBMITTED',
  'pre-screening': 'PRE_SCREENING',
  'awaiting-information': 'AWAITING_ADDITIONAL_INFORMATION',
  'in-assessment': 'PROCESSING',
  decided: 'DECISION_ISSUED',
  'in-delivery': 'DECISION_ISSUED',
  closed: 'DECISION_ISSUED',
  dismissed: 'DECISION_ISSUED',
  withdrawn: 'WITHDRAWN',
};
