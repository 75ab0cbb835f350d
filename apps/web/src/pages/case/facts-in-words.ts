import type { TrackFacts } from '../../api/types';

export interface SourceAnswer {
  registryId: string;
  isGranted: boolean;
  reason?: string;
  /** The variables that are refused, with the reason for each. */
  refusedVariables: { name: string; reason?: string }[];
}

export interface ExceptionOfSource {
  registryId: string;
  exception: string;
  reason?: string;
}

export interface CriterionAnswer {
  criterion: string;
  isMet: boolean;
  reason?: string;
  assessedByName: string;
}

/** How many items of the completeness check were answered in which way. */
export type CheckCounts = Record<'yes' | 'no' | 'not-relevant', number>;

export type FactsInWords = Record<string, unknown> & {
  sources: SourceAnswer[];
  exceptions: ExceptionOfSource[];
  answers: CriterionAnswer[];
  checks?: CheckCounts;
};

/**
 * The facts of a track with the texts they refer to: `questionId` becomes `question`, a condition
 * its text, and so on. A reference to a text that this person may not see falls away.
 */
export function factsInWords(facts: TrackFacts, texts: Record<string, string>): FactsInWords {
  const words: FactsInWords = { sources: [], exceptions: [], answers: [] };
  for (const [name, value] of Object.entries(facts)) {
    if (name === 'sources') words.sources = sourcesOf(value as StoredSource[], texts);
    else if (name === 'exceptions') words.exceptions = exceptionsOf(value as never[], texts);
    else if (name === 'answers' && isCheck(value)) words.checks = countsOf(value);
    else if (name === 'answers') words.answers = answersOf(value as StoredAnswers, texts);
    else if (name === 'conditions') words['conditions'] = conditionsOf(value as never[], texts);
    else if (name === 'statistics') Object.assign(words, value);
    else if (name === 'departureReasonIds') words['departures'] = namedTexts(value, texts);
    else if (name === 'messages') words['messages'] = messagesOf(value as Message[], texts);
    else if (name === 'variables') words['variables'] = variablesOf(value, texts);
    else if (name.endsWith('Id') && typeof value === 'string') {
      words[name.slice(0, -2)] = texts[value] ?? null;
    } else words[name] = value;
  }
  return words;
}

interface StoredSource {
  registryId: string;
  isGranted: boolean;
  reasonId?: string;
  variables?: { name: string; isGranted: boolean; reasonId?: string }[];
}

type StoredChecks = Record<string, { answer: keyof CheckCounts }>;

/** The completeness check and the assessment keep their answers under one name. */
function isCheck(value: unknown): value is StoredChecks {
  return Object.values(value as object).some((each: object) => 'answer' in each);
}

function countsOf(checks: StoredChecks): CheckCounts {
  const counts: CheckCounts = { yes: 0, no: 0, 'not-relevant': 0 };
  for (const { answer } of Object.values(checks)) counts[answer] += 1;
  return counts;
}

type StoredAnswers = Record<string, { isMet: boolean; reasonId: string; assessedByName: string }>;

function sourcesOf(sources: readonly StoredSource[], texts: Record<string, string>) {
  return sources.map(({ registryId, isGranted, reasonId, variables = [] }) => ({
    registryId,
    isGranted,
    reason: texts[reasonId ?? ''],
    refusedVariables: variables
      .filter((variable) => isGranted && !variable.isGranted)
      .map((variable) => ({ name: variable.name, reason: texts[variable.reasonId ?? ''] })),
  }));
}

function exceptionsOf(
  rows: readonly { registryId: string; exception: string; reasonId: string }[],
  texts: Record<string, string>,
): ExceptionOfSource[] {
  return rows.map(({ registryId, exception, reasonId }) => ({
    registryId,
    exception,
    reason: texts[reasonId],
  }));
}

interface Message {
  messageId: string;
  byName: string;
}

/** A thread as its lines; the oldest first. */
function messagesOf(messages: readonly Message[], texts: Record<string, string>): string[] {
  return messages.map(({ messageId, byName }) => `${byName}: ${texts[messageId] ?? ''}`);
}

interface VariableAdvice {
  name: string;
  advice: string;
  alternativeId?: string;
  reasonId?: string;
}

export interface VariableInWords {
  name: string;
  advice: string;
  alternative: string | undefined;
  reason: string | undefined;
}

function variablesOf(value: unknown, texts: Record<string, string>): VariableInWords[] | null {
  const variables = (value ?? []) as VariableAdvice[];
  if (variables.length === 0) return null;
  return variables.map(({ name, advice, alternativeId, reasonId }) => ({
    name,
    advice,
    alternative: texts[alternativeId ?? ''],
    reason: texts[reasonId ?? ''],
  }));
}

function namedTexts(value: unknown, texts: Record<string, string>): string[] | null {
  const found = Object.values((value ?? {}) as Record<string, string>).flatMap(
    (id) => texts[id] ?? [],
  );
  return found.length === 0 ? null : found;
}

function answersOf(answers: StoredAnswers, texts: Record<string, string>): CriterionAnswer[] {
  return Object.entries(answers).map(([criterion, { isMet, reasonId, assessedByName }]) => ({
    criterion,
    isMet,
    reason: texts[reasonId],
    assessedByName,
  }));
}

function conditionsOf(
  rows: readonly { textId: string }[],
  texts: Record<string, string>,
): string[] | null {
  const conditions = rows.flatMap(({ textId }) => texts[textId] ?? []);
  return conditions.length === 0 ? null : conditions;
}
