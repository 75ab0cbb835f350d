import { type ConsequencesOf } from '../consequence.model.js';

export const assessmentConsequences: ConsequencesOf = {
  'criterion-assessed': 'nothing',
};
