import type { Role, RoleGrant } from '#parties';
import { type CommandName, transitions } from '#cases';
import { accessTable } from './access.table.rules.js';

/** Who an endpoint is for, and what everybody else is told. */
export type Rule =
  /** Everybody, without a sign-in. */
  | { for: 'everybody'; because: string }
  /** Everybody who is signed in; what they see is bound to themselves. */
  | { for: 'person'; sees: string }
  /** Those who hold one of the roles, some only for their own registry or unit; others are told 403. */
  | { for: 'roles'; roles: readonly Role[]; ofOwn?: 'registry' | 'unit' }
  /**
   * Those who have a role in the very case: one of these where they are named, else any. Who has
   * none is told 404, as of a case that does not exist; who has another 403.
   */
  | { for: 'case'; roles?: readonly Role[] }
  /** A command: by whom, its machine says. */
  | { for: 'command' }
  /** Whoever prepares and decides cases, of one that has come in: to all others there is none. */
  | { for: 'house' }
  /** What has an id of its own within a case: 404 to those who may not see it. */
  | { for: 'part'; of: string };

/** A route as the server has it: `GET /api/v1/cases/:id`. */
export type Route = `${string} /${string}`;

export function ruleOf(method: string, path: string): Rule | undefined {
  return accessTable[
    `${method === 'HEAD' && !path.includes('/uploads/') ? 'GET' : method} ${path}`
  ];
}

/** The roles that may ask; undefined: any role will do. */
export function rolesFor(rule: Rule, command: string | undefined): readonly Role[] | undefined {
  if (rule.for === 'roles' || rule.for === 'case') return rule.roles;
  if (rule.for !== 'command') return undefined;
  const known = transitions[command as CommandName] as
    { transition: { by: readonly Role[] } } | undefined;
  return known?.transition.by;
}

/** What somebody is told by the wall before anything else is looked at; null: they come in. */
export function toldByWall(
  rule: Rule,
  held: { roles: readonly RoleGrant[]; inCase: readonly RoleGrant[] },
  command?: string,
): 403 | 404 | null {
  const roles = rolesFor(rule, command);
  const isAmong = (grants: readonly RoleGrant[]) =>
    roles === undefined || grants.some(({ role }) => roles.includes(role));
  if (rule.for === 'roles') return isAmong(held.roles) ? null : 403;
  if (rule.for !== 'case' && rule.for !== 'command') return null;
  if (held.inCase.length === 0) return 404;
  return isAmong(held.inCase) ? null : 403;
}
