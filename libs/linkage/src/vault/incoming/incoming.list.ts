import type { FieldProblem } from '#platform';
import type { Requester } from '../access/access.log.js';

/**
 * Where a list that arrives in parts has come to.
 *
 * `receiving`: parts arrive. `received`: all of it is here, and it waits for its turn. `reading` and
 * `numbering`: it is worked on; cut off there, it is taken up again from its beginning, and as a run
 * is one transaction the result is that of an unbroken run. `done`, `refused`, `given-up`: over.
 */
export const incomingStates = [
  'receiving',
  'received',
  'reading',
  'numbering',
  'done',
  'refused',
  'given-up',
] as const;

export type IncomingState = (typeof incomingStates)[number];

export interface ArrivingList {
  id: string;
  domainId: string;
  registryId: string;
  source: 'upload' | 'drop-folder';
  sentBy: Requester;
  state: IncomingState;
  sizeBytes: number;
  /** What its sender says the checksum is. */
  sha256: string | null;
  beganAt: Date;
  expiresAt: Date;
  receivedAt: Date | null;
  /** Set: it is not worked on until it is cleared. */
  heldAt: Date | null;
  attempts: number;
  readBytes: number;
  readRows: number;
  endedAt: Date | null;
  runId: string | null;
  refusal: { code: string; problems: readonly FieldProblem[] } | null;
  sealedName: Buffer | null;
}

export const listColumns = `id, domain_id AS "domainId", registry_id AS "registryId", source,
  json_build_object('kind', sent_by_kind, 'id', sent_by) AS "sentBy", state,
  size_bytes::float8 AS "sizeBytes", sha256, began_at AS "beganAt", expires_at AS "expiresAt",
  received_at AS "receivedAt", held_at AS "heldAt", attempts, read_bytes::float8 AS "readBytes",
  read_rows AS "readRows", ended_at AS "endedAt", run_id AS "runId", refusal,
  sealed_name AS "sealedName"`;

/** What the sender of a list is shown of it. */
export interface ListProgress {
  listId: string;
  state: IncomingState;
  held: boolean;
  sizeBytes: number;
  arrivedBytes: number;
  readBytes: number;
  readRows: number;
  beganAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
  runId: string | null;
  refusal: ArrivingList['refusal'];
}

export function progressOf(list: ArrivingList, arrivedBytes: number, now: Date): ListProgress {
  const { id, state, sizeBytes, readBytes, readRows, beganAt, expiresAt, endedAt } = list;
  // What has come of it stands here before it may be known (runs/answer.slots.ts).
  const isHidden = endedAt !== null && endedAt > now;
  return {
    listId: id,
    state: isHidden ? 'numbering' : state,
    held: list.heldAt !== null,
    sizeBytes,
    arrivedBytes,
    readBytes,
    readRows,
    beganAt,
    expiresAt,
    endedAt: isHidden ? null : endedAt,
    runId: isHidden ? null : list.runId,
    refusal: isHidden ? null : list.refusal,
  };
}
