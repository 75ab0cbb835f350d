import { addMonths } from '../clocks/calendar.rules.js';
import type { PermitState, Tracks } from '../case.model.js';

/** What holds of a permit whatever command it came by: its id, its states, its statuses in the EU. */

/**
 * The id of one version: the body that issued it, a base that stays through the permit's life, and
 * the version. The archive's case number is carried beside it, never inside it.
 */
export interface PermitId {
  issuer: string;
  base: string;
  version: number;
}

/** Helsedataservice, as other countries' bodies know it. */
export const permitIssuer = 'NO-HDS';

const permitIdForm = /^([A-Z]{2}-[A-Z0-9]{2,12})-(\d{4}-\d{6})\.([1-9]\d{0,3})$/;

/** `NO-HDS-2026-000123.2` in its parts; null where it is no permit id. */
export function parsePermitId(text: string): PermitId | null {
  const [, issuer, base, version] = permitIdForm.exec(text) ?? [];
  if (issuer === undefined || base === undefined || version === undefined) return null;
  return { issuer, base, version: Number(version) };
}

export function formatPermitId({ issuer, base, version }: PermitId): string {
  return `${issuer}-${base}.${version}`;
}

/** Sorts by issuer, base and version: the tenth version comes after the second. */
export function comparePermitIds(a: string, b: string): number {
  const [first, second] = [parsePermitId(a), parsePermitId(b)];
  if (!first || !second) return a < b ? -1 : Number(a > b);
  const byBody = first.issuer.localeCompare(second.issuer) || first.base.localeCompare(second.base);
  return byBody || first.version - second.version;
}

/** How a version came to be. */
export type VersionKind = 'issued' | 'amended' | 'extended' | 'reinstated';

/** One version in the chain. Its content is frozen in a row of its own; the checksum is of that. */
export interface PermitVersion {
  permitId: string;
  version: number;
  kind: VersionKind;
  /** UTC, ISO 8601; the version is in force from this moment until just before `activeTo`. */
  activeFrom: string;
  activeTo: string | null;
  endsOn: string;
  contentSha256: string;
  /** The case that asked for the change; null where none did. */
  changeCaseId: string | null;
}

/** Whether data may be used, ordered and delivered on it. A change case rests on its parent's. */
export function isInForce({ state }: { state: PermitState }): boolean {
  return state === 'active' || state === 'amended' || state === 'extended' || state === 'carried';
}

/** The states in which the case holds a permit of its own that is in force. */
export const inForceStates = ['active', 'amended', 'extended'] as const satisfies PermitState[];

/** Adds a version: the one before ends at the moment when the new begins. */
export function withVersion(
  versions: readonly PermitVersion[],
  next: PermitVersion,
): PermitVersion[] {
  return [...closeVersions(versions, next.activeFrom), next];
}

/** Ends the version that is in force, if one is. */
export function closeVersions(versions: readonly PermitVersion[], at: string): PermitVersion[] {
  return versions.map((version) =>
    version.activeTo === null ? { ...version, activeTo: at } : version,
  );
}

/**
 * What is being asked of a permit, apart from its state: a permit stays valid while a change of it
 * is considered (d64 R9.3.1).
 */
export const requestStates = [
  'none',
  'extension-requested',
  'extension-refused',
  'change-requested',
  'change-refused',
  'revocation-appealed',
  'appeal-upheld',
  'appeal-rejected',
] as const;

export type RequestState = (typeof requestStates)[number];

/** A change or extension asked for in a case of its own, as the permit knows of it. */
export interface PermitRequest {
  kind: 'change' | 'extension' | 'data-update';
  state: 'requested' | 'granted' | 'refused' | 'withdrawn';
  requestedOn: string;
  /** The end asked for, in an extension. */
  endsOn?: string;
  /** Asked for less than a month before the permit ends (EHDS article 68 paragraph 12). */
  isLate?: boolean;
}

/** The twelve statuses of a permit in the European specification (D6.4, table 3). */
export type EuPermitStatus =
  | 'GRANTED'
  | 'RENEWAL_REQUESTED'
  | 'RENEWED'
  | 'RENEWAL_REJECTED'
  | 'EXPIRED'
  | 'AMENDMENT_REQUESTED'
  | 'AMENDED'
  | 'AMENDMENT_REJECTED'
  | 'REVOKED'
  | 'REVOKE_APPEALED'
  | 'APPEAL_APPROVED'
  | 'APPEAL_REJECTED';

/** The one European status of a pair of states; null where there is no permit. */
export function euPermitStatus(state: PermitState, request: RequestState): EuPermitStatus | null {
  switch (state) {
    case 'none':
    case 'carried':
      return null;
    case 'expired':
      return 'EXPIRED';
    case 'revoked':
      return revokedStatus[request] ?? 'REVOKED';
    case 'active':
    case 'amended':
    case 'extended':
      return requestStatus[request] ?? validStatus[state];
  }
}

const validStatus = { active: 'GRANTED', amended: 'AMENDED', extended: 'RENEWED' } as const;

const requestStatus: Partial<Record<RequestState, EuPermitStatus>> = {
  'extension-requested': 'RENEWAL_REQUESTED',
  'extension-refused': 'RENEWAL_REJECTED',
  'change-requested': 'AMENDMENT_REQUESTED',
  'change-refused': 'AMENDMENT_REJECTED',
  'appeal-upheld': 'APPEAL_APPROVED',
};

const revokedStatus: Partial<Record<RequestState, EuPermitStatus>> = {
  'revocation-appealed': 'REVOKE_APPEALED',
  'appeal-rejected': 'APPEAL_REJECTED',
};

/** What is being asked of the permit now; the newest request counts. */
export function requestStateOf({
  permit,
  appeal,
}: Pick<Tracks, 'permit' | 'appeal'>): RequestState {
  if (permit.state === 'revoked') return revocationAppealState(appeal);
  const latest = Object.values(permit.requests ?? {}).at(-1);
  if (latest?.state === 'requested') {
    return latest.kind === 'extension' ? 'extension-requested' : 'change-requested';
  }
  if (latest?.state === 'refused') {
    return latest.kind === 'extension' ? 'extension-refused' : 'change-refused';
  }
  return permit.versions?.at(-1)?.kind === 'reinstated' ? 'appeal-upheld' : 'none';
}

function revocationAppealState(appeal: Tracks['appeal']): RequestState {
  const latest = Object.values(appeal)
    .filter(({ decision }) => decision === 'revocation')
    .at(-1);
  switch (latest?.state) {
    case undefined:
    case 'withdrawn':
      return 'none';
    case 'settled':
    case 'dismissed-as-late':
      return 'appeal-rejected';
    default:
      return 'revocation-appealed';
  }
}

/** Which rules on duration hold: today's Norwegian ones, or those of the European regulation. */
export type PermitProfile = 'norwegian' | 'ehds';

/** Why a permit may not last so long under the European regulation; null where it may. */
export function breachOfProfile(
  profile: PermitProfile,
  versions: readonly PermitVersion[],
  wanted: { kind: VersionKind; startsOn: string; endsOn: string },
): 'permit-renewed-before' | 'permit-too-long' | null {
  // No such limits in Norwegian law: the approval of REK and the exemption bound a permit.
  if (profile === 'norwegian') return null;
  // EHDS article 68 paragraph 12: at most ten years, extended once by at most ten.
  const isExtension = wanted.kind === 'extended';
  if (isExtension && versions.some(({ kind }) => kind === 'extended')) {
    return 'permit-renewed-before';
  }
  const earlierEnd = versions.at(-1)?.endsOn ?? wanted.startsOn;
  const latestEnd = addMonths(isExtension ? earlierEnd : wanted.startsOn, TEN_YEARS_IN_MONTHS);
  return wanted.kind !== 'amended' && wanted.endsOn > latestEnd ? 'permit-too-long' : null;
}

const TEN_YEARS_IN_MONTHS = 120;
