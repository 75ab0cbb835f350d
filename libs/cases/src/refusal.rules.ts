import type { FieldProblem } from '#platform';
import type { CaseText, Context, Refusing } from './case.model.js';

/** A fact that stands in the way: the code says which, the problems where and what to do. */
export function refuse(code: string, ...problems: FieldProblem[]): Refusing {
  return { refused: { code, kind: 'facts', problems } };
}

/** Four eyes: who drafted a decision never signs it or sends it back. */
export function refuseSamePerson(
  proposedBy: string | undefined,
  context: Context,
): Refusing | null {
  return proposedBy === context.actor.personId ? refuse('same-person-twice') : null;
}

/** A letter lacks parts that the law demands: each is named. */
export function refuseIncomplete(missing: readonly string[]): Refusing {
  return refuse(
    'decision-letter-incomplete',
    ...missing.map((part) => ({
      field: `letter.${part}`,
      rule: 'a decision letter holds rules, facts, main considerations and who answers for it (forvaltningsloven sections 24, 25 and 27)',
      todo: 'return the proposal and have this part written',
    })),
  );
}

/** Gives a text an id of its own, so that the log can refer to it. */
export function textOf(context: Context, field: string, body: string): CaseText {
  return { id: context.newId(), field, body, salt: context.newId() };
}
