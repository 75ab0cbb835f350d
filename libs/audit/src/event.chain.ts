import { createHash, hash } from 'node:crypto';

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
  const sealed = Buffer.concat([previousHash, Buffer.from(canonical(event))]);
  return hash('sha256', sealed, 'buffer');
}

/** The same text for the same event, whatever order its keys were written in. */
export function canonical(event: LoggedEvent): string {
  const told = [
    event.caseId,
    event.seq,
    event.at,
    event.type,
    event.outcome,
    event.track,
    event.registryId,
    event.fromState,
    event.toState,
    event.actorId,
    event.actorRole,
    event.caseVersion,
  ];
  return `${JSON.stringify(told).slice(0, -1)},${canonicalData(event.data)}]`;
}

/** The facts of an event as they are stored and sealed: its keys in order, no space between them. */
export function canonicalData(data: object): string {
  return JSON.stringify(ordered(data));
}

/** The hash by which an event proves a text that stands outside the log. */
export function textSeal({ salt, body }: { salt: string; body: string }): string {
  return createHash('sha256').update(salt).update(body).digest('hex');
}

/** The hash by which an event proves structured content, whatever order its keys are stored in. */
export function contentSeal(content: object): string {
  return createHash('sha256').update(canonicalData(content)).digest('hex');
}

function ordered(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(ordered);
  const entries = value as Record<string, unknown>;
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(entries).sort()) {
    const entry = ordered(entries[key]);
    if (entry === undefined) continue;
    // Assigned, a key of this name would be lost, and what was added to an event by it unseen.
    if (key === '__proto__') Object.defineProperty(sorted, key, { value: entry, enumerable: true });
    else sorted[key] = entry;
  }
  return sorted;
}
