import { completeApplication } from './application.rules.js';
import type { ApplicationState, Decide, IsOpen, Tracks, TrackTable } from './case.model.js';
import { openAppeals } from './appeal.rules.js';
import { hasKeys } from './case.waiting.rules.js';
import { routesOf } from './source.routing.rules.js';
import { refuse, textOf } from './refusal.rules.js';

/** The application itself, from draft to closed. */
export const applicationTrack = {
  name: 'application',
  initial: 'draft',
  states: [
    'draft',
    'submitted',
    'pre-screening',
    'in-assessment',
    'decided',
    'in-delivery',
    'closed',
    'withdrawn',
  ] satisfies ApplicationState[],
  final: ['closed', 'withdrawn'],
  keyedBy: null,
  transitions: {
    'edit-draft': { from: ['draft'], to: 'draft', by: ['applicant'], event: 'draft-edited' },
    submit: { from: ['draft'], to: 'submitted', by: ['applicant'], event: 'submitted' },
    withdraw: {
      from: ['draft', 'submitted', 'pre-screening', 'in-assessment'],
      to: 'withdrawn',
      by: ['applicant'],
      event: 'withdrawn',
    },
    // Starts the 30 or 60 working days of helseregisterloven section 19 f: an event of its own.
    'find-complete': {
      from: ['pre-screening'],
      to: 'in-assessment',
      by: ['caseworker'],
      event: 'found-complete',
    },
    'close-case': {
      from: ['decided', 'in-delivery'],
      to: 'closed',
      by: ['caseworker'],
      event: 'case-closed',
    },
  },
} as const satisfies TrackTable;

type ApplicationCommand = keyof typeof applicationTrack.transitions;

export const applicationDecisions: { [Name in ApplicationCommand]: Decide<Name> } = {
  'edit-draft': (_, { application }) => {
    const registryIds = (application.sources ?? []).map(({ registryId }) => registryId);
    return { facts: { registryIds: [...new Set(registryIds)] }, draft: application };
  },

  submit: (accessCase, _, { draft, registries, catalogue, today }) => {
    const known = new Set(Object.keys(registries));
    const result = completeApplication(draft, known, today, catalogue);
    return 'problems' in result
      ? refuse('application-incomplete', ...result.problems)
      : { facts: { submittedOn: today, routes: routesOf(result.application.sources, registries) } };
  },

  withdraw: (_, { reason }, context) => {
    if (reason === undefined) return {};
    const text = textOf(context, 'withdrawal reason', reason);
    return { facts: { withdrawalReasonId: text.id }, texts: [text] };
  },

  'find-complete': (_, __, { today }) => ({ facts: { completeOn: today } }),

  'close-case': ({ tracks }) => {
    if (mayClose(tracks)) return {};
    return refuse('project-not-ended', {
      field: 'closure',
      rule: 'the data are confirmed deleted and the keys destroyed before a case is closed',
      todo: hasKeys(tracks.linkage)
        ? 'have the linkage keys destroyed'
        : 'await the confirmation of deletion',
    });
  },
};

export const applicationOpenings: Partial<Record<ApplicationCommand, IsOpen>> = {
  'close-case': ({ tracks }) => mayClose(tracks),
};

/** A refused case is done; a project is when its data are deleted and its keys, if any, destroyed. */
export function mayClose({ access, appeal, closure, linkage }: Tracks): boolean {
  if (openAppeals(appeal).length > 0) return false;
  if (access.state === 'refused' || closure.state === 'keys-destroyed') return true;
  return closure.state === 'deletion-confirmed' && !hasKeys(linkage);
}
