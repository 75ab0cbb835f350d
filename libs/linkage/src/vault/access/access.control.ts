import { createHash, timingSafeEqual } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { type Clock, Refused } from '#platform';
import type { AccessLog, Requester } from './access.log.js';
import { refuse } from '../vault.refusals.js';

/** What a ticket must be for. A ticket names one domain, and one registry where lists go. */
export interface TicketUse {
  scope: 'list:write' | 'bridge:read' | 'resolve';
  domainId: string;
  registryId: string | null;
}

const audience = 'tilgang-vault';
const service: Requester = { kind: 'service', id: 'case-system' };

/** Who may come in: the case system by its token, a person by a ticket the case system signed. */
export class AccessControl {
  constructor(
    private readonly token: string,
    private readonly ticketKey: string,
    private readonly log: AccessLog,
    private readonly clock: Clock,
  ) {}

  /** The case system; refuses 401 `token-invalid`. */
  service(authorization: string | undefined): Requester {
    // Hashes of equal length, compared in constant time: the answer's time tells nothing.
    if (!timingSafeEqual(digest(bearer(authorization)), digest(this.token))) {
      throw refuse('signed-out', 'token-invalid');
    }
    return service;
  }

  /**
   * The person behind a ticket.
   *
   * Refuses 401 `ticket-invalid` and `ticket-expired`; 403 `ticket-for-something-else`, which is
   * logged, when scope, domain or registry differ.
   */
  async person(authorization: string | undefined, use: TicketUse): Promise<Requester> {
    const claims = await this.claims(bearer(authorization));
    const fits =
      claims['scope'] === use.scope &&
      claims['domain'] === use.domainId &&
      (use.registryId === null || claims['registry'] === use.registryId);
    const requester: Requester = { kind: 'person', id: String(claims['sub']) };
    if (fits) return requester;
    const { domainId, registryId } = use;
    const outcome = 'ticket-for-something-else';
    const entry = { requester, action: 'show-ticket', domainId, registryId, outcome } as const;
    await this.log.add(entry, await this.clock.now());
    throw refuse('role', outcome);
  }

  private async claims(ticket: string): Promise<Record<string, unknown>> {
    try {
      const { payload } = await jwtVerify(ticket, new TextEncoder().encode(this.ticketKey), {
        algorithms: ['HS256'],
        audience,
        requiredClaims: ['sub', 'exp', 'scope', 'domain'],
        currentDate: await this.clock.now(),
      });
      return payload;
    } catch (error) {
      if (error instanceof Refused) throw error;
      const expired = error instanceof errors.JWTExpired;
      throw refuse('signed-out', expired ? 'ticket-expired' : 'ticket-invalid');
    }
  }
}

function bearer(authorization: string | undefined): string {
  const credential = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  if (credential === undefined) throw refuse('signed-out', 'authorization-missing');
  return credential;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
