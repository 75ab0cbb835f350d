import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import { addMonths } from '../clocks/calendar.rules.js';
import type { AccessCase, Context } from '../case.model.js';
import {
  applicant,
  base,
  type ConsequencesOf,
  type Follow,
  letters,
} from '../consequence.model.js';
import { permitLetters } from './permit.notice.consequences.js';

export const permitConsequences: ConsequencesOf = {
  'permit-issued': tell('issued'),
  'permit-ended': tell('ended'),
  'permit-request-recorded': 'nothing',
  'permit-amended': tell('amended'),
  'permit-extended': tell('extended'),
  'permit-carried': 'nothing',
  'carried-permit-ended': 'nothing',
  'expiry-warned': (accessCase, _, context) => letters(expiryWarning(accessCase, context)),
};

/** The version that is in force is in the hands of all who act on it (d64 R9.3.6). */
function tell(what: 'issued' | 'amended' | 'extended' | 'ended'): Follow {
  return (accessCase, _, context) =>
    letters(...permitLetters(accessCase, what, context.now.toISOString(), context));
}

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
