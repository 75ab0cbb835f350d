import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { caseById, CaseService, knownCaseId, refuseUncovered } from '#cases';
import { CurrentActor, ForSystems, type Person } from '#parties';
import { Database, Refused, validated } from '#platform';
import { type LinkageProgress, progressOf } from './linkage.progress.js';
import type { VaultProgress } from './vault.progress.js';
import { issueTicket, registryOfTicket, ticketScopes } from './linkage.tickets.js';
import { vaultOf } from './vault.share.js';

export const ticketRequest = z.strictObject({
  scope: z.enum(ticketScopes),
  registryId: z
    .string()
    .regex(/^[a-z0-9-]{1,120}$/, 'a registry id of the catalogue')
    .optional(),
});

/** Where the vaults are reached, and the secret its tickets are signed with. */
export interface VaultAccess {
  /** In order of their shares. */
  publicUrls: readonly string[];
  secret: string;
}
export const VAULT_PROGRESS = Symbol('VaultProgress');
export const VAULT_ACCESS = Symbol('VaultAccess');

@Controller('api/v1/cases/:id/linkage')
export class LinkageController {
  constructor(
    private readonly cases: CaseService,
    private readonly db: Database,
    @Inject(VAULT_ACCESS) private readonly vault: VaultAccess,
    @Inject(VAULT_PROGRESS) private readonly asking: VaultProgress,
  ) {}

  /**
   * How far the vault has come with the plan, asked of it at this very moment and stored nowhere. A
   * registry sees its own steps; a vault that is away is said to be.
   */
  @ForSystems()
  @Get('progress')
  async progress(@CurrentActor() actor: Person, @Param('id') id: string): Promise<LinkageProgress> {
    const accessCase = await caseById(this.db, knownCaseId(id));
    if (!accessCase) throw new Refused({ code: 'case-unknown', kind: 'absent' });
    return progressOf(accessCase, actor, this.asking);
  }

  /** A pass to the vault; that it was issued is logged on the case. */
  @ForSystems()
  @Post('tickets')
  async issue(@CurrentActor() actor: Person, @Param('id') id: string, @Body() body: unknown) {
    const { scope, registryId } = validated(ticketRequest, body);
    const accessCase = await caseById(this.db, knownCaseId(id));
    if (!accessCase) throw new Refused({ code: 'case-unknown', kind: 'absent' });
    // The vault runs on real time, also where a demonstration has moved the clock of the cases.
    const ticket = await issueTicket(
      accessCase,
      actor,
      scope,
      registryId,
      this.vault.secret,
      new Date(),
    );
    const registry = registryOfTicket(accessCase, scope, registryId);
    if (registry !== null) {
      // No list is taken in once exemption, REK or permit no longer covers it.
      const uncovered = refuseUncovered(accessCase, [registry], {
        today: await this.cases.today(),
      });
      if (uncovered) throw new Refused(uncovered.refused);
    }
    const data = { scope, ...(registry && { registryId: registry }) };
    await this.cases.note(id, 'vault-ticket-issued', 'read', data, actor);
    return { vaultUrl: vaultOf(ticket.domainId, this.vault.publicUrls), ...ticket };
  }
}
