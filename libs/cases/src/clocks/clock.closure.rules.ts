import { lacksFinalReport, owesFinalReport } from '../permits/case.closure.rules.js';
import type { Tracks } from '../case.model.js';
import { isOver } from '../case.waiting.rules.js';
import { inDays, inMonths } from './clock.due.rules.js';
import { endOf, first, intervals, type Moment, type Past, type Run } from './clock.past.rules.js';
import { calendarOf, settingsOn } from '../settings/setting.rules.js';

/** What is to be done when a project has ended, or somebody in it no longer consents. */
export function closureRuns(past: Past): Run[] {
  return [...deletion(past), ...finalReport(past), ...consentWithdrawals(past)];
}

const isEnding = ({ closure }: Tracks) => closure.state === 'ending';
const hasEnded = ({ closure }: Tracks) => closure.state !== 'active';

/** Data are kept no longer than is needed (helseforskningsloven section 38). */
function deletion(past: Past): Run[] {
  const last = intervals(past, isEnding).at(-1);
  if (!last) return [];
  const settings = settingsOn(last.from.on, past.versions);
  const count = settings['deletion-days'];
  const how = last.to && hasEnded(last.to.tracks) ? ('met' as const) : ('stopped' as const);
  return [
    {
      name: 'deletion',
      part: null,
      kind: 'limit',
      legalBasis: 'helseforskningsloven § 38',
      started: last.from,
      ended: last.to && {
        ...happenedOn(last.to, last.to.tracks.closure.confirmedOn, last.from),
        how,
      },
      due: inDays(last.from.on, count, 'days', 'deletion', calendarOf(settings)),
      isPostponed: false,
    },
  ];
}

/** The report to follow the end of research that REK approved (helseforskningsloven section 12). */
function finalReport(past: Past): Run[] {
  const last = intervals(past, hasEnded).at(-1);
  const now = past.snapshots.at(-1);
  if (!last || !now || !owesFinalReport(now.tracks)) return [];
  const settings = settingsOn(last.from.on, past.versions);
  const ended = endOf(past, last.from, (tracks) => {
    if (tracks['final-report'].state === 'submitted') return 'met';
    return (!lacksFinalReport(tracks) || isOver(tracks)) && 'stopped';
  });
  const { reportedOn } = now.tracks['final-report'];
  return [
    {
      name: 'final-report',
      part: null,
      kind: 'limit',
      legalBasis: 'helseforskningsloven § 12',
      started: last.from,
      ended: last.to
        ? { ...last.to, how: 'stopped' }
        : ended && { ...happenedOn(ended, reportedOn, last.from), how: ended.how },
      due: inMonths(last.from.on, settings['final-report-months'], 'final-report'),
      isPostponed: false,
    },
  ];
}

/** Thirty days from the day the withdrawal came (helseforskningsloven section 16). */
function consentWithdrawals(past: Past): Run[] {
  const parts = past.snapshots.at(-1)?.tracks['consent-withdrawal'] ?? {};
  return Object.keys(parts).flatMap((part): Run[] => {
    const started = first(past, (tracks) => tracks['consent-withdrawal'][part] !== undefined);
    if (!started) return [];
    const { receivedOn = started.on, followedUpOn } = parts[part] ?? {};
    const settings = settingsOn(receivedOn, past.versions);
    const count = settings['consent-withdrawal-days'];
    const ended = endOf(past, started, (tracks) =>
      tracks['consent-withdrawal'][part]?.state === 'settled' ? 'met' : isOver(tracks) && 'stopped',
    );
    return [
      {
        name: 'consent-withdrawal',
        part,
        kind: 'limit',
        legalBasis: 'helseforskningsloven § 16',
        started,
        ended: ended && { ...happenedOn(ended, followedUpOn, started), how: ended.how },
        due: inDays(receivedOn, count, 'days', 'consent-withdrawal', calendarOf(settings)),
        isPostponed: false,
      },
    ];
  });
}

/** What came by letter, or was done before it was told, counts from the day it happened. */
function happenedOn({ seq, on, type }: Moment, actualOn: string | undefined, from: Moment): Moment {
  const happened = actualOn !== undefined && actualOn < on ? actualOn : on;
  return { seq, type, on: happened < from.on ? from.on : happened };
}
