import { type ConsequencesOf } from './consequence.model.js';

export const permitConsequences: ConsequencesOf = {
  'permit-issued': 'nothing',
  'permit-ended': 'nothing',
};
