import type { ChosenChannel, DispatchFacts, RetryPolicy } from './dispatch.model.js';

/**
 * Which channels a letter goes by: the first row that holds (docs/decisions/0011). A decision is
 * notified in writing in the way that suits (forvaltningsloven section 27), electronically in the
 * portal with an alert that has no content (eForvaltningsforskriften section 8), and on paper to
 * those who have reserved themselves (section 9) or cannot be alerted.
 *
 * Nothing goes to a citizen's digital mailbox: that takes an identity number, and the case system
 * holds none.
 */
export const channelTable: readonly {
  holds: (facts: DispatchFacts) => boolean;
  channels: readonly ChosenChannel[];
}[] = [
  {
    holds: ({ recipientKind, isReserved }) => recipientKind === 'applicant' && isReserved,
    channels: [{ channel: 'print', reason: 'reserved', isCopy: false }],
  },
  {
    holds: ({ recipientKind, hasEmail }) => recipientKind === 'applicant' && !hasEmail,
    channels: [{ channel: 'print', reason: 'no-email', isCopy: false }],
  },
  {
    holds: ({ recipientKind }) => recipientKind === 'applicant',
    channels: [{ channel: 'portal', reason: 'portal-user', isCopy: false }],
  },
  {
    holds: (facts) => isReachedByEFormidling(facts) && facts.hasPortalUsers,
    channels: [
      { channel: 'eformidling', reason: 'organisation-number', isCopy: false },
      { channel: 'portal', reason: 'copy-in-portal', isCopy: true },
    ],
  },
  {
    holds: isReachedByEFormidling,
    channels: [{ channel: 'eformidling', reason: 'organisation-number', isCopy: false }],
  },
  {
    holds: ({ hasPortalUsers }) => hasPortalUsers,
    channels: [{ channel: 'portal', reason: 'organisation-in-portal', isCopy: false }],
  },
  {
    holds: () => true,
    channels: [{ channel: 'print', reason: 'no-digital-way', isCopy: false }],
  },
];

export function channelsFor(facts: DispatchFacts): readonly ChosenChannel[] {
  return channelTable.find(({ holds }) => holds(facts))?.channels ?? [];
}

function isReachedByEFormidling({ hasEFormidling, organisationNumber }: DispatchFacts): boolean {
  return hasEFormidling && organisationNumber !== null;
}

/** A channel that is down over a night is waited for; after about a day a person has to act. */
export const standardRetries: RetryPolicy = {
  firstDelayMs: 30_000,
  longestDelayMs: 4 * 3_600_000,
  attempts: 14,
};

/**
 * How long to wait after a failed try, or null when it was the last. Twice as long each time up to
 * the longest; half of it is left to chance, so that letters that failed together do not all come
 * back together.
 *
 * @param tries how many there have been.
 * @param chance from 0 up to 1.
 */
export function retryDelayMs(tries: number, chance: number, policy: RetryPolicy): number | null {
  if (tries >= policy.attempts) return null;
  const whole = Math.min(policy.firstDelayMs * 2 ** (tries - 1), policy.longestDelayMs);
  return Math.round(whole / 2 + (whole / 2) * chance);
}
