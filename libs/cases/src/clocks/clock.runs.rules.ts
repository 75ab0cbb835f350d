import { receivedOn, type Segment, segmentsOf } from './case.ledger.js';
import { isAffected } from '../case.family.rules.js';
import type { Tracks } from '../case.model.js';
import { isDecided, isDismissed, isOver, type Party } from '../case.waiting.rules.js';
import { hasArrived, hasDeliveredAll, preparing } from '../delivery/delivery.parts.rules.js';
import { closureRuns } from './clock.closure.rules.js';
import { type Due, inDays, inMonths, inWorkingDays, onDate } from './clock.due.rules.js';
import { ehdsRuns } from './clock.ehds.rules.js';
import {
  endAfter,
  endOf,
  first,
  intervals,
  isAwaitingInformation,
  lastChange,
  type Moment,
  type Past,
  type Run,
  whenComplete,
} from './clock.past.rules.js';
import { appealPeriodRuns } from './clock.appeal.rules.js';
import { isInForce } from '../permits/permit.rules.js';
import { calendarOf, type Settings, settingsOn } from '../settings/setting.rules.js';

/** Every clock that has started. */
export function runsOf(past: Past): Run[] {
  return [
    ...preliminaryReply(past),
    ...dataAvailable(past),
    ...information(past),
    ...answerToRek(past),
    ...consultations(past),
    ...deliveries(past),
    ...redeliveries(past),
    ...appealPeriodRuns(past),
    ...validities(past),
    ...closureRuns(past),
    ...ehdsRuns(past),
  ];
}

/** One month from receipt, never paused (forvaltningsloven section 11 a). */
function preliminaryReply(past: Past): Run[] {
  const submitted = first(past, ({ application }) => application.submittedOn !== undefined);
  if (!submitted) return [];
  const started = { ...submitted, on: receivedOn(submitted) };
  const isReplied = (tracks: Tracks) =>
    tracks['preliminary-reply'].state === 'sent' || tracks.postponement.state === 'postponed';
  return [
    {
      name: 'preliminary-reply',
      part: null,
      kind: 'limit',
      legalBasis: 'forvaltningsloven § 11 a',
      started,
      ended: endOf(past, started, (tracks) =>
        isReplied(tracks) || isDecided(tracks) || isDismissed(tracks)
          ? 'met'
          : isOver(tracks) && 'stopped',
      ),
      due: inMonths(started.on, 1, 'preliminary-reply'),
      isPostponed: false,
    },
  ];
}

/**
 * 30 working days from a complete application to data available, 60 where several registries are
 * linked, across everybody who has a part in it (helseregisterloven section 19 f).
 */
export function dataAvailable(past: Past): Run[] {
  const started = whenComplete(past);
  return started ? [dataAvailableFrom(started, endOf(past, started, dataEnding), past)] : [];
}

/**
 * The same for a case that is gone through event by event: what it was before the last event of the
 * past is taken up, so that a long case costs no more for each of its events.
 */
export function dataAvailableAfter(before: Run | undefined, past: Past): Run | undefined {
  if (!before) return dataAvailable(past)[0];
  return dataAvailableFrom(before.started, endAfter(before.ended, past, dataEnding), past);
}

function dataAvailableFrom(started: Moment, ended: Run['ended'], past: Past): Run {
  const settings = settingsOn(started.on, past.versions);
  const now = past.snapshots.at(-1);
  const isLinked = (now?.tracks.application.registryIds ?? []).length > 1;
  const calendar = calendarOf(settings);
  const parties = pausing(settings);
  const pauses = {
    segments: parties.length === 0 ? [] : segmentsOf(past.snapshots, past.asOfOn, calendar),
    parties,
    asOfOn: past.asOfOn,
    party: now?.party ?? 'nobody',
  };
  const count = isLinked
    ? settings['several-registries-working-days']
    : settings['one-registry-working-days'];
  const because = isLinked ? 'several-registries' : 'one-registry';
  const due = inWorkingDays(started.on, count, because, calendar, pauses);
  const likelyOn = now?.tracks.postponement.likelyOn;
  if (likelyOn !== undefined) {
    const seq = lastChange(past, ({ postponement: { postponedOn, likelyOn } }) =>
      [postponedOn, likelyOn].join(),
    );
    due.steps.push({ step: 'postponed', toOn: likelyOn, seq });
    due.dueOn = likelyOn;
  }
  return {
    name: 'data-available',
    part: null,
    kind: 'limit',
    legalBasis: 'helseregisterloven § 19 f',
    started,
    ended,
    due,
    isPostponed: likelyOn !== undefined,
  };
}

function dataEnding(tracks: Tracks): 'met' | 'stopped' | false {
  return isAvailable(tracks) ? 'met' : isNoLongerDue(tracks) && 'stopped';
}

/** The applicant's time to answer what was asked. */
function information(past: Past): Run[] {
  const last = intervals(past, isAwaitingInformation).at(-1);
  if (!last) return [];
  const settings = settingsOn(last.from.on, past.versions);
  const given = answerDateIn(past.snapshots.at(-1)?.tracks);
  return [
    {
      name: 'information',
      part: null,
      kind: 'limit',
      legalBasis: 'forvaltningsloven § 11',
      started: last.from,
      ended: last.to && { ...last.to, how: 'met' },
      due:
        given === undefined
          ? inDays(
              last.from.on,
              settings['information-days'],
              'days',
              'information',
              calendarOf(settings),
            )
          : onDate(given, last.from.seq),
      isPostponed: false,
    },
  ];
}

/** The applicant's time to answer what REK asked, by the date that REK set. */
function answerToRek(past: Past): Run[] {
  const last = intervals(past, ({ ethics }) => ethics.state === 'postponed').at(-1);
  if (!last) return [];
  const given = last.from.tracks.ethics.answerDueOn ?? null;
  const end = endOf(past, last.from, (tracks) =>
    isDecided(tracks) || isOver(tracks) ? 'stopped' : tracks.ethics.state !== 'postponed' && 'met',
  );
  return [
    {
      name: 'answer-to-rek',
      part: null,
      kind: 'limit',
      legalBasis: 'helseforskningsloven § 9',
      started: last.from,
      ended: last.to ? { ...last.to, how: 'met' } : end,
      due: onDate(given, last.from.seq),
      isPostponed: false,
    },
  ];
}

function consultations(past: Past): Run[] {
  return partsOf(past, 'consultation').flatMap((part) => {
    const stateIn = (tracks: Tracks): string => tracks.consultation[part]?.state ?? 'none';
    const started = first(past, (tracks) => stateIn(tracks) !== 'none');
    if (!started) return [];
    const settings = settingsOn(started.on, past.versions);
    const given = past.snapshots.at(-1)?.tracks.consultation[part]?.answerDueOn;
    const count = settings['advice-working-days'];
    return [
      {
        name: 'consultation' as const,
        part,
        kind: 'limit' as const,
        legalBasis: null,
        started,
        ended: endOf(past, started, (tracks) => {
          if (stateIn(tracks) === 'advised') return 'met';
          const isAwaited = ['requested', 'clarification', 'overdue'].includes(stateIn(tracks));
          return (!isAwaited || isDecided(tracks) || isOver(tracks)) && 'stopped';
        }),
        due:
          given === undefined
            ? workingDaysFrom(past, started, count, 'advice', settings)
            : onDate(given, started.seq),
        isPostponed: false,
      },
    ];
  });
}

function deliveries(past: Past): Run[] {
  return partsOf(past, 'delivery').flatMap((part) => {
    const stateIn = (tracks: Tracks): string => tracks.delivery[part]?.state ?? 'none';
    const started = first(past, (tracks) => stateIn(tracks) !== 'none');
    if (!started) return [];
    const settings = settingsOn(started.on, past.versions);
    const promisedOn = past.snapshots.at(-1)?.tracks.delivery[part]?.promisedOn;
    const count = settings['delivery-working-days'];
    return [
      {
        name: 'delivery' as const,
        part,
        kind: 'limit' as const,
        legalBasis: null,
        started,
        ended: endOf(past, started, (tracks) => {
          if (hasArrived(stateIn(tracks))) return 'met';
          const isAwaited = preparing.some((state) => state === stateIn(tracks));
          return (!isAwaited || isOver(tracks) || !isInForce(tracks.permit)) && 'stopped';
        }),
        due:
          promisedOn === undefined
            ? workingDaysFrom(past, started, count, 'delivery', settings)
            : onDate(
                promisedOn,
                lastChange(past, ({ delivery }) => delivery[part]?.promisedOn),
              ),
        isPostponed: false,
      },
    ];
  });
}

/** A registry's time to mend what it delivered, or to answer that it stands. */
function redeliveries(past: Past): Run[] {
  return partsOf(past, 'delivery').flatMap((part) => {
    const isWrong = ({ delivery }: Tracks) => delivery[part]?.state === 'error-reported';
    const last = intervals(past, isWrong).at(-1);
    if (!last) return [];
    const dueOn = past.snapshots.at(-1)?.tracks.delivery[part]?.errorDueOn ?? null;
    const end = endOf(
      past,
      last.from,
      (tracks) => (isOver(tracks) || !isInForce(tracks.permit)) && 'stopped',
    );
    return [
      {
        name: 'redelivery' as const,
        part,
        kind: 'limit' as const,
        legalBasis: null,
        started: last.from,
        ended: last.to ? { ...last.to, how: 'met' as const } : end,
        due: onDate(
          dueOn,
          lastChange(past, ({ delivery }) => delivery[part]?.errorDueOn),
        ),
        isPostponed: false,
      },
    ];
  });
}

/** How long an approval from REK and a permit hold. */
function validities(past: Past): Run[] {
  const now = past.snapshots.at(-1)?.tracks;
  const approved = first(past, ({ ethics }) => ethics.validUntilOn !== undefined);
  const permitted = first(past, ({ permit }) => permit.endsOn !== undefined);
  const runs: Run[] = [];
  const period = { part: null, kind: 'period', isPostponed: false } as const;
  if (approved && now) {
    runs.push({
      ...period,
      name: 'rek-validity',
      legalBasis: 'helseforskningsloven § 9',
      started: approved,
      ended: endOf(past, approved, (tracks) => isOver(tracks) && 'stopped'),
      due: onDate(
        now.ethics.validUntilOn ?? null,
        lastChange(past, ({ ethics }) => ethics.validUntilOn),
      ),
    });
  }
  if (permitted && now) {
    runs.push({
      ...period,
      name: 'permit-validity',
      legalBasis: 'helseregisterloven § 19 a',
      started: permitted,
      ended: endOf(past, permitted, ({ permit }) => !isInForce(permit) && 'stopped'),
      due: onDate(
        now.permit.endsOn ?? null,
        lastChange(past, ({ permit }) => permit.endsOn),
      ),
    });
  }
  return runs;
}

/** The parties whose waiting pauses the statutory clock, by the settings. */
function pausing(settings: Settings): Party[] {
  return [
    ...(settings['applicant-pauses-statutory'] ? (['applicant'] as const) : []),
    ...(settings['rek-pauses-statutory'] ? (['rek'] as const) : []),
  ];
}

function workingDaysFrom(
  { asOfOn }: Past,
  { on }: Moment,
  count: number,
  because: string,
  settings: Settings,
): Due {
  const never: { segments: Segment[]; parties: Party[]; party: Party } = {
    segments: [],
    parties: [],
    party: 'nobody',
  };
  return inWorkingDays(on, count, because, calendarOf(settings), { ...never, asOfOn });
}

/** Data are available when every source that was granted has delivered. */
export function isAvailable(tracks: Tracks): boolean {
  const { access } = tracks;
  const granted = (access.sources ?? []).filter(({ isGranted }) => isGranted);
  // A change is delivered by the registries that it concerns: the others delivered before it.
  const awaited = granted.filter(({ registryId }) => isAffected(tracks, registryId));
  return (
    granted.length > 0 &&
    access.decidedOn !== undefined &&
    awaited.every(({ registryId }) => hasDeliveredAll(tracks, registryId))
  );
}

/** Nothing is delivered in a case that is over or refused, or on a permit that has ended. */
function isNoLongerDue(tracks: Tracks): boolean {
  const hasEnded = ['expired', 'revoked'].includes(tracks.permit.state);
  return isOver(tracks) || tracks.access.state === 'refused' || hasEnded;
}

/** The date the request for information names, if it names one. */
function answerDateIn(tracks: Tracks | undefined): string | undefined {
  const { information: requests = {} } = (tracks ?? {}) as {
    information?: Record<string, { answerDueOn?: string }>;
  };
  return Object.values(requests)
    .map(({ answerDueOn }) => answerDueOn)
    .filter((on) => on !== undefined)
    .sort()
    .at(-1);
}

function partsOf({ snapshots }: Past, track: 'consultation' | 'delivery'): string[] {
  return Object.keys(snapshots.at(-1)?.tracks[track] ?? {}).sort();
}
