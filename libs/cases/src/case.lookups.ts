import type { Actor } from '#parties';
import type { CaseCommand, CommandName } from './case.commands.js';
import type { Lookups } from './case.rows.js';
import { registryIdsIn } from './form/completeness.rules.js';

/** What must be looked up before a command is decided: no more, so that most commands read little. */

export const noLookups: Lookups = {
  texts: false,
  permitNumber: false,
  permitContent: false,
  catalogue: false,
  letters: false,
  submission: false,
  registryIds: [],
  personIds: [],
};

export function lookupsFor(command: CaseCommand, { personId }: Actor): Lookups {
  const { type } = command;
  return {
    texts: type.startsWith('sign-') || quotesTexts.has(type) || isAboutCondition(command),
    letters: reckonsFromLetters.has(type),
    ...((command.type === 'add-attachment' || command.type === 'replace-attachment') && {
      fileId: command.fileId,
    }),
    ruleDates: type === 'find-rek-notice-only',
    permitNumber: type === 'issue-permit',
    permitContent: buildsOnPermit.has(type),
    catalogue: checksVariables.has(type),
    submission: checksVariables.has(type),
    registryIds: registriesIn(command),
    personIds: [
      ...(personId === null ? [] : [personId]),
      ...('assigneeId' in command ? [command.assigneeId] : []),
      ...('decisionMakerId' in command ? [command.decisionMakerId] : []),
    ],
  };
}

/** A condition is quoted when its holder is reminded of it. */
function isAboutCondition(command: CaseCommand): boolean {
  return command.type === 'remind-of-due-date' && command.clockId.startsWith('condition:');
}

/** Commands that hold the variables asked for against the catalogue. */
const checksVariables: ReadonlySet<string> = new Set<CommandName>([
  'submit',
  'register-application',
  'send-information',
  'find-complete',
]);

/** The registries that a command may bring into the case. */
function registriesIn(command: CaseCommand): string[] {
  if (command.type === 'edit-draft' || command.type === 'register-application') {
    return registryIdsIn(command.application);
  }
  if (command.type === 'save-answers') return registryIdsIn(command.answers);
  if (command.type !== 'answer-information-field') return [];
  const { field, value } = command;
  if (/^sources\.\d+\.registryId$/.test(field)) return typeof value === 'string' ? [value] : [];
  if (field !== 'sources' || !Array.isArray(value)) return [];
  return value.flatMap((source: { registryId?: unknown } | null) =>
    typeof source?.registryId === 'string' ? [source.registryId] : [],
  );
}

/** Commands that make a version from the one before, or whose letters tell what it gave. */
const buildsOnPermit: ReadonlySet<CaseCommand['type']> = new Set([
  'amend-permit',
  'extend-permit',
  'end-permit',
  'sign-revocation',
  'reinstate-permit',
  // The population that is linked is the one that was granted.
  'order-linkage',
  'change-linkage-plan',
  // What is ordered and delivered is what the permit gives.
  'order-delivery',
  'order-next-round',
  'plan-recurring-delivery',
  'report-part-delivered',
  'report-delivered',
  'redeliver',
]);

/** Commands that reckon a time from when letters arrived. */
const reckonsFromLetters: ReadonlySet<CaseCommand['type']> = new Set([
  'lodge-appeal',
  'register-appeal',
  'demand-reasons',
  'extend-appeal-period',
]);

/** Commands whose letters quote texts that were written earlier. */
const quotesTexts: ReadonlySet<CaseCommand['type']> = new Set([
  'issue-permit',
  'mark-consultation-overdue',
  'remind-registry',
  'reverse-on-appeal',
  'forward-appeal',
  'send-information',
  'extend-information-request',
  'remind-of-information-request',
  'report-condition',
  'find-condition-fulfilled',
  'return-condition',
  'find-condition-breached',
  'waive-condition',
  'find-condition-overdue',
]);
