import type { CaseKind } from '../case.model.js';

/** One thing that completeness is judged by, in words a person reads. */
export interface Check {
  /** The kinds of case that it is made in. */
  kinds: readonly CaseKind[];
  /** The fields of the application that it looks at. */
  fields: 'all' | readonly string[];
  /** What a rule can tell is told at once; the rest a caseworker judges when the case is screened. */
  by: readonly ('rule' | 'caseworker')[];
  nb: string;
  nn: string;
  en: string;
}

const changes = ['change', 'extension', 'data-update'] as const;

export const audience = {
  all: ['individual-level', 'statistics', ...changes],
  individualAndStatistics: ['individual-level', 'statistics'],
  individualAndChange: ['individual-level', ...changes],
  individualOnly: ['individual-level'],
  statisticsAndChange: ['statistics', ...changes],
  changeOnly: changes,
} as const satisfies Record<string, readonly CaseKind[]>;
