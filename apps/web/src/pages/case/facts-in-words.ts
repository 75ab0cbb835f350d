import type { TrackFacts } from '../../api/types';

export interface SourceAnswer {
  registryId: string;
  isGranted: boolean;
  reason?: string;
}

export type FactsInWords = Record<string, unknown> & {
  sources: SourceAnswer[];
  criteria: [criterion: string, text: string][];
};

/**
 * The facts of a track with the texts they refer to: `questionId` becomes `question`, `conditionIds`
 * becomes `conditions`, and so on. A reference to a text that this person may not see falls away.
 */
export function factsInWords(facts: TrackFacts, texts: Record<string, string>): FactsInWords {
  const words: FactsInWords = { sources: [], criteria: [] };
  for (const [name, value] of Object.entries(facts)) {
    if (name === 'criteriaIds') words.criteria = textsOf(value as Record<string, string>, texts);
    else if (name === 'sources') words.sources = sourcesOf(value as StoredSource[], texts);
    else if (name === 'conditionIds') words.conditions = conditionsOf(value as string[], texts);
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
}

function sourcesOf(sources: readonly StoredSource[], texts: Record<string, string>) {
  return sources.map(({ registryId, isGranted, reasonId }) => ({
    registryId,
    isGranted,
    reason: texts[reasonId ?? ''],
  }));
}

function textsOf(ids: Record<string, string>, texts: Record<string, string>) {
  return Object.entries(ids).flatMap(([name, id]): [string, string][] => {
    const text = texts[id];
    return text === undefined ? [] : [[name, text]];
  });
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

function conditionsOf(ids: readonly string[], texts: Record<string, string>): string[] | null {
  const conditions = ids.flatMap((id) => texts[id] ?? []);
  return conditions.length === 0 ? null : conditions;
}
