import type { Party } from '../../../cases/src/case.waiting.rules.js';

/**
 * Whether time with this party is waiting. Data in use and a case that is over wait for nobody:
 * a permit of ten years is no ten years of waiting.
 */
export function isWaitedFor(party: Party): boolean {
  return party !== 'in-use' && party !== 'nobody';
}

/** Whether waiting for this party is the administration's own time, as in the ledger of a case. */
export function isNet(party: string): boolean {
  return party !== 'applicant' && party !== 'rek';
}
