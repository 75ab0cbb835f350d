import { hasHadPermit, owesFinalReport } from './case.closure.rules.js';
import type {
  ClosureState,
  ConsentWithdrawalState,
  Context,
  Decide,
  FinalReportState,
  IsOpen,
  Refusing,
  TrackTable,
} from '../case.model.js';
import { refuse, textOf } from '../refusal.rules.js';

/** The end of the project: deletion confirmed, keys destroyed. */
export const closureTrack = {
  name: 'closure',
  initial: 'active',
  states: ['active', 'ending', 'deletion-confirmed', 'keys-destroyed'] satisfies ClosureState[],
  final: ['deletion-confirmed', 'keys-destroyed'],
  keyedBy: null,
  transitions: {
    'confirm-deletion': {
      from: ['ending'],
      to: 'deletion-confirmed',
      by: ['applicant'],
      event: 'deletion-confirmed',
    },
    // A confirmation that came by letter counts from the day it came.
    'record-deletion-confirmed': {
      from: ['ending'],
      to: 'deletion-confirmed',
      by: ['caseworker'],
      event: 'deletion-confirmation-recorded',
    },
  },
} as const satisfies TrackTable;

/** The final report on research that REK has approved (helseforskningsloven section 12). */
export const finalReportTrack = {
  name: 'final-report',
  initial: 'awaited',
  states: ['awaited', 'submitted', 'waived'] satisfies FinalReportState[],
  final: ['submitted', 'waived'],
  keyedBy: null,
  transitions: {
    'submit-final-report': {
      from: ['awaited'],
      to: 'submitted',
      by: ['applicant'],
      event: 'final-report-submitted',
      during: ['decided', 'in-delivery'],
    },
    'record-final-report': {
      from: ['awaited'],
      to: 'submitted',
      by: ['caseworker'],
      event: 'final-report-recorded',
      during: ['decided', 'in-delivery'],
    },
    // A project that never began, or goes on without these data, has nothing to report here.
    'waive-final-report': {
      from: ['awaited'],
      to: 'waived',
      by: ['caseworker'],
      event: 'final-report-waived',
      during: ['decided', 'in-delivery'],
    },
  },
} as const satisfies TrackTable;

/** Consent withdrawn, one part each time: thirty days (helseforskningsloven section 16). */
export const consentWithdrawalTrack = {
  name: 'consent-withdrawal',
  initial: 'none',
  states: ['none', 'open', 'settled'] satisfies ConsentWithdrawalState[],
  final: ['settled'],
  keyedBy: 'withdrawalId',
  transitions: {
    'record-consent-withdrawal': {
      from: ['none'],
      to: 'open',
      by: ['applicant', 'caseworker'],
      event: 'consent-withdrawal-recorded',
      during: ['decided', 'in-delivery'],
    },
    'settle-consent-withdrawal': {
      from: ['open'],
      to: 'settled',
      by: ['applicant', 'caseworker'],
      event: 'consent-withdrawal-settled',
      during: ['decided', 'in-delivery'],
    },
  },
} as const satisfies TrackTable;

type ClosureCommand =
  | keyof typeof closureTrack.transitions
  | keyof typeof finalReportTrack.transitions
  | keyof typeof consentWithdrawalTrack.transitions;

export const closureDecisions: { [Name in ClosureCommand]: Decide<Name> } = {
  'confirm-deletion': (_, { statement }, context) => {
    const text = textOf(context, 'confirmation of deletion', statement);
    return { facts: { statementId: text.id, confirmedOn: context.today }, texts: [text] };
  },

  'record-deletion-confirmed': (_, { receivedOn, arrivedBy, statement }, context) => {
    const early = refuseFuture('receivedOn', receivedOn, context);
    if (early) return early;
    const text = textOf(context, 'confirmation of deletion', statement);
    return {
      facts: {
        statementId: text.id,
        confirmedOn: receivedOn,
        arrivedBy,
        registeredByName: context.actor.name,
      },
      texts: [text],
    };
  },

  'submit-final-report': ({ tracks }, { endedOn, summary }, context) => {
    if (!hasHadPermit(tracks.permit)) return noPermit;
    const early = refuseFuture('endedOn', endedOn, context);
    if (early) return early;
    const text = textOf(context, 'final report', summary);
    return {
      facts: { endedOn, reportedOn: context.today, summaryId: text.id },
      texts: [text],
    };
  },

  'record-final-report': ({ tracks }, command, context) => {
    if (!hasHadPermit(tracks.permit)) return noPermit;
    const { arrivedBy, endedOn, receivedOn, summary } = command;
    const early =
      refuseFuture('receivedOn', receivedOn, context) ?? refuseFuture('endedOn', endedOn, context);
    if (early) return early;
    const text = textOf(context, 'final report', summary);
    const registeredByName = context.actor.name;
    return {
      facts: { endedOn, reportedOn: receivedOn, summaryId: text.id, arrivedBy, registeredByName },
      texts: [text],
    };
  },

  'waive-final-report': ({ tracks }, { reason }, context) => {
    if (!owesFinalReport(tracks)) return refuse('final-report-not-owed');
    const text = textOf(context, 'why no final report is awaited', reason);
    return { facts: { reasonId: text.id, settledByName: context.actor.name }, texts: [text] };
  },

  'record-consent-withdrawal': ({ tracks }, command, context) => {
    const { receivedOn, personCount, description } = command;
    if (tracks.permit.state === 'none') return noPermit;
    const early = refuseFuture('receivedOn', receivedOn, context);
    if (early) return early;
    const text = textOf(context, 'withdrawal of consent', description);
    return {
      part: context.newId(),
      facts: { receivedOn, personCount, descriptionId: text.id },
      texts: [text],
    };
  },

  'settle-consent-withdrawal': ({ tracks }, command, context) => {
    const { withdrawalId, followUp, followedUpOn, statement } = command;
    const { receivedOn = '' } = tracks['consent-withdrawal'][withdrawalId] ?? {};
    const early = refuseFuture('followedUpOn', followedUpOn, context);
    if (early) return early;
    if (followedUpOn < receivedOn) {
      return refuse('followed-up-too-early', {
        field: 'followedUpOn',
        rule: 'consent is withdrawn before that is followed up',
        todo: 'give the day it was done',
      });
    }
    const text = textOf(context, 'what became of the data', statement);
    return {
      facts: {
        followUp,
        followedUpOn,
        statementId: text.id,
        settledOn: context.today,
        settledByName: context.actor.name,
      },
      texts: [text],
    };
  },
};

const mayReport: IsOpen = ({ tracks }) => hasHadPermit(tracks.permit);

export const closureOpenings: Partial<Record<ClosureCommand, IsOpen>> = {
  'submit-final-report': mayReport,
  'record-final-report': mayReport,
  'waive-final-report': ({ tracks }) => owesFinalReport(tracks),
  'record-consent-withdrawal': ({ tracks }) => tracks.permit.state !== 'none',
};

const noPermit = refuse('no-permit-yet', {
  field: 'permit',
  rule: 'data are in use only when a permit has been issued',
  todo: 'await the permit',
});

/** What is recorded has happened. */
function refuseFuture(field: string, on: string, { today }: Context): Refusing | null {
  return on <= today
    ? null
    : refuse('not-yet-happened', {
        field,
        rule: 'the date is today or earlier',
        todo: 'give the day it happened',
      });
}
