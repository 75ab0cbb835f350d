import {
  type WorkingCalendar,
  daysBetween,
  workingDaysBetween,
} from '../../../cases/src/clocks/calendar.rules.js';
import type { Run } from '../../../cases/src/clocks/clock.past.rules.js';
import { dayNumber } from '../../../cases/src/clocks/holiday.rules.js';
import type { Snapshot } from '../../../cases/src/clocks/case.ledger.js';
import type { Tracks } from '../../../cases/src/case.model.js';
import { isDecided, isDismissed, isOver } from '../../../cases/src/case.waiting.rules.js';
import { isWaitedFor } from './measure.party.rules.js';
import { waitPart } from './measure.model.js';
import type { Before, Count } from './measure.moments.rules.js';

/** What is known of a case so far that later events may change: what it stands as in the figures. */
export interface Standing {
  /** The first day that the data of the decision had all been delivered. */
  availableOn: string | null;
  decidedOn: string | null;
  /** The first day on which nothing was left to decide or deliver. */
  endedOn: string | null;
}

/**
 * The figures that every case stands in from the day it came, whatever has become of it: none is
 * left out because nothing has happened to it, or because it ended another way.
 */
export function standingCounts(
  limit: Run | undefined,
  now: Snapshot,
  { receivedOn, hold, stage }: Before,
  standing: Standing,
  purposes: readonly string[],
  calendar: WorkingCalendar,
): Count[] {
  const { availableOn, decidedOn, endedOn } = standing;
  const { tracks } = now;
  const counts: Count[] = [];
  const add = (measure: Count['measure'], on: string, part: string, value = 0) =>
    counts.push({ measure, on, part, value, count: 1 });
  const since = dayNumber(receivedOn);

  add('received', receivedOn, tracks.application.arrivedBy ?? 'portal');
  for (const purpose of purposes) add('purposes', receivedOn, purpose);
  if (availableOn !== null) {
    const days = daysBetween(receivedOn, availableOn);
    add('time-to-data', receivedOn, 'delivered', days);
    add('data-available', availableOn, 'delivered', days);
  } else if (endedOn !== null) {
    add('time-to-data', receivedOn, 'ended', daysBetween(receivedOn, endedOn));
  } else add('time-to-data', receivedOn, 'waiting', since);

  counts.push(...statutory(limit, calendar));
  const requests = String(Math.min(Object.keys(tracks.information).length, 3));
  if (decidedOn !== null) {
    add('completeness', receivedOn, requests, workingDaysBetween(receivedOn, decidedOn, calendar));
  } else if (endedOn !== null) add('completeness', receivedOn, `${requests}:ended`);
  else add('completeness', receivedOn, `${requests}:waiting`, since);

  for (const { lodgedOn, body, state, outcome } of Object.values(tracks.appeal)) {
    if (lodgedOn === undefined) continue;
    add('appeals', lodgedOn, `${body ?? 'helseklage'}:${outcome ?? state}`);
  }
  if (isWaitedFor(hold.party)) {
    const { party, sinceOn } = hold;
    add('holding', sinceOn, waitPart(hold.stage, party), dayNumber(sinceOn));
    add('open', receivedOn, stage, since);
  }
  return counts;
}

/** 30 or 60 working days from a complete application to data: helseregisterloven section 19 f. */
function statutory(run: Run | undefined, calendar: WorkingCalendar): Count[] {
  if (!run) return [];
  const { started, ended, due } = run;
  const [first] = due.steps;
  const days = first?.step === 'limit' ? first.count : 0;
  const count = (part: string, value: number): Count[] => [
    { measure: 'statutory-time', on: started.on, part: `${days}:${part}`, value, count: 1 },
  ];
  if (ended?.how === 'stopped') return count('ended', 0);
  if (ended) {
    const isLate = due.dueOn !== null && ended.on > due.dueOn;
    return count(isLate ? 'late' : 'in-time', workingDaysBetween(started.on, ended.on, calendar));
  }
  return due.dueOn === null ? count('paused', 0) : count('open', dayNumber(due.dueOn));
}

/** What the case has come to by an event, where it had not before. */
export function standingAfter(
  before: Standing,
  limit: Run | undefined,
  { on, tracks }: Snapshot,
): Standing {
  const available = limit?.ended;
  const isAvailable = available?.how === 'met';
  return {
    availableOn: before.availableOn ?? (isAvailable ? available.on : null),
    decidedOn: before.decidedOn ?? (isDecided(tracks) || isDismissed(tracks) ? on : null),
    endedOn: hasNothingLeft(tracks) ? (before.endedOn ?? on) : null,
  };
}

/** Over, or refused: taken up again it waits again. */
function hasNothingLeft(tracks: Tracks): boolean {
  const isRefused = isDecided(tracks) && tracks.access.state === 'refused';
  return isOver(tracks) || isRefused;
}
