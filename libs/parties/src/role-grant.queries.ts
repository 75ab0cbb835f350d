import { randomUUID } from 'node:crypto';
import { noteInService } from '#audit';
import { type Database, defineJob, enqueue, outboxRow, Refused, type Tx } from '#platform';
import type { Person } from './person.queries.js';
import { holdsRole, isPerRegistry, type Role, type RoleGrant } from './role.rules.js';

/** Roles have changed: the administrators who did not do it are told, in words without content. */
export const tellAdministrators = defineJob<{ actorId: string }>('cases', 'tell-administrators');

/** Only administrators give roles. */
export function assertAdministrator(person: Person): void {
  if (!holdsRole(person, 'administrator')) {
    throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  }
}

/**
 * Gives a role. Nobody gives one to themselves, whoever they are: who gives access does not take it.
 * It is in the log of the service, and every other administrator is told.
 *
 * @throws Refused `own-roles`, `person-unknown`, `registry-needed`, `registry-not-for-role`
 */
export async function giveRole(
  db: Database,
  personId: string,
  grant: RoleGrant,
  by: Person,
  now: Date,
): Promise<void> {
  if (by.personId === personId) throw ownRoles();
  await db.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `SELECT FROM person WHERE id = $1 AND kind = 'person' FOR UPDATE`,
      [personId],
    );
    if (rowCount === 0) throw personUnknown();
    if (!(await addGrant(tx, personId, grant))) return;
    await noted(tx, 'role-given', by, { personId, ...grant }, now);
  });
}

/**
 * Takes a role; it is gone with the next request. The last administrator stays one.
 *
 * @throws Refused `own-roles`, `role-unknown`, `last-administrator`
 */
export async function takeRole(
  db: Database,
  personId: string,
  { role, registryId }: RoleGrant,
  by: Person,
  now: Date,
): Promise<void> {
  if (by.personId === personId) throw ownRoles();
  await db.transaction(async (tx) => {
    // Two who take the last two at once come one after the other.
    await tx.query(`SELECT FROM person_role WHERE role = 'administrator' FOR UPDATE`);
    const { rowCount } = await tx.query(
      `DELETE FROM person_role
        WHERE person_id = $1 AND role = $2 AND registry_id IS NOT DISTINCT FROM $3`,
      [personId, role, registryId],
    );
    if (rowCount === 0) throw new Refused({ code: 'role-unknown', kind: 'absent' });
    const { rows } = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM person_role WHERE role = 'administrator'`,
    );
    if (role === 'administrator' && rows[0]?.count === 0) {
      throw new Refused({ code: 'last-administrator', kind: 'state' });
    }
    await noted(tx, 'role-taken', by, { personId, role, registryId }, now);
  });
}

/** Writes a role down; false where the person has it already. */
export async function addGrant(
  tx: Tx,
  personId: string,
  { role, registryId }: RoleGrant,
): Promise<boolean> {
  assertWhole({ role, registryId });
  // Who has had no role given is an applicant: one who has applied goes on being one.
  await tx.query(
    `INSERT INTO person_role (person_id, role, registry_id)
     SELECT $1, 'applicant', NULL
      WHERE NOT EXISTS (SELECT FROM person_role WHERE person_id = $1)
        AND has_applied($1)
     ON CONFLICT DO NOTHING`,
    [personId],
  );
  const { rowCount } = await tx.query(
    `INSERT INTO person_role (person_id, role, registry_id) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING`,
    [personId, role, registryId],
  );
  return rowCount === 1;
}

/** A role for each registry names one, the others none. */
export function assertWhole({ role, registryId }: { role: Role; registryId: string | null }): void {
  if (isPerRegistry(role) === (registryId !== null)) return;
  throw new Refused({
    code: registryId === null ? 'registry-needed' : 'registry-not-for-role',
    kind: 'facts',
    problems: [
      {
        field: 'registryId',
        rule: 'advisers and deliverers of registries have their role for one registry at a time',
        todo: registryId === null ? 'name the registry' : 'leave the registry out',
      },
    ],
  });
}

/** Logs a change of who may do what, and has the other administrators told. */
export async function noted(
  tx: Tx,
  type: string,
  by: Person,
  data: Record<string, unknown>,
  now: Date,
): Promise<void> {
  const actorRole = holdsRole(by, 'administrator') ? 'administrator' : (by.roles[0]?.role ?? null);
  const event = { type, outcome: 'accepted' as const, actorId: by.personId, actorRole, data };
  await noteInService(tx, event, now);
  await enqueue(tx, [outboxRow(tellAdministrators, { actorId: by.personId }, randomUUID())], now);
}

export function ownRoles(): Refused {
  return new Refused({
    code: 'own-roles',
    kind: 'role',
    problems: [
      {
        field: 'personId',
        rule: 'nobody gives themselves a role or takes it',
        todo: 'have another administrator do it',
      },
    ],
  });
}

function personUnknown(): Refused {
  return new Refused({ code: 'person-unknown', kind: 'absent' });
}
