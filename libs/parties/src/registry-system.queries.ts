import { randomUUID } from 'node:crypto';
import { type Database, Refused, type Tx } from '#platform';
import type { Person } from './person.queries.js';
import { type SystemClaims, systemRoles, type SystemScope } from './registry-system.rules.js';
import { noted } from './role-grant.queries.js';
import { roleNames } from './role.rules.js';

export interface NewRegistrySystem {
  registryId: string;
  organisationNumber: string;
  clientId: string;
  scopes: readonly SystemScope[];
}

export interface RegistrySystem extends NewRegistrySystem {
  id: string;
  addedAt: Date;
  /** Null where it was set up with the installation. */
  addedByName: string | null;
  withdrawnAt: Date | null;
}

export interface RegistrySystemPage {
  items: RegistrySystem[];
  nextCursor: string | null;
}

export interface RegistrySystemSearch {
  /** A part of a client id or of an organisation number; empty: all. */
  search: string;
  registryId?: string | undefined;
  /** Left out: both. */
  state?: 'let-in' | 'withdrawn' | undefined;
  /** The last of the page before. */
  cursor?: string | undefined;
}

const pageSize = 50;

/** The system a token speaks for, with the roles that our own table gives it; null for a stranger. */
export async function systemOf(
  db: Tx,
  issuer: string,
  claims: SystemClaims,
  doing: 'read' | 'write',
): Promise<Person | null> {
  const { organisationNumber, clientId } = claims;
  const { rows } = await db.query<{
    personId: string;
    name: string;
    registryId: string;
    scopes: string[];
  }>({
    name: 'registry-systems-by-client',
    text: `SELECT p.id AS "personId", p.name, s.registry_id AS "registryId", s.scopes
             FROM registry_system s JOIN person p ON p.id = s.person_id
            WHERE s.organisation_number = $1 AND s.client_id = $2 AND s.withdrawn_at IS NULL
              AND p.issuer = $3`,
    values: [organisationNumber, clientId, issuer],
  });
  const [first] = rows;
  if (!first) return null;
  const roles = systemRoles(claims, rows, doing);
  return {
    personId: first.personId,
    name: first.name,
    email: '',
    language: 'nb',
    roles,
    // Nobody signs by a machine.
    hasOldSignIn: true,
    system: { organisationNumber, clientId },
    signIn: {
      by: 'system',
      sessionId: null,
      provider: 'machine',
      acr: null,
      at: null,
      mayActIn: roleNames(roles),
      outOfReach: [],
      carried: [],
    },
  };
}

/** Systems by registry and client, those withdrawn last; a page at a time. */
export async function registrySystems(
  db: Database,
  { search, registryId, state, cursor }: RegistrySystemSearch,
): Promise<RegistrySystemPage> {
  const { rows } = await db.pool.query<RegistrySystem>(
    `SELECT s.id, s.registry_id AS "registryId", s.organisation_number AS "organisationNumber",
            s.client_id AS "clientId", s.scopes, s.added_at AS "addedAt",
            by.name AS "addedByName", s.withdrawn_at AS "withdrawnAt"
       FROM registry_system s LEFT JOIN person by ON by.id = s.added_by
      WHERE strpos(lower(s.client_id) || ' ' || s.organisation_number, lower($1)) > 0
        AND ($2::text IS NULL OR s.registry_id = $2)
        AND ($3::text IS NULL OR (s.withdrawn_at IS NULL) = ($3 = 'let-in'))
        AND ($4::uuid IS NULL
             OR (s.withdrawn_at IS NOT NULL, s.registry_id, s.client_id, s.id)
              > (SELECT withdrawn_at IS NOT NULL, registry_id, client_id, id
                   FROM registry_system WHERE id = $4))
      ORDER BY s.withdrawn_at IS NOT NULL, s.registry_id, s.client_id, s.id
      LIMIT $5`,
    [search.trim(), registryId ?? null, state ?? null, cursor ?? null, pageSize + 1],
  );
  const items = rows.slice(0, pageSize);
  return { items, nextCursor: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
}

/** Lets a system of a registry in. Refused with `registry-unknown` and `system-known`. */
export async function addRegistrySystem(
  db: Database,
  issuer: string,
  system: NewRegistrySystem,
  by: Person,
  now: Date,
): Promise<{ id: string }> {
  const { registryId, organisationNumber, clientId, scopes } = system;
  return db.transaction(async (tx) => {
    const { rowCount } = await tx.query('SELECT FROM registry WHERE id = $1', [registryId]);
    if (rowCount === 0) throw new Refused({ code: 'registry-unknown', kind: 'facts' });
    const id = await insertSystem(tx, issuer, system, by.personId, now);
    if (!id) throw new Refused({ code: 'system-known', kind: 'state' });
    const data = { registryId, organisationNumber, clientId, scopes };
    await noted(tx, 'registry-system-added', by, data, now);
    return { id };
  });
}

/** Shuts a system out; its tokens give nothing from the next request on. */
export async function withdrawRegistrySystem(
  db: Database,
  id: string,
  by: Person,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { rows } = await tx.query<Record<string, unknown>>(
      `UPDATE registry_system SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL
       RETURNING registry_id AS "registryId", organisation_number AS "organisationNumber",
                 client_id AS "clientId"`,
      [id, now],
    );
    if (!rows[0]) throw new Refused({ code: 'system-unknown', kind: 'absent' });
    await noted(tx, 'registry-system-withdrawn', by, rows[0], now);
  });
}

/** The id of the new row; null where the same client is let in for the registry already. */
export async function insertSystem(
  tx: Tx,
  issuer: string,
  { registryId, organisationNumber, clientId, scopes }: NewRegistrySystem,
  addedBy: string | null,
  now: Date,
): Promise<string | null> {
  const id = randomUUID();
  const { rowCount } = await tx.query(
    `WITH p AS (
       INSERT INTO person (id, issuer, subject, name, email, language, kind, created_at)
       VALUES (gen_random_uuid(), $2, $3, $4, '', 'nb', 'system', $9)
       ON CONFLICT (issuer, subject) DO UPDATE SET name = excluded.name
       RETURNING id)
     INSERT INTO registry_system (id, person_id, organisation_number, client_id, registry_id, scopes,
                                  added_by, added_at)
     SELECT $1, p.id, $5, $6, $7, $8, $10, $9 FROM p
     ON CONFLICT (organisation_number, client_id, registry_id) WHERE withdrawn_at IS NULL
     DO NOTHING`,
    [
      id,
      issuer,
      `${organisationNumber}/${clientId}`,
      `System ${organisationNumber}/${clientId}`,
      organisationNumber,
      clientId,
      registryId,
      scopes,
      now,
      addedBy,
    ],
  );
  return rowCount === 1 ? id : null;
}
