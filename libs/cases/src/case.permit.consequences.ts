import { type ConsequencesOf, letters } from './consequence.model.js';
import { permitNotices } from './permit.notice.consequences.js';

export const permitConsequences: ConsequencesOf = {
  'permit-issued': 'nothing',
  'permit-ended': 'nothing',
  'permit-request-recorded': 'nothing',
  // d64 R9.4.11: the registries act on the version that is in force.
  'permit-amended': (accessCase, _, context) =>
    letters(...permitNotices(accessCase, 'amended', context.now.toISOString(), context)),
  'permit-extended': (accessCase, _, context) =>
    letters(...permitNotices(accessCase, 'extended', context.now.toISOString(), context)),
  'permit-carried': 'nothing',
  'carried-permit-ended': 'nothing',
  'expiry-warned': 'nothing',
};
