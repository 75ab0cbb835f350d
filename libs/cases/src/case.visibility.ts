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

/** The parts of a case page that are not tracks. */
export type Part = 'application' | 'applicant' | 'assignee' | 'ledger' | 'refusals';

/**
 * How much of a track a role sees: `all` of it; what is `open` of it, all but what stays within the
 * house; what is its `own` registry's; the `state` alone; all of it once it is `decided`; of a
 * consultation what the `party` may read; all but the reasons; of a linkage the `plan`, or the own
 * part of it. A role that is not named sees
 * nothing, but a unit leader what a caseworker sees. Every projection is made from these tables, so
 * an internal field cannot reach an applicant.
 */
export type Sight =
  | 'all'
  | 'open'
  | 'own'
  | 'state'
  | 'decided'
  | 'decided-parts'
  | 'party'
  | 'without-reasons'
  | 'plan'
  | 'own-plan';

export const trackSight: Record<TrackName, Partial<Record<Role, Sight>>> = {
  application: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'rek-secretary': 'state',
    'registry-adviser': 'state',
    'registry-delivery': 'state',
    'linkage-custodian': 'state',
  },
  // The check itself is the office's working paper; what it misses is asked for in words.
  screening: {
    applicant: 'state',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  assignment: {
    applicant: 'state',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  // Why somebody has a tie to a case is their own matter and their superior's.
  impartiality: {
    'unit-leader': 'all',
    caseworker: 'without-reasons',
    'decision-maker': 'without-reasons',
    auditor: 'without-reasons',
  },
  information: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  dismissal: {
    applicant: 'decided',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  flag: { caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
  ethics: {
    applicant: 'open',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'rek-secretary': 'open',
  },
  consultation: {
    applicant: 'party',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-adviser': 'own',
  },
  // How criteria are weighed is the house's until the decision, whose letter tells it.
  assessment: { caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
  'controller-decision': {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  condition: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  exemption: {
    applicant: 'decided',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  access: {
    applicant: 'decided',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  permit: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-delivery': 'all',
    'linkage-custodian': 'all',
  },
  linkage: {
    applicant: 'plan',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-delivery': 'own-plan',
    'linkage-custodian': 'all',
  },
  'key-file': {
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-delivery': 'own',
    'linkage-custodian': 'all',
  },
  delivery: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-delivery': 'own',
  },
  'delivery-plan': {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-delivery': 'own',
  },
  member: { applicant: 'all', caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
  leadership: { applicant: 'all', caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
  message: { applicant: 'all', caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
  // Notes are for those who prepare the case: no state, no text, no event of them reaches a party.
  note: { caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
  // A party sees what it is to pay for.
  fee: { applicant: 'all', caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
  'registry-fee': {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-adviser': 'own',
    'registry-delivery': 'own',
  },
  // What is being prepared on these two is the party's to read when it is decided.
  revocation: {
    applicant: 'decided-parts',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  appeal: {
    applicant: 'decided-parts',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  reversal: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  'appeal-period': {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  closure: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'linkage-custodian': 'state',
  },
  'final-report': {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  'consent-withdrawal': {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  'preliminary-reply': {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  postponement: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-adviser': 'state',
    'registry-delivery': 'state',
  },
  procedure: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  // Who was reminded of what is within the house.
  reminder: { caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
};

/** `own` of the application: the title, the purpose and what is asked of the role's registry. */
export const partSight: Record<Part, Partial<Record<Role, 'all' | 'own'>>> = {
  application: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'rek-secretary': 'all',
    'registry-adviser': 'own',
    'registry-delivery': 'own',
  },
  applicant: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'rek-secretary': 'all',
    'registry-adviser': 'all',
    'registry-delivery': 'all',
  },
  assignee: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-adviser': 'all',
    'registry-delivery': 'all',
    'rek-secretary': 'all',
    'linkage-custodian': 'all',
  },
  ledger: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  // Who tried what and was refused, and who read what, is for those who answer for the case.
  refusals: { caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
};

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

/** The part of the tracks that these roles in the case may see. */
export function visibleTracks(tracks: Tracks, here: readonly RoleGrant[]): Partial<Tracks> {
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

/** A unit leader sees what a caseworker does, and where it is said, more. */
function inTable<S>(table: Partial<Record<Role, S>>, role: Role): S | undefined {
  return table[role] ?? (role === 'unit-leader' ? table.caseworker : undefined);
}

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
