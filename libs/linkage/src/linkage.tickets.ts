import { SignJWT } from 'jose';
import type { AccessCase } from '#cases';
import { isInForce, rolesInCase } from '#cases';
import type { Actor } from '#parties';
import { Refused } from '#platform';

export const ticketScopes = [
  'list:write',
  'bridge:read',
  'people:write',
  'resolve',
  'destroy',
] as const;
export type TicketScope = (typeof ticketScopes)[number];

export interface Ticket {
  domainId: string;
  ticket: string;
  expiresAt: string;
}

const TICKET_MINUTES = 30;

/** What linkage custodians do for a project as a whole. */
const ofCustodians: readonly TicketScope[] = ['people:write', 'resolve', 'destroy'];

/** Keys and people come out of the vault by these, or are gone for good. */
const afterFreshSignIn: readonly TicketScope[] = ['resolve', 'destroy'];

/**
 * A short-lived pass to the vault for one domain, and for a list or a bridge one registry: the case
 * system decides who, the vault never asks back. Throws {@link Refused}.
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
  if (afterFreshSignIn.includes(scope) && actor.hasOldSignIn) {
    throw new Refused({ code: 'sign-in-too-old', kind: 'sign-in-too-old' });
  }
  const registry = registryOfTicket(accessCase, scope, registryId);
  const { domainId } = accessCase.tracks.linkage;
  if (!domainId) throw new Refused({ code: 'no-linkage-domain', kind: 'state' });
  const expiresAt = new Date(now.getTime() + TICKET_MINUTES * 60_000);
  const ticket = await new SignJWT({
    domain: domainId,
    scope,
    // People answer for what becomes of keys: the vault names them in its certificate.
    ...(ofCustodians.includes(scope) && { name: actor.name }),
    ...(registry && { registry }),
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('tilgang-vault')
    .setSubject(actor.personId ?? '')
    .setIssuedAt(now)
    .setExpirationTime(expiresAt)
    .sign(new TextEncoder().encode(secret));
  return { domainId, ticket, expiresAt: expiresAt.toISOString() };
}

/** The registry that a ticket is for: of a bridge the one whose controller links. */
export function registryOfTicket(
  { tracks }: AccessCase,
  scope: TicketScope,
  registryId: string | undefined,
): string | null {
  if (ofCustodians.includes(scope)) return null;
  if (scope === 'list:write') return registryId ?? null;
  return tracks.linkage.plan?.linkerRegistryId ?? null;
}

function assertMayHave(
  accessCase: AccessCase,
  actor: Actor,
  scope: TicketScope,
  registryId: string | undefined,
): void {
  const here = rolesInCase(accessCase, actor);
  if (here.length === 0) throw new Refused({ code: 'case-unknown', kind: 'absent' });
  const { permit, linkage } = accessCase.tracks;
  const { state, registryIds = [] } = linkage;
  const isLinked = state === 'domain-created' || state === 'complete';
  if (ofCustodians.includes(scope)) {
    if (!here.some(({ role }) => role === 'linkage-custodian')) {
      throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    }
    // Also when the permit has ended: a consent can be withdrawn for as long as there are keys.
    if (scope === 'people:write' && !isLinked) throw notNow();
    return;
  }
  const held = here.filter(({ role }) => role === 'registry-delivery');
  if (held.length === 0) throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  const registry = registryOfTicket(accessCase, scope, registryId);
  const isOwn = held.some((grant) => grant.registryId === registry);
  if (!isOwn || (registryId !== undefined && registryId !== registry)) {
    throw new Refused({ code: 'not-your-registry', kind: 'role' });
  }
  // Without a permit nobody new is linked; a registry fetches its files while it lasts.
  if (!isInForce(permit) || !registryIds.includes(registry ?? '') || !isLinked) throw notNow();
  if (scope === 'bridge:read' && !linkage.plan?.hasSeparatePseudonyms) throw notNow();
}

function notNow(): Refused {
  return new Refused({ code: 'not-allowed-in-state', kind: 'state' });
}
