import { type ConsequencesOf } from '../consequence.model.js';

export const controllerDecisionConsequences: ConsequencesOf = {
  'routed-to-controller': 'nothing',
  'controller-grant-recorded': 'nothing',
  'controller-refusal-recorded': 'nothing',
};
