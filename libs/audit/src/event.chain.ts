import { createHash } from 'node:crypto';

/**
 * The event log of a case: what happened, in order, each event sealed with the hash of the one
 * before it. Changing, removing or adding an event breaks every seal after it.
 */
export interface LoggedEvent {
  caseId: string;
  /** 1, 2, 3 … within the case, without a gap. */
  seq: number;
  at: Date;
  type: string;
  /** Refused attempts and readings of documents are logged as well as what was done. */
  outcome: 'accepted' | 'refused' | 'read';
  track: string | null;
  registryId: string | null;
  fromState: string | null;
  toState: string | null;
  actorId: string | null;
  actorRole: string | null;
  caseVersion: number;
  /** Facts and references. Never free text, never an identity number. */
  data: Readonly<Record<string, unknown>>;
}

export const firstHash = Buffer.alloc(32);

/** SHA-256 over the previous event's hash and the canonical form of this one. */
export function sealOf(event: LoggedEvent, previousHash: Buffer): Buffer {
  return createHash('sha256').update(previousHash).update(canonical(event)).digest();
}

/** The same bytes for the same event, whatever order its keys were written or stored in. */
export function canonical(event: LoggedEvent): string {
  return JSON.stringify([
    event.caseId,
    event.seq,
    event.at.toISOString(),
    event.type,
    event.outcome,
    event.track,
    event.registryId,
    event.fromState,
    event.toState,
    event.actorId,
    event.actorRole,
    event.caseVersion,
    ordered(event.data),
  ]);
}

/** The hash by which an event proves a text that stands outside the log. */
export function textSeal({ salt, body }: { salt: string; body: string }): string {
  return createHash('sha256').update(salt).update(body).digest('hex');
}

/** The hash by which an event proves structured content, whatever order its keys are stored in. */
export function contentSeal(content: object): string {
  return createHash('sha256')
    .update(JSON.stringify(ordered(content)))
    .digest('hex');
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, ordered(entry)]),
  );
}
