import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import type { AccessCase, Context } from '../case.model.js';
import type { Check } from '../form/checklist.model.js';
import { type CheckId, checklist } from '../form/checklist.rules.js';
import { applicant, base, type ConsequencesOf, letters, textFor } from '../consequence.model.js';

export const dismissalConsequences: ConsequencesOf = {
  'dismissal-proposed': 'nothing',
  'dismissal-returned': 'nothing',
  'dismissal-signed': (accessCase, _, context) => letters(dismissalLetter(accessCase, context)),
};

/** What was decided, by which rule, what was missing, and how to appeal: sections 24, 25 and 27. */
export function dismissalLetter(accessCase: AccessCase, context: Context): LetterOrder {
  const { reference, applicantId, language, tracks } = accessCase;
  const { decidedOn = '', ground = 'incomplete', missing = [], reasonId } = tracks.dismissal;
  const letterBase = base(reference, context);
  return {
    kind: 'dismissal',
    recipient: applicant(applicantId, context),
    data: {
      ...letterBase,
      caseworkerName: tracks.dismissal.proposedByName ?? letterBase.caseworkerName,
      decidedOn,
      decisionMakerName: tracks.dismissal.signedByName ?? '',
      ground,
      missing: missing.map(({ item, whatId }) => ({
        check: checkIn(language, item),
        what: textFor(whatId, context),
      })),
      reason: textFor(reasonId, context),
      submittedOn: tracks.application.submittedOn ?? '',
    },
  };
}

function checkIn(language: AccessCase['language'], item: string): string {
  const check: Check = checklist[item as CheckId];
  return check[language];
}
