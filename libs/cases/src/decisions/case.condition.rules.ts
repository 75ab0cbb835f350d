import type { Tracks } from '../case.model.js';
import type { ConditionFact } from './decision.model.js';

const granted = ['granted', 'partly-granted'];

/**
 * The conditions of all that has been granted in a case. What was to be done in return for an
 * exemption, such as deleting the data, is still to be done when it has run out or was revoked.
 */
export function conditionsInForce({ access, exemption }: Tracks): ConditionFact[] {
  return [access, ...Object.values(exemption)]
    .filter(({ state }) => [...granted, 'expired', 'revoked'].includes(state))
    .flatMap(({ conditions = [] }) => conditions);
}

export function conditionOf(tracks: Tracks, conditionId: string): ConditionFact | undefined {
  return conditionsInForce(tracks).find((condition) => condition.conditionId === conditionId);
}

/** What time alone does to the decisions of a case: a command that only the system gives. */
export type TimedDecisionCommand =
  | { type: 'find-condition-overdue'; conditionId: string; dueOn: string }
  | { type: 'expire-exemption'; legalBasis: 'hrl-19e' | 'hpl-29'; dueOn: string };

/** What falls due by itself and when: the day after `dueOn` the system gives the command. */
export function timedDecisions(tracks: Tracks): TimedDecisionCommand[] {
  const isRunning = ['decided', 'in-delivery'].includes(tracks.application.state);
  const conditions = isRunning ? conditionsInForce(tracks) : [];
  return [
    ...conditions.flatMap(({ conditionId, dueOn }): TimedDecisionCommand[] => {
      const state = tracks.condition[conditionId]?.state ?? 'open';
      return dueOn !== undefined && ['open', 'returned'].includes(state)
        ? [{ type: 'find-condition-overdue', conditionId, dueOn }]
        : [];
    }),
    ...Object.entries(tracks.exemption).flatMap(([basis, part]): TimedDecisionCommand[] =>
      part.endsOn && granted.includes(part.state)
        ? [{ type: 'expire-exemption', legalBasis: basis as 'hrl-19e', dueOn: part.endsOn }]
        : [],
    ),
  ];
}

/** The first day that something in the decisions falls due, for the schedule to find; else null. */
export function nextTimedOn(tracks: Tracks): string | null {
  return (
    timedDecisions(tracks)
      .map(({ dueOn }) => dueOn)
      .sort()[0] ?? null
  );
}
