import { type ConsequencesOf } from './consequence.model.js';

export const permitConsequences: ConsequencesOf = {
  'permit-issued': 'nothing',
  'permit-ended': 'nothing',
  'permit-request-recorded': 'nothing',
  'permit-amended': 'nothing',
  'permit-extended': 'nothing',
  'permit-carried': 'nothing',
  'carried-permit-ended': 'nothing',
  'expiry-warned': 'nothing',
};
