import type { Tx } from '#platform';
import { canonicalData, firstHash, type LoggedEvent, sealOf } from '../event.chain.js';

/** Stands for the service itself where an event of a case has the case: no case has this id. */
export const serviceChain = '00000000-0000-0000-0000-000000000000';

export interface ServiceEvent {
  type: string;
  outcome: LoggedEvent['outcome'];
  actorId: string | null;
  actorRole: string | null;
  /** Facts and references. Never free text, never an identity number. */
  data: Readonly<Record<string, unknown>>;
}

/** What was read or taken out across cases, in the chain of the service (ISO 8601 UTC, as cases'). */
export async function noteInService(tx: Tx, told: ServiceEvent, now: Date): Promise<number> {
  const { rows } = await tx.query<{ seq: number; hash: Buffer }>(
    'SELECT seq, hash FROM service_log FOR UPDATE',
  );
  const last = rows[0] ?? { seq: 0, hash: firstHash };
  const seq = last.seq + 1;
  const before = await tx.query<{ at: Date }>('SELECT at FROM service_event WHERE seq = $1', [
    last.seq,
  ]);
  const lastAt = before.rows[0]?.at;
  // Two servers' clocks may differ by a little; a chain never runs backwards.
  const at = lastAt && lastAt > now ? lastAt : now;
  const hash = sealOf(loggedServiceEvent({ ...told, seq, at }), last.hash);
  await tx.query(
    `WITH sealed AS (UPDATE service_log SET seq = $1, hash = $8)
     INSERT INTO service_event (seq, at, type, outcome, actor_id, actor_role, data, previous_hash,
                                hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $9, $8)`,
    [
      seq,
      at,
      told.type,
      told.outcome,
      told.actorId,
      told.actorRole,
      canonicalData(told.data),
      hash,
      last.hash,
    ],
  );
  return seq;
}

/** An event of the service in the form of a case's, with what it has not left empty. */
export function loggedServiceEvent(event: ServiceEvent & { seq: number; at: Date }): LoggedEvent {
  return {
    ...event,
    caseId: serviceChain,
    track: null,
    registryId: null,
    fromState: null,
    toState: null,
    caseVersion: 0,
  };
}
