import type { EthicsState, Tracks } from '../case.model.js';

/** What is owed when a project ends. */

const approvedByRek: readonly EthicsState[] = ['approved', 'approved-with-conditions', 'expired'];

/** Research that REK has approved ends with a final report (helseforskningsloven section 12). */
export function owesFinalReport({ ethics, permit }: Tracks): boolean {
  return approvedByRek.includes(ethics.state) && hasHadPermit(permit);
}

export function lacksFinalReport(tracks: Tracks): boolean {
  return owesFinalReport(tracks) && tracks['final-report'].state === 'awaited';
}

/** Whether the case has issued a permit of its own; the report on a change is its parent's. */
export function hasHadPermit({ versions = [] }: Tracks['permit']): boolean {
  return versions.length > 0;
}

/** The withdrawals of consent that nobody has yet said what came of. */
export function consentsToFollowUp(tracks: Tracks): string[] {
  const withdrawals = tracks['consent-withdrawal'];
  return Object.keys(withdrawals).filter((id) => withdrawals[id]?.state === 'open');
}
