import { loggedServiceEvent, type LoggedEvent, type ServiceEvent } from '#audit';
import type { Database } from '#platform';
import type { ExtractedChain, ExtractScope } from './extract.lines.js';

type ChainedEvent = LoggedEvent & { previousHash: Buffer; hash: Buffer };

/** How many cases, and how many events of the service, are in memory at a time. */
const CASES = 200;
const EVENTS = 5_000;

/**
 * The chains of cases in order of their ids, each with its events up to the end that the case itself
 * remembers. A page is one statement: no event is added while it is read.
 */
export async function* chainsOfCases(
  db: Database,
  { caseIds, from, before }: ExtractScope,
): AsyncGenerator<ExtractedChain[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await db.pool.query<StoredEvent>(PAGE, [after, caseIds, from, before, CASES]);
    if (rows.length === 0) return;
    yield chainsIn(rows);
    after = rows.at(-1)?.caseId ?? after;
  }
}

/** The chain of the service; whole in memory only a page at a time, so it comes in pieces. */
export async function* serviceEvents(
  db: Database,
  { from, before }: ExtractScope,
): AsyncGenerator<ChainedEvent[]> {
  for (let after = 0; ;) {
    const { rows } = await db.pool.query<
      ServiceEvent & { seq: number; at: Date; previousHash: Buffer; hash: Buffer }
    >(
      `SELECT seq, at, type, outcome, actor_id AS "actorId", actor_role AS "actorRole", data,
              previous_hash AS "previousHash", hash
         FROM service_event
        WHERE seq > $1 AND ($2::timestamptz IS NULL OR at >= $2)
          AND ($3::timestamptz IS NULL OR at < $3)
        ORDER BY seq LIMIT $4`,
      [after, from, before, EVENTS],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ previousHash, hash, ...row }) => ({
      ...loggedServiceEvent(row),
      previousHash,
      hash,
    }));
    after = last.seq;
  }
}

/** How many cases have something in the scope, for the progress of an export. */
export async function countCases(
  db: Database,
  { caseIds, from, before }: ExtractScope,
): Promise<number> {
  const isOfTime = from !== null || before !== null;
  const { rows } = await db.pool.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM access_case
      WHERE ($1::uuid[] IS NULL OR id = ANY ($1)) ${isOfTime ? HAS_EVENTS : ''}`,
    isOfTime ? [caseIds, from, before] : [caseIds],
  );
  return rows[0]?.count ?? 0;
}

const HAS_EVENTS = `
  AND id IN (SELECT case_id FROM case_event
              WHERE ($2::timestamptz IS NULL OR at >= $2) AND ($3::timestamptz IS NULL OR at < $3))`;

type StoredEvent = Omit<ChainedEvent, 'seq'> & {
  seq: number | null;
  reference: string;
  kind: string;
};

function chainsIn(rows: readonly StoredEvent[]): ExtractedChain[] {
  const chains = new Map<string, { reference: string; kind: string; events: ChainedEvent[] }>();
  for (const { reference, kind, ...event } of rows) {
    const chain = chains.get(event.caseId) ?? { reference, kind, events: [] };
    chains.set(event.caseId, chain);
    if (event.seq !== null) chain.events.push({ ...event, seq: event.seq });
  }
  return [...chains].map(([chainId, chain]) => ({ chainId, ...chain }));
}

const PAGE = `
  WITH page AS (
    SELECT id, reference, kind, log_seq FROM access_case
     WHERE id > $1 AND ($2::uuid[] IS NULL OR id = ANY ($2))
     ORDER BY id LIMIT $5)
  SELECT page.id AS "caseId", page.reference, page.kind, e.seq, e.at, e.type, e.outcome, e.track,
         e.registry_id AS "registryId", e.from_state AS "fromState", e.to_state AS "toState",
         e.actor_id AS "actorId", e.actor_role AS "actorRole", e.case_version AS "caseVersion",
         e.data, e.previous_hash AS "previousHash", e.hash
    FROM page
    LEFT JOIN case_event e ON e.case_id = page.id AND e.seq <= page.log_seq
     AND ($3::timestamptz IS NULL OR e.at >= $3) AND ($4::timestamptz IS NULL OR e.at < $4)
   ORDER BY page.id, e.seq`;
