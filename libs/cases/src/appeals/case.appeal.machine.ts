import { appealableDecisions, appealBarredAfterOn } from './appeal.rules.js';
import { decideLodging, refuseTwice } from './appeal.lodging.rules.js';
import type { AppealState } from './appeal.model.js';
import type {
  AccessCase,
  Context,
  Decide,
  Facts,
  IsOpen,
  Refusing,
  TrackTable,
  Transition,
} from '../case.model.js';
import { reopening, reopens } from '../decisions/case.reopening.rules.js';
import { refuse, refuseSamePerson, textOf } from '../refusal.rules.js';

/**
 * Appeals (forvaltningsloven sections 28 to 36), one machine for each. Helsedataservice reviews first
 * and may change its decision; what it upholds goes to Helseklage. An appeal over REK goes to NEM
 * and is only registered here.
 */
const reopensAlso = { ...reopens, appeal: 'lodged' } as const satisfies Transition['mayMove'];

export const appealTrack = {
  name: 'appeal',
  initial: 'none',
  states: [
    'none',
    'lodged',
    'late',
    'at-nem',
    'under-review',
    'outcome-proposed',
    'reversed',
    'upheld-and-forwarded',
    'settled',
    'dismissed-as-late',
    'withdrawn',
  ] satisfies AppealState[],
  final: ['reversed', 'settled', 'dismissed-as-late', 'withdrawn'],
  keyedBy: 'appealId',
  transitions: {
    'lodge-appeal': {
      from: ['none'],
      to: ['lodged', 'late', 'at-nem'],
      by: ['applicant'],
      event: 'appeal-lodged',
    },
    'register-appeal': {
      from: ['none'],
      to: ['lodged', 'late', 'at-nem'],
      by: ['caseworker'],
      event: 'appeal-registered',
    },
    'accept-late-appeal': {
      from: ['late'],
      to: 'lodged',
      by: ['caseworker'],
      event: 'late-appeal-accepted',
    },
    'dismiss-late-appeal': {
      from: ['late'],
      to: 'dismissed-as-late',
      by: ['decision-maker'],
      event: 'late-appeal-dismissed',
      needsFreshSignIn: true,
    },
    'take-appeal': {
      from: ['lodged'],
      to: 'under-review',
      by: ['caseworker'],
      event: 'appeal-taken',
    },
    'decide-deferred-effect': {
      from: ['lodged', 'under-review', 'outcome-proposed', 'upheld-and-forwarded'],
      to: 'unchanged',
      by: ['decision-maker'],
      event: 'deferred-effect-decided',
      needsFreshSignIn: true,
    },
    'propose-appeal-outcome': {
      from: ['under-review'],
      to: 'outcome-proposed',
      by: ['caseworker'],
      event: 'appeal-outcome-proposed',
    },
    'return-appeal-outcome': {
      from: ['outcome-proposed'],
      to: 'under-review',
      by: ['decision-maker'],
      event: 'appeal-outcome-returned',
    },
    'reverse-on-appeal': {
      from: ['outcome-proposed'],
      to: 'reversed',
      by: ['decision-maker'],
      event: 'reversed-on-appeal',
      mayMove: reopensAlso,
      needsFreshSignIn: true,
    },
    'forward-appeal': {
      from: ['outcome-proposed'],
      to: 'upheld-and-forwarded',
      by: ['decision-maker'],
      event: 'appeal-upheld-and-forwarded',
      needsFreshSignIn: true,
    },
    'settle-appeal': {
      from: ['upheld-and-forwarded', 'at-nem'],
      to: 'settled',
      by: ['caseworker'],
      event: 'appeal-settled',
      mayMove: { ...reopensAlso, ethics: 'acknowledged' },
    },
    'withdraw-appeal': {
      from: [
        'lodged',
        'late',
        'at-nem',
        'under-review',
        'outcome-proposed',
        'upheld-and-forwarded',
      ],
      to: 'withdrawn',
      by: ['applicant'],
      event: 'appeal-withdrawn',
    },
  },
} as const satisfies TrackTable;

type AppealCommand = keyof typeof appealTrack.transitions;

export const appealDecisions: { [Name in AppealCommand]: Decide<Name> } = {
  'lodge-appeal': (accessCase, command, context) =>
    refuseTwice(accessCase, command.decision) ??
    decideLodging(accessCase, { ...command, arrivedOn: context.today }, context),

  'register-appeal': (accessCase, command, context) => {
    if (command.arrivedOn > context.today) {
      return refuse('arrived-in-the-future', {
        field: 'arrivedOn',
        rule: 'an appeal is registered when it has arrived',
        todo: 'give the date when it arrived',
      });
    }
    return decideLodging(accessCase, command, context);
  },

  'accept-late-appeal': ({ tracks }, { appealId, reason }, context) => {
    const barred = refuseBarred(tracks.appeal[appealId], context.today);
    if (barred) return barred;
    const text = textOf(context, 'why a late appeal is considered', reason);
    return { facts: { lateReasonId: text.id }, texts: [text] };
  },

  'dismiss-late-appeal': (_, { reason }, context) => {
    const text = textOf(context, 'why a late appeal is dismissed', reason);
    const { actor, today } = context;
    const signed = { signedBy: actor.personId, signedByName: actor.name };
    return { facts: { lateReasonId: text.id, ...signed, outcomeOn: today }, texts: [text] };
  },

  'take-appeal': ({ tracks }, { appealId }, { actor }) => {
    const deciders = tracks.appeal[appealId]?.deciders ?? [];
    if (deciders.includes(actor.personId ?? '')) return refuse('decided-it-yourself');
    return { facts: { reviewerId: actor.personId, reviewerName: actor.name } };
  },

  'decide-deferred-effect': (_, { isDeferred, reason }, context) => {
    const text = textOf(context, 'deferred effect', reason);
    return { facts: { isDeferred, deferredReasonId: text.id }, texts: [text] };
  },

  'propose-appeal-outcome': ({ tracks }, { appealId, outcome, extent, statement }, context) => {
    const deciders = tracks.appeal[appealId]?.deciders ?? [];
    if (deciders.includes(context.actor.personId ?? '')) return refuse('decided-it-yourself');
    if (outcome === 'reverse' && extent === undefined) {
      return refuse('extent-missing', {
        field: 'extent',
        rule: 'a reversal is to the full or to a part of what the party asked',
        todo: 'say which',
      });
    }
    const text = textOf(context, 'statement on the appeal', statement);
    const { actor } = context;
    return {
      facts: {
        proposedOutcome: outcome,
        ...(extent !== undefined && { extent }),
        statementId: text.id,
        proposedBy: actor.personId,
        proposedByName: actor.name,
      },
      texts: [text],
    };
  },

  'return-appeal-outcome': ({ tracks }, { appealId, reason }, context) => {
    const text = textOf(context, 'why the outcome was returned', reason);
    return (
      refuseSamePerson(tracks.appeal[appealId]?.proposedBy, context) ?? {
        facts: { returnReasonId: text.id },
        texts: [text],
      }
    );
  },

  'reverse-on-appeal': (accessCase, { appealId }, context) => {
    const refused = refuseOutcome(accessCase, appealId, 'reverse', context);
    return refused ?? { facts: signedFacts(context), ...reopened(accessCase, appealId) };
  },

  'forward-appeal': (accessCase, { appealId }, context) => {
    const refused = refuseOutcome(accessCase, appealId, 'uphold', context);
    return refused ?? { facts: { ...signedFacts(context), forwardedOn: context.today } };
  },

  'settle-appeal': (accessCase, command, context) => {
    const { appealId, outcome, decidedOn, sender, externalReference, documentSha256 } = command;
    if (decidedOn > context.today) {
      return refuse('decided-in-the-future', {
        field: 'decidedOn',
        rule: 'a decision is recorded when it has been made',
        todo: 'give the date on the decision',
      });
    }
    const text = textOf(context, 'what the appeals body found', command.summary);
    return {
      facts: {
        outcome,
        outcomeOn: decidedOn,
        sender,
        externalReference,
        documentSha256,
        summaryId: text.id,
        settledOn: context.today,
      },
      texts: [text],
      ...(outcome !== 'upheld' && reopened(accessCase, appealId)),
    };
  },

  'withdraw-appeal': (_, { reason }, context) => {
    if (reason === undefined) return {};
    const text = textOf(context, 'why the appeal was withdrawn', reason);
    return { facts: { withdrawalReasonId: text.id }, texts: [text] };
  },
};

const mayAppeal: IsOpen = ({ tracks }) => {
  const isOver = tracks.application.state === 'closed' && tracks.permit.state !== 'none';
  return !isOver && appealableDecisions(tracks).length > 0;
};

const signs =
  (outcome: 'reverse' | 'uphold'): IsOpen =>
  ({ tracks }, { personId }, appealId) => {
    const appeal = tracks.appeal[appealId ?? ''];
    return appeal?.proposedOutcome === outcome && appeal.proposedBy !== personId;
  };

/** Who made the decision does not look at it again. */
const isNoDecider: IsOpen = ({ tracks }, { personId }, appealId) =>
  !tracks.appeal[appealId ?? '']?.deciders?.includes(personId ?? '');

export const appealOpenings: Partial<Record<AppealCommand, IsOpen>> = {
  'lodge-appeal': mayAppeal,
  'register-appeal': mayAppeal,
  'take-appeal': isNoDecider,
  'propose-appeal-outcome': isNoDecider,
  'return-appeal-outcome': ({ tracks }, { personId }, appealId) =>
    tracks.appeal[appealId ?? '']?.proposedBy !== personId,
  'reverse-on-appeal': signs('reverse'),
  'forward-appeal': signs('uphold'),
};

/** The decision object is opened for a new proposal; a permit is given back by an event of its own. */
function reopened(
  { tracks }: AccessCase,
  appealId: string,
): Pick<Facts, 'moves' | 'alongside' | 'patches'> {
  const [decision, dismissedId] = (tracks.appeal[appealId]?.decision ?? '').split(':');
  switch (decision) {
    case 'late-dismissal':
      return {
        moves: { appeal: 'lodged' },
        alongside: { appeal: { part: dismissedId ?? null, facts: {} } },
      };
    case 'rek':
      return { moves: { ethics: 'acknowledged' } };
    default:
      return reopening(tracks, decision ?? '');
  }
}

function refuseOutcome(
  { tracks }: AccessCase,
  appealId: string,
  outcome: 'reverse' | 'uphold',
  context: Context,
): Refusing | null {
  const appeal = tracks.appeal[appealId];
  const same = refuseSamePerson(appeal?.proposedBy, context);
  if (same) return same;
  return appeal?.proposedOutcome === outcome ? null : refuse('proposal-says-otherwise');
}

function signedFacts({ actor, today }: Context) {
  return { signedBy: actor.personId, signedByName: actor.name, outcomeOn: today };
}

function refuseBarred(
  appeal: AccessCase['tracks']['appeal'][string] | undefined,
  today: string,
): Refusing | null {
  const barredAfterOn = appealBarredAfterOn({ decidedOn: appeal?.decidedOn ?? today });
  if ((appeal?.lodgedOn ?? today) <= barredAfterOn) return null;
  return refuse('appeal-after-a-year', {
    field: 'appealId',
    rule: 'no appeal is let in more than a year after the decision (forvaltningsloven section 31)',
    todo: 'dismiss the appeal',
  });
}
