import type { Database } from '#platform';
import { contentSeal, firstHash, type LoggedEvent, sealOf } from './event.chain.js';
import { sealFaults } from './seals/seal.verifier.js';
import { loggedServiceEvent, serviceChain, type ServiceEvent } from './service/service.log.js';

export interface Fault {
  /** The case, or the chain of the service. */
  caseId: string;
  seq: number;
  fault:
    | 'changed'
    | 'missing'
    | 'chain-broken'
    | 'tail-differs-from-case'
    | 'text-changed'
    | 'draft-changed'
    | 'not-as-sealed'
    | 'seal-broken';
}

export interface Verification {
  cases: number;
  /** Those of the cases. */
  events: number;
  seals: number;
  faults: Fault[];
}

type StoredEvent = LoggedEvent & { previousHash: Buffer; hash: Buffer };

const PAGE = 5_000;

/**
 * Walks the whole log, case by case in order of sequence, and names every event whose seal does not
 * hold, every gap, every case whose last event is not the one the case remembers, and every event
 * whose text or draft is no longer what it was. A text that has been redacted is no fault. Reads in
 * pages: the memory used does not grow with the log.
 */
export async function verifyLog(db: Database): Promise<Verification> {
  const result: Verification = { cases: 0, events: 0, seals: 0, faults: [] };
  let previous: StoredEvent | undefined;
  for await (const event of eventsInOrder(db)) {
    const isFirst = previous?.caseId !== event.caseId;
    if (isFirst) result.cases++;
    result.events++;
    result.faults.push(...faultsOf(event, isFirst ? undefined : previous));
    previous = event;
  }
  const seals = await sealFaults(db);
  result.seals = seals.count;
  result.faults.push(
    ...(await serviceFaults(db)),
    ...seals.faults,
    ...(await tailFaults(db)),
    ...(await textFaults(db)),
    ...(await draftFaults(db)),
  );
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

/** The chain of the service, in the same way as a case's. */
async function serviceFaults(db: Database): Promise<Fault[]> {
  const faults: Fault[] = [];
  let previous: StoredEvent | undefined;
  for (;;) {
    const { rows } = await db.pool.query<
      ServiceEvent & { seq: number; at: Date; previousHash: Buffer; hash: Buffer }
    >(
      `SELECT seq, at, type, outcome, actor_id AS "actorId", actor_role AS "actorRole", data,
              previous_hash AS "previousHash", hash
         FROM service_event WHERE seq > $1 ORDER BY seq LIMIT ${PAGE}`,
      [previous?.seq ?? 0],
    );
    for (const { previousHash, hash, ...row } of rows) {
      const event = { ...loggedServiceEvent(row), previousHash, hash };
      faults.push(...faultsOf(event, previous));
      previous = event;
    }
    if (rows.length < PAGE) break;
  }
  const head = await db.pool.query<{ seq: number; hash: Buffer }>(
    'SELECT seq, hash FROM service_log',
  );
  const { seq = 0, hash = firstHash } = head.rows[0] ?? {};
  const isWhole = seq === (previous?.seq ?? 0) && hash.equals(previous?.hash ?? firstHash);
  if (!isWhole) faults.push({ caseId: serviceChain, seq, fault: 'tail-differs-from-case' });
  return faults;
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

/** The texts an event wrote are those that stand there; the database hashes them where they lie. */
async function textFaults(db: Database): Promise<Fault[]> {
  const { rows } = await db.pool.query<{ caseId: string; seq: number }>(
    `SELECT DISTINCT e.case_id AS "caseId", e.seq
       FROM case_event e
      CROSS JOIN LATERAL jsonb_each_text(e.data -> 'texts') AS sealed (id, hash)
       JOIN case_text t ON t.id = sealed.id::uuid
      WHERE encode(sha256(convert_to(t.salt::text || t.body, 'UTF8')), 'hex') <> sealed.hash
      ORDER BY 1, 2`,
  );
  return rows.map((row) => ({ ...row, fault: 'text-changed' }));
}

/** An application is what its last edit left. */
async function draftFaults(db: Database): Promise<Fault[]> {
  const faults: Fault[] = [];
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await db.pool.query<DraftRow>(
      `SELECT a.case_id AS "caseId", a.content, last.seq, last.hash
         FROM application a
         JOIN LATERAL (SELECT e.seq, e.data ->> 'draft' AS hash FROM case_event e
                        WHERE e.case_id = a.case_id AND e.data ? 'draft'
                        ORDER BY e.seq DESC LIMIT 1) last ON true
        WHERE a.case_id > $1
        ORDER BY a.case_id LIMIT ${PAGE / 10}`,
      [after],
    );
    for (const { caseId, seq, content, hash } of rows) {
      if (contentSeal(content) !== hash) faults.push({ caseId, seq, fault: 'draft-changed' });
    }
    const last = rows.at(-1);
    if (!last) return faults;
    after = last.caseId;
  }
}

interface DraftRow {
  caseId: string;
  seq: number;
  content: object;
  hash: string;
}
