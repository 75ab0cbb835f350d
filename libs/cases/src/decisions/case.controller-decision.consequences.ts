import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import type { AccessCase, CaseEvent, Context } from '../case.model.js';
import {
  base,
  type ConsequencesOf,
  letters,
  nameOf,
  registry,
  textFor,
  variablesOf,
} from '../consequence.model.js';

export const controllerDecisionConsequences: ConsequencesOf = {
  'routed-to-controller': (accessCase, event, context) =>
    letters(routing(accessCase, event, context)),
  'controller-grant-recorded': 'nothing',
  'controller-refusal-recorded': 'nothing',
};

/** What another body is to decide is sent there (forvaltningsloven section 11 fourth paragraph). */
function routing(
  { reference, tracks }: AccessCase,
  { registryId }: CaseEvent,
  context: Context,
): LetterOrder {
  const id = registryId ?? '';
  const { ground = 'outside-regulation', reasonId } = tracks['controller-decision'][id] ?? {};
  return {
    kind: 'controller-routing',
    recipient: registry(id, context),
    data: {
      ...base(reference, context),
      registryName: nameOf(id, context),
      submittedOn: tracks.application.submittedOn ?? context.today,
      ground,
      reason: textFor(reasonId, context),
      purpose: context.draft.purpose ?? '',
      variables: variablesOf(id, context),
    },
  };
}
