import { type Role, roles } from '#parties';

/**
 * What is asked of an identity provider and what is accepted from it. A provider says how strongly
 * somebody proved who they are (`acr`); which level a role asks for is decided here, whatever was
 * asked for: what stands in an address can be changed by whoever carries it.
 */
export interface SignInProfile {
  scope: string;
  /** Asked for at every sign-in (`acr_values`). */
  asked: readonly string[];
  /** Asked for when somebody holds a role that needs more. */
  raised: readonly string[];
  /** The levels that each role is carried by; null: the provider is not asked and none is needed. */
  accepted: Readonly<Record<Role, readonly string[]>> | null;
}

export type ProfileName =
  | 'id-porten'
  | 'ansattporten-high'
  | 'ansattporten-substantial'
  | 'ansattporten-entraid'
  | 'demo'
  | 'generic';

/** Who binds others, opens the vault, gives access or sees every case signs in at level high. */
const strict: readonly Role[] = ['decision-maker', 'linkage-custodian', 'auditor', 'administrator'];

const idPortenHigh = ['idporten-loa-high'];
/** Ansattporten is asked by the first name; the second is the same level as ID-porten tells it. */
const staffHigh = ['high', ...idPortenHigh];
const staffSubstantial = ['substantial', 'idporten-loa-substantial'];

/** Health information asks for level high; a workplace's own sign-in carries daily work alone. */
export const signInProfiles: Readonly<Record<ProfileName, SignInProfile>> = {
  'id-porten': {
    scope: 'openid profile',
    asked: idPortenHigh,
    raised: idPortenHigh,
    accepted: carriedBy(idPortenHigh),
  },
  'ansattporten-high': {
    scope: 'openid profile',
    asked: ['high'],
    raised: ['high'],
    accepted: carriedBy(staffHigh),
  },
  'ansattporten-substantial': {
    scope: 'openid profile',
    asked: ['substantial'],
    raised: ['high'],
    accepted: carriedBy([...staffSubstantial, ...staffHigh], staffHigh),
  },
  'ansattporten-entraid': {
    scope: 'openid profile',
    asked: ['entraid'],
    raised: ['high'],
    accepted: carriedBy(['entraid', ...staffHigh], staffHigh),
  },
  demo: {
    scope: 'openid profile email',
    asked: idPortenHigh,
    raised: idPortenHigh,
    accepted: carriedBy(['idporten-loa-substantial', ...idPortenHigh], idPortenHigh),
  },
  generic: { scope: 'openid profile email', asked: [], raised: [], accepted: null },
};

/** Whether a level of assurance carries a role. */
export function carries(profile: SignInProfile, acr: string | null, role: Role): boolean {
  return profile.accepted === null || (acr !== null && profile.accepted[role].includes(acr));
}

/** Whether a sign-in at this level is of use to anybody. */
export function isOfUse(profile: SignInProfile, acr: string | null): boolean {
  return roles.some((role) => carries(profile, acr, role));
}

function carriedBy(
  levels: readonly string[],
  strictLevels: readonly string[] = levels,
): Record<Role, readonly string[]> {
  return Object.fromEntries(
    roles.map((role) => [role, strict.includes(role) ? strictLevels : levels]),
  ) as Record<Role, readonly string[]>;
}
