/** Every role a person can hold, and two that nobody is given: `system`, and `insight` in one case. */
export const roles = [
  'applicant',
  'caseworker',
  'decision-maker',
  'unit-leader',
  'registry-adviser',
  'registry-delivery',
  'rek-secretary',
  'linkage-custodian',
  'auditor',
  'administrator',
  'insight',
  'system',
] as const;

export type Role = (typeof roles)[number];

/** A role; `registryId` is set for the roles that are held per registry, else null. */
export interface RoleGrant {
  role: Role;
  registryId: string | null;
}

/** Who acts. `personId` is null for the system alone. */
export interface Actor {
  personId: string | null;
  name: string;
  roles: readonly RoleGrant[];
  /** The unit they work in; left out: none. */
  unitId?: string;
  /** The cases they have sight of for a reason of their own, and for a time (break glass). */
  insights?: readonly string[];
  /** The people who are away today and whose deputy this is, by id. */
  standsInFor?: readonly string[];
  /** The units whose leader is away today and whose deputy this is; an empty id: of no unit. */
  leadsMeanwhile?: readonly string[];
  /**
   * The sign-in is too old to sign with, or is none of a person: what binds others waits until the
   * person has signed in anew.
   */
  hasOldSignIn?: boolean;
  /** A system of a registry, and no person: whose it is, and its name at the issuer of its tokens. */
  system?: SystemIdentity;
}

export interface SystemIdentity {
  organisationNumber: string;
  clientId: string;
}

/** Time-driven steps and messages from the vault go through the same door as people. */
export const systemActor: Actor = Object.freeze({
  personId: null,
  name: 'Tilgang',
  roles: Object.freeze([Object.freeze({ role: 'system', registryId: null } as const)]),
});

export function isRole(word: string): word is Role {
  return (roles as readonly string[]).includes(word);
}

/** The roles that prepare and decide cases, and are bound to those they need to know of. */
export const houseRoles: readonly Role[] = ['caseworker', 'decision-maker', 'unit-leader'];

/** Whether it is in this role that cases are prepared or decided. */
export function isHouseRole({ role }: RoleGrant): boolean {
  return houseRoles.includes(role);
}

/** Whether the actor prepares or decides cases. */
export function isOfHouse({ roles }: Actor): boolean {
  return roles.some(isHouseRole);
}

/** Whether the role is held for one registry at a time. */
export function isPerRegistry(role: Role): boolean {
  return role === 'registry-adviser' || role === 'registry-delivery';
}

/** Whether the actor holds the role; with `registryId`, whether they hold it for that registry. */
export function holdsRole(actor: Actor, role: Role, registryId?: string): boolean {
  return actor.roles.some(
    (grant) => grant.role === role && (registryId === undefined || grant.registryId === registryId),
  );
}

/**
 * The roles a signed-in person acts in. Someone to whom no role was given is an applicant: any
 * researcher may apply, and nobody has to let them in first.
 */
export function rolesOfPerson(given: readonly RoleGrant[]): readonly RoleGrant[] {
  return given.length > 0 ? given : [{ role: 'applicant', registryId: null }];
}

/** The roles that somebody holds, each once, in the order of {@link roles}. */
export function roleNames(held: readonly RoleGrant[]): Role[] {
  return roles.filter((role) => held.some((grant) => grant.role === role));
}

/**
 * The role a person acts in: the one chosen while it is held, else the first that is. One role at a
 * time, in all the registries that it is held for.
 */
export function actingRoleOf(held: readonly RoleGrant[], chosen: string | null): Role | null {
  const names = roleNames(held);
  return names.find((role) => role === chosen) ?? names[0] ?? null;
}
