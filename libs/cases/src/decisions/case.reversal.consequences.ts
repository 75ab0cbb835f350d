import type { ConsequencesOf } from '../consequence.model.js';

export const reversalConsequences: ConsequencesOf = {
  // The party has a notice of it; the new decision comes with a letter of its own.
  'reversed-in-favour': 'nothing',
};
