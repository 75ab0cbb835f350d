import type { z } from 'zod';
import type { FieldProblem } from '#platform';

/** What is wrong with one answer: a code and its values, so that each screen says it in its words. */
export interface Fault {
  /** Path of the field, as `namedUsers.0.email`. */
  field: string;
  code: FaultCode;
  params?: Readonly<Record<string, string | number>>;
}

/** Every fault with the rule that it breaks, and what to do about it. */
const faults = {
  required: ['is required', 'fill in this field'],
  'unknown-field': ['is not a field of this form', 'remove it, or check its spelling'],
  'wrong-type': ['must be of the kind of value that the form says', 'send a value of that kind'],
  'not-an-option': ['must be one of the options of the question', 'choose one of them'],
  'too-long': ['is longer than the field allows', 'make it shorter'],
  'too-many': ['has more lines than the field allows', 'remove some'],
  'out-of-range': ['is a whole number that is not negative', 'correct the number'],
  empty: ['must not be empty', 'fill in this field'],
  'one-line': ['must be one line', 'remove the line breaks'],
  unprintable: ['holds a character that cannot be printed', 'remove it'],
  date: ['is a calendar date, YYYY-MM-DD', 'correct the date'],
  'organisation-number': ['is an organisation number of nine digits', 'correct the number'],
  email: ['is an e-mail address', 'correct the address'],
  phone: ['is a phone number', 'correct the number'],
  country: ['is a country by its two letters', 'choose a country'],
  orcid: ['is an ORCID of four times four signs', 'correct the ORCID'],
  repeated: ['names each thing once', 'remove the repetition'],
  malformed: ['is not well-formed', 'correct the field'],
  'too-many-words': ['is longer than the number of words allowed', 'make it shorter'],
  'period-order': ['the period ends on or after the day it begins', 'correct one of the two dates'],
  'registry-unknown': ['the registry stands in the catalogue', 'choose one from the catalogue'],
  'registry-repeated': ['a registry is named once', 'join the two entries for this registry'],
  'variable-repeated': ['a variable is named once in a source', 'join the two entries for it'],
  'variable-not-listed': [
    'the registry lists the variable today',
    'choose a variable from the catalogue again',
  ],
  'special-reason-needed': [
    'a direct identifier is given only for a special reason (helseregisterloven section 19 a)',
    'say why a serial number will not do, or remove the variable',
  ],
  'project-over': ['the project ends after today', 'give the date when the project will end'],
  check: ['does not pass a check of completeness', 'see what the check asks for'],
} as const;

export type FaultCode = keyof typeof faults;

/** As it is said over the API. */
export function problemOf({ field, code, params }: Fault): FieldProblem {
  const [rule, todo] = faults[code];
  return { field, rule, todo, code, ...(params && { params }) };
}

/** What zod found, in the words of this form; a value that was sent is never repeated. */
export function faultsOf(issues: readonly z.core.$ZodIssue[]): Fault[] {
  return issues.flatMap(faultsOfIssue);
}

function faultsOfIssue(issue: z.core.$ZodIssue): Fault[] {
  const field = issue.path.join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, 20).map((key) => ({
        field: [...issue.path, key.replace(/[^\w.-]/g, '?').slice(0, 60)].join('.'),
        code: 'unknown-field',
      }));
    case 'invalid_type':
      return [{ field, code: 'wrong-type' }];
    case 'invalid_value':
      return [{ field, code: 'not-an-option' }];
    case 'too_big':
      return [{ field, code: tooBig(issue.origin), params: { max: Number(issue.maximum) } }];
    case 'too_small':
      return [{ field, code: issue.origin === 'number' ? 'out-of-range' : 'empty' }];
    default:
      return [{ field, code: codeFor(issue.message) }];
  }
}

function tooBig(origin: string): FaultCode {
  if (origin === 'string') return 'too-long';
  return origin === 'array' ? 'too-many' : 'out-of-range';
}

function codeFor(message: string): FaultCode {
  const known: Record<string, FaultCode> = {
    'must not be empty': 'empty',
    'must be one line': 'one-line',
    'holds a character that cannot be printed': 'unprintable',
  };
  const code = known[message] ?? message;
  if (/calendar date/.test(message)) return 'date';
  if (/organisation number/.test(message)) return 'organisation-number';
  return code in faults ? (code as FaultCode) : 'malformed';
}
