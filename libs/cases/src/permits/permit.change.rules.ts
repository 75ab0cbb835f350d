import type { Draft } from '../application/application.rules.js';
import { addMonths } from '../clocks/calendar.rules.js';
import { grantedRegistryIds, variablesGranted } from '../decisions/case.access.rules.js';
import type { CommandOf } from '../case.commands.js';
import type { AccessCase, CaseKind, Context, Refusing, Tracks } from '../case.model.js';
import { breachOfProfile, inForceStates, type PermitRequest } from './permit.rules.js';
import { withoutReasons } from '../application/difference.rules.js';
import { refuseEnd } from './permit.version.rules.js';
import { refuse } from '../refusal.rules.js';

/**
 * What a permit gives once a change of it is signed. What was granted before stays granted where
 * the change was refused: a refusal of more calls nothing back (d64 R9.3.5). What is no longer
 * applied for falls away.
 */
export function changedGrant(
  before: Draft,
  tracks: Pick<Tracks, 'access' | 'controller-decision'>,
  wanted: Draft,
): Draft {
  const granted = grantedRegistryIds(tracks);
  const sources = (wanted.sources ?? []).flatMap((source) => {
    const held = before.sources?.find(({ registryId }) => registryId === source.registryId);
    if (!granted.includes(source.registryId)) return held ? [held] : [];
    const names = new Set([
      ...variablesGranted(tracks, wanted, source.registryId),
      ...(held?.variables ?? []).map(({ name }) => name),
    ]);
    const { variables = [] } = source;
    return [{ ...source, variables: variables.filter(({ name }) => names.has(name)) }];
  });
  return { ...withoutReasons(wanted), sources };
}

/** Whether the permit can bear what is about to be granted: in force, and no longer than it may be. */
export function refuseChange(
  { kind, parentId }: AccessCase,
  endsOn: string,
  { parent, profile, today }: Context,
): Refusing | null {
  if (parentId === null || !parent) return null;
  const { permit } = parent;
  if (!(inForceStates as readonly string[]).includes(permit.state)) {
    return refuse('no-active-permit', {
      field: 'permit',
      rule: 'only a permit in force is changed, extended or updated',
      todo: 'refuse the change, or await what becomes of the permit',
    });
  }
  if (kind !== 'extension' && endsOn > (permit.endsOn ?? '')) {
    return refuse('change-lasts-longer', {
      field: 'permitEndsOn',
      rule: 'a change lasts no longer than its permit; more time is an extension',
      todo: 'choose the end of the permit or an earlier date',
    });
  }
  if (kind === 'extension' && endsOn <= (permit.endsOn ?? '')) {
    return refuse('extension-lasts-no-longer', {
      field: 'permitEndsOn',
      rule: 'an extension moves the end of the permit to a later date',
      todo: 'choose a date after the end of the permit',
    });
  }
  const wanted = { kind: versionKindOf(kind), startsOn: today, endsOn };
  const breach = breachOfProfile(profile, permit.versions ?? [], wanted);
  return breach ? refuseEnd(breach) : null;
}

/**
 * A change may take effect on a later day than it is signed (TEHDAS2 D6.4, 9.3): the version before
 * is in force until then. An extension moves the end of the permit and has no such day.
 */
export function refuseEffectDay(
  { kind, parentId }: AccessCase,
  { takesEffectOn, permitEndsOn = '' }: CommandOf<'propose-access-decision'>,
  { today }: Context,
): Refusing | null {
  if (takesEffectOn === undefined) return null;
  if (parentId === null || kind === 'extension') {
    return refuse('no-effect-day', {
      field: 'takesEffectOn',
      rule: 'only a change of a permit takes effect on a day of its own',
      todo: 'leave the day out',
    });
  }
  if (takesEffectOn > today && takesEffectOn <= permitEndsOn) return null;
  return refuse('effect-day-outside-permit', {
    field: 'takesEffectOn',
    rule: 'the day lies after today and no later than the end of the permit',
    todo: 'choose another day, or leave it out for a change that takes effect at once',
  });
}

/** Whether what was granted is to become a version of the permit by now. */
export function isInEffect({ access, application }: Tracks, today: string): boolean {
  const isGranted = access.state === 'granted' || access.state === 'partly-granted';
  return isGranted && application.state !== 'withdrawn' && (access.takesEffectOn ?? '') <= today;
}

export function versionKindOf(kind: CaseKind): 'extended' | 'amended' {
  return kind === 'extension' ? 'extended' : 'amended';
}

/** What a case asks of the permit, as the permit is to know of it; null before it asks anything. */
export function requestOf(
  { kind, tracks }: AccessCase,
  draft: Draft,
  permitEndsOn: string,
): PermitRequest | null {
  const { submittedOn } = tracks.application;
  if (kind === 'individual-level' || kind === 'statistics' || submittedOn === undefined)
    return null;
  const endsOn = wantedEndOf(draft);
  return {
    kind,
    state: requestStateOf(tracks),
    requestedOn: submittedOn,
    ...(kind === 'extension' && {
      ...(endsOn && { endsOn }),
      // EHDS article 68 paragraph 12: asked for at least a month before the permit ends.
      isLate: submittedOn > addMonths(permitEndsOn, -1),
    }),
  };
}

/** How long data are asked for: the period of access, or else as long as the project lasts. */
export function wantedEndOf({ accessPeriod, projectEndsOn }: Draft): string | undefined {
  return accessPeriod?.toOn ?? projectEndsOn;
}

function requestStateOf({ access, application }: Tracks): 'requested' | 'refused' | 'withdrawn' {
  if (application.state === 'withdrawn') return 'withdrawn';
  return application.state === 'dismissed' || access.state === 'refused' ? 'refused' : 'requested';
}
