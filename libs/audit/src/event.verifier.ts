import type { Database } from '#platform';
import { firstHash, type LoggedEvent, sealOf } from './event.chain.js';

export interface Fault {
  caseId: string;
  seq: number;
  fault: 'changed' | 'missing' | 'chain-broken' | 'tail-differs-from-case';
}

export interface Verification {
  cases: number;
  events: number;
  faults: Fault[];
}

type StoredEvent = LoggedEvent & { previousHash: Buffer; hash: Buffer };

const PAGE = 5_000;

/**
 * Walks the whole log, case by case in order of sequence, and names every event whose seal does not
 * hold, every gap, and every case whose last event is not the one the case remembers. Reads in
 * pages: the memory used does not grow with the log.
 */
export async function verifyLog(db: Database): Promise<Verification> {
  const result: Verification = { cases: 0, events: 0, faults: [] };
  let previous: StoredEvent | undefined;
  for await (const event of eventsInOrder(db)) {
    const isFirst = previous?.caseId !== event.caseId;
    if (isFirst) result.cases++;
    result.events++;
    result.faults.push(...faultsOf(event, isFirst ? undefined : previous));
    previous = event;
  }
  result.faults.push(...(await tailFaults(db)));
  return result;
}

export function faultsOf(event: StoredEvent, previous: StoredEvent | undefined): Fault[] {
  const { caseId, seq } = event;
  const faults: Fault[] = [];
  if (seq !== (previous?.seq ?? 0) + 1) faults.push({ caseId, seq: seq - 1, fault: 'missing' });
  if (!event.previousHash.equals(previous?.hash ?? firstHash)) {
    faults.push({ caseId, seq, fault: 'chain-broken' });
  }
  if (!sealOf(event, event.previousHash).equals(event.hash)) {
    faults.push({ caseId, seq, fault: 'changed' });
  }
  return faults;
}

async function* eventsInOrder(db: Database): AsyncGenerator<StoredEvent> {
  let after: [string, number] = ['00000000-0000-0000-0000-000000000000', 0];
  for (;;) {
    const { rows } = await db.pool.query<StoredEvent>(
      `SELECT case_id AS "caseId", seq, at, type, outcome, track, registry_id AS "registryId",
              from_state AS "fromState", to_state AS "toState", actor_id AS "actorId",
              actor_role AS "actorRole", case_version AS "caseVersion", data,
              previous_hash AS "previousHash", hash
         FROM case_event WHERE (case_id, seq) > ($1, $2)
        ORDER BY case_id, seq LIMIT ${PAGE}`,
      after,
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = [last.caseId, last.seq];
  }
}

/** Cutting off the end of a chain leaves a good chain; the case row remembers where it ended. */
async function tailFaults(db: Database): Promise<Fault[]> {
  const { rows } = await db.pool.query<{ caseId: string; seq: number }>(
    `SELECT c.id AS "caseId", c.log_seq AS seq
       FROM access_case c
       LEFT JOIN case_event last ON last.case_id = c.id AND last.seq = c.log_seq
       LEFT JOIN case_event beyond ON beyond.case_id = c.id AND beyond.seq = c.log_seq + 1
      WHERE last.hash IS DISTINCT FROM c.log_hash OR beyond.seq IS NOT NULL
      ORDER BY c.id`,
  );
  return rows.map(({ caseId, seq }) => ({ caseId, seq, fault: 'tail-differs-from-case' }));
}
