import type { Clock, Database, Schedule, Tx } from '#platform';
import { firstHash } from '../event.chain.js';
import { serviceChain } from '../service/service.log.js';
import { hashOfSeal, type LogSeal } from './seal.chain.js';
import { type ChainHead, SealTree } from './seal.tree.js';
import { type TimeStampAuthority, TimeStampUnavailable } from './time.stamp.js';

/** How many heads one seal holds at most: what has waited for longer makes several seals. */
const HEADS = 20_000;

/** What is logged with an earlier time than the last seal's has not come later than this. */
const OVERLAP_MINUTES = 60;

/** How many seals one turn has stamped: an authority that was away is not stormed. */
const STAMPS = 50;

interface SealParts {
  db: Database;
  clock: Clock;
  authority: TimeStampAuthority;
}

/**
 * Every five minutes the chains that have grown are sealed together, and each seal is shown to the
 * time stamp authority; where that fails, again the next time. No command waits for either. Every six
 * hours all chains are compared with what was sealed, so that none is left out for ever.
 */
export function sealSchedules({ db, clock, authority }: SealParts): Schedule[] {
  return [
    {
      name: 'seal the log',
      everyMs: 5 * 60_000,
      run: async () => sealGrown(db, await clock.now()),
    },
    {
      name: 'compare every chain with the seals',
      everyMs: 6 * 60 * 60_000,
      run: async () => {
        const now = await clock.now();
        while ((await sealHeads(db, now)) === HEADS);
      },
    },
    {
      name: 'stamp the seals of the log',
      everyMs: 60_000,
      run: async () => void (await stampSeals({ db, clock, authority })),
    },
  ];
}

/** Seals the chains with events since about the last seal: what it costs follows those, not the log. */
export async function sealGrown(db: Database, now: Date): Promise<void> {
  const { rows } = await db.pool.query<{ since: Date }>(
    `SELECT at - make_interval(mins => $1) AS since FROM log_seal ORDER BY number DESC LIMIT 1`,
    [OVERLAP_MINUTES],
  );
  const since = rows[0]?.since;
  while ((await sealHeads(db, now, { since })) === HEADS);
}

/**
 * Seals the heads of the chains that have grown since they were last sealed, at most so many: of all
 * chains, or of those with an event since. One at a time: the caller sees to that, and the number of
 * a seal is given once.
 *
 * @returns how many heads there were.
 */
export async function sealHeads(
  db: Database,
  now: Date,
  { limit = HEADS, since }: { limit?: number | undefined; since?: Date | undefined } = {},
): Promise<number> {
  return db.transaction(async (tx) => {
    const { rows: heads } = since
      ? await tx.query<ChainHead>(GROWN_SINCE, [serviceChain, limit, since])
      : await tx.query<ChainHead>(GROWN, [serviceChain, limit]);
    if (heads.length === 0) return 0;
    const { rows } = await tx.query<{ number: string; at: Date; hash: Buffer }>(
      'SELECT number, at, hash FROM log_seal ORDER BY number DESC LIMIT 1',
    );
    const last = rows[0] ?? { number: 0, at: now, hash: firstHash };
    const seal = {
      number: Number(last.number) + 1,
      // Two servers' clocks may differ by a little; seals never run backwards.
      at: last.at > now ? last.at : now,
      headCount: heads.length,
      root: new SealTree(heads).root,
      previousHash: last.hash,
    };
    await insertSeal(tx, { ...seal, hash: hashOfSeal(seal) }, heads);
    return heads.length;
  });
}

/**
 * Has the seals stamped that are not yet, oldest first, and stops where the authority fails.
 *
 * @returns how many were stamped.
 */
export async function stampSeals({ db, clock, authority }: SealParts): Promise<number> {
  const { rows } = await db.pool.query<{ number: string; hash: Buffer }>(
    `SELECT number, hash FROM log_seal
      WHERE number > (SELECT coalesce(max(seal_number), 0) FROM log_time_stamp)
      ORDER BY number LIMIT $1`,
    [STAMPS],
  );
  let stamped = 0;
  for (const { number, hash } of rows) {
    const stamp = await authority.stamp(hash).catch(refuseAllBut(TimeStampUnavailable));
    if (!stamp) return stamped;
    await db.pool.query(
      `INSERT INTO log_time_stamp (seal_number, stamped_at, token, created_at)
       VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [number, stamp.stampedAt, stamp.token, await clock.now()],
    );
    stamped += 1;
  }
  return stamped;
}

function refuseAllBut(expected: typeof TimeStampUnavailable) {
  return (error: unknown): null => {
    if (error instanceof expected) return null;
    throw error;
  };
}

async function insertSeal(tx: Tx, seal: LogSeal, heads: readonly ChainHead[]): Promise<void> {
  await tx.query(
    `INSERT INTO log_seal (number, at, head_count, root, previous_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [seal.number, seal.at, seal.headCount, seal.root, seal.previousHash, seal.hash],
  );
  await tx.query(
    `INSERT INTO log_seal_head (seal_number, place, chain_id, seq, hash)
     SELECT $1, place - 1, chain_id, seq, hash
       FROM unnest($2::uuid[], $3::integer[], $4::bytea[])
            WITH ORDINALITY AS head (chain_id, seq, hash, place)`,
    [
      seal.number,
      heads.map(({ chainId }) => chainId),
      heads.map(({ seq }) => seq),
      heads.map(({ hash }) => hash),
    ],
  );
}

/** What stands there is compared with what was sealed: no mark can be lost and no command pays. */
const grownOf = (cases: string) => `
  SELECT c.id AS "chainId", c.log_seq AS seq, c.log_hash AS hash FROM ${cases}
   WHERE NOT EXISTS (SELECT 1 FROM log_seal_head h WHERE h.chain_id = c.id AND h.seq = c.log_seq)
  UNION ALL
  SELECT $1::uuid, s.seq, s.hash FROM service_log s
   WHERE s.seq > 0
     AND NOT EXISTS (SELECT 1 FROM log_seal_head h WHERE h.chain_id = $1::uuid AND h.seq = s.seq)
   LIMIT $2`;

const GROWN = grownOf('access_case c');
const GROWN_SINCE = grownOf(`
  (SELECT DISTINCT case_id FROM case_event WHERE at >= $3) touched
  JOIN access_case c ON c.id = touched.case_id`);
