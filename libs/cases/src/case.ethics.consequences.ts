import type { LetterOrder } from '../../letters/src/letter.templates.js';
import type { AccessCase, Context } from './case.model.js';
import { type ConsequencesOf, base, letters, names } from './consequence.model.js';

export const ethicsConsequences: ConsequencesOf = {
  'rek-required': 'nothing',
  'rek-found-not-required': 'nothing',
  'forwarded-to-rek': (accessCase, _, context) => letters(rekForwarding(accessCase, context)),
  'acknowledged-at-rek': 'nothing',
  'rek-approval-recorded': 'nothing',
  'rek-rejection-recorded': 'nothing',
};

function rekForwarding({ reference, tracks }: AccessCase, context: Context): LetterOrder {
  const { purpose = '', protocolReference = '' } = context.draft;
  return {
    kind: 'rek-forwarding',
    recipient: {
      kind: 'rek',
      id: null,
      lines: ['Regionale komiteer for medisinsk og helsefaglig forskningsetikk (REK)'],
    },
    data: {
      ...base(reference, context),
      purpose,
      protocolReference,
      registryNames: names(tracks.application.registryIds, context),
    },
  };
}
