import { type WorkingCalendar, workingDaysBetween } from './calendar.rules.js';
import { ledgerBetween, type Segment, segmentsOf, snapshotsOf } from './case.ledger.js';
import type { AccessCase } from '../case.model.js';
import type { CaseHistory, Clock, ClockStatus, Step } from './clock.model.js';
import type { Run } from './clock.past.rules.js';
import { runsOf } from './clock.runs.rules.js';
import { calendarOf, settingsOn, type SettingVersion } from '../settings/setting.rules.js';

/**
 * Every clock of a case as of a day, from its events alone. Conventions: dates are Norwegian; the
 * day of an event is not counted and the due day is; a clock keeps the settings in force on the day
 * it started (docs/clocks.md).
 */
export function clocksOf(
  firstDay: AccessCase,
  history: CaseHistory,
  asOfOn: string,
  versions: readonly SettingVersion[],
): Clock[] {
  const snapshots = snapshotsOf(firstDay, history.events, asOfOn);
  const segmentsBy = new Map<string, Segment[]>();
  return runsOf({ snapshots, notes: history.notes, asOfOn, versions }).map((run) => {
    const calendar = calendarOf(settingsOn(run.started.on, versions));
    // Most clocks of a case count by the same calendar.
    const key = JSON.stringify(calendar);
    const segments = segmentsBy.get(key) ?? segmentsOf(snapshots, asOfOn, calendar);
    segmentsBy.set(key, segments);
    return clockOf(run, segments, asOfOn, calendar);
  });
}

/** The date that somebody is held to next, or null: the earliest of the limits still open. */
export function nextDueOn(clocks: readonly Clock[]): string | null {
  const dates = clocks.filter(isOpenLimit).map(({ dueOn }) => dueOn);
  return dates.filter((dueOn) => dueOn !== null).sort()[0] ?? null;
}

/** Whether somebody still has to keep it. */
export function isOpenLimit({ kind, status }: Clock): boolean {
  return kind === 'limit' && (['running', 'postponed', 'overdue'] as string[]).includes(status);
}

function clockOf(
  run: Run,
  segments: readonly Segment[],
  asOfOn: string,
  calendar: WorkingCalendar,
): Clock {
  const { name, part, kind, legalBasis, started, ended, due } = run;
  const { dueOn, pausedDays } = due;
  const begin: Step = { step: 'started', on: started.on, seq: started.seq, event: started.type };
  return {
    id: part === null ? name : `${name}:${part}`,
    name,
    part,
    legalBasis,
    kind,
    startedBySeq: started.seq,
    startOn: started.on,
    dueOn,
    status: statusOf(run, asOfOn),
    endedOn: ended?.on ?? null,
    endedBySeq: ended?.seq ?? null,
    pausedDays,
    remainingWorkingDays:
      ended || dueOn === null ? null : workingDaysBetween(asOfOn, dueOn, calendar),
    derivation: [begin, ...due.steps],
    ledger: ledgerBetween(segments, started.on, ended?.on ?? asOfOn, calendar),
  };
}

function statusOf({ kind, ended, due, isPostponed }: Run, asOfOn: string): ClockStatus {
  const { dueOn } = due;
  if (ended?.how === 'stopped') return 'stopped';
  if (ended) return dueOn !== null && ended.on > dueOn ? 'met-late' : 'met';
  if (dueOn === null) return 'paused';
  if (asOfOn > dueOn) return kind === 'period' ? 'run-out' : 'overdue';
  return isPostponed ? 'postponed' : 'running';
}
