import {
  addDays,
  addMonths,
  isHoliday,
  isWorkingDay,
  nextWorkingDay,
  type WorkingCalendar,
  workingDaysBetween,
} from './calendar.rules.js';
import { holderOn, type Segment } from './case.ledger.js';
import type { Party } from '../case.waiting.rules.js';
import type { Step } from './clock.model.js';
import { weekday } from './holiday.rules.js';

/** A due date with every step that led to it. */
export interface Due {
  dueOn: string | null;
  pausedDays: number;
  steps: Step[];
}

export interface Pauses {
  segments: readonly Segment[];
  parties: readonly Party[];
  asOfOn: string;
  /** Who is waited for now: the days to come are theirs until something happens. */
  party: Party;
}

/**
 * So many working days after the start. Days that belong to a party whose waiting pauses the clock
 * are not counted; while it is paused there is no due date, for nobody knows when it goes on.
 */
export function inWorkingDays(
  startOn: string,
  count: number,
  because: string,
  calendar: WorkingCalendar,
  pauses: Pauses,
): Due {
  return pauses.parties.length === 0
    ? unpaused(startOn, count, because, calendar)
    : counted(startOn, count, because, calendar, pauses);
}

/** What no waiting pauses follows from its start alone: it is counted once, not for every event. */
function unpaused(startOn: string, count: number, because: string, calendar: WorkingCalendar): Due {
  const known = unpausedDues.get(calendar) ?? new Map<string, Due>();
  unpausedDues.set(calendar, known);
  const key = [startOn, count, because].join();
  let due = known.get(key);
  if (!due) {
    due = counted(startOn, count, because, calendar, nobodyPauses);
    known.set(key, due);
  }
  return { ...due, steps: [...due.steps] };
}

const unpausedDues = new WeakMap<WorkingCalendar, Map<string, Due>>();
const nobodyPauses: Pauses = { segments: [], parties: [], asOfOn: '', party: 'nobody' };

function counted(
  startOn: string,
  count: number,
  because: string,
  calendar: WorkingCalendar,
  { segments, parties, asOfOn, party }: Pauses,
): Due {
  const steps: Step[] = [{ step: 'limit', count, unit: 'working-days', because }];
  const leftOut: Step[] = [];
  const held = heldBy(segments, parties, startOn, calendar);
  let weekendDays = 0;
  let pausedDays = 0;
  let on = startOn;
  for (let left = count; left > 0;) {
    on = addDays(on, 1);
    const holder = on <= asOfOn ? holderOn(segments, on) : party;
    if (holder !== undefined && parties.includes(holder)) {
      if (on > asOfOn) {
        return { dueOn: null, pausedDays, steps: [...steps, ...held(asOfOn), ...leftOut] };
      }
      if (isWorkingDay(on, calendar)) pausedDays++;
    } else if (isWorkingDay(on, calendar)) left--;
    else if (calendar.closedOn.includes(on)) {
      leftOut.push({ step: 'left-out', on, because: 'closed' });
    } else if (
      isHoliday(on) &&
      weekday(on) !== 0 &&
      (weekday(on) !== 6 || calendar.countsSaturdays)
    ) {
      leftOut.push({ step: 'left-out', on, because: 'holiday' });
    } else weekendDays++;
  }
  if (weekendDays > 0) steps.push({ step: 'weekends', days: weekendDays });
  steps.push(...leftOut, ...held(on), { step: 'ends', on });
  return { dueOn: on, pausedDays, steps };
}

/** The same date some months later, or the month's last day. */
export function inMonths(startOn: string, count: number, because: string): Due {
  const dueOn = addMonths(startOn, count);
  const steps: Step[] = [{ step: 'limit', count, unit: 'months', because }];
  if (dueOn.slice(8) !== startOn.slice(8)) steps.push({ step: 'last-of-month', on: dueOn });
  return { dueOn, pausedDays: 0, steps: [...steps, { step: 'ends', on: dueOn }] };
}

/**
 * So many days or weeks later; an end on a Saturday or holiday moves to the next working day
 * (domstolloven sections 148 and 149).
 */
export function inDays(
  startOn: string,
  count: number,
  unit: 'days' | 'weeks',
  because: string,
  calendar: WorkingCalendar,
): Due {
  const endsOn = addDays(startOn, unit === 'weeks' ? count * 7 : count);
  const dueOn = nextWorkingDay(endsOn, calendar);
  const steps: Step[] = [
    { step: 'limit', count, unit, because },
    { step: 'ends', on: endsOn },
  ];
  if (dueOn !== endsOn) steps.push({ step: 'moved', fromOn: endsOn, toOn: dueOn });
  return { dueOn, pausedDays: 0, steps };
}

/** A date that somebody was given: nothing is computed. */
export function onDate(dueOn: string | null, seq: number): Due {
  return {
    dueOn,
    pausedDays: 0,
    steps: dueOn === null ? [] : [{ step: 'given-date', on: dueOn, seq }],
  };
}

/** The pieces of the count that paused it, up to a day. */
function heldBy(
  segments: readonly Segment[],
  parties: readonly Party[],
  startOn: string,
  calendar: WorkingCalendar,
): (until: string) => Step[] {
  return (until) =>
    segments
      .filter(({ party, fromOn, toOn }) => {
        return parties.includes(party) && toOn > startOn && fromOn <= until;
      })
      .map(({ party, fromOn, toOn }) => {
        const first = fromOn > startOn ? fromOn : addDays(startOn, 1);
        const last = toOn < until ? toOn : until;
        const workingDays = workingDaysBetween(addDays(first, -1), last, calendar);
        return { step: 'held-by', fromOn: first, toOn: last, party, workingDays };
      });
}
