import type { Draft } from '../application/application.rules.js';
import type { CaseKind } from '../case.model.js';
import { applicantRules, identityNumbersIn } from './check.applicant.rules.js';
import { basisRules } from './check.basis.rules.js';
import { dataRules } from './check.data.rules.js';
import type { CheckInput, CheckRule, CompletenessContext } from './check.model.js';
import { type CheckId, checksFor } from './checklist.rules.js';
import { wellFormed } from './form.answers.rules.js';
import { isAnswered, readForm, type Reading } from './form.condition.rules.js';
import type { Fault } from './form.fault.rules.js';
import {
  type Answers,
  type FormDefinition,
  type Part,
  type Question,
  questionsOf,
} from './form.model.js';
import { faultsInSources } from '../application/source.faults.rules.js';

/** How complete an application is, before anybody has to ask (helseregisterloven section 19 f). */
export interface Completeness {
  formVersion: string;
  /** Everything that is required is there, and every check that a rule can make is met. */
  isReady: boolean;
  score: { answered: number; required: number; percent: number };
  sections: SectionCompleteness[];
  checks: { id: CheckId; outcome: 'met' | 'not-met' | 'told'; fields: string[] }[];
  /** What a caseworker will judge when the case is screened. */
  caseworkerChecks: CheckId[];
  /** The working days within which data are to be available, once the application is complete. */
  timeLimit: { workingDays: 30 | 60; rule: string };
  /** What it is likely to cost to send it as it is; null where nothing is missing. */
  delay: { days: number; clock: string } | null;
  /** Another open application that looks like this one. */
  twinReference: string | null;
}

export interface SectionCompleteness {
  id: string;
  state: 'complete' | 'incomplete' | 'not-asked';
  required: number;
  answered: number;
  missing: string[];
  invalid: Fault[];
}

/**
 * What a round of asking for information is likely to take: ten days until the office has looked,
 * three weeks to answer, five days until it is looked at again. The 30 or 60 working days of
 * section 19 f begin when the application is complete, so they begin that much later.
 */
export const roundTripDays = 10 + 21 + 5;

/** Checks that are told the applicant and stand in nobody's way: the office judges them. */
const toldOnly: readonly CheckId[] = ['no-twin'];

const rules: Readonly<Partial<Record<CheckId, CheckRule>>> = {
  ...applicantRules,
  ...dataRules,
  ...basisRules,
};

/** Whether an application is ready to be sent, and if not, what is missing or wrong, and where. */
export function completenessOf(
  given: Answers,
  kind: CaseKind,
  form: FormDefinition,
  context: CompletenessContext,
): Completeness {
  const reading = readForm(form, kind, given);
  const malformed = malformedIn(form, given, reading);
  const missingOf = new Map(
    questionsOf(form).map((question) => [question.id, missingIn(question, reading)]),
  );
  const missing = new Set([...missingOf].filter(([, paths]) => paths.length > 0).map(([id]) => id));
  const checks = checksIn(given, { kind, reading, missing, context });
  const lackingPaths = new Set([...missingOf.values()].flat());
  const faults = faultsIn({ reading, context, checks, malformed, missing, lackingPaths });
  const sections = form.sections.map((section) => {
    const { id, questions } = section;
    const required = questions.filter(
      ({ id, type }) => type !== 'case' && type !== 'variables' && reading.isRequired(id),
    );
    const lacking = questions.flatMap((question) => missingOf.get(question.id) ?? []);
    const invalid = faults.filter(({ field }) => isIn(field, questions));
    const isAsked = questions.some((question) => reading.isAsked(question.id));
    const isComplete = lacking.length === 0 && invalid.length === 0;
    return {
      id,
      state: isAsked ? (isComplete ? 'complete' : 'incomplete') : 'not-asked',
      required: required.length,
      answered: required.filter((question) => !missing.has(question.id)).length,
      missing: lacking,
      invalid,
    } satisfies SectionCompleteness;
  });
  const required = sum(sections.map((section) => section.required));
  const answered = sum(sections.map((section) => section.answered));
  const isReady =
    sections.every(({ state }) => state !== 'incomplete') &&
    checks.every(({ outcome }) => outcome !== 'not-met');
  const linked = new Set(registryIdsIn(given)).size;
  return {
    formVersion: form.version,
    isReady,
    score: {
      answered,
      required,
      percent: required === 0 ? 100 : Math.floor((100 * answered) / required),
    },
    sections,
    checks,
    caseworkerChecks: checksFor(kind, 'caseworker'),
    timeLimit: { workingDays: linked > 1 ? 60 : 30, rule: 'helseregisterloven § 19 f' },
    delay: isReady ? null : { days: roundTripDays, clock: 'helseregisterloven § 19 f' },
    twinReference: context.twinReference,
  };
}

/** Everything that keeps an application from being sent, field by field. */
export function faultsBeforeSending({ sections, checks }: Completeness): Fault[] {
  const bySection = sections.flatMap(({ missing, invalid }) => [
    ...missing.map((field): Fault => ({ field, code: 'required' })),
    ...invalid,
  ]);
  const placed = new Set(bySection.map(({ field }) => field));
  const others = checks.flatMap(({ id, outcome, fields }) =>
    outcome === 'not-met' && id !== 'required-answers'
      ? fields.filter((field) => !placed.has(field)).map(faultOf(id))
      : [],
  );
  return [...bySection, ...others];
}

/** The registries that answers name, whatever else is wrong with them. */
export function registryIdsIn(given: Answers | undefined): string[] {
  const sources = given?.['sources'];
  if (!Array.isArray(sources)) return [];
  const ids = sources.map((each: unknown) => (each as { registryId?: unknown } | null)?.registryId);
  return [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
}

/** The paths that lack an answer within one question: the whole of it, or parts of its rows. */
function missingIn(question: Question, reading: Reading): string[] {
  const { id, type, parts = [] } = question;
  if (type === 'case' || !reading.isAsked(id)) return [];
  if (type === 'variables') return variablesMissing(reading);
  const answer = reading.answerTo(id);
  if (answer === undefined) return reading.isRequired(id) ? [id] : [];
  if (type === 'record') return unfinished(parts, answer, id);
  if (type === 'table' && Array.isArray(answer)) {
    return answer.flatMap((row: unknown, index) => unfinished(parts, row, `${id}.${index}`));
  }
  if (type === 'period') return unfinished(ends, answer, id);
  return [];
}

const ends = ['fromOn', 'toOn'].map((id) => ({ id, isRequired: true }));

function unfinished(
  parts: readonly Pick<Part, 'id' | 'isRequired'>[],
  row: unknown,
  path: string,
): string[] {
  const given = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>;
  return parts
    .filter(({ id, isRequired }) => isRequired && !isAnswered(given[id]))
    .map(({ id }) => `${path}.${id}`);
}

function variablesMissing(reading: Reading): string[] {
  const sources = reading.answerTo('sources');
  if (!Array.isArray(sources)) return [];
  return sources.flatMap((source: unknown, index) =>
    isAnswered((source as { variables?: unknown } | null)?.variables)
      ? []
      : [`sources.${index}.variables`],
  );
}

/** What is not well-formed, among the questions that are asked. */
function malformedIn(form: FormDefinition, given: Answers, reading: Reading): Fault[] {
  const result = wellFormed(form, given);
  return 'answers' in result
    ? []
    : result.faults.filter(({ field }) => reading.isAsked(field.split('.')[0] ?? ''));
}

function checksIn(given: Answers, input: CheckInput): Completeness['checks'] {
  const asked = Object.fromEntries(
    Object.entries(given).filter(([field]) => input.reading.isAsked(field)),
  );
  return checksFor(input.kind, 'rule').map((id) => {
    const rule = id === 'no-identity-numbers' ? () => identityNumbersIn(asked, '') : rules[id];
    if (!rule) throw new Error(`No rule makes the check ${id}`);
    const fields = rule(input);
    if (fields.length === 0) return { id, outcome: 'met', fields };
    return { id, outcome: toldOnly.includes(id) ? 'told' : 'not-met', fields };
  });
}

interface Found {
  reading: Reading;
  context: CompletenessContext;
  checks: Completeness['checks'];
  malformed: readonly Fault[];
  missing: ReadonlySet<string>;
  lackingPaths: ReadonlySet<string>;
}

/** Faults in answers that are there: malformed, against the catalogue or the calendar, or a check. */
function faultsIn(input: Found): Fault[] {
  const { reading, context, checks, malformed, missing, lackingPaths } = input;
  const given = reading.answerTo('sources');
  const sources = Array.isArray(given) ? (given as NonNullable<Draft['sources']>) : [];
  const found = [...malformed, ...tooManyWords(reading), ...faultsInSources(sources, context)];
  const endsOn = reading.answerTo('projectEndsOn');
  if (typeof endsOn === 'string' && endsOn <= context.today) {
    found.push({ field: 'projectEndsOn', code: 'project-over' });
  }
  for (const { id, outcome, fields } of checks) {
    if (outcome !== 'not-met' || id === 'required-answers') continue;
    for (const field of fields) {
      const isTold =
        missing.has(field) ||
        lackingPaths.has(field) ||
        found.some((fault) => fault.field === field);
      if (!isTold) found.push(faultOf(id)(field));
    }
  }
  return found;
}

/** A summary is at most 250 words: EHDS article 57(1)(j) publishes it. */
function tooManyWords(reading: Reading): Fault[] {
  const summary = reading.answerTo('laySummary');
  const words = typeof summary === 'string' ? summary.trim().split(/\s+/).length : 0;
  return words > 250 ? [{ field: 'laySummary', code: 'too-many-words', params: { max: 250 } }] : [];
}

function faultOf(id: CheckId) {
  return (field: string): Fault =>
    id === 'dates-in-order' && field.endsWith('toOn')
      ? { field, code: 'period-order' }
      : { field, code: 'check', params: { check: id } };
}

function isIn(field: string, questions: readonly Question[]): boolean {
  const [first] = field.split('.');
  return questions.some(({ id }) => id === first);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
