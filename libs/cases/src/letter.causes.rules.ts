import type { LetterKind, Recipient } from '../../letters/src/wording/letter.templates.js';
import type { trackTables } from './case.workflow.machine.js';

type Tables = typeof trackTables;
type EventOf<Row> = Row extends { event: infer Event extends string } ? Event : never;

/** Every event of every track. */
export type EventName = {
  [Name in keyof Tables]: EventOf<Tables[Name]['transitions'][keyof Tables[Name]['transitions']]>;
}[keyof Tables];

export interface LetterCause {
  /** Each of these can bring the letter about; some only where the facts of the case ask for it. */
  events: readonly [EventName, ...EventName[]];
  recipients: readonly [Recipient['kind'], ...Recipient['kind'][]];
  /** The rule that asks for the letter, or `ours` where only good practice does. */
  law: string;
}

const applicant = ['applicant'] as const;
const registry = ['registry'] as const;
const rek = ['rek'] as const;

/** fvl = forvaltningsloven, hrl = helseregisterloven, hforsknl = helseforskningsloven. */
const notice = 'fvl § 27';
const permitNews = [
  'permit-amended',
  'permit-extended',
  'permit-reinstated',
] as const satisfies readonly EventName[];

/**
 * Every letter with the events that cause it, whom it goes to and what asks for it; the data that
 * each needs stand in `LetterData`, under the same name. A kind of letter that is not here does not
 * compile, and a test plays every event of the table.
 */
export const letterCauses: { readonly [Kind in LetterKind]: LetterCause } = {
  'draft-lapse-warning': { events: ['draft-lapse-warned'], recipients: applicant, law: 'ours' },
  receipt: {
    events: ['submitted', 'application-registered'],
    recipients: applicant,
    law: 'fvl 2025 § 10',
  },
  'information-request': {
    events: ['information-requested', 'information-request-extended'],
    recipients: applicant,
    law: 'fvl §§ 11, 17',
  },
  'information-reminder': { events: ['information-reminded'], recipients: applicant, law: 'ours' },
  'information-receipt': {
    events: ['information-sent'],
    recipients: applicant,
    law: 'fvl 2025 § 10',
  },
  dismissal: { events: ['dismissal-signed'], recipients: applicant, law: notice },
  'withdrawal-receipt': { events: ['withdrawn'], recipients: applicant, law: 'ours' },
  'withdrawal-notice': { events: ['withdrawn'], recipients: ['registry', 'rek'], law: 'ours' },
  'preliminary-reply': {
    events: ['preliminary-reply-sent', 'automatic-preliminary-reply-sent', 'postponed'],
    recipients: applicant,
    law: 'fvl § 11 a, hrl § 19 f',
  },
  'rek-forwarding': { events: ['forwarded-to-rek'], recipients: rek, law: 'hforsknl §§ 9, 10' },
  'protocol-notice': { events: ['protocol-notice-sent'], recipients: rek, law: 'hforsknl § 9' },
  'rek-questions': { events: ['postponed-at-rek'], recipients: applicant, law: 'fvl § 17' },
  'rek-rejection': { events: ['rek-rejection-recorded'], recipients: applicant, law: 'fvl § 17' },
  consultation: {
    events: ['registry-consulted', 'consultation-renewed'],
    recipients: registry,
    law: 'hrl § 19 a, the regulation § 10',
  },
  'consultation-reminder': {
    events: ['consultation-overdue', 'registry-reminded'],
    recipients: registry,
    law: 'ours',
  },
  'controller-routing': {
    events: ['routed-to-controller'],
    recipients: registry,
    law: 'fvl § 11',
  },
  decision: {
    events: ['access-grant-signed', 'partial-access-grant-signed', 'access-refusal-signed'],
    recipients: applicant,
    law: 'fvl §§ 24, 25, 27',
  },
  'exemption-decision': {
    events: [
      'exemption-signed',
      'partial-exemption-signed',
      'exemption-refusal-signed',
      'access-grant-signed',
      'partial-access-grant-signed',
      'access-refusal-signed',
    ],
    recipients: applicant,
    law: 'fvl §§ 24, 25, 27',
  },
  'change-decision': {
    events: ['access-grant-signed', 'partial-access-grant-signed', 'access-refusal-signed'],
    recipients: applicant,
    law: 'fvl §§ 24, 25, 27',
  },
  'extension-decision': {
    events: ['access-grant-signed', 'partial-access-grant-signed', 'access-refusal-signed'],
    recipients: applicant,
    law: 'fvl §§ 24, 25, 27',
  },
  permit: {
    events: ['permit-issued', ...permitNews],
    recipients: applicant,
    law: 'EHDS art. 68(10)',
  },
  'permit-notice': {
    events: [...permitNews, 'permit-revoked', 'permit-ended'],
    recipients: registry,
    law: 'ours',
  },
  'environment-notice': {
    events: ['permit-issued', ...permitNews, 'permit-revoked', 'permit-ended'],
    recipients: ['operator'],
    law: 'ours',
  },
  'delivery-order': {
    events: ['delivery-ordered', 'recurring-delivery-ordered'],
    recipients: registry,
    law: 'hrl § 19 a',
  },
  'delivery-notice': {
    events: ['delivered', 'part-delivered', 'redelivered'],
    recipients: applicant,
    law: 'ours',
  },
  'delivery-error': { events: ['delivery-error-reported'], recipients: registry, law: 'ours' },
  'delivery-cancellation': {
    events: ['delivery-cancelled'],
    recipients: ['registry', 'applicant'],
    law: 'ours',
  },
  'recurring-delivery-end': {
    events: ['recurring-delivery-stopped', 'recurring-delivery-ended'],
    recipients: ['registry', 'applicant'],
    law: 'ours',
  },
  'destruction-certificate': { events: ['keys-destroyed'], recipients: applicant, law: 'ours' },
  'fee-estimate': { events: ['fee-estimated'], recipients: applicant, law: 'hrl § 19 g' },
  'invoice-basis': { events: ['invoice-basis-issued'], recipients: applicant, law: 'hrl § 19 g' },
  'condition-reminder': {
    events: ['due-date-reminded', 'condition-found-overdue'],
    recipients: applicant,
    law: 'hrl § 19 a',
  },
  'condition-receipt': { events: ['condition-reported'], recipients: applicant, law: 'ours' },
  'condition-outcome': {
    events: [
      'condition-found-fulfilled',
      'condition-returned',
      'condition-found-breached',
      'condition-waived',
    ],
    recipients: applicant,
    law: 'hrl § 19 a',
  },
  'exemption-revocation': {
    events: ['exemption-revoked'],
    recipients: applicant,
    law: 'fvl §§ 25, 27, 35',
  },
  'exemption-notice': {
    events: ['exemption-revoked', 'exemption-expired'],
    recipients: registry,
    law: 'ours',
  },
  'prior-notice': { events: ['prior-notice-given'], recipients: applicant, law: 'fvl § 16' },
  'revocation-dropped': { events: ['revocation-dropped'], recipients: applicant, law: 'ours' },
  revocation: { events: ['permit-revoked'], recipients: applicant, law: 'fvl §§ 25, 27, 35' },
  'appeal-received': {
    events: ['appeal-lodged', 'appeal-registered'],
    recipients: applicant,
    law: 'fvl 2025 § 10',
  },
  'appeal-dismissed': {
    events: ['late-appeal-dismissed'],
    recipients: applicant,
    law: 'fvl §§ 31, 33',
  },
  'deferred-effect': {
    events: ['deferred-effect-decided'],
    recipients: applicant,
    law: 'fvl § 42',
  },
  'appeal-reversed': { events: ['reversed-on-appeal'], recipients: applicant, law: 'fvl § 33' },
  'appeal-forwarding': {
    events: ['appeal-upheld-and-forwarded'],
    recipients: ['appeals-body'],
    law: 'fvl § 33',
  },
  'appeal-statement': {
    events: ['appeal-upheld-and-forwarded'],
    recipients: applicant,
    law: 'fvl § 33',
  },
  'appeal-outcome': { events: ['appeal-settled'], recipients: applicant, law: notice },
  'appeal-withdrawal': {
    events: ['appeal-withdrawn'],
    recipients: ['applicant', 'appeals-body'],
    law: 'ours',
  },
  reasons: { events: ['reasons-given'], recipients: applicant, law: 'fvl § 24' },
  'appeal-period': { events: ['appeal-period-extended'], recipients: applicant, law: 'fvl § 29' },
  'expiry-warning': { events: ['expiry-warned'], recipients: applicant, law: 'EHDS art. 68(12)' },
  'deletion-reminder': {
    events: ['due-date-reminded'],
    recipients: applicant,
    law: 'hforsknl § 38',
  },
  closing: {
    events: ['case-closed', 'concluded-without-decision'],
    recipients: applicant,
    law: 'ours',
  },
};

const causing: ReadonlySet<string> = new Set(
  Object.values(letterCauses).flatMap(({ events }) => events),
);

/** Whether a letter can follow an event. */
export function causesLetter(event: string): boolean {
  return causing.has(event);
}

/** Whether the table has it that this event causes this letter to such a recipient. */
export function isCauseOf(event: string, kind: LetterKind, recipient: Recipient['kind']): boolean {
  const { events, recipients } = letterCauses[kind];
  return (events as readonly string[]).includes(event) && recipients.includes(recipient);
}
