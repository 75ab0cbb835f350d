import { type ConsequencesOf } from '../consequence.model.js';

export const conditionConsequences: ConsequencesOf = {
  'condition-reported': 'nothing',
  'condition-found-fulfilled': 'nothing',
  'condition-returned': 'nothing',
  'condition-found-breached': 'nothing',
  'condition-waived': 'nothing',
  'condition-found-overdue': 'nothing',
};
