import type { ConsequencesOf } from '../consequence.model.js';

export const messageConsequences: ConsequencesOf = {
  'message-sent': 'nothing',
  'note-written': 'nothing',
  'note-disclosed': 'nothing',
};
