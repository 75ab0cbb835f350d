import {
  type AppealBody,
  appealableDecisions,
  appealDueOn,
  type LetterTimes,
} from './appeal.rules.js';
import type { Tracks } from '../case.model.js';
import type { VisibleTracks } from '../case.visibility.js';

export interface AppealDeadline {
  decision: string;
  decidedOn: string;
  body: AppealBody;
  /** The last day to appeal; null: not told yet, broken off, or another body's to say. */
  dueOn: string | null;
}

interface TimedLetter {
  kind: string;
  recipientKind: string;
  dispatchedAt: Date | null;
  trail: { alertedAt: Date | null; failedAt: Date | null; arrivesOn: string | null };
}

/** Until when each decision can be appealed, for those who see the appeal periods of the case. */
export function appealDeadlines(
  tracks: Tracks,
  visible: VisibleTracks,
  letters: readonly TimedLetter[],
): AppealDeadline[] {
  // Whoever sees them sees them whole.
  const periods = visible['appeal-period'] as Tracks['appeal-period'] | undefined;
  if (!periods) return [];
  const times = letters
    .filter(({ recipientKind }) => recipientKind === 'applicant')
    .map(({ kind, dispatchedAt, trail: { alertedAt, failedAt, arrivesOn } }): LetterTimes => {
      // One that was given up has not come.
      const left = failedAt === null ? dispatchedAt : null;
      return {
        kind,
        dispatchedAt: left?.toISOString() ?? null,
        alertedAt: alertedAt?.toISOString() ?? null,
        arrivesOn,
      };
    });
  return appealableDecisions(tracks).map((decision) => ({
    decision: decision.key,
    decidedOn: decision.decidedOn,
    body: decision.body,
    dueOn: appealDueOn(decision, periods[decision.key], times),
  }));
}
