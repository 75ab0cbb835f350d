import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import type { AccessCase, CaseEvent, Context } from '../case.model.js';
import {
  type Consequences,
  type ConsequencesOf,
  applicant,
  base,
  letters,
  nameOf,
  registry,
  textFor,
} from '../consequence.model.js';
import { frameFor, permitOf } from './delivery.frame.rules.js';
import type { Delivery, Manifest } from './delivery.model.js';

export const deliveryConsequences: ConsequencesOf = {
  'delivery-ordered': (accessCase, event, context) =>
    letters(deliveryOrder(accessCase, event, context)),
  'recurring-delivery-ordered': (accessCase, event, context) =>
    letters(deliveryOrder(accessCase, event, context)),
  'delivery-promised': 'nothing',
  'promised-date-changed': 'nothing',
  'preparation-started': 'nothing',
  'delivery-progress-reported': 'nothing',
  'delivery-quality-checked': 'nothing',
  'part-delivered': disclosed,
  delivered: disclosed,
  redelivered: disclosed,
  'receipt-confirmed': 'nothing',
  'delivery-error-reported': (accessCase, event, context) =>
    letters(errorReport(accessCase, event, context)),
  // The recipient is told in the portal, and reads the answer there.
  'delivery-error-answered': 'nothing',
  'delivery-cancelled': (accessCase, event, context) =>
    letters(
      cancellation(accessCase, event, context, 'registry'),
      cancellation(accessCase, event, context, 'applicant'),
    ),
  'recurring-delivery-planned': 'nothing',
  'recurring-delivery-stopped': planEnd,
  'recurring-delivery-ended': planEnd,
};

/** Data are disclosed when they are delivered, each time (helseregisterloven section 19 h). */
function disclosed(accessCase: AccessCase, event: CaseEvent, context: Context): Consequences {
  const manifest = deliveryOf(accessCase, event).manifests?.at(-1);
  if (!manifest) throw new Error('A delivery lacks its manifest');
  return {
    letters: [deliveryNotice(accessCase, event, manifest, context)],
    jobs: [
      { job: 'note-disclosure', deliveryId: event.part ?? '', manifest: String(manifest.number) },
    ],
  };
}

function deliveryOrder(accessCase: AccessCase, event: CaseEvent, context: Context): LetterOrder {
  const id = event.registryId ?? '';
  const { kind = 'first', round = 1, dueOn, orderedVariables } = deliveryOf(accessCase, event);
  const content = permitOf(context);
  const frame = content && frameFor(content, id);
  return {
    kind: 'delivery-order',
    recipient: registry(id, context),
    data: {
      ...aboutDelivery(accessCase, event, context),
      what: kind,
      round,
      dueOn: dueOn ?? context.today,
      // Scope of delivery is scope of the decision (helseregisterloven section 19 a sixth paragraph).
      variables: (orderedVariables ?? frame?.variables ?? []).join(', '),
      dataPeriod: frame?.period ?? null,
      recipientEnvironment: frame?.recipientEnvironment ?? null,
    },
  };
}

/** The manifest, for the recipient to check what came against. */
function deliveryNotice(
  accessCase: AccessCase,
  event: CaseEvent,
  manifest: Manifest,
  context: Context,
): LetterOrder {
  const { redeliveryReasonId } = deliveryOf(accessCase, event);
  return {
    kind: 'delivery-notice',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...aboutDelivery(accessCase, event, context),
      what: manifest.kind,
      reason: manifest.kind === 'redelivery' ? textFor(redeliveryReasonId, context) : null,
      variables: manifest.variables.join(', '),
      dataPeriod: manifest.period,
      deliveredOn: manifest.deliveredOn,
      fileCount: manifest.fileCount,
      rowCount: manifest.rowCount,
      files: manifest.files,
      handOverPlace: manifest.handOverPlace,
    },
  };
}

function errorReport(accessCase: AccessCase, event: CaseEvent, context: Context): LetterOrder {
  const delivery = deliveryOf(accessCase, event);
  return {
    kind: 'delivery-error',
    recipient: registry(event.registryId ?? '', context),
    data: {
      ...aboutDelivery(accessCase, event, context),
      deliveredOn: delivery.redeliveredOn ?? delivery.deliveredOn ?? '',
      reason: textFor(delivery.errorReasonId, context),
      dueOn: delivery.errorDueOn ?? context.today,
    },
  };
}

function cancellation(
  accessCase: AccessCase,
  event: CaseEvent,
  context: Context,
  to: 'registry' | 'applicant',
): LetterOrder {
  const { cancelReasonId, orderedOn, manifests = [] } = deliveryOf(accessCase, event);
  return {
    kind: 'delivery-cancellation',
    recipient:
      to === 'registry'
        ? registry(event.registryId ?? '', context)
        : applicant(accessCase.applicantId, context),
    data: {
      ...aboutDelivery(accessCase, event, context),
      isToRegistry: to === 'registry',
      orderedOn: orderedOn ?? context.today,
      reason: textFor(cancelReasonId, context),
      hasDelivered: manifests.length > 0,
    },
  };
}

/** Whoever waits for the next round, and whoever was to make it, is told that there is none. */
function planEnd(accessCase: AccessCase, event: CaseEvent, context: Context): Consequences {
  const id = event.registryId ?? '';
  const plan = accessCase.tracks['delivery-plan'][id];
  const { permitReference = '', endsOn = '' } = accessCase.tracks.permit;
  const isStopped = event.type === 'recurring-delivery-stopped';
  const data = {
    ...base(accessCase.reference, context),
    registryName: nameOf(id, context),
    permitReference,
    permitEndsOn: endsOn,
    endedOn: plan?.stoppedOn ?? context.today,
    isPermitOver: plan?.stopGround === 'no-active-permit',
    reason: isStopped ? textFor(plan?.stopReasonId ?? undefined, context) : null,
  };
  const kind = 'recurring-delivery-end' as const;
  return letters(
    { kind, recipient: registry(id, context), data: { ...data, isToRegistry: true } },
    {
      kind,
      recipient: applicant(accessCase.applicantId, context),
      data: { ...data, isToRegistry: false },
    },
  );
}

function aboutDelivery(
  { reference, tracks }: AccessCase,
  { registryId, part }: CaseEvent,
  context: Context,
) {
  return {
    ...base(reference, context),
    registryName: nameOf(registryId ?? '', context),
    deliveryReference: `${reference}/${part ?? ''}`,
    permitReference: tracks.permit.permitReference ?? '',
    permitEndsOn: tracks.permit.endsOn ?? '',
  };
}

function deliveryOf({ tracks }: AccessCase, { part }: CaseEvent): Delivery {
  const delivery = tracks.delivery[part ?? ''];
  if (!delivery) throw new Error('An event of a delivery is about none');
  return delivery;
}
