import { SignJWT } from 'jose';
import type { AccessCase } from '#cases';
import { isInForce, rolesInCase } from '#cases';
import type { Actor } from '#parties';
import { Refused } from '#platform';

export type TicketScope = 'list:write' | 'resolve' | 'destroy';

export interface Ticket {
  domainId: string;
  ticket: string;
  expiresAt: string;
}

const TICKET_MINUTES = 30;

/**
 * A short-lived pass to the vault for one domain, and for a list one registry: the case system
 * decides who, the vault never asks back. Throws {@link Refused}.
 */
export async function issueTicket(
  accessCase: AccessCase,
  actor: Actor,
  scope: TicketScope,
  registryId: string | undefined,
  secret: string,
  now: Date,
): Promise<Ticket> {
  assertMayHave(accessCase, actor, scope, registryId);
  const { domainId } = accessCase.tracks.linkage;
  if (!domainId) throw new Refused({ code: 'no-linkage-domain', kind: 'state' });
  const expiresAt = new Date(now.getTime() + TICKET_MINUTES * 60_000);
  const ticket = await new SignJWT({
    domain: domainId,
    scope,
    // Two people answer for what becomes of keys: the vault names them in its certificate.
    ...(scope !== 'list:write' && { name: actor.name }),
    ...(registryId && { registry: registryId }),
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('tilgang-vault')
    .setSubject(actor.personId ?? '')
    .setIssuedAt(now)
    .setExpirationTime(expiresAt)
    .sign(new TextEncoder().encode(secret));
  return { domainId, ticket, expiresAt: expiresAt.toISOString() };
}

function assertMayHave(
  accessCase: AccessCase,
  actor: Actor,
  scope: TicketScope,
  registryId: string | undefined,
): void {
  const here = rolesInCase(accessCase, actor);
  if (here.length === 0) throw new Refused({ code: 'case-unknown', kind: 'absent' });
  if (scope !== 'list:write') {
    if (here.some(({ role }) => role === 'linkage-custodian')) return;
    throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  }
  const held = here.filter(({ role }) => role === 'registry-delivery');
  if (held.length === 0) throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  if (!held.some((grant) => grant.registryId === registryId)) {
    throw new Refused({ code: 'not-your-registry', kind: 'role' });
  }
  const { linkage, permit } = accessCase.tracks;
  const { state, registryIds = [] } = linkage;
  // Without a permit nobody new is linked; a registry fetches its files while it lasts.
  if (
    !isInForce(permit) ||
    !registryIds.includes(registryId ?? '') ||
    (state !== 'domain-created' && state !== 'complete')
  ) {
    throw new Refused({ code: 'not-allowed-in-state', kind: 'state' });
  }
}
