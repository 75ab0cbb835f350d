import type { ConsequencesOf } from '../consequence.model.js';

export const assignmentConsequences: ConsequencesOf = {
  'case-taken': 'nothing',
  'case-assigned': 'nothing',
  'case-handed-over': 'nothing',
  'case-released': 'nothing',
  'decision-maker-assigned': 'nothing',
};
