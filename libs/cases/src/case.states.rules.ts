import type { ApplicationState } from './case.model.js';

/** In the hands of a caseworker, and not over. */
export const inHandStates = [
  'pre-screening',
  'in-assessment',
  'decided',
  'in-delivery',
] as const satisfies ApplicationState[];

/** Sent in, and not over. */
export const openStates = ['submitted', 'awaiting-information', ...inHandStates] as const;
