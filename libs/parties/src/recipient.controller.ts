import { Body, Controller, Get, HttpCode, Inject, Put } from '@nestjs/common';
import { z } from 'zod';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { CurrentActor } from './actor.decorators.js';
import type { Person } from './person.queries.js';
import { holdsRole } from './role.rules.js';

export const recipientContact = z
  .strictObject({
    kind: z.enum(['registry', 'rek', 'appeals-body']),
    registryId: z.string().min(1).max(100).nullable().default(null),
    organisationNumber: z
      .string()
      .regex(/^\d{9}$/, 'nine digits')
      .nullable(),
    addressLines: z.array(z.string().trim().min(1).max(100)).max(5),
  })
  .refine(({ kind, registryId }) => (kind === 'registry') === (registryId !== null), {
    path: ['registryId'],
  });

/** How an organisation is reached, as it is registered. */
type RegisteredContact = z.infer<typeof recipientContact> & { changedAt: Date };

export const reservation = z.strictObject({ isReserved: z.boolean() });

/** How recipients of letters are reached; the choice of a channel rests on it. */
@Controller('api/v1')
export class RecipientController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The organisations whose number or postal address is registered: at most one a registry. */
  @Get('recipient-contacts')
  async list(@CurrentActor() actor: Person) {
    if (!holdsRole(actor, 'administrator') && !holdsRole(actor, 'caseworker')) throw notAllowed();
    const { rows } = await this.db.pool.query<RegisteredContact>(
      `SELECT kind, registry_id AS "registryId", organisation_number AS "organisationNumber",
              address_lines AS "addressLines", changed_at AS "changedAt"
         FROM recipient_contact ORDER BY kind, registry_id LIMIT 500`,
    );
    return { items: rows };
  }

  /** Registers an organisation's number, by which eFormidling reaches it, and its postal address. */
  @Put('recipient-contacts')
  @HttpCode(204)
  async register(@CurrentActor() actor: Person, @Body() body: unknown): Promise<void> {
    if (!holdsRole(actor, 'administrator')) throw notAllowed();
    const contact = validated(recipientContact, body);
    const { kind, registryId, organisationNumber, addressLines } = contact;
    const { rowCount } = await this.db.pool.query(
      `INSERT INTO recipient_contact (kind, registry_id, organisation_number, address_lines,
                                      changed_by, changed_at)
       SELECT $1, $2, $3, $4, $5, $6
        WHERE $2::text IS NULL OR EXISTS (SELECT FROM registry WHERE id = $2)
       ON CONFLICT (kind, registry_id) DO UPDATE
          SET organisation_number = $3, address_lines = $4, changed_by = $5, changed_at = $6`,
      [kind, registryId, organisationNumber, addressLines, actor.personId, await this.clock.now()],
    );
    if (rowCount === 0) throw new Refused({ code: 'registry-unknown', kind: 'absent' });
  }

  /** Whether the person who asks gets their letters on paper. */
  @Get('me/reservation')
  async reservation(@CurrentActor() { personId }: Person): Promise<{ isReserved: boolean }> {
    const { rows } = await this.db.pool.query<{ isReserved: boolean }>(
      'SELECT reserved_at IS NOT NULL AS "isReserved" FROM person WHERE id = $1',
      [personId],
    );
    return { isReserved: rows[0]?.isReserved ?? false };
  }

  /** A person asks for paper, or no longer (eForvaltningsforskriften section 9). */
  @Put('me/reservation')
  @HttpCode(204)
  async reserve(@CurrentActor() { personId }: Person, @Body() body: unknown): Promise<void> {
    const { isReserved } = validated(reservation, body);
    await this.db.pool.query(
      `UPDATE person SET reserved_at = CASE WHEN $2 THEN coalesce(reserved_at, $3) END
        WHERE id = $1`,
      [personId, isReserved, await this.clock.now()],
    );
  }
}

function notAllowed(): Refused {
  return new Refused({ code: 'not-allowed-for-role', kind: 'role' });
}
