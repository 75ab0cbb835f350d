/**
 * What staff prepare before they decide, and the party reads when it is decided: the proposal in a
 * revocation and in an appeal. Until then the party sees the step before.
 */
const prepared: Readonly<Record<string, { shownAs: string; untilDecided: readonly string[] }>> = {
  proposed: {
    shownAs: 'heard',
    untilDecided: ['rule', 'factsId', 'considerationsId', 'deferredEffectId', 'proposedByName'],
  },
  'outcome-proposed': {
    shownAs: 'under-review',
    untilDecided: ['proposedOutcome', 'extent', 'statementId', 'proposedByName'],
  },
};

/** How it came about stays within the house also afterwards. */
const never = ['returnReasonId', 'proposedBy', 'signedBy', 'reviewerId', 'deciders'];

const undecided = ['noticed', 'heard', 'dropped', 'under-review', 'withdrawn'];

/** A track of which a party sees what is decided; of a keyed one, each part alike. */
export function withoutPreparation(track: Record<string, unknown>): Record<string, unknown> {
  if (typeof track['state'] === 'string') return withoutPreparationIn(track);
  return Object.fromEntries(
    Object.entries(track as Record<string, Record<string, unknown>>).map(([part, facts]) => [
      part,
      withoutPreparationIn(facts),
    ]),
  );
}

/** Whether an event only prepares a decision, or sends the preparation back. */
export function isPreparation({
  type = '',
  toState,
}: {
  type?: string;
  toState: string | null;
}): boolean {
  return (toState ?? '') in prepared || type.endsWith('-returned');
}

function withoutPreparationIn(facts: Record<string, unknown>): Record<string, unknown> {
  const state = String(facts['state']);
  const hidden = new Set(never);
  // A proposal that was returned or dropped leaves its facts behind.
  if (state in prepared || undecided.includes(state)) {
    for (const { untilDecided } of Object.values(prepared)) {
      for (const fact of untilDecided) if (!isOwnStatement(fact, state)) hidden.add(fact);
    }
  }
  return {
    ...Object.fromEntries(Object.entries(facts).filter(([fact]) => !hidden.has(fact))),
    state: prepared[state]?.shownAs ?? state,
  };
}

/** In a hearing the statement is the party's own. */
function isOwnStatement(fact: string, state: string): boolean {
  return fact === 'statementId' && ['noticed', 'heard', 'proposed', 'dropped'].includes(state);
}
