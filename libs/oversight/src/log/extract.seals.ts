import { headsOf, type LogSeal, SealTree } from '#audit';
import type { Database } from '#platform';
import type { ExtractScope } from './extract.lines.js';

const SEALS = 200;

/** The seals are read after the events: none that was made meanwhile. */
type SealScope = ExtractScope & { upTo: number };

type StampedSeal = LogSeal & { token: Buffer | null };

/** The seals that hold a head of the scope, each with its time stamp and the ways of those heads to it. */
export async function* sealLines(
  db: Database,
  scope: SealScope,
  onSeal: () => void,
): AsyncGenerator<string> {
  const wanted = scope.caseIds && new Set<string>(scope.caseIds);
  const isWanted = (chainId: string) => wanted === null || wanted.has(chainId);
  for await (const seal of sealsOver(db, scope)) {
    const heads = await headsOf(db, seal.number);
    const tree = new SealTree(heads);
    const proofs = heads.flatMap(({ chainId, seq, hash }, place) =>
      isWanted(chainId)
        ? [
            JSON.stringify({
              seal: seal.number,
              chain: chainId,
              seq,
              hash: hash.toString('hex'),
              proof: tree
                .proofOf(place)
                .map((step) => `${step.side === 'left' ? 'L' : 'R'}${step.hash.toString('hex')}`),
            }),
          ]
        : [],
    );
    onSeal();
    yield `${[lineOf(seal), ...proofs].join('\n')}\n`;
  }
}

/** The number of the newest seal; 0 where there is none. */
export async function newestSeal(db: Database): Promise<number> {
  const { rows } = await db.pool.query<{ number: number }>(
    'SELECT coalesce(max(number), 0)::integer AS number FROM log_seal',
  );
  return rows[0]?.number ?? 0;
}

function lineOf({ number, at, headCount, root, previousHash, hash, token }: StampedSeal): string {
  return JSON.stringify({
    number,
    at: at.toISOString(),
    headCount,
    root: root.toString('hex'),
    previousHash: previousHash.toString('hex'),
    hash: hash.toString('hex'),
    timeStamp: token?.toString('base64') ?? null,
  });
}

/** A chain's heads are sealed after its events, so a period's seals begin with it and have no end. */
async function* sealsOver(
  db: Database,
  { caseIds, from, upTo }: SealScope,
): AsyncGenerator<StampedSeal> {
  for (let after = 0; ;) {
    const { rows } = await db.pool.query<StampedSeal>(
      `SELECT s.number::integer, s.at, s.head_count AS "headCount", s.root,
              s.previous_hash AS "previousHash", s.hash, t.token
         FROM log_seal s LEFT JOIN log_time_stamp t ON t.seal_number = s.number
        WHERE s.number > $1 AND s.number <= $5 AND ($3::timestamptz IS NULL OR s.at >= $3)
          AND ($2::uuid[] IS NULL OR s.number IN (
                SELECT h.seal_number FROM log_seal_head h WHERE h.chain_id = ANY ($2)))
        ORDER BY s.number LIMIT $4`,
      [after, caseIds, from, SEALS, upTo],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.number;
  }
}
