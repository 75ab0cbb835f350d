import { deliverableRegistryIds, refuseUnaffected } from '../case.family.rules.js';
import { hasFlag } from '../intake/case.flag.machine.js';
import type { Decide, DeliveryState, IsOpen, TrackTable } from '../case.model.js';
import { refuseUnfounded } from './delivery.rules.js';
import { isInForce } from '../permits/permit.rules.js';
import { refuse } from '../refusal.rules.js';

/** Delivery, one per registry: ordered, promised, delivered, received. */
export const deliveryTrack = {
  name: 'delivery',
  initial: 'none',
  states: ['none', 'ordered', 'accepted', 'delivered', 'received'] satisfies DeliveryState[],
  final: ['received'],
  keyedBy: 'registryId',
  transitions: {
    'order-delivery': {
      from: ['none'],
      to: 'ordered',
      by: ['caseworker'],
      event: 'delivery-ordered',
      during: ['decided', 'in-delivery'],
      moves: { application: 'in-delivery' },
    },
    'promise-delivery': {
      from: ['ordered'],
      to: 'accepted',
      by: ['registry-delivery'],
      event: 'delivery-promised',
      during: ['in-delivery'],
    },
    'report-delivered': {
      from: ['accepted'],
      to: 'delivered',
      by: ['registry-delivery'],
      event: 'delivered',
      during: ['in-delivery'],
    },
    'confirm-receipt': {
      from: ['delivered'],
      to: 'received',
      by: ['applicant'],
      event: 'receipt-confirmed',
      during: ['in-delivery'],
    },
  },
} as const satisfies TrackTable;

type DeliveryCommand = keyof typeof deliveryTrack.transitions;

export const deliveryDecisions: { [Name in DeliveryCommand]: Decide<Name> } = {
  'order-delivery': (accessCase, { registryId }, { today }) => {
    const { tracks } = accessCase;
    if (!isInForce(tracks.permit)) return refuse('no-active-permit');
    const unfounded = refuseUnfounded(accessCase, registryId, today);
    if (unfounded) return unfounded;
    const unaffected = refuseUnaffected(tracks, registryId);
    if (unaffected) return unaffected;
    const granted = deliverableRegistryIds(tracks);
    if (!granted.includes(registryId)) {
      return refuse('source-not-granted', {
        field: 'registryId',
        rule: 'data are delivered from the sources that the decision grants',
        todo: 'choose a granted source',
      });
    }
    // Data from several registries are joined on serial numbers (helseregisterloven section 19 c).
    if (granted.length > 1 && tracks.linkage.state !== 'complete') {
      return refuse('linkage-not-complete', {
        field: 'linkage',
        rule: 'each registry has its key file before data from several are delivered',
        todo: 'have the linkage completed',
      });
    }
    return {};
  },

  'promise-delivery': ({ tracks }, { promisedOn }, { today }) => {
    if (promisedOn < today || promisedOn > (tracks.permit.endsOn ?? '')) {
      return refuse('promise-outside-permit', {
        field: 'promisedOn',
        rule: 'the date lies between today and the end of the permit',
        todo: 'choose another date',
      });
    }
    return { facts: { promisedOn } };
  },

  'report-delivered': (accessCase, command, { today }) => {
    if (!isInForce(accessCase.tracks.permit)) return refuse('no-active-permit');
    const unfounded = refuseUnfounded(accessCase, command.registryId, today);
    if (unfounded) return unfounded;
    const { fileCount, rowCount, sha256, handOverPlace } = command;
    return { facts: { fileCount, rowCount, sha256, handOverPlace, deliveredOn: today } };
  },

  'confirm-receipt': (_, __, { today }) => ({ facts: { receivedOn: today } }),
};

export const deliveryOpenings: Partial<Record<DeliveryCommand, IsOpen>> = {
  'order-delivery': ({ tracks }, _, registryId) => {
    const granted = deliverableRegistryIds(tracks);
    const isLinked = granted.length === 1 || tracks.linkage.state === 'complete';
    const isProhibited = hasFlag(tracks, 'prohibited-use');
    return (
      isInForce(tracks.permit) && !isProhibited && granted.includes(registryId ?? '') && isLinked
    );
  },
  'report-delivered': ({ tracks }) =>
    isInForce(tracks.permit) && !hasFlag(tracks, 'prohibited-use'),
};
