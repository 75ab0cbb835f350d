import type { z } from 'zod';
import type { FieldProblem } from './refused.js';

/**
 * What is wrong with a value by its schema, field by field; nothing where it is right. The page asks
 * this before it sends, so that a fault reads alike there and here. A problem names the field and the
 * rule and never repeats what was sent.
 */
export function problemsIn(schema: z.ZodType, value: unknown): FieldProblem[] {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : problemsOfAll(parsed.error.issues);
}

export const problemsOfAll = (issues: readonly z.core.$ZodIssue[]): FieldProblem[] =>
  issues.flatMap(problemsOf);

function problemsOf(issue: z.core.$ZodIssue): FieldProblem[] {
  // What is wrong as a whole can only be the body: questions and addresses are always objects.
  const field = issue.path.join('.') || 'body';
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, 20).map((key) => ({
        field: [...issue.path, printable(key)].join('.'),
        rule: 'is not a field of this request',
        todo: 'remove it, or check its spelling',
      }));
    case 'invalid_type':
      return [
        {
          field,
          rule: `must be ${issue.expected}`,
          todo: 'send the field with a value of this type',
        },
      ];
    case 'invalid_value':
      return [
        {
          field,
          rule: `must be one of ${issue.values.map(String).join(', ')}`,
          todo: 'choose one of these',
        },
      ];
    case 'too_big':
      return [{ field, rule: `${limit('at most', issue)}`, todo: 'make it smaller' }];
    case 'too_small':
      return [{ field, rule: `${limit('at least', issue)}`, todo: 'make it larger' }];
    default:
      return [{ field, rule: issue.message, todo: 'correct the field' }];
  }
}

function limit(word: string, issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): string {
  const size = 'maximum' in issue ? issue.maximum : issue.minimum;
  const unit = issue.origin === 'string' ? 'characters' : issue.origin === 'array' ? 'items' : '';
  return `${word} ${String(size)} ${unit}`.trim();
}

function printable(key: string): string {
  return key.replace(/[^\w.-]/g, '?').slice(0, 60);
}
