import type { CaseDetail } from '../../../api/types';

interface AskedSource {
  registryId: string;
  variables?: { name: string; justification?: string }[];
}

interface AdvisedOn {
  variables?: { name: string; advice: string; alternativeId?: string; reasonId?: string }[] | null;
}

export interface VariableAdvised {
  advice: string;
  /** What the registry offers instead, and why, in its own words. */
  words: string[];
}

/** Why each variable is asked for, by its name; of one registry, or of all that the reader sees. */
export function reasonsFor(
  { application }: CaseDetail,
  registryId?: string,
): Map<string, string[]> {
  const sources = (application?.['sources'] ?? []) as AskedSource[];
  return new Map(
    sources
      .filter((source) => registryId === undefined || source.registryId === registryId)
      .flatMap(({ variables = [] }) => variables)
      .map(({ name, justification }) => [name, justification ? [justification] : []]),
  );
}

/** What the registry advised on each variable, by its name. */
export function adviceFor(
  { tracks, texts }: CaseDetail,
  registryId: string,
): Map<string, VariableAdvised> {
  const consultations = (tracks['consultation'] ?? {}) as Record<string, AdvisedOn>;
  const advised = consultations[registryId]?.variables ?? [];
  return new Map(
    advised.map(({ name, advice, alternativeId, reasonId }) => [
      name,
      {
        advice,
        words: [alternativeId, reasonId].flatMap((id) => (id ? (texts[id] ?? []) : [])),
      },
    ]),
  );
}
