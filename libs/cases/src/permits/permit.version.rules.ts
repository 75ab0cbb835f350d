import { createHash } from 'node:crypto';
import { grantedApplication } from '../decisions/case.access.rules.js';
import type { CommandOf } from '../case.commands.js';
import type { AccessCase, Context, Facts, Refusing } from '../case.model.js';
import { type Difference, differenceFrom } from '../application/difference.rules.js';
import type { FrozenVersion, PermitContent } from './permit.content.model.js';
import {
  breachOfProfile,
  formatPermitId,
  parsePermitId,
  permitIssuer,
  type PermitVersion,
  type VersionKind,
  withVersion,
} from './permit.rules.js';
import { refuse } from '../refusal.rules.js';

/** Making the versions of a permit: what stands in each, and its place in the chain. */

type Change = CommandOf<'amend-permit'> | CommandOf<'extend-permit'>;

/** The version that the access decision gives. */
export function firstVersion(accessCase: AccessCase, context: Context): Facts | Refusing {
  const { access } = accessCase.tracks;
  const endsOn = access.permitEndsOn ?? '';
  const breach = breachOfProfile(context.profile, [], {
    kind: 'issued',
    startsOn: context.today,
    endsOn,
  });
  if (breach) return refuseEnd(breach);
  const base = `${context.today.slice(0, 4)}-${context.permitNumber ?? ''}`;
  return versionOf(accessCase, context, {
    kind: 'issued',
    base,
    version: 1,
    endsOn,
    decidedOn: access.decidedOn ?? context.today,
    signedByName: access.signedByName ?? '',
    changeCaseId: null,
    changeReference: null,
    conditions: (access.conditions ?? []).map(({ textId }) => context.texts[textId] ?? ''),
    changes: [],
    granted: grantedApplication(accessCase.tracks, context.draft),
  });
}

/** The version that a change or extension gives, signed in a case of its own. */
export function nextVersion(
  accessCase: AccessCase,
  change: Change,
  context: Context,
  kind: VersionKind,
): Facts {
  const before = context.permitContent;
  const granted = change.granted;
  return versionOf(accessCase, context, {
    kind,
    ...following(accessCase),
    endsOn: change.endsOn,
    decidedOn: change.decidedOn,
    signedByName: change.signedByName,
    changeCaseId: change.changeCaseId,
    changeReference: change.changeReference,
    conditions: [...new Set([...(before?.conditions ?? []), ...change.conditions])],
    changes: withEnd(differenceFrom(before?.granted ?? {}, granted), before, change.endsOn),
    granted,
  });
}

/** A permit that was revoked and is given back: what it was, from this moment on. */
export function reinstatedVersion(accessCase: AccessCase, context: Context): Facts {
  const before = context.permitContent;
  const { permit } = accessCase.tracks;
  return versionOf(accessCase, context, {
    kind: 'reinstated',
    ...following(accessCase),
    endsOn: permit.endsOn ?? '',
    decidedOn: context.today,
    signedByName: before?.signedByName ?? '',
    changeCaseId: null,
    changeReference: null,
    conditions: before?.conditions ?? [],
    changes: [],
    granted: before?.granted ?? {},
  });
}

/** Each case that asks for a change gives one version, however often its job runs. */
export function refuseNoVersion(
  { tracks }: AccessCase,
  { type, changeCaseId, endsOn }: Change,
  context: Context,
): Refusing | null {
  const { versions = [] } = tracks.permit;
  if (versions.some((version) => version.changeCaseId === changeCaseId)) {
    return { refused: { code: 'change-already-applied', kind: 'state' } };
  }
  const kind = type === 'extend-permit' ? 'extended' : 'amended';
  const startsOn = context.today;
  const breach = breachOfProfile(context.profile, versions, { kind, startsOn, endsOn });
  return breach ? refuseEnd(breach) : null;
}

export function refuseEnd(breach: 'permit-renewed-before' | 'permit-too-long'): Refusing {
  if (breach === 'permit-renewed-before') return { refused: { code: breach, kind: 'state' } };
  return refuse(breach, {
    field: 'permitEndsOn',
    rule: 'a permit lasts ten years at most, and so does its one extension (EHDS article 68)',
    todo: 'choose an earlier date',
  });
}

type Made = Omit<PermitContent, keyof Given> & { changeCaseId: string | null };
type Given = Pick<
  PermitContent,
  'permitId' | 'issuer' | 'caseReference' | 'activeFrom' | 'projectLeader'
>;

function versionOf(accessCase: AccessCase, context: Context, made: Made): Facts {
  const { changeCaseId, ...rest } = made;
  const { base, version, kind, endsOn } = made;
  const permitId = formatPermitId({ issuer: permitIssuer, base, version });
  const activeFrom = context.now.toISOString();
  const content: PermitContent = {
    permitId,
    issuer: permitIssuer,
    caseReference: accessCase.reference,
    activeFrom,
    projectLeader: context.applicantName,
    ...rest,
  };
  const text = JSON.stringify(content);
  const contentSha256 = createHash('sha256').update(text).digest('hex');
  const next: PermitVersion = {
    permitId,
    version,
    kind,
    activeFrom,
    activeTo: null,
    endsOn,
    contentSha256,
    changeCaseId,
  };
  const { permit } = accessCase.tracks;
  const request = changeCaseId === null ? undefined : permit.requests?.[changeCaseId];
  const frozen: FrozenVersion = {
    permitId,
    base,
    version,
    content: text,
    sha256: contentSha256,
    changeCaseId,
  };
  return {
    facts: {
      permitReference: permitId,
      endsOn,
      versions: withVersion(permit.versions ?? [], next),
      ...(request && {
        requests: { ...permit.requests, [changeCaseId ?? '']: { ...request, state: 'granted' } },
      }),
    },
    permitVersion: frozen,
  };
}

/** The base stays, the number rises by one. */
function following({ tracks }: AccessCase): { base: string; version: number } {
  const last = parsePermitId(tracks.permit.versions?.at(-1)?.permitId ?? '');
  return { base: last?.base ?? '', version: (last?.version ?? 0) + 1 };
}

/** The end of the permit is decided, not applied for: it stands in the list when it moves. */
function withEnd(
  changes: Difference[],
  before: PermitContent | null,
  endsOn: string,
): Difference[] {
  if (!before || before.endsOn === endsOn) return changes;
  return [
    ...changes,
    {
      field: 'permitEndsOn',
      kind: 'changed',
      before: before.endsOn,
      after: endsOn,
      registryId: null,
    },
  ];
}
