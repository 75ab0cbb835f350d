import type { Recipient } from '../wording/letter.templates.js';

/** The ways out of the house, by the names that stand in the dispatch rows. */
export const channelNames = ['portal', 'eformidling', 'print'] as const;

export type ChannelName = (typeof channelNames)[number];

/** What the choice of a channel depends on: about one recipient on the day the letter leaves. */
export interface DispatchFacts {
  recipientKind: Recipient['kind'];
  /** Has said that they want paper (eForvaltningsforskriften section 9). */
  isReserved: boolean;
  /** There is an address that the alert can go to. */
  hasEmail: boolean;
  /** Nine digits; null where none is registered. */
  organisationNumber: string | null;
  /** Somebody at the recipient signs in here. */
  hasPortalUsers: boolean;
  /** An integration point is set up. */
  hasEFormidling: boolean;
}

/** A channel that a letter goes by, and why. */
export interface ChosenChannel {
  channel: ChannelName;
  reason: ChannelReason;
  /** A copy beside the sending that counts: whether it arrives changes no time limit. */
  isCopy: boolean;
}

export type ChannelReason =
  | 'portal-user'
  | 'reserved'
  | 'no-email'
  | 'organisation-number'
  | 'copy-in-portal'
  | 'organisation-in-portal'
  | 'no-digital-way'
  /** A person chose it when they sent the letter anew. */
  | 'chosen';

/** How long a channel is tried before a person has to act. */
export interface RetryPolicy {
  firstDelayMs: number;
  longestDelayMs: number;
  attempts: number;
}
