import type { Role, RoleGrant } from './role.rules.js';

/** What a system may be let do, each for reading and for writing apart. */
export const systemScopes = [
  'tilgang:deliveries.read',
  'tilgang:deliveries.write',
  'tilgang:consultations.read',
  'tilgang:consultations.write',
] as const;

export type SystemScope = (typeof systemScopes)[number];

/** The registry's role that a scope is a part of: a system does nothing that its people may not. */
const roleOf: Readonly<Record<SystemScope, Role>> = {
  'tilgang:deliveries.read': 'registry-delivery',
  'tilgang:deliveries.write': 'registry-delivery',
  'tilgang:consultations.read': 'registry-adviser',
  'tilgang:consultations.write': 'registry-adviser',
};

/** What a token of a system says, once its signature, issuer, audience and time are found good. */
export interface SystemClaims {
  organisationNumber: string;
  clientId: string;
  scopes: readonly string[];
}

/**
 * The roles that a system has in one request: what the token says as far as our own table says the
 * same of the registry. The token's word alone gives nothing.
 */
export function systemRoles(
  { scopes }: Pick<SystemClaims, 'scopes'>,
  ours: readonly { registryId: string; scopes: readonly string[] }[],
  doing: 'read' | 'write',
): RoleGrant[] {
  return ours.flatMap(({ registryId, scopes: given }) => {
    const held = systemScopes.filter(
      (scope) => scope.endsWith(`.${doing}`) && scopes.includes(scope) && given.includes(scope),
    );
    return [...new Set(held.map((scope) => roleOf[scope]))].map((role) => ({ role, registryId }));
  });
}

/**
 * What an access token of Maskinporten's form says of a system: `client_id`, `scope`, and `consumer`
 * with the organisation number as ISO 6523 has it (`0192:` and nine digits). Null where it does not.
 */
export function systemClaims(claims: Readonly<Record<string, unknown>>): SystemClaims | null {
  const { client_id: clientId, scope, consumer } = claims;
  const { authority, ID } = (consumer ?? {}) as { authority?: unknown; ID?: unknown };
  const number = typeof ID === 'string' ? /^0192:(\d{9})$/.exec(ID)?.[1] : undefined;
  if (authority !== 'iso6523-actorid-upis' || !number) return null;
  if (typeof clientId !== 'string' || !/^[\w.:-]{1,100}$/.test(clientId)) return null;
  const scopes = typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [];
  return { organisationNumber: number, clientId, scopes };
}
