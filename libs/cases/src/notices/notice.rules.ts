import type { Actor, Role } from '../../../parties/src/role.rules.js';
import { registryInId } from '../delivery/delivery.parts.rules.js';
import type { AccessCase, CaseEvent, TrackName } from '../case.model.js';
import { clocksOfTheApplicant } from '../clocks/clock.actions.rules.js';
import { seesEvent } from '../case.visibility.js';

/**
 * Whom a notice is for: a person, or everybody who holds a role: for one registry, in one unit, or at
 * large.
 */
export type NoticeOrder =
  | { personId: string; isAlerted: boolean }
  | { role: Role; registryId: string | null; unitId?: string | null; isAlerted: boolean };

/** The role at the other end of a track: whose work begins when staff do something there. */
const audience: Partial<Record<TrackName, Role>> = {
  consultation: 'registry-adviser',
  delivery: 'registry-delivery',
  linkage: 'linkage-custodian',
};

/** Events that begin somebody's work although their track has no audience of its own. */
const awaited: Readonly<Record<string, Role>> = {
  'forwarded-to-rek': 'rek-secretary',
  'deletion-confirmed': 'linkage-custodian',
  'deletion-confirmation-recorded': 'linkage-custodian',
};

/** Events that change no state, and that a person must hear of all the same: their time runs out. */
export const warnings: readonly string[] = [
  'draft-lapse-warned',
  'information-reminded',
  'information-request-extended',
];

/**
 * Who is told of an event. The applicant's side is told of every change that it may see, also of
 * its own: that is its receipt (TEHDAS2 D6.4, 6.1). The caseworker is told of what others do, and
 * the other end of a track of what is done there. A notice names the event and the case, no more.
 *
 * @param after the case as it is after the event.
 */
export function noticesOf(after: AccessCase, event: CaseEvent, actor: Actor): NoticeOrder[] {
  if (event.track === 'reminder') return remindersFor(after, event);
  if (!isChange(event) && !warnings.includes(event.type)) return [];
  const { assigneeId } = after.tracks.assignment;
  const isDrafting = after.tracks.application.submittedOn === undefined;
  const orders: NoticeOrder[] = [];
  if (seesEvent(event, [{ role: 'applicant', registryId: null }])) {
    const personId = after.applicantId;
    orders.push({ personId, isAlerted: personId !== actor.personId });
  }
  if (assigneeId && assigneeId !== actor.personId && !isDrafting) {
    orders.push({ personId: assigneeId, isAlerted: true });
  }
  const isProposed = event.toState === 'proposed';
  const { decisionMakerId } = after.tracks.assignment;
  // What waits for the one who was appointed is nobody else's to know of.
  if (isProposed && decisionMakerId) orders.push({ personId: decisionMakerId, isAlerted: true });
  const role = isProposed ? (decisionMakerId ? undefined : 'decision-maker') : roleTold(event);
  if (role && !actor.roles.some((held) => held.role === role && held.registryId !== null)) {
    orders.push({ role, registryId: event.registryId, isAlerted: true });
  }
  return orders;
}

/**
 * Who is reminded of a due date: whoever the clock is for, and the caseworker, who answers for the
 * case. A clock that is nobody's in particular is the caseworker's own. One that was reminded of in
 * vain is brought before the leaders of the unit that has the case, of all units while none has it.
 */
function remindersFor(
  { applicantId, tracks }: AccessCase,
  { type, part }: CaseEvent,
): NoticeOrder[] {
  const { assigneeId, unitId = null } = tracks.assignment;
  const [clock = '', about = ''] = (part ?? '').split(':');
  const registryId = registryInId(about) || null;
  const orders: NoticeOrder[] = [];
  if (clocksOfTheApplicant.includes(clock)) orders.push({ personId: applicantId, isAlerted: true });
  const role = clocksOfRegistries[clock];
  if (role) orders.push({ role, registryId, isAlerted: true });
  if (assigneeId) orders.push({ personId: assigneeId, isAlerted: true });
  if (type === 'due-date-escalated') {
    orders.push({ role: 'unit-leader', registryId: null, unitId, isAlerted: true });
  }
  return orders;
}

const clocksOfRegistries: Readonly<Record<string, Role>> = {
  consultation: 'registry-adviser',
  delivery: 'registry-delivery',
  redelivery: 'registry-delivery',
};

/** An event that leaves every state as it was is work in progress, not a change. */
function isChange({ fromState, toState, moves }: CaseEvent): boolean {
  return fromState !== toState || Object.keys(moves).length > 0;
}

function roleTold({ type, track, registryId }: CaseEvent): Role | undefined {
  const role = audience[track];
  if (role === 'linkage-custodian') return role;
  return registryId === null ? awaited[type] : (role ?? awaited[type]);
}
