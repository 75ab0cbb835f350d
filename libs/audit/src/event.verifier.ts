import type { Database } from '#platform';
import { contentSeal, firstHash, sealOf } from './event.chain.js';
import { type Fault, type Link, linkFaults } from './event.link.js';
import { type RangeVerification, chainRanges, verifyRange } from './event.ranges.js';
import { sealFaults } from './seals/seal.verifier.js';
import { loggedServiceEvent, serviceChain, type ServiceEvent } from './service/service.log.js';

export interface Verification {
  cases: number;
  /** Those of the cases. */
  events: number;
  seals: number;
  faults: Fault[];
}

const PAGE = 5_000;

/**
 * Verifies the whole log: names every event whose seal does not hold, every gap, every case whose
 * last event is not the one the case remembers, and every event whose text or draft is no longer what
 * it was. A text that has been redacted is no fault.
 *
 * @param verifyChains walks the chains of the cases; left out: here, one after another.
 */
export async function verifyLog(
  db: Database,
  verifyChains: () => Promise<RangeVerification> = () => walked(db),
): Promise<Verification> {
  const chains = await verifyChains();
  const seals = await sealFaults(db);
  return {
    ...chains,
    seals: seals.count,
    faults: [
      ...chains.faults,
      ...(await serviceFaults(db)),
      ...seals.faults,
      ...(await tailFaults(db)),
      ...(await textFaults(db)),
      ...(await draftFaults(db)),
    ],
  };
}

async function walked(db: Database): Promise<RangeVerification> {
  const [whole] = chainRanges(1);
  return whole ? verifyRange(db, whole) : { cases: 0, events: 0, faults: [] };
}

/** The chain of the service, in the same way as a case's. */
async function serviceFaults(db: Database): Promise<Fault[]> {
  const faults: Fault[] = [];
  let previous: Link | undefined;
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
      const event = loggedServiceEvent(row);
      const { caseId, seq } = event;
      const hashes = { previousHash: previousHash.toString('hex'), hash: hash.toString('hex') };
      const link = { caseId, seq, ...hashes };
      faults.push(...linkFaults(link, previous, sealOf(event, previousHash).equals(hash)));
      previous = link;
    }
    if (rows.length < PAGE) break;
  }
  const head = await db.pool.query<{ seq: number; hash: Buffer }>(
    'SELECT seq, hash FROM service_log',
  );
  const { seq = 0, hash = firstHash } = head.rows[0] ?? {};
  const isWhole =
    seq === (previous?.seq ?? 0) &&
    hash.toString('hex') === (previous?.hash ?? firstHash.toString('hex'));
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
      CROSS JOIN LATERAL json_each_text(e.data -> 'texts') AS sealed (id, hash)
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
                        WHERE e.case_id = a.case_id AND e.data ->> 'draft' IS NOT NULL
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
