import { osloDate } from './calendar.rules.js';
import { inDays, onDate } from './clock.due.rules.js';
import type { CaseNote } from './clock.model.js';
import { lastChange, type Moment, type Past, type Run } from './clock.past.rules.js';
import { calendarOf, settingsOn } from '../settings/setting.rules.js';

/** The letters that tell a decision on access, in a case of its own or one that changes a permit. */
const decisionLetters: readonly (string | null)[] = [
  'decision',
  'change-decision',
  'extension-decision',
];

/**
 * Three weeks, by weeks as the courts count them, from the day the decision reached the applicant
 * (forvaltningsloven section 29): the alert of the letter, or until then the decision itself. A
 * decision that an appeal has led to has a period of its own. A demand for reasons breaks it off, the
 * reasons begin it anew, and an extension moves its end.
 */
export function appealPeriodRuns(past: Past): Run[] {
  const decidedSeq = lastChange(past, ({ access: { decidedOn, decisionId } }) =>
    decidedOn === undefined ? undefined : [decidedOn, decisionId].join(),
  );
  const decided = past.snapshots.find(({ seq }) => seq === decidedSeq);
  const now = past.snapshots.at(-1)?.tracks;
  if (!decided || !now) return [];
  const period = now['appeal-period']['access'];
  const isOfThis = (on: string | undefined) => on !== undefined && on >= decided.on;
  const started =
    (isOfThis(period?.reasonsGivenOn) ? reasonsGiven(past) : undefined) ??
    letterOf(past, decidedSeq) ??
    decided;
  const settings = settingsOn(started.on, past.versions);
  const isBroken = period?.state === 'reasons-demanded' && isOfThis(period.reasonsDemandedOn);
  const due = isBroken
    ? onDate(null, started.seq)
    : inDays(started.on, settings['appeal-weeks'], 'weeks', 'appeal', calendarOf(settings));
  const { extendedToOn } = period ?? {};
  if (extendedToOn !== undefined && due.dueOn !== null && extendedToOn > due.dueOn) {
    const seq = lastChange(past, (tracks) => tracks['appeal-period']['access']?.extendedToOn);
    due.steps.push({ step: 'given-date', on: extendedToOn, seq });
    due.dueOn = extendedToOn;
  }
  return [
    {
      name: 'appeal-period',
      part: null,
      kind: 'period',
      legalBasis: 'forvaltningsloven § 29, domstolloven §§ 148, 149',
      started,
      ended: null,
      due,
      isPostponed: false,
    },
  ];
}

function reasonsGiven(past: Past): Moment | undefined {
  const given = lastChange(past, (tracks) => tracks['appeal-period']['access']?.reasonsGivenOn);
  return past.snapshots.find(({ seq }) => seq === given);
}

/** When the letter that tells of the decision came, as far as the day that is asked about. */
function letterOf({ notes, asOfOn }: Past, decidedSeq: number): Moment | undefined {
  const known = notes.filter(({ at, seq }) => osloDate(at) <= asOfOn && seq > decidedSeq);
  const first = known.find(
    ({ type, letterKind }) => type === 'letter-dispatched' && decisionLetters.includes(letterKind),
  );
  const ofIt = known.filter(({ letterId, seq }) => letterId === first?.letterId && seq > 0);
  return ofIt.reduce<Moment | undefined>(arrival, undefined);
}

/**
 * What a note on a letter says of its arrival. In the portal a letter has come when the alert of it
 * was sent, and until that is known when it left (2025 act section 63); by post on the day that post
 * is taken to need; one that was given up has not come, and the next sending counts.
 */
function arrival(before: Moment | undefined, note: CaseNote): Moment | undefined {
  const { seq, type, at, arrivesOn } = note;
  switch (type) {
    case 'letter-dispatched':
      return before ?? { seq, on: arrivesOn ?? osloDate(at), type };
    case 'letter-alerted':
      return { seq, on: osloDate(at), type };
    case 'letter-given-up':
      return undefined;
    default:
      return before;
  }
}
