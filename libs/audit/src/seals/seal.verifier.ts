import type { Database } from '#platform';
import { firstHash } from '../event.chain.js';
import type { Fault } from '../event.link.js';
import { serviceChain } from '../service/service.log.js';
import { hashOfSeal, type LogSeal } from './seal.chain.js';
import { type ChainHead, SealTree } from './seal.tree.js';

const SEALS = 500;

/**
 * Whether the seals follow each other, hold the heads they say, and whether the log still has every
 * event that was once sealed: a chain that was rewritten as a whole shows here, and so does a case
 * that was removed.
 */
export async function sealFaults(db: Database): Promise<{ count: number; faults: Fault[] }> {
  const faults: Fault[] = [];
  let previous: LogSeal | undefined;
  let count = 0;
  for await (const seal of sealsInOrder(db)) {
    count += 1;
    if (!(await isWhole(db, seal, previous))) {
      faults.push({ caseId: serviceChain, seq: seal.number, fault: 'seal-broken' });
    }
    previous = seal;
  }
  return { count, faults: [...faults, ...(await headFaults(db))] };
}

async function isWhole(
  db: Database,
  seal: LogSeal,
  previous: LogSeal | undefined,
): Promise<boolean> {
  const heads = await headsOf(db, seal.number);
  return (
    seal.number === (previous?.number ?? 0) + 1 &&
    seal.previousHash.equals(previous?.hash ?? firstHash) &&
    hashOfSeal(seal).equals(seal.hash) &&
    heads.length === seal.headCount &&
    new SealTree(heads).root.equals(seal.root)
  );
}

/** The heads of one seal, in their order. */
export async function headsOf(db: Database, number: number): Promise<ChainHead[]> {
  const { rows } = await db.pool.query<ChainHead>(
    `SELECT chain_id AS "chainId", seq, hash FROM log_seal_head
      WHERE seal_number = $1 ORDER BY place`,
    [number],
  );
  return rows;
}

async function* sealsInOrder(db: Database): AsyncGenerator<LogSeal> {
  for (let after = 0; ;) {
    const { rows } = await db.pool.query<LogSeal>(
      `SELECT number::integer, at, head_count AS "headCount", root,
              previous_hash AS "previousHash", hash
         FROM log_seal WHERE number > $1 ORDER BY number LIMIT ${SEALS}`,
      [after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.number;
  }
}

async function headFaults(db: Database): Promise<Fault[]> {
  const { rows } = await db.pool.query<{ caseId: string; seq: number }>(
    `SELECT h.chain_id AS "caseId", h.seq
       FROM log_seal_head h
       LEFT JOIN case_event e ON e.case_id = h.chain_id AND e.seq = h.seq
       LEFT JOIN service_event s ON h.chain_id = $1::uuid AND s.seq = h.seq
      WHERE coalesce(e.hash, s.hash) IS DISTINCT FROM h.hash
      ORDER BY 1, 2`,
    [serviceChain],
  );
  return rows.map((row) => ({ ...row, fault: 'not-as-sealed' }));
}
