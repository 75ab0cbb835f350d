import type { Database } from '#platform';
import { firstHash } from './event.chain.js';
import { type Fault, type Link, linkFaults } from './event.link.js';
import { checkedLinks } from './event.ranges.js';

/** What the chain of one case says of itself, computed anew from its events. */
export interface CaseChain {
  events: number;
  faults: Fault[];
  /** The hash of the last event. */
  head: string;
  /** The newest seal over the whole service that holds an event of this case; null: none yet. */
  seal: {
    number: number;
    sealedAt: Date;
    /** By the time stamp authority; null: not yet, or none is set up. */
    stampedAt: Date | null;
    /** The event that it holds the hash of. */
    seq: number;
  } | null;
}

/** Walks the log of one case and computes every seal of it again. */
export async function caseChain(db: Database, caseId: string): Promise<CaseChain> {
  const faults: Fault[] = [];
  let previous: Link | undefined;
  const sealed = await sealedHeads(db, caseId);
  const whole = await endOf(db, caseId);
  for await (const page of checkedLinks(db, { from: caseId, to: caseId })) {
    // What is added while it is read is not looked at.
    for (const link of page.filter(({ seq }) => seq <= whole.seq)) {
      faults.push(...linkFaults(link, previous, link.isAsSealed));
      const stays = sealed.get(link.seq)?.hash.toString('hex') ?? link.hash;
      if (stays !== link.hash) faults.push({ caseId, seq: link.seq, fault: 'not-as-sealed' });
      previous = link;
    }
  }
  const head = previous?.hash ?? firstHash.toString('hex');
  if (previous?.seq !== whole.seq || head !== whole.hash.toString('hex')) {
    faults.push({ caseId, seq: whole.seq, fault: 'tail-differs-from-case' });
  }
  const newest = [...sealed.values()].at(-1);
  return {
    events: previous?.seq ?? 0,
    faults,
    head,
    seal: newest
      ? {
          number: newest.number,
          sealedAt: newest.sealedAt,
          stampedAt: newest.stampedAt,
          seq: newest.seq,
        }
      : null,
  };
}

interface SealedHead {
  seq: number;
  hash: Buffer;
  number: number;
  sealedAt: Date;
  stampedAt: Date | null;
}

async function sealedHeads(db: Database, caseId: string): Promise<Map<number, SealedHead>> {
  const { rows } = await db.pool.query<SealedHead>(
    `SELECT h.seq, h.hash, s.number::integer, s.at AS "sealedAt", t.stamped_at AS "stampedAt"
       FROM log_seal_head h
       JOIN log_seal s ON s.number = h.seal_number
       LEFT JOIN log_time_stamp t ON t.seal_number = s.number
      WHERE h.chain_id = $1 ORDER BY h.seq`,
    [caseId],
  );
  return new Map(rows.map((row) => [row.seq, row]));
}

/** Where the case itself says that its log ends. */
async function endOf(db: Database, caseId: string): Promise<{ seq: number; hash: Buffer }> {
  const { rows } = await db.pool.query<{ seq: number; hash: Buffer }>(
    'SELECT log_seq AS seq, log_hash AS hash FROM access_case WHERE id = $1',
    [caseId],
  );
  return rows[0] ?? { seq: 0, hash: firstHash };
}
