import { daysBetween } from './calendar.rules.js';
import type { Snapshot } from './case.ledger.js';
import type { Tracks } from '../case.model.js';
import type { Due } from './clock.due.rules.js';
import type { CaseNote, ClockName } from './clock.model.js';
import type { SettingVersion } from '../settings/setting.rules.js';

/** What starts each clock, what ends it and how its date is found. */
export interface Run {
  name: ClockName;
  part: string | null;
  kind: 'limit' | 'period';
  legalBasis: string | null;
  started: Moment;
  ended: (Moment & { how: 'met' | 'stopped' }) | null;
  due: Due;
  isPostponed: boolean;
}

export interface Moment {
  seq: number;
  on: string;
  type: string;
}

export interface Past {
  snapshots: readonly Snapshot[];
  notes: readonly CaseNote[];
  asOfOn: string;
  versions: readonly SettingVersion[];
}

export function isAwaitingInformation({ application }: Tracks): boolean {
  const state: string = application.state;
  return state === 'awaiting-information';
}

/** The day the application was complete: the event that found it so may be later. */
export function whenComplete(past: Past): Snapshot | undefined {
  const found = first(past, ({ application }) => application.completeOn !== undefined);
  const { completeOn = found?.on ?? '' } = found?.tracks.application ?? {};
  return found && completeOn < found.on ? { ...found, on: completeOn } : found;
}

export function first(
  { snapshots }: Past,
  holds: (tracks: Tracks) => boolean,
): Snapshot | undefined {
  return snapshots.find(({ tracks }) => holds(tracks));
}

/** The event with which it ended and has stayed so: what was taken up again has not ended. */
export function endOf(
  { snapshots }: Past,
  started: Moment,
  ending: (tracks: Tracks) => 'met' | 'stopped' | false,
): Run['ended'] {
  const after = snapshots.filter(({ seq }) => seq >= started.seq);
  const lastOpen = after.findLastIndex(({ tracks }) => ending(tracks) === false);
  const end = after[lastOpen + 1];
  const how = end && ending(end.tracks);
  return end && how ? { seq: end.seq, on: end.on, type: end.type, how } : null;
}

/** The same one event later, without looking at those before it again. */
export function endAfter(
  before: Run['ended'],
  { snapshots }: Past,
  ending: (tracks: Tracks) => 'met' | 'stopped' | false,
): Run['ended'] {
  const now = snapshots.at(-1);
  const how = now && ending(now.tracks);
  if (!now || !how) return null;
  return before ?? { seq: now.seq, on: now.on, type: now.type, how };
}

/** The stretches in which something held, the last one perhaps still open. */
export function intervals(
  { snapshots }: Past,
  holds: (tracks: Tracks) => boolean,
): { from: Snapshot; to: Snapshot | null }[] {
  const found: { from: Snapshot; to: Snapshot | null }[] = [];
  for (const snapshot of snapshots) {
    const open = found.at(-1)?.to === null ? found.at(-1) : undefined;
    if (holds(snapshot.tracks)) {
      if (!open) found.push({ from: snapshot, to: null });
    } else if (open) open.to = snapshot;
  }
  return found;
}

/** The number of the event that last changed a value. */
export function lastChange(
  { snapshots }: Past,
  valueOf: (tracks: Tracks) => string | undefined,
): number {
  let seq = 0;
  let value: string | undefined;
  for (const { seq: at, tracks } of snapshots) {
    if (valueOf(tracks) !== value) seq = at;
    value = valueOf(tracks);
  }
  return seq;
}

/** Calendar days of waiting, the day it began not counted. */
export function daysIn(
  stretches: readonly { from: Moment; to: Moment | null }[],
  asOfOn: string,
): number {
  return stretches.reduce((sum, { from, to }) => sum + daysBetween(from.on, to?.on ?? asOfOn), 0);
}
