import { addMonths } from '../clocks/calendar.rules.js';
import type { AccessCase, Decide, IsOpen, TrackTable } from '../case.model.js';
import { deliverableRegistryIds } from '../case.family.rules.js';
import { isOver } from '../case.waiting.rules.js';
import { isInForce } from '../permits/permit.rules.js';
import { refuse, textOf } from '../refusal.rules.js';
import { isFrequencyGranted, permitOf } from './delivery.frame.rules.js';
import { type DeliveryPlanState, intervals } from './delivery.model.js';
import { orderable } from './delivery.order.rules.js';
import { refuseUnfounded } from './delivery.rules.js';

/**
 * Recurring deliveries from one registry under one permit: yearly or every four months, until the
 * permit or what it rests on ends, or somebody stops them.
 */
export const deliveryPlanTrack = {
  name: 'delivery-plan',
  initial: 'none',
  states: ['none', 'running', 'stopped'] satisfies DeliveryPlanState[],
  final: [],
  keyedBy: 'registryId',
  transitions: {
    'plan-recurring-delivery': {
      from: ['none', 'stopped'],
      to: 'running',
      by: ['caseworker'],
      event: 'recurring-delivery-planned',
      during: ['in-delivery'],
    },
    'stop-recurring-delivery': {
      from: ['running'],
      to: 'stopped',
      by: ['caseworker'],
      event: 'recurring-delivery-stopped',
    },
    'end-recurring-delivery': {
      from: ['running'],
      to: 'stopped',
      by: ['system'],
      event: 'recurring-delivery-ended',
    },
  },
} as const satisfies TrackTable;

type PlanCommand = keyof typeof deliveryPlanTrack.transitions;

export const deliveryPlanDecisions: { [Name in PlanCommand]: Decide<Name> } = {
  'plan-recurring-delivery': (accessCase, { registryId, interval, firstRoundOn }, context) => {
    const frame = orderable(accessCase, registryId, context);
    if ('refused' in frame) return frame;
    const content = permitOf(context);
    if (!content || !isFrequencyGranted(content, interval)) {
      return refuse('recurring-not-granted', {
        field: 'interval',
        rule: 'data are extracted as often as the permit gives, and not more often',
        todo: 'choose a longer interval, or have the permit changed first',
      });
    }
    const nextRoundOn = firstRoundOn ?? addMonths(context.today, intervals[interval]);
    if (nextRoundOn <= context.today || nextRoundOn > frame.endsOn) {
      return refuse('round-outside-permit', {
        field: 'firstRoundOn',
        rule: `the first round lies after today and no later than the end of the permit, ${frame.endsOn}`,
        todo: 'choose another date',
      });
    }
    return {
      facts: {
        interval,
        startsOn: firstRoundOn ?? context.today,
        nextRoundOn,
        nextRoundIndex: firstRoundOn === undefined ? 1 : 0,
        stoppedOn: null,
        stopReasonId: null,
        stopGround: null,
      },
    };
  },

  'stop-recurring-delivery': (_, { reason }, context) => {
    const text = textOf(context, 'why recurring deliveries stop', reason);
    return { facts: { stoppedOn: context.today, stopReasonId: text.id }, texts: [text] };
  },

  'end-recurring-delivery': (accessCase, { registryId }, { today }) => {
    const ground = endOfPlan(accessCase, registryId, today);
    if (ground === null) return refuse('plan-still-founded');
    return { facts: { stoppedOn: today, stopGround: ground } };
  },
};

export const deliveryPlanOpenings: Partial<Record<PlanCommand, IsOpen>> = {
  'plan-recurring-delivery': ({ tracks }, _, registryId) =>
    isInForce(tracks.permit) && deliverableRegistryIds(tracks).includes(registryId ?? ''),
};

/** Why nothing more is delivered from a registry; null while the permit and its grounds hold. */
export function endOfPlan(
  accessCase: AccessCase,
  registryId: string,
  today: string,
): string | null {
  if (!isInForce(accessCase.tracks.permit) || isOver(accessCase.tracks)) return 'no-active-permit';
  return refuseUnfounded(accessCase, registryId, today)?.refused.code ?? null;
}

/** What the day asks of the plans of a case: the next round of each, or its end. */
export function planCommandsDue(accessCase: AccessCase, today: string): PlanCommandDue[] {
  const plans = Object.entries(accessCase.tracks['delivery-plan']);
  return plans.flatMap(([registryId, plan]): PlanCommandDue[] => {
    if (plan.state !== 'running') return [];
    if (endOfPlan(accessCase, registryId, today) !== null) {
      return [{ type: 'end-recurring-delivery', registryId }];
    }
    const isUnderway = accessCase.tracks.application.state === 'in-delivery';
    const isDue = isUnderway && plan.nextRoundOn !== undefined && plan.nextRoundOn <= today;
    return isDue ? [{ type: 'order-next-round', registryId }] : [];
  });
}

interface PlanCommandDue {
  type: 'order-next-round' | 'end-recurring-delivery';
  registryId: string;
}
