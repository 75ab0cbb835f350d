import { addMonths, addWorkingDays } from '../clocks/calendar.rules.js';
import { deliverableRegistryIds, refuseUnaffected } from '../case.family.rules.js';
import type { AccessCase, Context, Decide, Refusing } from '../case.model.js';
import { isInForce } from '../permits/permit.rules.js';
import { refuse } from '../refusal.rules.js';
import { calendarOf, settingsOn } from '../settings/setting.rules.js';
import { type DeliveryFrame, frameFor, permitOf } from './delivery.frame.rules.js';
import { type DeliveryKind, intervals } from './delivery.model.js';
import { deliveryIdOf, nextRound, orderedFrom } from './delivery.parts.rules.js';
import { refuseUnfounded } from './delivery.rules.js';

/**
 * A caseworker's order: everything that the permit gives from one registry, or some of its
 * variables. What has been ordered is not ordered twice.
 */
export const orderFrom: Decide<'order-delivery'> = (
  accessCase,
  { registryId, variables },
  context,
) => {
  const frame = orderable(accessCase, registryId, context);
  if ('refused' in frame) return frame;
  const before = orderedFrom(accessCase.tracks, registryId);
  const wanted = [...new Set(variables ?? frame.variables)];
  const again = before === 'all' ? wanted : wanted.filter((name) => before.includes(name));
  if (before === 'all' || again.length > 0) {
    return refuse('delivery-already-ordered', {
      field: before === 'all' ? 'registryId' : 'variables',
      rule: 'what has been ordered from a registry is not ordered twice',
      todo: 'cancel the order that stands, plan recurring deliveries, or order the other variables',
    });
  }
  const beyond = wanted.filter((name) => !frame.variables.includes(name));
  if (beyond.length > 0) {
    return refuse('order-outside-permit', {
      field: 'variables',
      rule: 'only what the permit gives is ordered (helseregisterloven section 19 a sixth paragraph)',
      todo: `leave out ${beyond.join(', ')}, or have the permit changed first`,
    });
  }
  const isWhole = before.length === 0 && wanted.length === frame.variables.length;
  const order = orderOf(accessCase, registryId, isWhole ? 'first' : 'partial', frame, context);
  return isWhole ? order : { ...order, facts: { ...order.facts, orderedVariables: wanted } };
};

/** The next round of a plan, when its day has come. */
export const roundFrom: Decide<'order-next-round'> = (accessCase, { registryId }, context) => {
  const plan = accessCase.tracks['delivery-plan'][registryId];
  if (plan?.state !== 'running' || !plan.interval || !plan.startsOn || !plan.nextRoundOn) {
    return refuse('no-delivery-plan');
  }
  if (plan.nextRoundOn > context.today) return refuse('round-not-due');
  const frame = orderable(accessCase, registryId, context);
  if ('refused' in frame) return frame;
  const order = orderOf(accessCase, registryId, 'recurring', frame, context);
  // Counted from the first day, so that the end of a month does not creep; what was due while
  // nothing ran is one round, not many.
  let nextRoundIndex = plan.nextRoundIndex ?? 0;
  let { nextRoundOn } = plan;
  while (nextRoundOn <= context.today) {
    nextRoundOn = addMonths(plan.startsOn, ++nextRoundIndex * intervals[plan.interval]);
  }
  return {
    ...order,
    facts: { ...order.facts, interval: plan.interval },
    patches: { 'delivery-plan': { [registryId]: { ...plan, nextRoundIndex, nextRoundOn } } },
  };
};

/** What may be ordered from a registry today, or why nothing. */
export function orderable(
  accessCase: AccessCase,
  registryId: string,
  context: Context,
): DeliveryFrame | Refusing {
  const { tracks } = accessCase;
  const content = permitOf(context);
  if (!isInForce(tracks.permit) || !content) return refuse('no-active-permit');
  const unfounded = refuseUnfounded(accessCase, registryId, context.today);
  if (unfounded) return unfounded;
  const unaffected = refuseUnaffected(tracks, registryId);
  if (unaffected) return unaffected;
  const granted = deliverableRegistryIds(tracks);
  const frame = frameFor(content, registryId);
  if (!granted.includes(registryId) || !frame) {
    return refuse('source-not-granted', {
      field: 'registryId',
      rule: 'data are delivered from the sources that the decision grants',
      todo: 'choose a granted source',
    });
  }
  // Data from several registries are joined on serial numbers (helseregisterloven section 19 c);
  // figures that each registry makes by itself are joined on nothing (section 19).
  const isApart = accessCase.kind === 'statistics' && context.draft?.linkageMethod === 'none';
  if (granted.length > 1 && !isApart && tracks.linkage.state !== 'complete') {
    return refuse('linkage-not-complete', {
      field: 'linkage',
      rule: 'each registry has its key file before data from several are delivered',
      todo: 'have the linkage completed',
    });
  }
  return frame;
}

function orderOf(
  { tracks }: AccessCase,
  registryId: string,
  kind: DeliveryKind,
  frame: DeliveryFrame,
  { today, settingVersions }: Context,
) {
  const settings = settingsOn(today, settingVersions);
  const round = nextRound(tracks, registryId);
  return {
    part: deliveryIdOf(registryId, round),
    facts: {
      registryId,
      round,
      kind,
      permitId: frame.permitId,
      orderedOn: today,
      dueOn: addWorkingDays(today, settings['delivery-working-days'], calendarOf(settings)),
      grantedCount: frame.variables.length,
    },
  };
}
