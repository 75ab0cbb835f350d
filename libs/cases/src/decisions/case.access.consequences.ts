import { decisionLetters } from '../permits/change-letter.rules.js';
import { type ConsequencesOf, type Follow, letters } from '../consequence.model.js';

const tellDecision: Follow = (accessCase, _, context) =>
  letters(...decisionLetters(accessCase, context));

export const accessConsequences: ConsequencesOf = {
  'access-decision-drafted': 'nothing',
  'access-decision-proposed': 'nothing',
  'access-decision-returned': 'nothing',
  'access-grant-signed': tellDecision,
  'partial-access-grant-signed': tellDecision,
  'access-refusal-signed': tellDecision,
};
