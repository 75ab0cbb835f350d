import {
  addDays,
  daysBetween,
  type WorkingCalendar,
  workingDaysBetween,
} from '../../../cases/src/clocks/calendar.rules.js';
import type { LoggedCaseEvent } from '../../../cases/src/clocks/clock.model.js';
import type { Snapshot } from '../../../cases/src/clocks/case.ledger.js';
import type { Tracks } from '../../../cases/src/case.model.js';
import { isWaitedFor } from './measure.party.rules.js';
import { type Cell, monthOf, waitPart } from './measure.model.js';

/** What a figure is of, apart from the case it comes from. */
export type Count = Pick<Cell, 'measure' | 'part' | 'value' | 'count'> & {
  on: string;
  /** Where it is of a unit that need not have the case any more. */
  unitId?: string | null;
};

/** Days in one hand: the case lay in one stage and one unit, and waited for one party. */
export interface Hold {
  party: Snapshot['party'];
  stage: string;
  unitId: string | null;
  sinceOn: string;
}

/** What came before an event, as far as the counts of the event need it. */
export interface Before {
  receivedOn: string;
  hold: Hold;
  stage: string;
  stageSinceOn: string;
  /** By the part of the track: when each delivery was ordered. */
  orderedOn: ReadonlyMap<string, string>;
  /** The registries that have delivered before. */
  hasDelivered: ReadonlySet<string>;
}

/** What an event adds to the figures for good. */
export function countsOf(
  event: LoggedCaseEvent,
  snapshot: Snapshot,
  before: Before,
  calendar: WorkingCalendar,
): Count[] {
  const { on, tracks } = snapshot;
  const counts: Count[] = [...decisionsIn(event, tracks, on, before, calendar)];
  const add = (measure: Cell['measure'], part: string, value = 0, count = 1) =>
    counts.push({ measure, part, value, count, on });

  if (holdAfter(before.hold, snapshot) !== before.hold && isWaitedFor(before.hold.party)) {
    counts.push(...heldUntil(before.hold, on, calendar));
  }
  if (tracks.application.state !== before.stage) {
    add('stages', before.stage, workingDaysBetween(before.stageSinceOn, on, calendar));
  }
  const { registryId, type } = event;
  if (type === 'delivered' && registryId !== null) {
    const orderedOn = before.orderedOn.get(event.part ?? registryId) ?? on;
    add('deliveries', registryId, daysBetween(orderedOn, on));
    if (!before.hasDelivered.has(registryId)) add('recipients', registryId);
  }
  if (type === 'linkage-completed') {
    for (const [registry, { state }] of Object.entries(tracks['key-file'])) {
      if (state === 'handed-over') add('linkages', registry);
    }
  }
  const { lastWork } = type === 'hours-registered' ? tracks.fee : {};
  if (lastWork) add('minutes', lastWork.activity, 0, lastWork.minutes);
  const registryWork =
    type === 'registry-hours-registered' && registryId !== null
      ? tracks['registry-fee'][registryId]?.lastWork
      : undefined;
  if (registryWork) add('minutes', `registry:${registryId}`, 0, registryWork.minutes);
  if (type === 'invoice-basis-issued') add('fees', 'invoiced', 0, tracks.fee.chargedNok ?? 0);
  if (type === 'fee-found-exempt') add('fees', 'exempt');
  return counts;
}

/** In whose hands the case is after an event: the same hold where nothing of it has changed. */
export function holdAfter(hold: Hold, { on, party, tracks }: Snapshot): Hold {
  const unitId = tracks.assignment.unitId ?? null;
  const stage = tracks.application.state;
  const isSame = hold.party === party && hold.stage === stage && hold.unitId === unitId;
  return isSame ? hold : { party, stage, unitId, sinceOn: on };
}

/** The waiting of a hold, month by month: the day it began is not counted, the last day is. */
export function heldUntil(
  { party, stage, unitId, sinceOn }: Hold,
  untilOn: string,
  calendar: WorkingCalendar,
): Count[] {
  const counts: Count[] = [];
  const part = waitPart(stage, party);
  for (const { fromOn, toOn } of monthsOfWait(sinceOn, untilOn)) {
    const add = (measure: Cell['measure'], count: number, value = 0) =>
      counts.push({ measure, part, value, count, on: toOn, unitId });
    const workingDays = workingDaysBetween(fromOn, toOn, calendar);
    add('held-days', daysBetween(fromOn, toOn));
    if (workingDays > 0) add('held-working-days', workingDays);
    add('waits', 1, fromOn === sinceOn ? 0 : 1);
  }
  return counts;
}

/** The days after one up to and with another, a piece for each month that they fall in. */
export function monthsOfWait(sinceOn: string, untilOn: string): { fromOn: string; toOn: string }[] {
  const pieces: { fromOn: string; toOn: string }[] = [];
  for (let fromOn = sinceOn; fromOn < untilOn;) {
    const monthEnd = lastOfMonth(addDays(fromOn, 1));
    const toOn = monthEnd < untilOn ? monthEnd : untilOn;
    pieces.push({ fromOn, toOn });
    fromOn = toOn;
  }
  return pieces;
}

function decisionsIn(
  event: LoggedCaseEvent,
  tracks: Tracks,
  on: string,
  { receivedOn }: Before,
  calendar: WorkingCalendar,
): Count[] {
  const value = workingDaysBetween(receivedOn, on, calendar);
  const decision = decisionEvents[event.type];
  if (decision) return [{ measure: 'decisions', part: decision, value, count: 1, on }];
  const exemption = exemptionEvents[event.type];
  if (!exemption || event.part === null) return [];
  return [{ measure: 'exemptions', part: `${event.part}:${exemption}`, value, count: 1, on }];
}

/** Dismissal is a decision too (forvaltningsloven section 2 third paragraph). */
const decisionEvents: Readonly<Record<string, string>> = {
  'access-grant-signed': 'granted',
  'partial-access-grant-signed': 'partly-granted',
  'access-refusal-signed': 'refused',
  'dismissal-signed': 'dismissed',
};

const exemptionEvents: Readonly<Record<string, string>> = {
  'exemption-signed': 'granted',
  'partial-exemption-signed': 'partly-granted',
  'exemption-refusal-signed': 'refused',
};

function lastOfMonth(on: string): string {
  const [year = 0, month = 0] = monthOf(on).split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
