import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '#platform';
import { type Person, personColumns, personOf, type PersonResult } from '#parties';

/**
 * Sessions are rows, so that any API process knows them and sign-out ends them everywhere. They
 * run on the database's own time, not on the clock that a demonstration can move: a year of a case
 * may pass without anybody being signed out.
 *
 * @returns the token for the cookie. Only its hash is stored: who reads the table cannot sign in.
 */
export async function startSession(db: Tx, personId: string, hours: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db.query(
    `WITH ended AS (DELETE FROM session WHERE expires_at <= now())
     INSERT INTO session (token_hash, person_id, created_at, expires_at)
     VALUES ($1, $2, now(), now() + make_interval(secs => $3))`,
    [hashOf(token), personId, hours * 3600],
  );
  return token;
}

/** The person a session cookie speaks for; null when the session has ended or never was. */
export async function personOfSession(db: Tx, token: string): Promise<Person | null> {
  const { rows } = await db.query<PersonResult>({
    name: 'person-by-session',
    text: `SELECT ${personColumns}
             FROM session s JOIN person p ON p.id = s.person_id
            WHERE s.token_hash = $1 AND s.expires_at > now()`,
    values: [hashOf(token)],
  });
  return rows[0] ? personOf(rows[0]) : null;
}

export async function endSession(db: Tx, token: string): Promise<void> {
  await db.query('DELETE FROM session WHERE token_hash = $1', [hashOf(token)]);
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
