import { hash } from 'node:crypto';
import type { Database } from '#platform';
import { canonicalData, type LoggedEvent, sealedText } from './event.chain.js';
import { type Fault, type Link, linkFaults } from './event.link.js';

/** The chains of the cases whose ids lie between two, both included. */
export interface ChainRange {
  from: string;
  to: string;
}

export interface RangeVerification {
  cases: number;
  events: number;
  faults: Fault[];
}

/** An event as the database writes it: nothing of it is read before its seal has been. */
type WrittenEvent = Omit<LoggedEvent, 'at' | 'data'> & Link & { at: string; data: string };

/** So that two pages are a few megabytes. */
const PAGE = 1_000;

/**
 * The ids there can be, in as many parts of one size: a case's chain lies in one of them, so that
 * they can be verified beside each other.
 */
export function chainRanges(count: number): ChainRange[] {
  const border = (index: number) => Math.floor((index * 2 ** 32) / count);
  return Array.from({ length: count }, (_, index) => ({
    from: idFrom(border(index), '0'),
    to: idFrom(border(index + 1) - 1, 'f'),
  }));
}

function idFrom(prefix: number, filler: string): string {
  const digits = prefix.toString(16).padStart(8, '0') + filler.repeat(24);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * Walks the chains of a range, case by case in order of sequence. Reads in pages, the next one
 * while this one is looked at: the memory used does not grow with the log.
 */
export async function verifyRange(db: Database, range: ChainRange): Promise<RangeVerification> {
  const found: RangeVerification = { cases: 0, events: 0, faults: [] };
  let previous: Link | undefined;
  for await (const page of eventsOf(db, range)) {
    for (const event of page) {
      const isFirst = previous?.caseId !== event.caseId;
      if (isFirst) found.cases += 1;
      found.faults.push(...linkFaults(event, isFirst ? undefined : previous, isAsSealed(event)));
      previous = event;
    }
    found.events += page.length;
  }
  return found;
}

/**
 * Whether the hash of an event is the one that its words give. Events from before facts were stored as they are
 * sealed have their keys in another order.
 */
export function isAsSealed(event: WrittenEvent): boolean {
  return (
    sealWith(event, event.data) || sealWith(event, canonicalData(JSON.parse(event.data) as object))
  );
}

function sealWith(event: WrittenEvent, data: string): boolean {
  const previous = Buffer.from(event.previousHash, 'hex');
  const sealed = Buffer.concat([previous, Buffer.from(sealedText(event, data))]);
  return hash('sha256', sealed, 'hex') === event.hash;
}

/** The events of a range in the order of their chains, a page at a time. */
export async function* eventsOf(
  db: Database,
  { from, to }: ChainRange,
): AsyncGenerator<WrittenEvent[]> {
  const pageAfter = async (caseId: string, seq: number) => {
    const { rows } = await db.pool.query<WrittenEvent>({
      name: 'events-of-range',
      text: EVENTS,
      values: [caseId, seq, to, PAGE],
    });
    return rows;
  };
  let coming: Promise<WrittenEvent[]> | null = pageAfter(from, 0);
  while (coming) {
    const page: WrittenEvent[] = await coming;
    const last = page.length === PAGE ? page.at(-1) : undefined;
    coming = last ? pageAfter(last.caseId, last.seq) : null;
    yield page;
  }
}

const EVENTS = `
  SELECT case_id AS "caseId", seq,
         to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, type, outcome,
         track, registry_id AS "registryId", from_state AS "fromState", to_state AS "toState",
         actor_id AS "actorId", actor_role AS "actorRole", case_version AS "caseVersion",
         data::text AS data, encode(previous_hash, 'hex') AS "previousHash",
         encode(hash, 'hex') AS hash
    FROM case_event
   WHERE (case_id, seq) > ($1, $2) AND case_id <= $3
   ORDER BY case_id, seq LIMIT $4`;
