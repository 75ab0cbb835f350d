import type { ConsequencesOf } from '../consequence.model.js';

/** Who is concerned is told by a notice; the papers themselves stand on the case. */
export const closureConsequences: ConsequencesOf = {
  'deletion-confirmed': 'nothing',
  'deletion-confirmation-recorded': 'nothing',
  'final-report-submitted': 'nothing',
  'final-report-recorded': 'nothing',
  'final-report-waived': 'nothing',
  'consent-withdrawal-recorded': 'nothing',
  'consent-withdrawal-settled': 'nothing',
};
