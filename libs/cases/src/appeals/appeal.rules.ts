import { addDays, addMonths, nextWorkingDay, osloDate } from '../clocks/calendar.rules.js';
import type { Tracks } from '../case.model.js';

/**
 * Which decisions in a case can be appealed, until when, and who settles it. Wider than a refusal: a
 * party may appeal any individual decision, so also a grant, its conditions, a dismissal and a
 * revocation (forvaltningsloven section 28).
 */
export interface AppealableDecision {
  /**
   * What an appeal names: `access`, `exemption`, `dismissal`, `revocation`, `rek`, or
   * `late-dismissal:` and the id of the appeal that was dismissed as late.
   */
  key: string;
  decidedOn: string;
  /** Who proposed and signed it: none of them reviews the appeal. */
  deciders: string[];
  /** The letters that tell of the decision. */
  letterKinds: string[];
  /**
   * Where what is appealed is several decisions: when each was made and which letters tell of it,
   * those that are sure to first.
   */
  told?: { decidedOn: string; letterKinds: string[] }[];
  body: AppealBody;
}

/** Helseklage settles what Helsedataservice decided, NEM what REK decided (forskningsetikkloven section 10). */
export type AppealBody = 'helseklage' | 'nem';

export const appealOutcomes = ['upheld', 'changed', 'annulled-and-returned'] as const;

/** A letter as the reckoning of time sees it. */
export interface LetterTimes {
  kind: string;
  dispatchedAt: string | null;
  /** When its reader was told that it lies in the portal, where that is known. */
  alertedAt: string | null;
  /** When one by post is taken to have arrived; null: it did not go by post. */
  arrivesOn?: string | null;
}

type Decided = Pick<Tracks, 'access' | 'appeal' | 'dismissal' | 'exemption' | 'ethics' | 'permit'>;

export function appealableDecisions(tracks: Decided): AppealableDecision[] {
  const { access, appeal, dismissal, exemption, ethics, permit } = tracks;
  const decisions: AppealableDecision[] = [];
  if (isDecided(access.state) && access.decidedOn !== undefined) {
    decisions.push({
      key: 'access',
      decidedOn: access.decidedOn,
      deciders: known(access.proposedBy, access.signedBy),
      letterKinds: lettersTelling('access'),
      body: 'helseklage',
    });
  }
  // One exemption for each legal basis; what is appealed is the exemptions of the case together.
  const exemptions = Object.values(exemption).filter(
    ({ state, decidedOn }) => isDecided(state) && decidedOn !== undefined,
  );
  const lastDecidedOn = exemptions
    .map(({ decidedOn = '' }) => decidedOn)
    .sort()
    .at(-1);
  if (lastDecidedOn !== undefined) {
    decisions.push({
      key: 'exemption',
      decidedOn: lastDecidedOn,
      deciders: exemptions.flatMap(({ proposedBy, signedBy }) => known(proposedBy, signedBy)),
      letterKinds: lettersTelling('exemption'),
      told: exemptions.map(({ state, decidedOn = '' }) => ({
        decidedOn,
        // A refusal goes out alone; a grant goes with the access decision, where there is one.
        letterKinds:
          state === 'refused' ? ['exemption-decision'] : ['decision', 'exemption-decision'],
      })),
      body: 'helseklage',
    });
  }
  // Not to take an application up is a decision as well (forvaltningsloven section 2 third paragraph).
  if (dismissal.state === 'dismissed' && dismissal.decidedOn !== undefined) {
    decisions.push({
      key: 'dismissal',
      decidedOn: dismissal.decidedOn,
      deciders: known(dismissal.proposedBy, dismissal.signedBy),
      letterKinds: lettersTelling('dismissal'),
      body: 'helseklage',
    });
  }
  if (permit.revocation !== undefined && permit.state === 'revoked') {
    const { decidedOn, proposedBy, signedBy } = permit.revocation;
    decisions.push({
      key: 'revocation',
      decidedOn,
      deciders: known(proposedBy, signedBy),
      letterKinds: lettersTelling('revocation'),
      body: 'helseklage',
    });
  }
  const revoked = Object.values(exemption).filter(({ state }) => state === 'revoked');
  const lastRevokedOn = revoked
    .map(({ revokedOn = '' }) => revokedOn)
    .sort()
    .at(-1);
  if (lastRevokedOn !== undefined) {
    decisions.push({
      key: 'exemption-revocation',
      decidedOn: lastRevokedOn,
      deciders: [],
      letterKinds: lettersTelling('exemption-revocation'),
      body: 'helseklage',
    });
  }
  // Not to take an appeal up is a decision of its own, made in the first instance.
  for (const [appealId, { state, outcomeOn, signedBy }] of Object.entries(appeal)) {
    if (state !== 'dismissed-as-late' || outcomeOn === undefined) continue;
    decisions.push({
      key: `late-dismissal:${appealId}`,
      decidedOn: outcomeOn,
      deciders: known(signedBy),
      letterKinds: lettersTelling('late-dismissal'),
      body: 'helseklage',
    });
  }
  if (ethics.decidedOn !== undefined && decidedAtRek.includes(ethics.state)) {
    decisions.push({
      key: 'rek',
      decidedOn: ethics.decidedOn,
      deciders: [],
      letterKinds: [],
      body: 'nem',
    });
  }
  return decisions;
}

const telling: Readonly<Record<string, string[]>> = {
  access: ['decision', 'change-decision', 'extension-decision'],
  exemption: ['decision', 'exemption-decision'],
  dismissal: ['dismissal'],
  revocation: ['revocation'],
  'exemption-revocation': ['exemption-revocation'],
  'late-dismissal': ['appeal-dismissed'],
};

/** The kinds of letter that tell of a decision, by its key; none of Helsedataservice's tells REK's. */
export function lettersTelling(key: string): string[] {
  return telling[key.split(':')[0] ?? ''] ?? [];
}

/** An approval, its conditions, a refusal, and that REK does not take the project up. */
const decidedAtRek: readonly string[] = [
  'approved',
  'approved-with-conditions',
  'rejected',
  'outside-mandate',
];

export function decisionNamed(tracks: Decided, key: string): AppealableDecision | undefined {
  return appealableDecisions(tracks).find((decision) => decision.key === key);
}

/**
 * The last day of the appeal period: three weeks from the day the decision arrived, which in a
 * portal is the day of the alert, else of dispatch, and by post the day that post is taken to need. Reasons that were asked for and given begin a new
 * period; an extension moves its end; a period that ends on a day off ends on the next working day
 * (forvaltningsloven section 29, domstolloven sections 148 and 149). Null: not dispatched yet, or
 * broken off by a demand for reasons that nobody has met.
 */
export function appealDueOn(
  decision: AppealableDecision,
  period: Tracks['appeal-period'][string] | undefined,
  letters: readonly LetterTimes[],
): string | null {
  // What was asked for, given or extended before this decision was about another one.
  const isOfThis = (on: string | undefined) => on !== undefined && on >= decision.decidedOn;
  if (period?.state === 'reasons-demanded' && isOfThis(period.reasonsDemandedOn)) return null;
  const starts = (decision.told ?? [decision])
    .map((telling) => arrivalOf(telling, letters))
    .filter((on) => on !== undefined)
    .sort();
  const startOn = isOfThis(period?.reasonsGivenOn) ? period?.reasonsGivenOn : starts.at(-1);
  if (startOn === undefined) return null;
  const dueOn = nextWorkingDay(addDays(startOn, THREE_WEEKS_IN_DAYS));
  return period?.extendedToOn !== undefined && period.extendedToOn > dueOn
    ? period.extendedToOn
    : dueOn;
}

/** When the first letter that tells of a decision reached its reader. */
function arrivalOf(
  { decidedOn, letterKinds }: Pick<AppealableDecision, 'decidedOn' | 'letterKinds'>,
  letters: readonly LetterTimes[],
): string | undefined {
  const arrivals = letterKinds.map((kind) =>
    letters
      .filter((letter) => letter.kind === kind)
      .map(arrivedOn)
      .filter((on) => on !== null)
      .filter((on) => on >= decidedOn)
      .sort()
      .at(0),
  );
  return arrivals.find((on) => on !== undefined);
}

function arrivedOn({ dispatchedAt, alertedAt, arrivesOn }: LetterTimes): string | null {
  const at = alertedAt ?? dispatchedAt;
  if (at === null) return null;
  return arrivesOn ?? osloDate(new Date(at));
}

/** After a year nobody can let an appeal in (forvaltningsloven section 31 third paragraph). */
export function appealBarredAfterOn({ decidedOn }: Pick<AppealableDecision, 'decidedOn'>): string {
  return addMonths(decidedOn, 12);
}

/** Whether the outcome of an appeal over a revocation gives the permit back. */
export function givesPermitBack(appeal: Tracks['appeal'][string] | undefined): boolean {
  if (appeal?.decision !== 'revocation') return false;
  const isChanged = appeal.outcome !== undefined && appeal.outcome !== 'upheld';
  return appeal.state === 'reversed' || (appeal.state === 'settled' && isChanged);
}

/** The appeals that somebody still has to do something about. */
export function openAppeals(appeal: Tracks['appeal']): string[] {
  return Object.keys(appeal).filter((id) => openStates.includes(appeal[id]?.state ?? ''));
}

const openStates: readonly string[] = [
  'lodged',
  'late',
  'under-review',
  'outcome-proposed',
  'upheld-and-forwarded',
  'at-nem',
];

const THREE_WEEKS_IN_DAYS = 21;

function isDecided(state: string): boolean {
  return state === 'granted' || state === 'partly-granted' || state === 'refused';
}

function known(...ids: (string | undefined)[]): string[] {
  return ids.filter((id) => id !== undefined);
}
