import type { Refusal } from '#platform';
import type { Draft } from './application.rules.js';
import { wellFormed } from '../form/form.answers.rules.js';
import { type Fault, problemOf } from '../form/form.fault.rules.js';
import type { Answers, FormDefinition } from '../form/form.model.js';

/**
 * Saving a draft. Every save is one event: the web waits until typing has paused and then sends the
 * fields that changed, so an event is a pause in somebody's writing. To join several into one would
 * be to change the log afterwards, and an event without its text weighs little.
 */
export interface Save {
  answers: Answers;
  seen: Answers;
}

export type Saved = { draft: Draft } | { refused: Refusal };

/** The whole draft in place of the one before. */
export function replaced(form: FormDefinition, application: Answers): Saved {
  const result = wellFormed(form, application);
  return 'faults' in result
    ? malformed(result.faults, 'application.')
    : { draft: result.answers as Draft };
}

/**
 * The draft with some answers changed. A field that somebody else has changed meanwhile is refused
 * by name, and with it the whole save: nothing is written over, and who typed keeps what they typed.
 * A save that is sent twice is accepted twice.
 */
export function merged(form: FormDefinition, current: Draft, { answers, seen }: Save): Saved {
  const given = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== null));
  const result = wellFormed(form, given);
  if ('faults' in result) return malformed(result.faults, 'answers.');
  const unknown = Object.keys(answers).filter((field) => !isField(form, field));
  if (unknown.length > 0) {
    return malformed(
      unknown.map((field) => ({ field, code: 'unknown-field' })),
      'answers.',
    );
  }
  const conflicting = Object.keys(answers).filter((field) => {
    const stored = current[field] ?? null;
    return !isSame(stored, result.answers[field] ?? null) && !isSame(stored, seen[field] ?? null);
  });
  if (conflicting.length > 0) {
    return {
      refused: {
        code: 'answers-changed',
        kind: 'state',
        problems: conflicting.map((field) => ({
          field: `answers.${field}`,
          rule: 'somebody else has changed this answer since it was read',
          todo: 'read both, and save the one that is to stand',
        })),
      },
    };
  }
  const removed = new Set(Object.keys(answers).filter((field) => answers[field] === null));
  const kept = Object.entries(current).filter(([field]) => !removed.has(field));
  return { draft: { ...Object.fromEntries(kept), ...result.answers } };
}

function isField(form: FormDefinition, field: string): boolean {
  return form.sections.some(({ questions }) =>
    questions.some(({ id, type }) => id === field && type !== 'case' && type !== 'variables'),
  );
}

function malformed(faults: readonly Fault[], prefix: string): Saved {
  const problems = faults.map((fault) => problemOf({ ...fault, field: prefix + fault.field }));
  return { refused: { code: 'body-malformed', kind: 'malformed', problems } };
}

/** The same answer, whatever the order of its parts and the blanks around its texts. */
function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'string') return part.trim();
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
