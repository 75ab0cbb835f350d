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

/** Gives a text an id of its own, so that the log can refer to it. */
export function textOf(context: Context, field: string, body: string): CaseText {
  return { id: context.newId(), field, body, salt: context.newId() };
}
