import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import { addMonths } from '../clocks/calendar.rules.js';
import type { AccessCase, Context } from '../case.model.js';
import { applicant, base, type ConsequencesOf, letters } from '../consequence.model.js';
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
  'expiry-warned': (accessCase, _, context) => letters(expiryWarning(accessCase, context)),
};

/** In time for an extension to be asked for: a month before (EHDS article 68 paragraph 12). */
function expiryWarning(
  { reference, tracks, applicantId }: AccessCase,
  context: Context,
): LetterOrder {
  const { permitReference = '', endsOn = '' } = tracks.permit;
  return {
    kind: 'expiry-warning',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      permitReference,
      endsOn,
      applyBeforeOn: addMonths(endsOn, -1),
    },
  };
}
