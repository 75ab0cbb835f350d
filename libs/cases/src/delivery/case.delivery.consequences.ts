import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import { variablesGranted } from '../decisions/case.access.rules.js';
import type { AccessCase, CaseEvent, Context } from '../case.model.js';
import { type ConsequencesOf, base, letters, nameOf, registry } from '../consequence.model.js';

export const deliveryConsequences: ConsequencesOf = {
  'delivery-ordered': (accessCase, event, context) =>
    letters(deliveryOrder(accessCase, event, context)),
  'delivery-promised': 'nothing',
  // helseregisterloven section 19 h: data are disclosed when they are delivered.
  delivered: (_, { registryId }) => ({
    letters: [],
    jobs: registryId === null ? [] : [{ job: 'note-disclosure', registryId }],
  }),
  'receipt-confirmed': 'nothing',
};

/** A submitted application has its period; a draft has no order. */
const unknownPeriod = { fromOn: '', toOn: '' };

function deliveryOrder(
  { reference, tracks }: AccessCase,
  { registryId }: CaseEvent,
  context: Context,
): LetterOrder {
  const id = registryId ?? '';
  const { dataPeriod, recipientEnvironment = '' } = context.draft;
  return {
    kind: 'delivery-order',
    recipient: registry(id, context),
    data: {
      ...base(reference, context),
      registryName: nameOf(id, context),
      permitReference: tracks.permit.permitReference ?? '',
      permitEndsOn: tracks.permit.endsOn ?? '',
      // Scope of delivery is scope of the decision (helseregisterloven section 19 a sixth paragraph).
      variables: variablesGranted(tracks, context.draft, id).join(', '),
      dataPeriod: { ...unknownPeriod, ...dataPeriod },
      recipientEnvironment,
    },
  };
}
