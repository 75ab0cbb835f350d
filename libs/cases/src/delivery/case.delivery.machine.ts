import { addWorkingDays } from '../clocks/calendar.rules.js';
import { hasFlag } from '../intake/case.flag.machine.js';
import type { Context, Decide, IsOpen, Tracks, TrackTable } from '../case.model.js';
import { deliverableRegistryIds } from '../case.family.rules.js';
import { isInForce } from '../permits/permit.rules.js';
import { refuse, textOf } from '../refusal.rules.js';
import { calendarOf, settingsOn } from '../settings/setting.rules.js';
import type { Delivery, DeliveryState } from './delivery.model.js';
import { manifestFrom, withManifest } from './delivery.manifest.rules.js';
import { orderFrom, roundFrom } from './delivery.order.rules.js';
import { orderedFrom, registryOfDelivery } from './delivery.parts.rules.js';
import { errorWindowEndsOn } from './delivery.rules.js';

const registry = ['registry-delivery'] as const;
const during = ['in-delivery'] as const;
const underway = ['accepted', 'in-preparation', 'quality-checked', 'error-reported'] as const;

/** Delivery, one part for each registry and round: from the order to what the recipient confirms. */
export const deliveryTrack = {
  name: 'delivery',
  initial: 'none',
  states: [
    'none',
    'ordered',
    'accepted',
    'in-preparation',
    'quality-checked',
    'delivered',
    'received',
    'error-reported',
    'redelivered',
    'cancelled',
  ] satisfies DeliveryState[],
  final: ['cancelled'],
  keyedBy: 'deliveryId',
  registryOf: registryOfDelivery,
  transitions: {
    'order-delivery': {
      from: ['none'],
      to: 'ordered',
      by: ['caseworker'],
      event: 'delivery-ordered',
      during: ['decided', 'in-delivery'],
      moves: { application: 'in-delivery' },
    },
    'order-next-round': {
      from: ['none'],
      to: 'ordered',
      by: ['system'],
      event: 'recurring-delivery-ordered',
      during,
    },
    'promise-delivery': {
      from: ['ordered'],
      to: 'accepted',
      by: registry,
      event: 'delivery-promised',
      during,
    },
    'change-promised-date': {
      from: underway,
      to: 'unchanged',
      by: registry,
      event: 'promised-date-changed',
      during,
    },
    'start-preparation': {
      from: ['accepted'],
      to: 'in-preparation',
      by: registry,
      event: 'preparation-started',
      during,
    },
    'report-progress': {
      from: ['in-preparation', 'quality-checked', 'error-reported'],
      to: 'unchanged',
      by: registry,
      event: 'delivery-progress-reported',
      during,
    },
    'report-quality-check': {
      from: ['in-preparation'],
      to: 'quality-checked',
      by: registry,
      event: 'delivery-quality-checked',
      during,
    },
    // More is to come: the next part is prepared and checked like the one before.
    'report-part-delivered': {
      from: ['quality-checked'],
      to: 'in-preparation',
      by: registry,
      event: 'part-delivered',
      during,
    },
    'report-delivered': {
      from: ['quality-checked'],
      to: 'delivered',
      by: registry,
      event: 'delivered',
      during,
    },
    'confirm-receipt': {
      from: ['delivered', 'redelivered'],
      to: 'received',
      by: ['applicant'],
      event: 'receipt-confirmed',
      during,
    },
    'report-delivery-error': {
      from: ['delivered', 'received', 'redelivered'],
      to: 'error-reported',
      by: ['applicant'],
      event: 'delivery-error-reported',
      during,
    },
    // What was delivered is as ordered: the registry says why, and the recipient confirms or asks again.
    'answer-delivery-error': {
      from: ['error-reported'],
      to: 'delivered',
      by: registry,
      event: 'delivery-error-answered',
      during,
    },
    redeliver: {
      from: ['error-reported'],
      to: 'redelivered',
      by: registry,
      event: 'redelivered',
      during,
    },
    'cancel-delivery': {
      from: ['ordered', ...underway],
      to: 'cancelled',
      by: ['caseworker'],
      event: 'delivery-cancelled',
      during,
    },
  },
} as const satisfies TrackTable;

type DeliveryCommand = keyof typeof deliveryTrack.transitions;

export const deliveryDecisions: { [Name in DeliveryCommand]: Decide<Name> } = {
  'order-delivery': orderFrom,
  'order-next-round': roundFrom,

  'promise-delivery': ({ tracks }, { promisedOn }, { today }) =>
    isWithinPermit(promisedOn, today, tracks.permit.endsOn)
      ? { facts: { promisedOn } }
      : promiseOutsidePermit,

  'change-promised-date': ({ tracks }, { deliveryId, promisedOn, reason }, context) => {
    if (!isWithinPermit(promisedOn, context.today, tracks.permit.endsOn)) {
      return promiseOutsidePermit;
    }
    const text = textOf(context, 'why the promised date is changed', reason);
    const isMending = deliveryIn({ tracks }, deliveryId).state === 'error-reported';
    const dates = isMending ? { errorDueOn: promisedOn } : { promisedOn };
    return { facts: { ...dates, promiseReasonId: text.id }, texts: [text] };
  },

  'start-preparation': (_, __, { today }) => ({ facts: { startedOn: today } }),

  'report-progress': (_, { percent, step }, { today }) => {
    if (percent === undefined && step === undefined) {
      return refuse('progress-empty', {
        field: 'percent',
        rule: 'progress is a share, a step or both',
        todo: 'say how far the delivery has come',
      });
    }
    return {
      facts: { progressPercent: percent ?? null, progressStep: step ?? null, progressOn: today },
    };
  },

  'report-quality-check': (_, { note }, context) => {
    const text = note === undefined ? null : textOf(context, 'what was checked', note);
    return {
      facts: { qualityCheckedOn: context.today, qualityNoteId: text?.id ?? null },
      texts: text ? [text] : [],
    };
  },

  'report-part-delivered': (accessCase, command, context) => {
    const manifest = manifestFrom(accessCase, command, 'part', context);
    if ('refused' in manifest) return manifest;
    return { facts: withManifest(deliveryIn(accessCase, command.deliveryId), manifest) };
  },

  'report-delivered': (accessCase, command, context) => {
    const manifest = manifestFrom(accessCase, command, 'last', context);
    if ('refused' in manifest) return manifest;
    const facts = withManifest(deliveryIn(accessCase, command.deliveryId), manifest);
    return { facts: { ...facts, deliveredOn: context.today } };
  },

  'confirm-receipt': (_, __, { today }) => ({ facts: { receivedOn: today } }),

  'report-delivery-error': (accessCase, { deliveryId, reason }, context) => {
    const { today, settingVersions } = context;
    const lastOn = errorWindowEndsOn(deliveryIn(accessCase, deliveryId), settingVersions);
    if (lastOn === null || today > lastOn) {
      return refuse('error-window-closed', {
        field: 'deliveryId',
        rule: `errors are reported no later than ${lastOn ?? 'some time'} after the delivery`,
        todo: 'write to the caseworker; a change of the permit or a data update may be the way',
      });
    }
    const text = textOf(context, 'what is wrong with the delivery', reason);
    const settings = settingsOn(today, settingVersions);
    const days = settings['redelivery-working-days'];
    return {
      facts: {
        errorReasonId: text.id,
        errorReportedOn: today,
        errorDueOn: addWorkingDays(today, days, calendarOf(settings)),
      },
      texts: [text],
    };
  },

  'answer-delivery-error': (_, { answer }, context) => {
    const text = textOf(context, 'why the delivery stands', answer);
    return { facts: { errorAnswerId: text.id }, texts: [text] };
  },

  redeliver: (accessCase, command, context) => {
    const manifest = manifestFrom(accessCase, command, 'redelivery', context);
    if ('refused' in manifest) return manifest;
    const text = textOf(context, 'why the data are delivered anew', command.reason);
    return {
      facts: {
        ...withManifest(deliveryIn(accessCase, command.deliveryId), manifest),
        redeliveredOn: context.today,
        redeliveryReasonId: text.id,
      },
      texts: [text],
    };
  },

  'cancel-delivery': (_, { reason }, context) => {
    const text = textOf(context, 'why the delivery is cancelled', reason);
    return { facts: { cancelledOn: context.today, cancelReasonId: text.id }, texts: [text] };
  },
};

export const deliveryOpenings: Partial<Record<DeliveryCommand, IsOpen>> = {
  'order-delivery': ({ kind, tracks }, _, registryId) => {
    const granted = deliverableRegistryIds(tracks);
    const mayBeApart = granted.length === 1 || kind === 'statistics';
    const isLinked = mayBeApart || tracks.linkage.state === 'complete';
    return (
      isDeliverable(tracks) &&
      granted.includes(registryId ?? '') &&
      isLinked &&
      orderedFrom(tracks, registryId ?? '') !== 'all'
    );
  },
  'report-part-delivered': ({ tracks }) => isDeliverable(tracks),
  'report-delivered': ({ tracks }) => isDeliverable(tracks),
  redeliver: ({ tracks }) => isDeliverable(tracks),
};

function isDeliverable(tracks: Tracks): boolean {
  return isInForce(tracks.permit) && !hasFlag(tracks, 'prohibited-use');
}

function deliveryIn({ tracks }: { tracks: Tracks }, deliveryId: string): Delivery {
  return tracks.delivery[deliveryId] ?? { state: 'none' };
}

function isWithinPermit(on: string, today: Context['today'], endsOn = ''): boolean {
  return on >= today && on <= endsOn;
}

const promiseOutsidePermit = refuse('promise-outside-permit', {
  field: 'promisedOn',
  rule: 'the date lies between today and the end of the permit',
  todo: 'choose another date',
});
