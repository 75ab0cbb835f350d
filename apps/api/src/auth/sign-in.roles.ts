import { actingRoleOf, type Person, type Role, roleNames, roles, type SignIn } from '#parties';
import { RefusedSignIn } from './sign-in.faults.js';
import { carries } from './sign-in.profiles.js';
import type { Provider } from './sign-in.providers.js';

/** How somebody came in, before it is known what that carries. */
export interface CameIn {
  by: 'session' | 'token';
  sessionId: string | null;
  acr: string | null;
  at: Date | null;
  isFresh: boolean;
  /** The role of the session, or the one that a program names. */
  chosen: string | null;
  /** Whether the token names an organisation. */
  namesOrganisation?: boolean;
}

/**
 * The person with the roles they act in: in a browser one role at a time, for a program the one it
 * names, else all. A role that asks for a higher level of assurance than they signed in at is not
 * theirs until they do.
 *
 * @throws Refused `role-not-held` when a program names a role that it cannot have
 */
export function personActing(person: Person, provider: Provider, came: CameIn): Person {
  const carried = roles.filter((role) => carries(provider.profile, came.acr, role));
  const within = person.roles.filter(({ role }) => carried.includes(role));
  const mayActIn = roleNames(within);
  const isAll = came.by === 'token' && came.chosen === null;
  if (came.by === 'token' && came.chosen !== null && !mayActIn.includes(came.chosen as Role)) {
    throw new RefusedSignIn('role-not-held', 'role-not-held', 'role', person.personId);
  }
  const acting = actingRoleOf(within, came.chosen);
  const signIn: SignIn = {
    by: came.by,
    sessionId: came.sessionId,
    provider: provider.name,
    acr: came.acr,
    at: came.at,
    mayActIn,
    outOfReach: roleNames(person.roles).filter((role) => !carried.includes(role)),
    carried,
    ...(came.namesOrganisation && { namesOrganisation: true }),
  };
  return {
    ...person,
    roles: isAll ? within : within.filter(({ role }) => role === acting),
    hasOldSignIn: !came.isFresh,
    signIn,
  };
}
