import { addDays } from './calendar.rules.js';
import type { ProcedureState, Tracks } from '../case.model.js';
import { isDecided, isDismissed, isOver } from '../case.waiting.rules.js';
import { type Due, inDays, inMonths } from './clock.due.rules.js';
import type { Step } from './clock.model.js';
import {
  daysIn,
  endOf,
  intervals,
  isAwaitingInformation,
  type Past,
  type Run,
  whenComplete,
} from './clock.past.rules.js';
import { calendarOf, settingsOn } from '../settings/setting.rules.js';

/**
 * The clocks of Regulation (EU) 2025/327, which applies from 26 March 2029: dormant until the
 * setting `ehds-profile` holds on the day they would start. They never touch the national ones.
 */

/** Months to a decision, and how many an extension adds: articles 68(4), 68(6) and 72. */
const months: Record<ProcedureState, { base: number; extension: number }> = {
  ordinary: { base: 3, extension: 3 },
  accelerated: { base: 2, extension: 1 },
  // Two for the holder's assessment and two for the decision on it; nothing extends them.
  'trusted-holder': { base: 4, extension: 0 },
};

export function ehdsRuns(past: Past): Run[] {
  return [...decision(past), ...information(past)];
}

function decision(past: Past): Run[] {
  const started = whenComplete(past);
  const now = past.snapshots.at(-1)?.tracks;
  if (!started || !now) return [];
  const settings = settingsOn(started.on, past.versions);
  if (!settings['ehds-profile']) return [];
  const due =
    settings['ehds-information'] === 'restart'
      ? restarted(past, started.seq, started.on, now)
      : paused(past, started.seq, started.on, now);
  return [
    {
      name: 'ehds-decision',
      part: null,
      kind: 'limit',
      legalBasis: now.procedure.state === 'accelerated' ? 'EHDS art. 68(6)' : basisOf(now),
      started,
      ended: endOf(past, started, (tracks) =>
        isDecided(tracks) || isDismissed(tracks) ? 'met' : isOver(tracks) && 'stopped',
      ),
      due,
      isPostponed: now.postponement.state === 'postponed',
    },
  ];
}

/** Void while information is awaited; a new limit from the day it came. */
function restarted(past: Past, seq: number, startOn: string, now: Tracks): Due {
  const stretches = intervals(past, isAwaitingInformation).filter(({ from }) => from.seq > seq);
  const last = stretches.at(-1);
  const steps: Step[] = last ? [{ step: 'voided', on: last.from.on, seq: last.from.seq }] : [];
  if (last && !last.to) return { dueOn: null, pausedDays: 0, steps };
  if (last?.to) steps.push({ step: 'restarted', on: last.to.on, seq: last.to.seq });
  const due = inMonths(last?.to?.on ?? startOn, monthsFor(now), `procedure-${now.procedure.state}`);
  return { ...due, steps: [...steps, ...due.steps] };
}

/** The days of waiting are added; while it lasts there is no date. */
function paused(past: Past, seq: number, startOn: string, now: Tracks): Due {
  const stretches = intervals(past, isAwaitingInformation).filter(({ from }) => from.seq > seq);
  const last = stretches.at(-1);
  const due = inMonths(startOn, monthsFor(now), `procedure-${now.procedure.state}`);
  if (last && !last.to) {
    const voided: Step = { step: 'voided', on: last.from.on, seq: last.from.seq };
    return { dueOn: null, pausedDays: 0, steps: [...due.steps, voided] };
  }
  const days = daysIn(stretches, past.asOfOn);
  if (days === 0 || due.dueOn === null) return due;
  const on = addDays(due.dueOn, days);
  const added: Step[] = [
    { step: 'extended', days, because: 'information' },
    { step: 'ends', on },
  ];
  return { dueOn: on, pausedDays: 0, steps: [...due.steps, ...added] };
}

/** Four weeks to complete an application, else no permit: article 68(4). */
function information(past: Past): Run[] {
  const last = intervals(past, isAwaitingInformation).at(-1);
  if (!last) return [];
  const settings = settingsOn(last.from.on, past.versions);
  if (!settings['ehds-profile']) return [];
  return [
    {
      name: 'ehds-information',
      part: null,
      kind: 'limit',
      legalBasis: 'EHDS art. 68(4)',
      started: last.from,
      ended: last.to && { ...last.to, how: 'met' },
      due: inDays(last.from.on, 4, 'weeks', 'ehds-information', calendarOf(settings)),
      isPostponed: false,
    },
  ];
}

function monthsFor({ procedure, postponement }: Tracks): number {
  const { base, extension } = months[procedure.state];
  return postponement.state === 'postponed' ? base + extension : base;
}

function basisOf({ procedure }: Tracks): string {
  return procedure.state === 'trusted-holder' ? 'EHDS art. 72' : 'EHDS art. 68(4)';
}
