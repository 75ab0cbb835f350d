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
import { type Cell, monthOf } from './measure.model.js';

/** What a figure is of, apart from the case it comes from. */
export type Count = Pick<Cell, 'measure' | 'part' | 'value' | 'count'> & { on: string };

/** What came before an event, as far as the counts of the event need it. */
export interface Before {
  receivedOn: string;
  /** Who held the case, since when. */
  heldBy: Snapshot['party'];
  heldSinceOn: string;
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
  { on, tracks, party }: Snapshot,
  before: Before,
  calendar: WorkingCalendar,
): Count[] {
  const counts: Count[] = [...decisionsIn(event, tracks, on, before, calendar)];
  const add = (measure: Cell['measure'], part: string, value = 0, count = 1) =>
    counts.push({ measure, part, value, count, on });

  if (party !== before.heldBy && isWaitedFor(before.heldBy)) {
    counts.push(...heldBetween(before.heldBy, before.heldSinceOn, on, calendar));
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

/** The waiting for one party, month by month: the day it began is not counted, the last day is. */
export function heldBetween(
  party: string,
  sinceOn: string,
  untilOn: string,
  calendar: WorkingCalendar,
): Count[] {
  const counts: Count[] = [];
  for (let from = sinceOn; from < untilOn;) {
    const monthEnd = lastOfMonth(addDays(from, 1));
    const to = monthEnd < untilOn ? monthEnd : untilOn;
    const workingDays = workingDaysBetween(from, to, calendar);
    counts.push({
      measure: 'held-days',
      part: party,
      value: 0,
      count: daysBetween(from, to),
      on: to,
    });
    if (workingDays > 0) {
      counts.push({
        measure: 'held-working-days',
        part: party,
        value: 0,
        count: workingDays,
        on: to,
      });
    }
    from = to;
  }
  return counts;
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
