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

/** When the letter that tells of the decision left, as far as the day that is asked about. */
function letterOf({ notes, asOfOn }: Past, decidedSeq: number): Moment | undefined {
  const letter = notes.find(
    ({ type, letterKind, seq }) =>
      type === 'letter-dispatched' && decisionLetters.includes(letterKind) && seq > decidedSeq,
  );
  return letter && momentOf(letter, asOfOn);
}

function momentOf({ seq, type, at }: CaseNote, asOfOn: string): Moment | undefined {
  const on = osloDate(at);
  return on <= asOfOn ? { seq, on, type } : undefined;
}
