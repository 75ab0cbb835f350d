import { type ConsequencesOf } from './consequence.model.js';

export const exemptionConsequences: ConsequencesOf = {
  'exemption-found-not-needed': 'nothing',
  'exemption-proposed': 'nothing',
  'exemption-returned': 'nothing',
  // Both decisions go out in one letter, with the access decision.
  'exemption-signed': 'nothing',
};
