import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import type { AccessCase, CaseEvent, Context } from '../case.model.js';
import {
  type ConsequencesOf,
  base,
  letters,
  nameOf,
  registry,
  textFor,
  variablesOf,
} from '../consequence.model.js';
import { consultationSettingOn } from './consultation.rules.js';

export const consultationConsequences: ConsequencesOf = {
  'registry-consulted': (accessCase, event, context) =>
    letters(consultation(accessCase, event, context)),
  'clarification-asked': 'nothing',
  'clarification-relayed': 'nothing',
  'clarified-for-registry': 'nothing',
  'clarification-answered': 'nothing',
  'advice-given': 'nothing',
  'advice-accepted': 'nothing',
  'advice-rejected': 'nothing',
  'consultation-marked': 'nothing',
  'consultation-message-posted': 'nothing',
  'consultation-overdue': (accessCase, event, context) =>
    letters(reminder(accessCase, event, context)),
  'registry-reminded': (accessCase, event, context) =>
    letters(reminder(accessCase, event, context)),
  'registry-unreachable': 'nothing',
  'consultation-renewed': (accessCase, event, context) =>
    letters(consultation(accessCase, event, context)),
  'consultation-cancelled': 'nothing',
};

function consultation(
  { reference, tracks }: AccessCase,
  { registryId }: CaseEvent,
  context: Context,
): LetterOrder {
  const id = registryId ?? '';
  const { questionId = '', answerDueOn = '' } = tracks.consultation[id] ?? {};
  return {
    kind: 'consultation',
    recipient: registry(id, context),
    data: {
      ...base(reference, context),
      registryName: nameOf(id, context),
      purpose: context.draft.purpose ?? '',
      variables: variablesOf(id, context),
      question: textFor(questionId, context),
      answerDueOn,
    },
  };
}

function reminder(
  { reference, tracks }: AccessCase,
  { registryId }: CaseEvent,
  context: Context,
): LetterOrder {
  const id = registryId ?? '';
  const asked = tracks.consultation[id];
  return {
    kind: 'consultation-reminder',
    recipient: registry(id, context),
    data: {
      ...base(reference, context),
      registryName: nameOf(id, context),
      question: textFor(asked?.questionId, context),
      requestedOn: asked?.requestedOn ?? '',
      answerDueOn: asked?.answerDueOn ?? '',
      isLast:
        (asked?.reminders ?? 0) >= consultationSettingOn(context.today).remindersBeforeUnreachable,
    },
  };
}
