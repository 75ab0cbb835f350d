import { type CatalogueVariable, completeApplication, type Draft } from './application.rules.js';
import type { AccessCase, CaseKind, Tracks } from './case.model.js';
import { type CheckId, checksFor } from './checklist.rules.js';
import { isWithin } from './application.fields.rules.js';

export type Finding = 'ok' | 'problem';

/** What the rules can look at without opening a file or asking a registry. */
export interface FindingsInput {
  content: Draft;
  kind: CaseKind;
  knownRegistryIds: ReadonlySet<string>;
  today: string;
  catalogue?: readonly CatalogueVariable[];
}

/**
 * What rules find about the checks they make; a check that no rule can judge yet is left out. A
 * problem becomes a task: the caseworker answers that item too.
 */
export function ruleFindings(input: FindingsInput): Partial<Record<CheckId, Finding>> {
  const result = completeApplication(
    input.content,
    input.knownRegistryIds,
    input.today,
    input.catalogue,
    input.kind,
  );
  const faults = 'problems' in result ? result.problems.map(({ field }) => field) : [];
  const found = (...fields: string[]): Finding =>
    faults.some((fault) => fields.some((field) => isWithin(fault, field))) ? 'problem' : 'ok';
  const all: Partial<Record<CheckId, Finding>> = {
    'required-answers': faults.length === 0 ? 'ok' : 'problem',
    'dates-in-order': found('dataPeriod', 'projectEndsOn'),
    'forbidden-use': input.content.prohibitedRecipients === true ? 'problem' : 'ok',
    'variable-per-source': found('sources'),
    'level-argued': found('identificationLevel', 'identificationReason'),
    'gdpr-both': found('legalBasisArticle6', 'legalBasisArticle9'),
    'measures-described': found('securityMeasures'),
    'applicant-complete': found('institutionName', 'institutionNumber', 'postalAddress'),
  };
  const made = checksFor(input.kind, 'rule');
  return Object.fromEntries(made.flatMap((id) => (all[id] ? [[id, all[id]]] : [])));
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
