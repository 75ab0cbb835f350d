import type { AccessCase, Tracks } from '../case.model.js';
import { type CheckId, checksFor } from '../form/checklist.rules.js';
import type { Completeness } from '../form/completeness.rules.js';

export type Finding = 'ok' | 'problem';

/**
 * What rules find about the checks they make. A problem becomes a task: the caseworker answers that
 * item too.
 */
export function ruleFindings({ checks }: Completeness): Partial<Record<CheckId, Finding>> {
  return Object.fromEntries(
    checks.map(({ id, outcome }) => [id, outcome === 'met' ? 'ok' : 'problem']),
  );
}

/** The items a caseworker must answer before the application is found complete, still open or no. */
export function openItems(
  { kind, tracks }: Pick<AccessCase, 'kind' | 'tracks'>,
  findings: Partial<Record<CheckId, Finding>> = {},
): CheckId[] {
  const byRule = checksFor(kind, 'rule').filter((id) => findings[id] === 'problem');
  const tasks = new Set([...checksFor(kind, 'caseworker'), ...byRule]);
  return [...tasks].filter((id) => !isSettled(tracks.screening, id));
}

function isSettled({ answers = {} }: Tracks['screening'], id: CheckId): boolean {
  const answer = answers[id]?.answer;
  return answer === 'yes' || answer === 'not-relevant';
}
