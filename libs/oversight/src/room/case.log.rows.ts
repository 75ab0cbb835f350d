import { type CaseChain, caseChain } from '#audit';
import { caseById, rolesInCase } from '#cases';
import type { Person } from '#parties';
import { type Database, Refused } from '#platform';

/** One event of the log as it is sealed, without its facts: those are in the log extract. */
export interface LogLine {
  seq: number;
  at: Date;
  type: string;
  outcome: 'accepted' | 'refused' | 'read';
  track: string | null;
  registryId: string | null;
  fromState: string | null;
  toState: string | null;
  actorRole: string | null;
  hash: string;
}

export interface CaseLog {
  reference: string;
  items: LogLine[];
  /** After which event the next page begins; null: this is the last. */
  next: number | null;
  chain: CaseChain;
}

const PAGE = 100;

/** Throws {@link Refused} `case-unknown` for a case that an auditor sees nothing of. */
export async function caseLog(
  db: Database,
  caseId: string,
  after: number,
  asAuditor: Person,
): Promise<CaseLog> {
  const accessCase = await caseById(db, caseId);
  if (!accessCase || rolesInCase(accessCase, asAuditor).length === 0) {
    throw new Refused({ code: 'case-unknown', kind: 'absent' });
  }
  const [chain, { rows }] = await Promise.all([
    caseChain(db, caseId),
    db.pool.query<LogLine>(
      `SELECT seq, at, type, outcome, track, registry_id AS "registryId",
              from_state AS "fromState", to_state AS "toState", actor_role AS "actorRole",
              encode(hash, 'hex') AS hash
         FROM case_event WHERE case_id = $1 AND seq > $2 ORDER BY seq LIMIT ${PAGE + 1}`,
      [caseId, after],
    ),
  ]);
  const items = rows.slice(0, PAGE);
  const next = rows.length > PAGE ? (items.at(-1)?.seq ?? null) : null;
  return { reference: accessCase.reference, items, next, chain };
}
