import type { CaseText, Context } from '../case.model.js';
import type { ConditionFact } from './decision.model.js';
import { textOf } from '../refusal.rules.js';

interface ProposedCondition {
  kind: ConditionFact['kind'];
  text: string;
  dueOn?: string | undefined;
  followedUpBy: ConditionFact['followedUpBy'];
}

interface Grounds {
  facts: string;
  considerations: string;
  conditions: readonly ProposedCondition[];
}

/** What every proposal records: its grounds, its conditions, each with an id, and who proposes. */
export function recordGrounds(
  { facts, considerations, conditions }: Grounds,
  context: Context,
): { facts: Record<string, unknown>; texts: CaseText[] } {
  const factsText = textOf(context, 'facts of the decision', facts);
  const considerationsText = textOf(context, 'main considerations', considerations);
  const conditionTexts = conditions.map(({ text }) => textOf(context, 'condition', text));
  return {
    facts: {
      factsId: factsText.id,
      considerationsId: considerationsText.id,
      conditions: conditions.map(({ kind, dueOn, followedUpBy }, index): ConditionFact => ({
        conditionId: context.newId(),
        kind,
        textId: conditionTexts[index]!.id,
        ...(dueOn && { dueOn }),
        followedUpBy,
      })),
      proposedBy: context.actor.personId,
      proposedByName: context.actor.name,
    },
    texts: [factsText, considerationsText, ...conditionTexts],
  };
}

/** Nothing typed is lost: a proposal that is not finished is kept as it was written. */
export function recordDraft(proposal: object, what: string, context: Context) {
  const text = textOf(context, `draft of ${what}`, JSON.stringify(proposal));
  return { facts: { draftId: text.id }, texts: [text] };
}
