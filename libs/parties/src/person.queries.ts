import type { Tx } from '#platform';
import type { Language } from './person.entity.js';
import { type Actor, type Role, type RoleGrant, rolesOfPerson } from './role.rules.js';

/** A signed-in person: an actor with an address and a language. */
export interface Person extends Actor {
  personId: string;
  email: string;
  language: Language;
  /** Tokens issued before this are refused. */
  tokensFrom?: Date;
  /** Nobody has said what they are called: the name is the subject or the address. */
  isNameless?: true;
  signIn?: SignIn;
}

/** How the person behind a request has signed in. */
export interface SignIn {
  by: 'session' | 'token' | 'system';
  /** The session, where there is one. */
  sessionId: string | null;
  /** The identity provider, by its name in the settings. */
  provider: string;
  /** The level of assurance, as the provider names it. */
  acr: string | null;
  /** When the person last proved who they are; null where the provider does not say. */
  at: Date | null;
  /** The roles that may be chosen between: those given, as far as the level of assurance carries. */
  mayActIn: readonly Role[];
  /** Roles given that ask for a higher level of assurance. */
  outOfReach: readonly Role[];
  /** Every role, given or not, that the level of assurance carries. */
  carried: readonly Role[];
  /** Whether the token says whom the person acts for; it counts for nothing. */
  namesOrganisation?: boolean;
}

/** What an identity provider says about someone who has just signed in. */
export interface SignedInIdentity {
  issuer: string;
  subject: string;
  /** Null where the provider gives none. */
  name: string | null;
  email: string;
  /** Used the first time only: later the person's own choice stands. */
  language: Language;
}

/** A row with the columns of {@link personColumns}. */
export interface PersonResult {
  id: string;
  name: string;
  email: string;
  language: Language;
  roles: RoleGrant[];
  standsInFor: string[];
  leadsMeanwhile: string[];
  unitId: string | null;
  tokensFrom: Date | null;
  isNameless: boolean;
}

/** Columns of a person `p` with the roles given to them, for use in other queries. */
export const personColumns = `
  p.id, p.name, p.email, p.language, p.tokens_from AS "tokensFrom", p.unit_id AS "unitId",
  p.name_by = 'nobody' AS "isNameless",
  (SELECT coalesce(json_agg(json_build_object('role', r.role, 'registryId', r.registry_id)
                            ORDER BY r.role, r.registry_id), '[]')
     FROM person_role r
    WHERE r.person_id = p.id) AS roles,
  (SELECT coalesce(json_agg(a.person_id ORDER BY a.person_id), '[]')
     FROM absence a
    WHERE a.deputy_id = p.id AND a.cancelled_at IS NULL
      AND ((now() + (SELECT offset_ms FROM demo_clock) * interval '1 millisecond')
           AT TIME ZONE 'Europe/Oslo')::date BETWEEN a.from_on AND a.to_on) AS "standsInFor",
  (SELECT coalesce(json_agg(DISTINCT coalesce(away.unit_id, '')), '[]')
     FROM absence a
     JOIN person away ON away.id = a.person_id
     JOIN person_role r ON r.person_id = away.id AND r.role = 'unit-leader'
    WHERE a.deputy_id = p.id AND a.cancelled_at IS NULL
      AND ((now() + (SELECT offset_ms FROM demo_clock) * interval '1 millisecond')
           AT TIME ZONE 'Europe/Oslo')::date BETWEEN a.from_on AND a.to_on) AS "leadsMeanwhile"`;

/** Who a subject of an identity provider is; null for one that has never signed in. */
export async function actorOf(db: Tx, issuer: string, subject: string): Promise<Person | null> {
  const { rows } = await db.query<PersonResult>({
    name: 'person-by-subject',
    text: `SELECT ${personColumns} FROM person p WHERE p.issuer = $1 AND p.subject = $2`,
    values: [issuer, subject],
  });
  return rows[0] ? personOf(rows[0]) : null;
}

/** The person with an id (a UUID), or null. */
export async function actorById(db: Tx, personId: string): Promise<Person | null> {
  const { rows } = await db.query<PersonResult>({
    name: 'person-by-id',
    text: `SELECT ${personColumns} FROM person p WHERE p.id = $1`,
    values: [personId],
  });
  return rows[0] ? personOf(rows[0]) : null;
}

/**
 * Records a sign-in: a new person the first time, then name and address as the provider now gives
 * them; one that gives none (ID-porten) takes away none, also not what the person has said they are
 * called. Two sign-ins at once make one person.
 */
export async function upsertPerson(db: Tx, identity: SignedInIdentity, now: Date): Promise<Person> {
  const { issuer, subject, name, email, language } = identity;
  const { rows } = await db.query<PersonResult>(
    `WITH p AS (
       INSERT INTO person (id, issuer, subject, name, name_by, email, language, created_at)
       VALUES (gen_random_uuid(), $1, $2, coalesce($3, nullif($4, ''), $2),
               CASE WHEN $3::text IS NULL THEN 'nobody' ELSE 'provider' END, $4, $5, $6)
       ON CONFLICT (issuer, subject) DO UPDATE
         SET name = CASE WHEN 'provider' = excluded.name_by OR 'nobody' = person.name_by
                         THEN excluded.name ELSE person.name END,
             name_by = CASE WHEN 'provider' = excluded.name_by THEN excluded.name_by
                            ELSE person.name_by END,
             email = coalesce(nullif(excluded.email, ''), person.email)
       RETURNING id, name, name_by, email, language, tokens_from, unit_id)
     SELECT ${personColumns} FROM p`,
    [issuer, subject, name, email, language, now],
  );
  return personOf(rows[0]!);
}

/** Keeps the language a person has chosen: signing in again does not change it. */
export async function keepLanguage(db: Tx, personId: string, language: Language): Promise<void> {
  await db.query('UPDATE person SET language = $2 WHERE id = $1', [personId, language]);
}

/** Keeps what a person says they are called; false where their provider says it. */
export async function keepOwnName(db: Tx, personId: string, name: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE person SET name = $2, name_by = 'person' WHERE id = $1 AND name_by <> 'provider'`,
    [personId, name],
  );
  return rowCount === 1;
}

export function personOf(row: PersonResult): Person {
  return {
    personId: row.id,
    name: row.name,
    email: row.email,
    language: row.language,
    roles: rolesOfPerson(row.roles),
    ...(row.unitId !== null && { unitId: row.unitId }),
    ...(row.tokensFrom && { tokensFrom: row.tokensFrom }),
    ...(row.isNameless && { isNameless: true }),
    ...(row.standsInFor.length > 0 && { standsInFor: row.standsInFor }),
    ...(row.leadsMeanwhile.length > 0 && { leadsMeanwhile: row.leadsMeanwhile }),
  };
}
