import type { LetterOrder } from '../../letters/src/letter.templates.js';
import type { AccessCase, Context } from './case.model.js';
import { preliminaryReplyDueOn } from './case.waiting.rules.js';
import { type ConsequencesOf, applicant, base, letters, names } from './consequence.model.js';

export const applicationConsequences: ConsequencesOf = {
  'draft-edited': 'nothing',
  submitted: (accessCase, _, context) => letters(receipt(accessCase, context)),
  withdrawn: 'nothing',
  'found-complete': 'nothing',
  'case-closed': 'nothing',
};

function receipt({ reference, tracks, applicantId }: AccessCase, context: Context): LetterOrder {
  const submittedOn = context.today;
  return {
    kind: 'receipt',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      submittedOn,
      preliminaryReplyDueOn: preliminaryReplyDueOn(submittedOn),
      registryNames: names(tracks.application.registryIds, context),
    },
  };
}
