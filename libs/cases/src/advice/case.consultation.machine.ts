import { addDays } from '../clocks/calendar.rules.js';
import type { CommandOf } from '../case.commands.js';
import type { AccessCase, CaseText, Context, Decide, IsOpen, TrackTable } from '../case.model.js';
import { recordAdvice } from './case.advice.machine.js';
import type { Consultation, ConsultationState, EarlierRound } from './consultation.model.js';
import {
  adviceDueOn,
  awaitsApplicant,
  consultationSettingOn,
  isInternalByDefault,
  isRelayed,
  nextReminderOn,
  resumedDueOn,
} from './consultation.rules.js';
import { isAffected, refuseUnaffected } from '../case.family.rules.js';
import { refuse, textOf } from '../refusal.rules.js';

// What the applicant is asked meanwhile keeps nobody else from answering.
const inHand = ['in-assessment', 'awaiting-information'] as const;
const open = ['requested', 'clarification', 'advised', 'overdue', 'unreachable'] as const;
const MAX_MESSAGES = 200;

/**
 * Consultation, one per registry: advice on the data, asked when special knowledge of them is
 * needed. Never a gate by itself and never a veto (helseregisterloven section 19 a sixth paragraph):
 * a registry that stays silent is reminded, then marked unreachable, and the case goes on.
 */
export const consultationTrack = {
  name: 'consultation',
  initial: 'none',
  states: [
    'none',
    'requested',
    'clarification',
    'advised',
    'overdue',
    'unreachable',
    'cancelled',
  ] satisfies ConsultationState[],
  final: [],
  keyedBy: 'registryId',
  transitions: {
    'consult-registry': {
      from: ['none'],
      to: 'requested',
      by: ['caseworker'],
      event: 'registry-consulted',
      during: inHand,
    },
    'ask-clarification': {
      from: ['requested', 'overdue'],
      to: 'clarification',
      by: ['registry-adviser'],
      event: 'clarification-asked',
      during: inHand,
    },
    'relay-clarification': {
      from: ['clarification'],
      to: 'clarification',
      by: ['caseworker'],
      event: 'clarification-relayed',
      during: inHand,
    },
    'clarify-for-registry': {
      from: ['clarification'],
      to: 'clarification',
      by: ['applicant'],
      event: 'clarified-for-registry',
      during: inHand,
    },
    'answer-clarification': {
      from: ['clarification'],
      to: 'requested',
      by: ['caseworker'],
      event: 'clarification-answered',
      during: inHand,
    },
    // Late advice is advice all the same.
    'give-advice': {
      from: ['requested', 'clarification', 'overdue', 'unreachable'],
      to: 'advised',
      by: ['registry-adviser'],
      event: 'advice-given',
      during: inHand,
    },
    'accept-advice': {
      from: ['advised'],
      to: 'advised',
      by: ['caseworker'],
      event: 'advice-accepted',
      during: inHand,
    },
    'reject-advice': {
      from: ['advised'],
      to: 'advised',
      by: ['caseworker'],
      event: 'advice-rejected',
      during: inHand,
    },
    'mark-consultation': {
      from: open,
      to: 'unchanged',
      by: ['caseworker'],
      event: 'consultation-marked',
      during: ['in-assessment', 'decided', 'in-delivery'],
    },
    'post-consultation-message': {
      from: open,
      to: 'unchanged',
      by: ['caseworker', 'registry-adviser'],
      event: 'consultation-message-posted',
      during: inHand,
    },
    'mark-consultation-overdue': {
      from: ['requested'],
      to: 'overdue',
      by: ['system'],
      event: 'consultation-overdue',
      during: inHand,
    },
    'remind-registry': {
      from: ['overdue'],
      to: 'overdue',
      by: ['system'],
      event: 'registry-reminded',
      during: inHand,
    },
    'mark-registry-unreachable': {
      from: ['overdue'],
      to: 'unreachable',
      by: ['caseworker'],
      event: 'registry-unreachable',
      during: inHand,
    },
    'renew-consultation': {
      from: ['advised', 'overdue', 'unreachable', 'cancelled'],
      to: 'requested',
      by: ['caseworker'],
      event: 'consultation-renewed',
      during: inHand,
    },
    'cancel-consultation': {
      from: ['requested', 'clarification', 'overdue', 'unreachable'],
      to: 'cancelled',
      by: ['caseworker'],
      event: 'consultation-cancelled',
      during: inHand,
    },
  },
} as const satisfies TrackTable;

type ConsultationCommand = keyof typeof consultationTrack.transitions;

export const consultationDecisions: { [Name in ConsultationCommand]: Decide<Name> } = {
  'consult-registry': (accessCase, command, context) =>
    refuseUnaffected(accessCase.tracks, command.registryId) ??
    ask(command, context, {
      round: 1,
      isInternal: isInternalByDefault(context.registries[command.registryId]?.controller ?? null),
    }),

  'ask-clarification': (_, { question }, context) =>
    withText('clarificationId', textOf(context, 'what the registry must know', question), {
      clarificationAskedOn: context.today,
      relayedQuestionId: null,
      applicantAnswerId: null,
      clarificationAnswerId: null,
    }),

  'relay-clarification': (accessCase, { registryId, question }, context) =>
    isRelayed(consultationIn(accessCase, registryId))
      ? refuse('clarification-already-relayed')
      : withText('relayedQuestionId', textOf(context, 'question for the applicant', question)),

  'clarify-for-registry': (accessCase, { registryId, answer }, context) =>
    awaitsApplicant(consultationIn(accessCase, registryId))
      ? withText('applicantAnswerId', textOf(context, "the applicant's answer", answer))
      : refuse('nothing-asked-of-applicant'),

  'answer-clarification': (accessCase, { registryId, answer }, context) => {
    const resumed = resumedDueOn(consultationIn(accessCase, registryId), context.today);
    return withText('clarificationAnswerId', textOf(context, 'answer to the registry', answer), {
      ...awaitedUntil(resumed),
      clarificationAskedOn: null,
    });
  },

  'give-advice': recordAdvice,

  'accept-advice': (_, { reason }, context) => {
    const text = reason === undefined ? null : textOf(context, 'why advice is followed', reason);
    return {
      facts: { answer: 'accepted', answerReasonId: text ? text.id : null },
      texts: text ? [text] : [],
    };
  },

  'reject-advice': (_, { reason }, context) =>
    withText('answerReasonId', textOf(context, 'why advice is not followed', reason), {
      answer: 'rejected',
    }),

  'mark-consultation': (accessCase, { registryId, isInternal, reason }, context) => {
    const { isInternal: wasInternal } = consultationIn(accessCase, registryId);
    if (wasInternal === isInternal) return refuse('already-marked-so');
    const text = textOf(context, 'why the consultation is marked so', reason);
    return withText('markReasonId', text, { isInternal });
  },

  'post-consultation-message': (accessCase, { registryId, message }, context) => {
    const { messages = [] } = consultationIn(accessCase, registryId);
    if (messages.length >= MAX_MESSAGES) {
      return refuse('thread-full', {
        field: 'message',
        rule: `a thread holds at most ${MAX_MESSAGES} messages`,
        todo: 'ask the registry again in a new round',
      });
    }
    const text = textOf(context, 'message in the consultation', message);
    const isRegistry = context.actor.roles.some(
      (grant) => grant.role === 'registry-adviser' && grant.registryId === registryId,
    );
    const posted = {
      messageId: text.id,
      by: isRegistry ? 'registry' : 'caseworker',
      byName: context.actor.name,
      at: context.now.toISOString(),
    };
    return { facts: { messages: [...messages, posted] }, texts: [text] };
  },

  'mark-consultation-overdue': (accessCase, { registryId }, { today }) => {
    const { answerDueOn } = consultationIn(accessCase, registryId);
    return answerDueOn !== undefined && answerDueOn < today
      ? { facts: { reminders: 1, remindedOn: today, wakesOn: nextReminderOn(today) } }
      : refuse('answer-not-overdue');
  },

  'remind-registry': (accessCase, { registryId }, { today }) => {
    const { reminders = 0, wakesOn } = consultationIn(accessCase, registryId);
    if (!wakesOn || wakesOn > today) return refuse('reminded-already');
    const isLast = reminders + 1 >= consultationSettingOn(today).remindersBeforeUnreachable;
    return {
      facts: {
        reminders: reminders + 1,
        remindedOn: today,
        wakesOn: isLast ? null : nextReminderOn(today),
      },
    };
  },

  'mark-registry-unreachable': (accessCase, { registryId, reason }, context) => {
    const { reminders = 0 } = consultationIn(accessCase, registryId);
    const { remindersBeforeUnreachable } = consultationSettingOn(context.today);
    if (reminders < remindersBeforeUnreachable) {
      return refuse('registry-not-reminded', {
        field: 'registryId',
        rule: `a registry is reminded ${remindersBeforeUnreachable} times before it is given up`,
        todo: 'await the next reminder, or cancel the consultation',
      });
    }
    return withText('unreachableReasonId', textOf(context, 'why unreachable', reason));
  },

  'renew-consultation': (accessCase, command, context) => {
    const before = consultationIn(accessCase, command.registryId);
    const unaffected = refuseUnaffected(accessCase.tracks, command.registryId);
    return (
      unaffected ??
      ask(command, context, {
        ...cleared,
        round: (before.round ?? 1) + 1,
        earlier: [...(before.earlier ?? []), roundOf(before)],
      })
    );
  },

  'cancel-consultation': (_, { reason }, context) =>
    withText('cancelReasonId', textOf(context, 'why the consultation was cancelled', reason)),
};

export const consultationOpenings: Partial<Record<ConsultationCommand, IsOpen>> = {
  'consult-registry': ({ tracks }, _, part) => isAffected(tracks, part ?? ''),
  'relay-clarification': (accessCase, _, part) => !isRelayed(consultationIn(accessCase, part)),
  'clarify-for-registry': (accessCase, _, part) =>
    awaitsApplicant(consultationIn(accessCase, part)),
};

function consultationIn({ tracks }: AccessCase, registryId: string | null): Consultation {
  return tracks.consultation[registryId ?? ''] ?? { state: 'none' };
}

type Question = CommandOf<'consult-registry'> | CommandOf<'renew-consultation'>;

function ask({ question, answerDueOn }: Question, context: Context, more: object) {
  if (answerDueOn !== undefined && answerDueOn <= context.today) {
    return refuse('answer-due-too-soon', {
      field: 'answerDueOn',
      rule: 'the registry is given time to answer: the date lies after today',
      todo: 'choose a later date',
    });
  }
  return withText('questionId', textOf(context, 'question to the registry', question), {
    ...more,
    requestedOn: context.today,
    ...awaitedUntil(answerDueOn ?? adviceDueOn(context.today, context.settingVersions)),
  });
}

/** The registry has its time anew, and silence has a consequence the day after. */
function awaitedUntil(answerDueOn: string) {
  return { answerDueOn, reminders: 0, remindedOn: null, wakesOn: addDays(answerDueOn, 1) };
}

/** What a new round begins without. */
const cleared = {
  clarificationId: null,
  clarificationAskedOn: null,
  relayedQuestionId: null,
  applicantAnswerId: null,
  clarificationAnswerId: null,
  advice: null,
  reasonId: null,
  variables: null,
  hours: null,
  costNok: null,
  weeksToDeliver: null,
  expectedRows: null,
  advisedOn: null,
  answer: null,
  answerReasonId: null,
};

function roundOf({
  round = 1,
  state,
  questionId,
  advice,
  reasonId,
  advisedOn,
}: Consultation): EarlierRound {
  return {
    round,
    state,
    ...(questionId && { questionId }),
    ...(advice && { advice }),
    ...(reasonId && { reasonId }),
    ...(advisedOn && { advisedOn }),
  };
}

function withText(fact: string, text: CaseText, more: object = {}) {
  return { facts: { ...more, [fact]: text.id }, texts: [text] };
}
