import type { LetterOrder } from '../../letters/src/letter.templates.js';
import type { AccessCase, CaseEvent, Context } from './case.model.js';
import {
  type ConsequencesOf,
  base,
  letters,
  nameOf,
  registry,
  textFor,
  variablesOf,
} from './consequence.model.js';

export const consultationConsequences: ConsequencesOf = {
  'registry-consulted': (accessCase, event, context) =>
    letters(consultation(accessCase, event, context)),
  'advice-given': 'nothing',
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
