import type { Patches, Tracks } from '../case.model.js';

/** Nobody is asked on behalf of an application that is over: open questions end with it. */
export function endedConsultations({ consultation }: Tracks): Patches {
  const ended = Object.entries(consultation).filter(([, { state }]) => isOpen(state));
  if (ended.length === 0) return {};
  return {
    consultation: Object.fromEntries(
      ended.map(([registryId, facts]) => [registryId, { ...facts, state: 'cancelled' }]),
    ),
  };
}

/** What the applicant had been asked for is no longer asked. */
export function endedRequests({ information }: Tracks): Patches {
  const ended = Object.entries(information).filter(([, { state }]) => state === 'asked');
  if (ended.length === 0) return {};
  return {
    information: Object.fromEntries(
      ended.map(([requestId, facts]) => [requestId, { ...facts, state: 'withdrawn' }]),
    ),
  };
}

function isOpen(state: string): boolean {
  return ['requested', 'clarification', 'overdue'].includes(state);
}
