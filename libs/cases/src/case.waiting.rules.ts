import { addMonths } from './clocks/calendar.rules.js';
import { lacksFinalReport } from './permits/case.closure.rules.js';
import { deliverableRegistryIds } from './case.family.rules.js';
import { firstDelivering, hasDeliveredAll, preparing } from './delivery/delivery.parts.rules.js';
import type { Tracks } from './case.model.js';
import { awaitsApplicant } from './advice/consultation.rules.js';
import { awaitedRegistry } from './delivery/linkage.plan.model.js';

/**
 * Who is waited for. `in-use` and `nobody` are no waiting: the data are in use, or the case is over.
 */
export type Party =
  | 'applicant'
  | 'helsedataservice'
  | 'rek'
  | `registry:${string}`
  | 'linkage'
  | 'appeals-body'
  | 'in-use'
  | 'nobody';

/** The states of an application from which nothing follows by itself. */
const over: readonly string[] = ['closed', 'withdrawn', 'dismissed', 'draft-dropped', 'lapsed'];

/**
 * The one party a case waits for. Where two are waited for at once the order of these lines is the
 * published priority, whatever order things were recorded in: REK, the registries by id, linkage,
 * the appeals body, the applicant, Helsedataservice.
 */
export function waitingFor(tracks: Tracks): Party {
  const { application, ethics, consultation, linkage, closure } = tracks;
  const state: string = application.state;
  if (state === 'draft') return 'applicant';
  if (over.includes(state)) return appealedTo(tracks) ?? 'nobody';
  // Nobody waits for an answer that the decision did without.
  if (!isDecided(tracks)) {
    if (atRek.includes(ethics.state)) return 'rek';
    const consulted = firstIn(consultation, ['requested', 'overdue']);
    if (consulted) return `registry:${consulted}`;
    if (isWithAppealsBody(tracks)) return 'appeals-body';
    if (ethics.state === 'postponed' || state === 'awaiting-information') return 'applicant';
    return Object.values(consultation).some(awaitsApplicant) ? 'applicant' : 'helsedataservice';
  }
  if (state === 'awaiting-information') return 'applicant';

  if (closure.state === 'ending') return 'applicant';
  if (closure.state === 'deletion-confirmed') {
    if (hasKeys(linkage)) return 'linkage';
    return lacksFinalReport(tracks) ? 'applicant' : 'helsedataservice';
  }
  if (closure.state === 'keys-destroyed') {
    return lacksFinalReport(tracks) ? 'applicant' : 'helsedataservice';
  }

  if (linkage.state === 'planned' || linkage.state === 'domain-ordered') return 'linkage';
  if (linkage.state === 'domain-created') {
    const awaited = linkage.isPaused ? null : awaitedRegistry(tracks);
    return awaited ? `registry:${awaited}` : 'linkage';
  }

  const delivering = firstDelivering(tracks, preparing);
  if (delivering) return `registry:${delivering}`;
  const appealed = appealedTo(tracks);
  if (appealed) return appealed;
  if (firstDelivering(tracks, ['delivered', 'redelivered'])) return 'applicant';
  return allReceived(tracks) ? 'in-use' : 'helsedataservice';
}

/** REK has been asked and has neither answered nor asked back. */
const atRek: readonly string[] = ['forwarded', 'acknowledged', 'answered'];

/** Who an appeal lies with: the appeals body, or Helsedataservice that looks at it again first. */
function appealedTo(tracks: Tracks): Party | undefined {
  if (isWithAppealsBody(tracks)) return 'appeals-body';
  const inReview = ['lodged', 'late', 'under-review', 'outcome-proposed'];
  return firstIn(tracks.appeal, inReview) ? 'helsedataservice' : undefined;
}

/** Helseklage has the file, or NEM an appeal over REK. */
function isWithAppealsBody({ appeal }: Tracks): boolean {
  return firstIn(appeal, ['upheld-and-forwarded', 'at-nem']) !== undefined;
}

/** One month from receipt, never paused: forvaltningsloven section 11 a. */
export function preliminaryReplyDueOn(submittedOn: string): string {
  return addMonths(submittedOn, 1);
}

export function isDecided({ application }: Tracks): boolean {
  return application.state === 'decided' || application.state === 'in-delivery';
}

/** Dismissal is a decision too: what was to be answered within a time is answered. */
export function isDismissed({ application }: Tracks): boolean {
  const state: string = application.state;
  return state === 'dismissed';
}

/** Whether the case has come to an end, whichever. */
export function isOver({ application }: Tracks): boolean {
  return over.includes(application.state);
}

/**
 * Whether the vault has been told of the project: before that there is no key to destroy. A case
 * that links in the domain of its parent has no keys of its own.
 */
export function hasKeys({ state, isExtension }: Tracks['linkage']): boolean {
  return state !== 'none' && state !== 'planned' && !isExtension;
}

function firstIn(
  perRegistry: Record<string, { state: string }>,
  states: readonly string[],
): string | undefined {
  return Object.keys(perRegistry)
    .filter((id) => states.includes(perRegistry[id]?.state ?? ''))
    .sort()[0];
}

function allReceived(tracks: Tracks): boolean {
  const granted = deliverableRegistryIds(tracks);
  return (
    granted.length > 0 &&
    granted.every((registryId) => hasDeliveredAll(tracks, registryId, ['received']))
  );
}
