import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  type Clock,
  type Database,
  defineJob,
  enqueue,
  outboxRow,
  Refused,
  type Tx,
} from '#platform';
import { forgetTries, triesOf } from './failed-try.queries.js';
import type { Language } from './person.entity.js';
import type { Person } from './person.queries.js';
import { addGrant, assertWhole, noted, ownRoles } from './role-grant.queries.js';
import type { Role, RoleGrant } from './role.rules.js';

export const sendRoleInvitation = defineJob<{ invitationId: string }>(
  'cases',
  'send-role-invitation',
);

const validDays = 7;
const DAY_MS = 86_400_000;
const mostShown = 200;
/** A token is 256 random bits: who misses this often is guessing. */
const mostTries = 10;
const triesWithinSeconds = 900;

/** Somebody to be let in with a role. */
export interface NewRoleInvitation extends RoleGrant {
  email: string;
  unitId: string | null;
}

export interface RoleInvitation extends NewRoleInvitation {
  id: string;
  state: 'waiting' | 'sent' | 'expired' | 'accepted' | 'withdrawn';
  createdAt: Date;
  invitedByName: string;
  sentAt: Date | null;
  expiresAt: Date | null;
  acceptedAt: Date | null;
  acceptedByName: string | null;
}

/** A way for a message to go out by. */
export interface Mail {
  send(mail: { reference: string; to: string; subject: string; text: string }): Promise<void>;
}

/** How somebody gets a role that is to work in Tilgang: a token by e-mail, once, while it is valid. */
export class RoleInvitations {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Invites; the mail goes out from the worker, where the token is made. */
  async invite(invitation: NewRoleInvitation, by: Person): Promise<{ id: string }> {
    assertWhole(invitation);
    const now = await this.clock.now();
    const { email, role, registryId, unitId } = invitation;
    const id = randomUUID();
    await this.db.transaction(async (tx) => {
      await assertKnown(tx, registryId, unitId);
      await tx.query(
        `INSERT INTO role_invitation (id, email, role, registry_id, unit_id, invited_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, email.toLowerCase(), role, registryId, unitId, by.personId, now],
      );
      await noted(tx, 'role-invitation-made', by, { invitationId: id, role, registryId }, now);
      await enqueue(tx, [outboxRow(sendRoleInvitation, { invitationId: id })], now);
    });
    return { id };
  }

  /** The latest invitations, the newest first. */
  async list(): Promise<RoleInvitation[]> {
    const { rows } = await this.db.pool.query<RoleInvitation>(
      `SELECT i.id, i.email, i.role, i.registry_id AS "registryId", i.unit_id AS "unitId",
              CASE WHEN i.withdrawn_at IS NOT NULL THEN 'withdrawn'
                   WHEN i.accepted_at IS NOT NULL THEN 'accepted'
                   WHEN i.expires_at <= $1 THEN 'expired'
                   WHEN i.sent_at IS NOT NULL THEN 'sent' ELSE 'waiting' END AS state,
              i.created_at AS "createdAt", by.name AS "invitedByName", i.sent_at AS "sentAt",
              i.expires_at AS "expiresAt", i.accepted_at AS "acceptedAt",
              who.name AS "acceptedByName"
         FROM role_invitation i
         JOIN person by ON by.id = i.invited_by
         LEFT JOIN person who ON who.id = i.accepted_by
        ORDER BY i.created_at DESC, i.id
        LIMIT $2`,
      [await this.clock.now(), mostShown],
    );
    return rows;
  }

  /** Makes an invitation that nobody has accepted useless. */
  async withdraw(id: string, by: Person): Promise<void> {
    const now = await this.clock.now();
    await this.db.transaction(async (tx) => {
      const { rowCount } = await tx.query(
        `UPDATE role_invitation SET withdrawn_at = $2, token_hash = NULL
          WHERE id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL`,
        [id, now],
      );
      if (rowCount === 0) throw unknown();
      await noted(tx, 'role-invitation-withdrawn', by, { invitationId: id }, now);
    });
  }

  /** Sends it again with a new token; the one before is useless from then on. */
  async resend(id: string, by: Person): Promise<void> {
    const now = await this.clock.now();
    await this.db.transaction(async (tx) => {
      const { rowCount } = await tx.query(
        `UPDATE role_invitation SET token_hash = NULL, sent_at = NULL, expires_at = NULL
          WHERE id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL`,
        [id],
      );
      if (rowCount === 0) throw unknown();
      await noted(tx, 'role-invitation-resent', by, { invitationId: id }, now);
      await enqueue(tx, [outboxRow(sendRoleInvitation, { invitationId: id })], now);
    });
  }

  /** Sends the mail: that there is an invitation, and no word of to what. Only the hash is kept. */
  async send(id: string, mail: Mail, publicUrl: string): Promise<void> {
    const token = randomBytes(32).toString('base64url');
    const now = await this.clock.now();
    const { rows } = await this.db.pool.query<{ email: string; language: Language }>(
      `UPDATE role_invitation i
          SET token_hash = $2, sent_at = $3, expires_at = $4
         FROM person p
        WHERE i.id = $1 AND p.id = i.invited_by AND i.sent_at IS NULL
          AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL
       RETURNING i.email, p.language`,
      [id, hashOf(token), now, new Date(now.getTime() + validDays * DAY_MS)],
    );
    if (!rows[0]) return;
    const { email, language } = rows[0];
    const { subject, text } = words[language];
    // After the mark #: browsers send it to no server, so that no log of addresses holds it.
    const link = new URL(`/join#${token}`, publicUrl).href;
    await mail.send({ reference: randomUUID(), to: email, subject, text: `${text}\n\n${link}\n` });
  }

  /**
   * Gives the person who is signed in the role that the token invites to, and so binds it to their
   * issuer and subject. Once; refused with `invitation-unknown`, `invitation-expired`, `own-roles`,
   * `level-of-assurance-too-low` and, to who guesses, `too-many-tries`.
   */
  async accept(token: string, person: Person): Promise<{ role: Role; registryId: string | null }> {
    const { personId } = person;
    const tries = await triesOf(this.db.pool, 'role-invitation', personId, triesWithinSeconds);
    if (tries > mostTries) throw new Refused({ code: 'too-many-tries', kind: 'too-often' });
    const now = await this.clock.now();
    const granted = await this.db.transaction(async (tx) => {
      const invitation = await lockInvitation(tx, token);
      if (!invitation) throw unknown();
      const { id, role, registryId, unitId, invitedBy, expiresAt } = invitation;
      if (expiresAt <= now) throw new Refused({ code: 'invitation-expired', kind: 'state' });
      if (invitedBy === personId) throw ownRoles();
      if (!person.signIn?.carried.includes(role)) {
        throw new Refused({ code: 'level-of-assurance-too-low', kind: 'role' });
      }
      await tx.query(
        `UPDATE role_invitation SET accepted_by = $2, accepted_at = $3, token_hash = NULL
          WHERE id = $1`,
        [id, personId, now],
      );
      await addGrant(tx, personId, { role, registryId });
      // The next session begins in what they were invited to.
      await tx.query(
        'UPDATE person SET unit_id = coalesce($2, unit_id), acting_role = $3 WHERE id = $1',
        [personId, unitId, role],
      );
      const data = { invitationId: id, personId, role, registryId };
      await noted(tx, 'role-invitation-accepted', person, data, now);
      return { role, registryId };
    });
    await forgetTries(this.db.pool, 'role-invitation', personId);
    return granted;
  }
}

interface LockedInvitation extends RoleGrant {
  id: string;
  unitId: string | null;
  invitedBy: string;
  expiresAt: Date;
}

async function lockInvitation(tx: Tx, token: string): Promise<LockedInvitation | null> {
  const { rows } = await tx.query<LockedInvitation>(
    `SELECT id, role, registry_id AS "registryId", unit_id AS "unitId", invited_by AS "invitedBy",
            expires_at AS "expiresAt"
       FROM role_invitation
      WHERE token_hash = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL
        FOR UPDATE`,
    [hashOf(token)],
  );
  return rows[0] ?? null;
}

async function assertKnown(tx: Tx, registryId: string | null, unitId: string | null) {
  const { rows } = await tx.query<{ registry: boolean; unit: boolean }>(
    `SELECT $1::text IS NULL OR EXISTS (SELECT FROM registry WHERE id = $1) AS registry,
            $2::text IS NULL OR EXISTS (SELECT FROM unit WHERE id = $2) AS unit`,
    [registryId, unitId],
  );
  const field =
    rows[0]?.registry === false ? 'registryId' : rows[0]?.unit === false ? 'unitId' : null;
  if (!field) return;
  const problem = { field, rule: 'is one of those there are', todo: 'choose one of them' };
  throw new Refused({ code: 'invitation-to-unknown', kind: 'facts', problems: [problem] });
}

function unknown(): Refused {
  return new Refused({ code: 'invitation-unknown', kind: 'absent' });
}

const words: Record<Language, { subject: string; text: string }> = {
  nb: {
    subject: 'Invitasjon til Tilgang',
    text: 'Du er invitert til å arbeide i Tilgang. Åpne lenken og logg inn. Den gjelder i 7 dager og kan brukes én gang.',
  },
  nn: {
    subject: 'Invitasjon til Tilgang',
    text: 'Du er invitert til å arbeide i Tilgang. Opne lenkja og logg inn. Ho gjeld i 7 dagar og kan brukast éin gong.',
  },
  en: {
    subject: 'Invitation to Tilgang',
    text: 'You are invited to work in Tilgang. Open the link and sign in. It is valid for 7 days and can be used once.',
  },
};

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
