import type { LetterData, LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import type { AccessCase, CaseEvent, Context } from '../case.model.js';
import {
  applicant,
  base,
  type ConsequencesOf,
  type Follow,
  letters,
  textFor,
} from '../consequence.model.js';
import { conditionOf } from './case.condition.rules.js';

export const conditionConsequences: ConsequencesOf = {
  'condition-reported': (accessCase, event, context) =>
    letters(receipt(accessCase, event, context)),
  'condition-found-fulfilled': answer('fulfilled'),
  'condition-returned': answer('returned'),
  'condition-found-breached': answer('breached'),
  'condition-waived': answer('waived'),
  'condition-found-overdue': (accessCase, { part }, context) =>
    letters(...conditionReminders(accessCase, part ?? '', true, context)),
};

/** Before the day and once when it is past; none where the condition has no day. */
export function conditionReminders(
  accessCase: AccessCase,
  conditionId: string,
  isOverdue: boolean,
  context: Context,
): LetterOrder[] {
  const dueOn = conditionOf(accessCase.tracks, conditionId)?.dueOn;
  if (dueOn === undefined) return [];
  return [
    {
      kind: 'condition-reminder',
      recipient: applicant(accessCase.applicantId, context),
      data: { ...head(accessCase, conditionId, context), dueOn, isOverdue },
    },
  ];
}

function receipt(accessCase: AccessCase, { part }: CaseEvent, context: Context): LetterOrder {
  const { reportedOn, statementId } = accessCase.tracks.condition[part ?? ''] ?? {};
  return {
    kind: 'condition-receipt',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...head(accessCase, part ?? '', context),
      reportedOn: reportedOn ?? context.today,
      statement: textFor(statementId, context),
    },
  };
}

/** The holder is told what was found, and why where it is against the holder. */
function answer(outcome: LetterData['condition-outcome']['outcome']): Follow {
  return (accessCase, { part }, context) => {
    const { reasonId } = accessCase.tracks.condition[part ?? ''] ?? {};
    return letters({
      kind: 'condition-outcome',
      recipient: applicant(accessCase.applicantId, context),
      data: {
        ...head(accessCase, part ?? '', context),
        outcome,
        reason: outcome === 'fulfilled' ? null : textFor(reasonId, context),
        dueOn: conditionOf(accessCase.tracks, part ?? '')?.dueOn ?? null,
      },
    });
  };
}

function head({ reference, tracks }: AccessCase, conditionId: string, context: Context) {
  const textId = conditionOf(tracks, conditionId)?.textId;
  return { ...base(reference, context), conditionText: textFor(textId, context) };
}
