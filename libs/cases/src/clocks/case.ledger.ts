import {
  addDays,
  daysBetween,
  norwegianCalendar,
  osloDate,
  type WorkingCalendar,
  workingDaysBetween,
} from './calendar.rules.js';
import { evolve } from '../case.machine.js';
import type { AccessCase, CaseEvent, Tracks } from '../case.model.js';
import { type Party, waitingFor } from '../case.waiting.rules.js';
import type { ClockLedger, PartyDays } from './clock.model.js';

export interface Segment extends PartyDays {
  /** First and last day that belong to the party, both counted. */
  fromOn: string;
  toOn: string;
}

export interface Ledger extends ClockLedger {
  asOfOn: string;
  segments: Segment[];
}

/** The case as it was after an event, and who was waited for from then on. */
export interface Snapshot {
  seq: number;
  on: string;
  type: string;
  tracks: Tracks;
  party: Party;
}

/** Waiting that is nobody's in the administration: left out of the net time. */
const notNet: readonly Party[] = ['applicant', 'rek', 'in-use', 'nobody'];

/**
 * Whose time it was: each day from submission to the end of the case, or to `asOfOn`, belongs to
 * exactly one party. The day of an event is not counted and the last day is; a day belongs to the
 * party that held the case when the day began, in Norway. The parties' days therefore sum to the
 * gross days, always.
 */
export function ledgerOf(
  firstDay: AccessCase,
  events: readonly (CaseEvent & { at: Date })[],
  asOfOn: string,
  calendar: WorkingCalendar = norwegianCalendar,
): Ledger {
  const segments = segmentsOf(snapshotsOf(firstDay, events, asOfOn), asOfOn, calendar);
  return { asOfOn, ...sumOf(segments), segments };
}

/** The case after each event up to and with a day. */
export function snapshotsOf(
  firstDay: AccessCase,
  events: readonly (CaseEvent & { at: Date; seq?: number })[],
  asOfOn: string,
): Snapshot[] {
  let accessCase = firstDay;
  const snapshots: Snapshot[] = [];
  for (const [index, event] of events.entries()) {
    const on = osloDate(event.at);
    if (on > asOfOn) break;
    accessCase = evolve(accessCase, event);
    snapshots.push({
      seq: event.seq ?? index + 1,
      on,
      type: event.type,
      tracks: accessCase.tracks,
      party: waitingFor(accessCase.tracks),
    });
  }
  return snapshots;
}

/** The days of a case in one piece per holder, from submission to its end or to `asOfOn`. */
export function segmentsOf(
  snapshots: readonly Snapshot[],
  asOfOn: string,
  calendar: WorkingCalendar,
): Segment[] {
  const submitted = snapshots.findIndex(isSubmitted);
  const first = snapshots[submitted];
  if (!first) return [];
  const segments: Segment[] = [];
  let holder = first.party;
  // What came on paper lay here from the day it came, not from the day it was registered.
  let heldFrom = receivedOn(first);
  for (const { on, party } of snapshots.slice(submitted + 1)) {
    add(segments, holder, heldFrom, on, calendar);
    holder = party;
    heldFrom = on;
  }
  // A case that is over ends its ledger; one that was taken up again goes on.
  if (holder !== 'nobody') add(segments, holder, heldFrom, asOfOn, calendar);
  return segments;
}

/** The part of the ledger after one day up to and with another. */
export function ledgerBetween(
  segments: readonly Segment[],
  fromOn: string,
  toOn: string,
  calendar: WorkingCalendar,
): ClockLedger {
  const within: Segment[] = [];
  for (const { party, fromOn: first, toOn: last } of segments) {
    const before = addDays(first, -1);
    add(within, party, before < fromOn ? fromOn : before, last > toOn ? toOn : last, calendar);
  }
  return sumOf(within);
}

/** Who held the case when a day began; undefined outside the ledger. */
export function holderOn(segments: readonly Segment[], on: string): Party | undefined {
  return segments.find(({ fromOn, toOn }) => fromOn <= on && on <= toOn)?.party;
}

/** The day the application came: the event that tells of it may be later. */
export function receivedOn({ on, tracks }: Snapshot): string {
  const { submittedOn = on } = tracks.application;
  return submittedOn < on ? submittedOn : on;
}

function isSubmitted({ tracks }: Snapshot): boolean {
  return tracks.application.submittedOn !== undefined;
}

/** The days after `heldFrom` up to and with `until` go to the party that held the case. */
function add(
  segments: Segment[],
  party: Party,
  heldFrom: string,
  until: string,
  calendar: WorkingCalendar,
): void {
  const days = daysBetween(heldFrom, until);
  if (days <= 0) return;
  const workingDays = workingDaysBetween(heldFrom, until, calendar);
  const last = segments.at(-1);
  if (last?.party === party && last.toOn === heldFrom) {
    last.toOn = until;
    last.days += days;
    last.workingDays += workingDays;
  } else {
    segments.push({ party, fromOn: addDays(heldFrom, 1), toOn: until, days, workingDays });
  }
}

function sumOf(segments: readonly Segment[]): ClockLedger {
  const sums = new Map<Party, PartyDays>();
  for (const { party, days, workingDays } of segments) {
    const sum = sums.get(party) ?? { party, days: 0, workingDays: 0 };
    sums.set(party, {
      party,
      days: sum.days + days,
      workingDays: sum.workingDays + workingDays,
    });
  }
  const perParty = [...sums.values()].sort(
    (a, b) => b.days - a.days || a.party.localeCompare(b.party),
  );
  const net = perParty.filter(({ party }) => !notNet.includes(party));
  return {
    grossDays: total(perParty, 'days'),
    grossWorkingDays: total(perParty, 'workingDays'),
    netDays: total(net, 'days'),
    netWorkingDays: total(net, 'workingDays'),
    perParty,
  };
}

function total(parts: readonly PartyDays[], unit: 'days' | 'workingDays'): number {
  return parts.reduce((sum, part) => sum + part[unit], 0);
}
