import { withdrawalCost as incurredCost } from '../fees/case.fee.rules.js';
import type { AccessCase } from '../case.model.js';

/**
 * What it costs to withdraw now. The applicant pays only for work that has been done, and never
 * more than it cost (helseregisterloven section 19 g).
 */
export interface WithdrawalCost {
  basis: 'nothing-accrued' | 'work-done';
  /** null where nobody has reckoned it yet. */
  accruedNok: number | null;
}

/** Work begins when somebody takes the case; what it comes to is reckoned from the hours kept. */
export function withdrawalCost(accessCase: AccessCase): WithdrawalCost {
  const { state } = accessCase.tracks.application;
  return state === 'draft' || state === 'submitted'
    ? { basis: 'nothing-accrued', accruedNok: 0 }
    : { basis: 'work-done', accruedNok: reckoned(accessCase) };
}

function reckoned(accessCase: AccessCase): number | null {
  return accessCase.tracks.fee.prices === undefined ? null : incurredCost(accessCase).totalNok;
}
