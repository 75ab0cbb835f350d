import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import { variablesGranted } from '../decisions/case.access.rules.js';
import type { AccessCase, CaseEvent, Context } from '../case.model.js';
import { frameOf } from '../permits/permit.notice.consequences.js';
import {
  type ConsequencesOf,
  applicant,
  base,
  letters,
  nameOf,
  registry,
} from '../consequence.model.js';

export const deliveryConsequences: ConsequencesOf = {
  'delivery-ordered': (accessCase, event, context) =>
    letters(deliveryOrder(accessCase, event, context)),
  'delivery-promised': 'nothing',
  // helseregisterloven section 19 h: data are disclosed when they are delivered.
  delivered: (accessCase, event, context) => ({
    letters: [deliveryNotice(accessCase, event, context)],
    jobs:
      event.registryId === null ? [] : [{ job: 'note-disclosure', registryId: event.registryId }],
  }),
  'receipt-confirmed': 'nothing',
};

function deliveryOrder(
  { reference, tracks }: AccessCase,
  { registryId }: CaseEvent,
  context: Context,
): LetterOrder {
  const id = registryId ?? '';
  return {
    kind: 'delivery-order',
    recipient: registry(id, context),
    data: {
      ...base(reference, context),
      registryName: nameOf(id, context),
      permitReference: tracks.permit.permitReference ?? '',
      permitEndsOn: tracks.permit.endsOn ?? '',
      // Scope of delivery is scope of the decision (helseregisterloven section 19 a sixth paragraph).
      ...frameOf(context.draft, variablesGranted(tracks, context.draft, id)),
    },
  };
}

/** The manifest, for the recipient to check what came against. */
function deliveryNotice(
  { reference, tracks, applicantId }: AccessCase,
  { registryId }: CaseEvent,
  context: Context,
): LetterOrder {
  const id = registryId ?? '';
  const { deliveredOn, fileCount, rowCount, sha256, handOverPlace } = tracks.delivery[id] ?? {};
  return {
    kind: 'delivery-notice',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      registryName: nameOf(id, context),
      permitReference: tracks.permit.permitReference ?? '',
      permitEndsOn: tracks.permit.endsOn ?? '',
      variables: variablesGranted(tracks, context.draft, id).join(', '),
      deliveredOn: deliveredOn ?? context.today,
      fileCount: fileCount ?? 0,
      rowCount: rowCount ?? 0,
      sha256: sha256 ?? '',
      handOverPlace: handOverPlace ?? '',
    },
  };
}
