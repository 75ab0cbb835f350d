import type { Actor, Role, RoleGrant } from '../../parties/src/role.rules.js';
import type { AccessCase, TrackName, Tracks } from './case.model.js';
import {
  consultationForApplicant,
  eventsWithinConsultation,
} from './advice/consultation.visibility.js';
import type { Consultation } from './advice/consultation.model.js';
import { isPreparation, withoutPreparation } from './decisions/preparation.rules.js';
import {
  eventsWithinLinkage,
  linkageForApplicant,
  linkageForRegistry,
} from './delivery/linkage.visibility.js';
import { rolesInCase } from './case.relation.rules.js';
import { type Part, partSight, trackSight } from './case.sight.rules.js';

/** The states in which a decision is made and its grounds are the applicant's to read. */
const decidedStates = [
  'not-needed',
  'granted',
  'partly-granted',
  'refused',
  'expired',
  'revoked',
  'dismissed',
];

/** What stays within the house also when the decision is made: how it came about. */
export const withinTheHouse = [
  'returnReasonId',
  'proposedBy',
  'draftId',
  'departureReasonIds',
  'comparison',
  'comparedOn',
  'comparedByName',
  'differenceReasonId',
];

/** Events of a track that only those see who see all of it. */
const eventsWithinTheHouse: readonly string[] = [
  ...eventsWithinConsultation,
  ...eventsWithinLinkage,
  'rek-compared',
  'mismatch-settled',
];

/** What a person sees of the tracks: of one its state at least, and the rest as their roles let them. */
export type VisibleTracks = { [Name in TrackName]?: VisibleTrack<Tracks[Name]> };

type VisibleTrack<Track> = Track extends { state: unknown }
  ? Pick<Track, 'state'> & Partial<Track>
  : { [Part in keyof Track]: VisibleTrack<Track[Part]> };

/** The part of the tracks that these roles in the case may see. */
export function visibleTracks(tracks: Tracks, here: readonly RoleGrant[]): VisibleTracks {
  const visible: Record<string, unknown> = {};
  for (const name of Object.keys(tracks) as TrackName[]) {
    const seen = here
      .map((grant) => seenOf(tracks, name, grant))
      .filter((part): part is object => part !== undefined);
    if (seen.length > 0) visible[name] = seen.reduce(widest);
  }
  return visible;
}

/** The states alone of what an actor may see: what a command answers with. */
export function visibleStates(
  accessCase: AccessCase,
  actor: Actor,
): Record<string, string | Record<string, string>> {
  const visible = visibleTracks(accessCase.tracks, rolesInCase(accessCase, actor));
  return Object.fromEntries(
    Object.entries(visible).map(([name, track]) => [name, stateOrStates(track)]),
  );
}

function stateOrStates(track: object): string | Record<string, string> {
  if ('state' in track) return String(track.state);
  return Object.fromEntries(
    Object.entries(track as Record<string, { state: string }>).map(([id, { state }]) => [
      id,
      state,
    ]),
  );
}

/** Whose registries a person may know of: all of the case's, or those they speak for. */
export function visibleRegistryIds(
  registryIds: readonly string[],
  here: readonly RoleGrant[],
): string[] {
  if (sightOf('application', here) === 'all') return [...registryIds];
  if (here.some(({ role }) => role === 'linkage-custodian')) return [...registryIds];
  return registryIds.filter((id) => here.some(({ registryId }) => registryId === id));
}

/** Who is waited for; another registry than one's own is just `registry`. */
export function visibleParty(party: string, visibleIds: readonly string[]): string {
  const [kind, registryId] = party.split(':');
  return registryId === undefined || visibleIds.includes(registryId) ? party : (kind ?? '');
}

/** Whether a person with these roles may see an event of this track and registry in the timeline. */
export function seesEvent(
  event: {
    track: string | null;
    registryId: string | null;
    fromState?: string | null;
    toState: string | null;
    type?: string;
  },
  here: readonly RoleGrant[],
): boolean {
  if (event.track === null)
    return here.some(({ role }) => inTable(partSight.refusals, role) !== undefined);
  const name = event.track as TrackName;
  return here.some((grant) => {
    const sight = inTable(trackSight[name], grant.role);
    if (sight === 'own') return event.registryId === grant.registryId;
    if (sight !== 'all' && eventsWithinTheHouse.includes(event.type ?? '')) return false;
    if (sight === 'decided') return decidedStates.includes(event.toState ?? '');
    if (sight === 'decided-parts') return !isPreparation(event);
    return sight !== undefined;
  });
}

/** Whether somebody with these roles sees a track whole. */
export function seesWhole(track: TrackName, here: readonly RoleGrant[]): boolean {
  return here.some(({ role }) => inTable(trackSight[track], role) === 'all');
}

export function sightOf(part: Part, here: readonly RoleGrant[]): 'all' | 'own' | undefined {
  const sights = here.map(({ role }) => inTable(partSight[part], role));
  return sights.includes('all') ? 'all' : sights.find((sight) => sight !== undefined);
}

function seenOf(tracks: Tracks, name: TrackName, { role, registryId }: RoleGrant): unknown {
  const track = tracks[name] as Record<string, unknown>;
  switch (inTable(trackSight[name], role)) {
    case 'all':
      return name === 'information' && role !== 'applicant' ? withoutAnswers(track) : track;
    case 'without-reasons':
      return withoutReasons(track);
    case 'open':
      return outsideTheHouse(track);
    case 'party':
      return mapParts(track as Record<string, Consultation>, consultationForApplicant);
    case 'decided':
      return decidedAlone(track);
    case 'state':
      return statesOnly(track);
    case 'decided-parts':
      return withoutPreparation(track);
    case 'plan':
      return linkageForApplicant(tracks.linkage);
    case 'own-plan':
      return linkageForRegistry(tracks.linkage, registryId);
    case 'own':
      return registryId === null ? {} : ofRegistry(track, registryId);
    case undefined:
      return undefined;
  }
}

/** The parts of a keyed track that are about one registry, whatever they are keyed by. */
function ofRegistry(track: Record<string, unknown>, own: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(track as Record<string, { registryId?: string }>).filter(
      ([key, { registryId = key }]) => registryId === own,
    ),
  );
}

/** A unit leader sees what a caseworker does, and where it is said, more; insight shows as much. */
export function inTable<S>(table: Partial<Record<Role, S>>, role: Role): S | undefined {
  return table[role] ?? (asCaseworker.includes(role) ? table.caseworker : undefined);
}

const asCaseworker: readonly Role[] = ['unit-leader', 'insight'];

/** The parts of a keyed track without the texts that give a reason. */
function withoutReasons(track: Record<string, unknown>): unknown {
  return Object.fromEntries(
    Object.entries(track as Record<string, object>).map(([part, facts]) => [
      part,
      Object.fromEntries(Object.entries(facts).filter(([key]) => !/reasonId$/i.test(key))),
    ]),
  );
}

/** What an applicant has written in answer is theirs until sent; then it stands in the application. */
function withoutAnswers(track: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(track as Tracks['information']).map(([id, { answerIds: _, ...request }]) => [
      id,
      request,
    ]),
  );
}

/** The decisions that are made, one or one per part, without how they came about. */
function decidedAlone(track: Record<string, unknown>): Record<string, unknown> | undefined {
  if (typeof track['state'] === 'string') {
    return decidedStates.includes(track['state']) ? outsideTheHouse(track) : undefined;
  }
  const parts = Object.entries(track as Record<string, Record<string, unknown>>).filter(
    ([, { state }]) => decidedStates.includes(String(state)),
  );
  return parts.length === 0
    ? undefined
    : Object.fromEntries(parts.map(([key, part]) => [key, outsideTheHouse(withoutProposal(part))]));
}

/** A proposal that was returned and given up leaves its grounds behind: nobody decided on them. */
function withoutProposal(part: Record<string, unknown>): Record<string, unknown> {
  return part['state'] === 'not-needed'
    ? { state: part['state'], exceptions: part['exceptions'] }
    : part;
}

function outsideTheHouse(track: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(track).filter(([key]) => !withinTheHouse.includes(key)));
}

function statesOnly(track: Record<string, unknown>): unknown {
  if (typeof track['state'] === 'string') return { state: track['state'] };
  return mapParts(track as Record<string, { state: string }>, ({ state }) => ({ state }));
}

function mapParts<Part>(parts: Readonly<Record<string, Part>>, seen: (part: Part) => object) {
  return Object.fromEntries(Object.entries(parts).map(([id, part]) => [id, seen(part)]));
}

/** Two roles of one person see together what either sees. */
function widest(a: object, b: object): object {
  return deepMerge(a as Record<string, unknown>, b as Record<string, unknown>);
}

function deepMerge(
  a: Record<string, unknown>,
  b: Record<string, unknown>,
): Record<string, unknown> {
  const merged = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const existing = merged[key];
    merged[key] = isPlain(existing) && isPlain(value) ? deepMerge(existing, value) : value;
  }
  return merged;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
