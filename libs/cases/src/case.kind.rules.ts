import type { CaseKind } from './case.model.js';

/**
 * What the law asks of each kind of case. Finished statistics are anonymous, so figures need no way
 * round confidentiality, no basis in the GDPR and no REK (helseregisterloven section 19); their
 * purpose and the risk of disclosure are tested instead.
 */
export function isStatistics(kind: CaseKind): boolean {
  return kind === 'statistics';
}

/** Confidentiality is lifted by consent, an exception or an exemption: section 19 a third paragraph. */
export function needsExemption(kind: CaseKind): boolean {
  return !isStatistics(kind);
}

/** Whether REK may have to approve: section 19 a fifth paragraph. */
export function needsEthicsClarified(kind: CaseKind): boolean {
  return !isStatistics(kind);
}
