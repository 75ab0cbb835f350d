import { addMonths } from './calendar.rules.js';
import type { Tracks } from './case.model.js';
import { isInForce } from './permit.rules.js';
import { awaitsApplicant } from './consultation.rules.js';

/**
 * Who is waited for. `in-use` and `nobody` are no waiting: the data are in use, or the case is over.
 */
export type Party =
  'applicant' | 'helsedataservice' | 'rek' | `registry:${string}` | 'linkage' | 'in-use' | 'nobody';

/**
 * The one party a case waits for. Where two are waited for at once the order of these lines is the
 * published priority, whatever order things were recorded in: REK, the registries by id, linkage,
 * the applicant, Helsedataservice.
 */
export function waitingFor(tracks: Tracks): Party {
  const { application, ethics, consultation, linkage, delivery, closure } = tracks;
  const { state } = application;
  if (state === 'closed' || state === 'withdrawn') return 'nobody';
  if (state === 'draft') return 'applicant';
  // Nobody waits for an answer that the decision did without.
  if (!isDecided(tracks)) {
    if (['forwarded', 'acknowledged', 'answered'].includes(ethics.state)) return 'rek';
    const consulted = firstIn(consultation, ['requested', 'overdue']);
    if (consulted) return `registry:${consulted}`;
    if (ethics.state === 'postponed') return 'applicant';
    if (Object.values(consultation).some(awaitsApplicant)) return 'applicant';
  }

  if (closure.state === 'ending') return 'applicant';
  if (closure.state === 'deletion-confirmed') {
    return hasKeys(linkage) ? 'linkage' : 'helsedataservice';
  }
  if (closure.state === 'keys-destroyed') return 'helsedataservice';

  if (linkage.state === 'planned' || linkage.state === 'domain-ordered') return 'linkage';
  if (linkage.state === 'domain-created') {
    const awaited = [...(linkage.registryIds ?? [])]
      .sort()
      .find((id) => tracks['key-file'][id]?.state !== 'handed-over');
    return awaited ? `registry:${awaited}` : 'linkage';
  }

  const delivering = firstIn(delivery, ['ordered', 'accepted']);
  if (delivering) return `registry:${delivering}`;
  if (firstIn(delivery, ['delivered'])) return 'applicant';
  return allReceived(tracks) ? 'in-use' : 'helsedataservice';
}

/** The next date that somebody is held to, or null. Derived, for worklists. */
export function dueOn(tracks: Tracks): string | null {
  const { application, consultation, delivery, ethics, permit } = tracks;
  if (application.state === 'submitted' || application.state === 'pre-screening') {
    return application.submittedOn ? preliminaryReplyDueOn(application.submittedOn) : null;
  }
  const dates = [
    ...Object.values(consultation)
      .filter(({ state }) => (state === 'requested' || state === 'overdue') && !isDecided(tracks))
      .map(({ answerDueOn }) => answerDueOn),
    ...(ethics.state === 'postponed' && !isDecided(tracks) ? [ethics.answerDueOn] : []),
    ...Object.values(delivery)
      .filter(({ state }) => state === 'accepted' && isInForce(permit))
      .map(({ promisedOn }) => promisedOn),
  ];
  return dates.filter((date) => date !== undefined).sort()[0] ?? null;
}

/** One month from receipt, never paused: forvaltningsloven section 11 a. */
export function preliminaryReplyDueOn(submittedOn: string): string {
  return addMonths(submittedOn, 1);
}

function isDecided({ application }: Tracks): boolean {
  return application.state === 'decided' || application.state === 'in-delivery';
}

/** Whether the vault has been told of the project: before that there is no key to destroy. */
export function hasKeys({ state }: Tracks['linkage']): boolean {
  return state !== 'none' && state !== 'planned';
}

function firstIn(
  perRegistry: Record<string, { state: string }>,
  states: readonly string[],
): string | undefined {
  return Object.keys(perRegistry)
    .filter((id) => states.includes(perRegistry[id]?.state ?? ''))
    .sort()[0];
}

function allReceived({ access, delivery }: Tracks): boolean {
  const granted = (access.sources ?? []).filter(({ isGranted }) => isGranted);
  return (
    granted.length > 0 &&
    granted.every(({ registryId }) => delivery[registryId]?.state === 'received')
  );
}
