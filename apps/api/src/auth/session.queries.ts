import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Tx } from '#platform';
import { type Person, personColumns, personOf, type PersonResult, type Role } from '#parties';

/** What is known of a sign-in when a session begins. */
export interface SessionStart {
  personId: string;
  provider: string;
  acr: string | null;
  authenticatedAt: Date | null;
  /** In words its owner knows it by: `Firefox, Linux`. */
  browser: string;
}

/**
 * Sessions are rows, so that any API process knows them and sign-out ends them everywhere. They
 * run on the database's own time, not on the clock that a demonstration can move: a year of a case
 * may pass without anybody being signed out.
 *
 * @returns the token for the cookie, new at every sign-in. Only its hash is stored: who reads the
 * table cannot sign in.
 */
export async function startSession(db: Tx, start: SessionStart, hours: number): Promise<string> {
  const token = newToken();
  await db.query(
    `WITH ended AS (DELETE FROM session WHERE expires_at <= now())
     INSERT INTO session (token_hash, id, person_id, provider, acr, authenticated_at, browser,
                          acting_role, created_at, seen_at, expires_at)
     SELECT $1, $2, p.id, $4, $5,
            CASE WHEN $6::timestamptz < now() THEN $6 WHEN $6 IS NOT NULL THEN now() END,
            $7, p.acting_role, now(), now(), now() + make_interval(secs => $8)
       FROM person p WHERE p.id = $3`,
    [
      hashOf(token),
      randomUUID(),
      start.personId,
      start.provider,
      start.acr,
      start.authenticatedAt,
      start.browser,
      hours * 3600,
    ],
  );
  return token;
}

export interface OpenSession {
  id: string;
  person: Person;
  provider: string;
  acr: string | null;
  authenticatedAt: Date | null;
  /** Whether the sign-in is recent enough to sign with. */
  isFresh: boolean;
  actingRole: string | null;
}

export interface SessionLimits {
  idleMinutes: number;
  signingMinutes: number;
  /** Whether the request is somebody's doing, and not a page's that asks by itself. */
  isUse: boolean;
}

/** How exactly it is known when a session was last used: its row is not written at every request. */
const seenToSeconds = 30;

/** What a session cookie speaks for; null when the session has ended, rested too long or never was. */
export async function openSession(
  db: Tx,
  token: string,
  { idleMinutes, signingMinutes, isUse }: SessionLimits,
): Promise<OpenSession | null> {
  const { rows } = await db.query<
    PersonResult & Omit<OpenSession, 'id' | 'person'> & { sessionId: string }
  >({
    name: 'person-by-session',
    text: `WITH s AS (
             SELECT * FROM session
              WHERE token_hash = $1 AND expires_at > now()
                AND seen_at > now() - make_interval(secs => $2)
           ), seen AS (
             UPDATE session SET seen_at = now()
              WHERE $4 AND token_hash = $1 AND expires_at > now()
                AND seen_at > now() - make_interval(secs => $2)
                AND seen_at < now() - make_interval(secs => $5)
           )
           SELECT ${personColumns}, s.id AS "sessionId", s.provider, s.acr,
                  s.authenticated_at AS "authenticatedAt", s.acting_role AS "actingRole",
                  coalesce(s.authenticated_at > now() - make_interval(secs => $3), false) AS "isFresh"
             FROM s JOIN person p ON p.id = s.person_id`,
    values: [hashOf(token), idleMinutes * 60, signingMinutes * 60, isUse, seenToSeconds],
  });
  const row = rows[0];
  if (!row) return null;
  const { sessionId: id, provider, acr, authenticatedAt, isFresh, actingRole } = row;
  return { id, person: personOf(row), provider, acr, authenticatedAt, isFresh, actingRole };
}

/** A session as its owner sees it. */
export interface SessionItem {
  id: string;
  browser: string;
  provider: string;
  startedAt: Date;
  seenAt: Date;
  endsAt: Date;
  isThis: boolean;
}

const mostShown = 100;

/** The sessions of a person that stand, the last begun first. */
export async function sessionsOf(
  db: Tx,
  personId: string,
  thisId: string | null,
  idleMinutes: number,
): Promise<SessionItem[]> {
  const { rows } = await db.query<SessionItem>(
    `SELECT id, browser, provider, created_at AS "startedAt", seen_at AS "seenAt",
            expires_at AS "endsAt", id IS NOT DISTINCT FROM $2 AS "isThis"
       FROM session
      WHERE person_id = $1 AND expires_at > now()
        AND seen_at > now() - make_interval(secs => $3)
      ORDER BY created_at DESC, id
      LIMIT $4`,
    [personId, thisId, idleMinutes * 60, mostShown],
  );
  return rows;
}

export async function endSession(db: Tx, token: string): Promise<void> {
  await db.query('DELETE FROM session WHERE token_hash = $1', [hashOf(token)]);
}

/** Ends one of a person's own sessions; whether there was such a one. */
export async function endOwnSession(db: Tx, personId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM session WHERE person_id = $1 AND id = $2', [
    personId,
    id,
  ]);
  return rowCount === 1;
}

/** Ends every session of a person, and makes every token given to a program until now useless. */
export async function signOutEverywhere(db: Tx, personId: string): Promise<void> {
  await db.query(
    `WITH ended AS (DELETE FROM session WHERE person_id = $1)
     UPDATE person SET tokens_from = now() WHERE id = $1`,
    [personId],
  );
}

/**
 * Puts another role on a session, under a new token: who knew the old one does not get the rights of
 * the new role.
 *
 * @returns the token and the hours that are left; null when the session has ended
 */
export async function changeRole(
  db: Tx,
  token: string,
  role: Role,
): Promise<{ token: string; hours: number } | null> {
  const next = newToken();
  const { rows } = await db.query<{ hours: number }>(
    `WITH changed AS (
       UPDATE session SET token_hash = $2, acting_role = $3
        WHERE token_hash = $1 AND expires_at > now()
       RETURNING person_id, expires_at
     ), kept AS (
       UPDATE person SET acting_role = $3 FROM changed WHERE person.id = changed.person_id
     )
     SELECT extract(epoch FROM expires_at - now())::float8 / 3600 AS hours FROM changed`,
    [hashOf(token), hashOf(next), role],
  );
  return rows[0] ? { token: next, hours: rows[0].hours } : null;
}

/** 256 random bits: nothing a browser brought is ever made a session of. */
function newToken(): string {
  return randomBytes(32).toString('base64url');
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
