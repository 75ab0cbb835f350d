import { createHash, randomBytes } from 'node:crypto';
import { type Language, type Person, systemActor } from '#parties';
import { type Clock, type Database, Refused } from '#platform';
import type { AlertChannel } from '../notices/alert.channel.js';
import { caseById } from '../case.queries.js';
import type { CaseService } from '../case.service.js';

const validDays = 14;
const DAY_MS = 86_400_000;

/** How an invited person gets into a case: a token by e-mail, once, while it is valid. */
export class InvitationService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly cases: CaseService,
  ) {}

  /**
   * Sends the invitation. The mail says only that there is one; only the token's hash is stored, and
   * an invitation sent again replaces the one before.
   */
  async send(
    caseId: string,
    memberId: string,
    channel: AlertChannel,
    publicUrl: string,
  ): Promise<void> {
    const accessCase = await caseById(this.db, caseId);
    const member = accessCase?.tracks.member[memberId];
    if (!accessCase || member?.state !== 'invited') return;
    const { rows } = await this.db.pool.query<{ body: string }>(
      'SELECT body FROM case_text WHERE id = $1',
      [member.emailId],
    );
    if (!rows[0]) return;
    const token = randomBytes(32).toString('base64url');
    const now = await this.clock.now();
    await this.db.pool.query(
      `INSERT INTO member_invitation (case_id, member_id, token_hash, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (case_id, member_id) DO UPDATE
         SET token_hash = excluded.token_hash, created_at = excluded.created_at,
             expires_at = excluded.expires_at`,
      [caseId, memberId, hashOf(token), now, new Date(now.getTime() + validDays * DAY_MS)],
    );
    // After the mark #, where no server and no log of addresses sees it.
    const link = new URL(`/invitations#${token}`, publicUrl).href;
    const { subject, text } = words[accessCase.language];
    await channel.send({
      reference: memberId,
      to: rows[0].body,
      subject,
      text: `${text}\n\n${link}\n`,
    });
  }

  /**
   * Makes the person a member of the case that the token invites to; gives the case's id. Refused
   * with `invitation-unknown`, `invitation-expired`, or `invitation-for-another` where the person's
   * verified address is not the one that was invited.
   */
  async accept(token: string, person: Person): Promise<string> {
    const { rows } = await this.db.pool.query<Invitation>(
      `SELECT case_id AS "caseId", member_id AS "memberId", expires_at AS "expiresAt", email, state
         FROM invitation_of($1)`,
      [hashOf(token)],
    );
    const [invitation] = rows;
    if (invitation?.state !== 'invited') {
      throw new Refused({ code: 'invitation-unknown', kind: 'absent' });
    }
    if (invitation.expiresAt <= (await this.clock.now())) {
      throw new Refused({ code: 'invitation-expired', kind: 'state' });
    }
    if (person.email.toLowerCase() !== invitation.email) {
      throw new Refused({ code: 'invitation-for-another', kind: 'role' });
    }
    const { caseId, memberId } = invitation;
    await this.cases.execute(
      caseId,
      { type: 'accept-invitation', version: null, memberId, personId: person.personId },
      systemActor,
    );
    return caseId;
  }
}

interface Invitation {
  caseId: string;
  memberId: string;
  expiresAt: Date;
  email: string;
  state: string;
}

const words: Record<Language, { subject: string; text: string }> = {
  nb: {
    subject: 'Invitasjon i Tilgang',
    text: 'Du er invitert i Tilgang. Logg inn for å lese og svare. Lenken gjelder i 14 dager.',
  },
  nn: {
    subject: 'Invitasjon i Tilgang',
    text: 'Du er invitert i Tilgang. Logg inn for å lese og svare. Lenkja gjeld i 14 dagar.',
  },
  en: {
    subject: 'Invitation in Tilgang',
    text: 'You are invited in Tilgang. Sign in to read and answer. The link is valid for 14 days.',
  },
};

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
