import type { ConsequencesOf } from '../consequence.model.js';

export const memberConsequences: ConsequencesOf = {
  'member-invited': (_, { part }) => ({
    letters: [],
    jobs: part === null ? [] : [{ job: 'send-invitation', memberId: part }],
  }),
  'invitation-accepted': 'nothing',
  'member-rights-set': 'nothing',
  'member-removed': 'nothing',
  'signed-for-institution': 'nothing',
  'project-leader-proposed': 'nothing',
  'project-leadership-accepted': 'nothing',
  'project-leadership-declined': 'nothing',
  'project-leader-confirmed': 'nothing',
};
