import type { ConsequencesOf } from '../consequence.model.js';

export const flagConsequences: ConsequencesOf = {
  'flag-set': 'nothing',
  'flag-cleared': 'nothing',
};
