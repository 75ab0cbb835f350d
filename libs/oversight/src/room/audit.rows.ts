import { randomUUID } from 'node:crypto';
import { noteInService, textSeal } from '#audit';
import { holdsRole, type Person } from '#parties';
import { type Clock, type Database, Refused, type Tx } from '#platform';

/** An audit: what an auditor reads is read for it (riksrevisjonsloven section 6-3). */
export interface Audit {
  id: string;
  purpose: string;
  openedAt: Date;
}

/** Throws {@link Refused} unless the person is an auditor. */
export function refuseAllButAuditors(person: Person): void {
  if (holdsRole(person, 'auditor')) return;
  throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
}

/** What an auditor reads as one is read as an auditor alone, whatever else the person may be. */
export function asAuditorAlone(person: Person): Person {
  return { ...person, roles: person.roles.filter(({ role }) => role === 'auditor') };
}

/** Opens an audit; the purpose stands beside the log and is proved by it, as texts of cases are. */
export async function openAudit(
  { db, clock }: { db: Database; clock: Clock },
  purpose: string,
  person: Person,
): Promise<Audit> {
  refuseAllButAuditors(person);
  const id = randomUUID();
  const openedAt = await clock.now();
  await db.transaction(async (tx) => {
    await tx.query(
      'INSERT INTO audit (id, person_id, purpose, opened_at) VALUES ($1, $2, $3, $4)',
      [id, person.personId, purpose, openedAt],
    );
    const data = { auditId: id, purpose: textSeal({ salt: id, body: purpose }) };
    await noteForAudit(tx, person, { type: 'audit-opened', outcome: 'accepted', data }, openedAt);
  });
  return { id, purpose, openedAt };
}

/** The person's own audits, newest first. */
export async function auditsOf(db: Database, person: Person): Promise<{ items: Audit[] }> {
  refuseAllButAuditors(person);
  const { rows } = await db.pool.query<Audit>(
    `SELECT id, purpose, opened_at AS "openedAt" FROM audit WHERE person_id = $1
      ORDER BY opened_at DESC LIMIT 100`,
    [person.personId],
  );
  return { items: rows };
}

/** Throws {@link Refused} `audit-unknown` unless it is an audit of this very auditor. */
export async function assertOwnAudit(db: Database, id: string, person: Person): Promise<void> {
  refuseAllButAuditors(person);
  const { rowCount } = await db.pool.query(
    'SELECT 1 FROM audit WHERE id::text = $1 AND person_id = $2',
    [id, person.personId],
  );
  if (rowCount !== 1) throw new Refused({ code: 'audit-unknown', kind: 'absent' });
}

/** Tells the chain of the service what an auditor, or whoever may export, has read or taken out. */
export async function noteForAudit(
  tx: Tx,
  person: Person,
  told: { type: string; outcome: 'accepted' | 'read'; data: Readonly<Record<string, unknown>> },
  now: Date,
): Promise<void> {
  const actorRole = holdsRole(person, 'auditor') ? 'auditor' : (person.roles[0]?.role ?? null);
  await noteInService(tx, { ...told, actorId: person.personId, actorRole }, now);
}
