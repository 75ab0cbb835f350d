import { randomUUID } from 'node:crypto';
import { type Clock, type Database, type Processor, processor } from '#platform';
import type { Language } from './person.entity.js';
import { tellAdministrators } from './role-grant.queries.js';
import { type Mail, RoleInvitations, sendRoleInvitation } from './role-invitation.service.js';

/** The jobs of who may do what. */
export function partyProcessors(
  db: Database,
  clock: Clock,
  { channel, publicUrl }: { channel: Mail; publicUrl: string },
): Processor[] {
  const invitations = new RoleInvitations(db, clock);
  return [
    processor(sendRoleInvitation, ({ invitationId }) =>
      invitations.send(invitationId, channel, publicUrl),
    ),
    processor(tellAdministrators, async ({ actorId }) => {
      const { rows } = await db.pool.query<{ email: string; language: Language }>(
        `SELECT DISTINCT p.email, p.language
           FROM person_role r JOIN person p ON p.id = r.person_id
          WHERE r.role = 'administrator' AND p.id <> $1 AND p.email <> ''`,
        [actorId],
      );
      const link = new URL('/people', publicUrl).href;
      for (const { email, language } of rows) {
        const { subject, text } = words[language];
        const reference = randomUUID();
        await channel.send({ reference, to: email, subject, text: `${text}\n\n${link}\n` });
      }
    }),
  ];
}

const words: Record<Language, { subject: string; text: string }> = {
  nb: {
    subject: 'Roller er endret i Tilgang',
    text: 'En annen forvalter har endret hvem som har hvilken rolle i Tilgang. Logg inn for å se hva.',
  },
  nn: {
    subject: 'Roller er endra i Tilgang',
    text: 'Ein annan forvaltar har endra kven som har kva rolle i Tilgang. Logg inn for å sjå kva.',
  },
  en: {
    subject: 'Roles have changed in Tilgang',
    text: 'Another administrator has changed who has which role in Tilgang. Sign in to see what.',
  },
};
