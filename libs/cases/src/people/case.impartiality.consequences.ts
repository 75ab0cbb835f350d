import type { ConsequencesOf } from '../consequence.model.js';

export const impartialityConsequences: ConsequencesOf = {
  'impartiality-declared': 'nothing',
  'conflict-declared': 'nothing',
  'impartiality-disputed': 'nothing',
  'ruled-impartial': 'nothing',
  'ruled-disqualified': 'nothing',
};
