import startDates from '../../../../data/rules/start-dates.json' with { type: 'json' };
import type { FieldProblem } from '#platform';
import type { Draft } from '../application/application.rules.js';
import type { Refusing, Tracks } from '../case.model.js';
import { refuse } from '../refusal.rules.js';

/**
 * The rules about REK as data: which modes there are and from which day each may be chosen, when an
 * approval is settled, and what the application is compared with.
 */

/** What of medical research REK must see, decided per case with a reason. */
export const rekModes = ['approval-required', 'notice-only', 'not-required'] as const;

export type RekMode = (typeof rekModes)[number];

/** A rule whose day is set by the King in Council: the administrator records the day. */
export const datedRules = ['rek-notice-only'] as const;

export type DatedRule = (typeof datedRules)[number];

/** The day recorded for each dated rule; where none is, that of `start-dates.json` holds. */
export type RuleDates = Readonly<Partial<Record<DatedRule, string | null>>>;

/**
 * The rule each mode rests on. Helseforskningsloven section 9 second paragraph (act of 20 June 2025
 * no. 71) was passed without a date: until one is set and reached nobody may choose `notice-only`.
 */
export const rekModeRules: Readonly<Record<RekMode, { rule: string; dated: DatedRule | null }>> = {
  'approval-required': { rule: 'helseforskningsloven section 9', dated: null },
  'notice-only': {
    rule: 'helseforskningsloven section 9 second paragraph',
    dated: 'rek-notice-only',
  },
  'not-required': { rule: 'helseforskningsloven section 2', dated: null },
};

/** Whether the rule behind a mode holds on a day. */
export function mayChooseMode(mode: RekMode, ruleDates: RuleDates, on: string): boolean {
  const { dated } = rekModeRules[mode];
  if (dated === null) return true;
  const validFrom = ruleDates[dated] ?? startDates[dated];
  return validFrom !== null && validFrom <= on;
}

/** What must agree between application, protocol and approval: the list of section 10 row 8. */
export const comparedPoints = ['purpose', 'sources', 'variables', 'period', 'persons'] as const;

export type ComparedPoint = (typeof comparedPoints)[number];

/** How one point of the application stands to what REK approved and to the protocol. */
export interface PointCompared {
  /** What the approval covers; left out where REK is only notified. */
  approvalId?: string;
  protocolId: string;
  matches: boolean;
  /** Why a difference does not matter. */
  settledReasonId?: string;
  /** The information request that a difference was turned into. */
  requestId?: string;
}

export type Comparison = Readonly<Record<ComparedPoint, PointCompared>>;

/** What a grant for REK's sake depends on: its answer, and what the applicant was asked about it. */
export type EthicsTracks = Pick<Tracks, 'ethics' | 'information'>;

/**
 * The points where application, protocol and approval differ and nothing has been done about it. A
 * question to the applicant does away with a difference only while it is open: an answer is compared
 * anew, and silence answers nothing.
 */
export function openMismatches({ ethics, information }: EthicsTracks): ComparedPoint[] {
  const { comparison } = ethics;
  if (!comparison) return [];
  return comparedPoints.filter((point) => {
    const { matches, settledReasonId, requestId } = comparison[point];
    const isAsked = requestId !== undefined && information[requestId]?.state === 'asked';
    return !matches && settledReasonId === undefined && !isAsked;
  });
}

/** Whether an answer changes anything that was compared with protocol and approval. */
export function changesCompared(before: Draft, after: Draft): boolean {
  return comparedFields.some(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
}

const comparedFields = [
  'purpose',
  'sources',
  'dataPeriod',
  'institutionName',
  'protocolReference',
  'rekApproval',
] as const satisfies (keyof Draft)[];

/** Whether REK, as far as REK is needed, stands in the way of no grant on this day. */
export function ethicsSettled(tracks: EthicsTracks, today: string): boolean {
  return refuseUnsettledEthics(tracks, today) === null;
}

/**
 * Why nothing can be granted yet for REK's sake, or null. Medical research is approved by REK before
 * access is granted (helseregisterloven section 19 a fifth paragraph); where the protocol is only
 * sent to REK it is sent first; application, protocol and approval agree.
 */
export function refuseUnsettledEthics(
  { ethics, information }: EthicsTracks,
  today: string,
): Refusing | null {
  switch (ethics.state) {
    case 'not-required':
      return null;
    case 'approved':
    case 'approved-with-conditions':
      if (ethics.validUntilOn !== undefined && ethics.validUntilOn < today) return expired();
      return refuseUncompared({ ethics, information });
    case 'notice-sent':
      return refuseUncompared({ ethics, information });
    case 'outside-mandate':
      return ethics.continuedAs ? null : refuse('outside-mandate-unsettled', outsideMandate);
    case 'expired':
      return expired();
    case 'rejected':
      return refuse('rek-rejected', {
        field: 'ethics',
        rule: 'what REK has rejected is not granted (section 19 a fifth paragraph)',
        todo: 'refuse every source or dismiss the application',
      });
    case 'notice-only':
      return refuse('protocol-notice-not-sent', {
        field: 'ethics',
        rule: 'the protocol is sent to REK before the data are processed (section 9 second paragraph)',
        todo: 'send the protocol to REK',
      });
    default:
      return refuse('rek-not-settled', {
        field: 'ethics',
        rule: 'medical research is approved by REK before access is granted (section 19 a)',
        todo: 'record the approval, or find that REK is not required',
      });
  }
}

function refuseUncompared(tracks: EthicsTracks): Refusing | null {
  if (!tracks.ethics.comparison) return refuse('rek-comparison-missing', comparisonMissing);
  const open = openMismatches(tracks);
  return open.length === 0 ? null : refuse('rek-mismatch-open', ...open.map(mismatchOpen));
}

function expired(): Refusing {
  return refuse('rek-approval-expired', {
    field: 'ethics',
    rule: 'an approval that has run out approves nothing',
    todo: 'record the renewed approval from REK',
  });
}

const comparisonMissing: FieldProblem = {
  field: 'ethics.comparison',
  rule: 'application, protocol and the answer from REK are compared before access is proposed',
  todo: 'compare them point by point',
};

const outsideMandate: FieldProblem = {
  field: 'ethics',
  rule: 'a case outside the mandate of REK goes on for a reason',
  todo: 'say on what basis the case goes on',
};

function mismatchOpen(point: ComparedPoint): FieldProblem {
  return {
    field: `ethics.comparison.${point}`,
    rule: 'a difference is asked about or answered with a reason, never passed over',
    todo: 'ask the applicant, or write why the difference does not matter',
  };
}
