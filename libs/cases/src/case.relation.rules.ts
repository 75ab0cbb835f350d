import { type Actor, isOfHouse, type RoleGrant } from '../../parties/src/role.rules.js';
import type { Reach } from '#platform';
import { deliveringRegistryIds } from './delivery/delivery.parts.rules.js';
import { type HouseRelation, houseRelations, unitRelation } from './people/case.house.rules.js';
import { projectPeople } from './people/case.member.rules.js';
import type { AccessCase, EthicsState } from './case.model.js';

/**
 * Need to know by relation, not by role alone: what a person has to do with a case. The case names
 * the relations it has; a role names those it works through. Lists are filtered by the same words
 * that open a case, so that the two can never disagree.
 */
export type Relation =
  | HouseRelation
  | `applicant:${string}`
  | 'rek'
  | 'linkage'
  | `adviser:${string}`
  | `delivery:${string}`;

/** Every relation that gives somebody sight of this case. */
export function relationsOf(accessCase: AccessCase): Relation[] {
  const { tracks } = accessCase;
  const { ethics, consultation, linkage } = tracks;
  const delivering = new Set([...deliveringRegistryIds(tracks), ...(linkage.registryIds ?? [])]);
  // An approval recorded from its document never made the case known to REK.
  const isWithRek = ethics.sentToRekOn !== undefined || atRek.includes(ethics.state);
  return [
    ...projectPeople(accessCase).map((id): Relation => `applicant:${id}`),
    ...(hasComeIn(accessCase) ? houseRelations(accessCase) : []),
    ...(isWithRek ? (['rek'] as const) : []),
    ...(linkage.state === 'none' ? [] : (['linkage'] as const)),
    ...Object.keys(consultation).map((id): Relation => `adviser:${id}`),
    ...[...delivering].map((id): Relation => `delivery:${id}`),
  ];
}

/** What came on paper is the house's from the first day; a draft is its applicant's alone. */
export function hasComeIn({ intake, tracks }: AccessCase): boolean {
  return tracks.application.submittedOn !== undefined || intake === 'paper';
}

const atRek: readonly EthicsState[] = ['forwarded', 'acknowledged', 'postponed', 'answered'];

/** The relations through which one role of a person sees cases; none: it sees no case. */
export function relationsFor({ role, registryId }: RoleGrant, actor: Actor): Relation[] {
  switch (role) {
    case 'applicant':
      return actor.personId === null ? [] : [`applicant:${actor.personId}`];
    case 'caseworker':
      return ['intake', unitRelation(actor.unitId), ...asNamed(actor)];
    case 'unit-leader':
      return ['intake', ...unitsLedBy(actor).map(unitRelation), ...asNamed(actor)];
    case 'decision-maker':
      return ['decision', unitRelation(actor.unitId), ...asNamed(actor)];
    case 'auditor':
      return ['audit'];
    case 'rek-secretary':
      return ['rek'];
    case 'linkage-custodian':
      return ['linkage'];
    case 'registry-adviser':
      return registryId === null ? [] : [`adviser:${registryId}`];
    case 'registry-delivery':
      return registryId === null ? [] : [`delivery:${registryId}`];
    case 'administrator':
    case 'insight':
    case 'system':
      return [];
  }
}

/** The unit that a leader leads, and those whose leader they stand in for; an empty id: no unit. */
export function unitsLedBy({ unitId = '', leadsMeanwhile = [] }: Actor): string[] {
  return [...new Set([unitId, ...leadsMeanwhile])];
}

/** As the one whom a case names, or in the place of one who is away. */
function asNamed({ personId, standsInFor = [] }: Actor): Relation[] {
  return personId === null ? [] : [personId, ...standsInFor].map((id): Relation => `staff:${id}`);
}

/** The relations through which an actor sees cases, of all their roles or of those that hold. */
export function relationsThrough(
  actor: Actor,
  holds: (grant: RoleGrant) => boolean = () => true,
): Relation[] {
  return [...new Set(actor.roles.filter(holds).flatMap((grant) => relationsFor(grant, actor)))];
}

/** The cases that an actor has sight of by breaking the glass, in a role that may. */
export function insightsOf(actor: Actor): readonly string[] {
  return isOfHouse(actor) ? (actor.insights ?? []) : [];
}

/** How far a person reaches in the database: as {@link rolesInCase}, over all cases at once. */
export function reachOf(actor: Actor): Reach {
  const isApplicant = actor.roles.some(({ role }) => role === 'applicant');
  return {
    personId: actor.personId,
    relations: relationsThrough(actor),
    // In a case of their own a person is the applicant and nothing else.
    barred: isApplicant ? [] : [`applicant:${actor.personId}`],
    cases: insightsOf(actor),
  };
}

/**
 * The roles an actor holds in this very case. An empty list means that for this person the case does
 * not exist. Sight by insight is a role of its own, which no command is given in.
 */
export function rolesInCase(accessCase: AccessCase, actor: Actor): RoleGrant[] {
  return rolesThrough(
    { id: accessCase.id, relations: relationsOf(accessCase) },
    actor,
    projectPeople(accessCase).includes(actor.personId ?? ''),
  );
}

/** As {@link rolesInCase}, of a case whose relations are known. */
export function rolesThrough(
  { id, relations }: { id: string; relations: readonly string[] },
  actor: Actor,
  isOwn = relations.includes(`applicant:${actor.personId}`),
): RoleGrant[] {
  const related = actor.roles.filter((grant) => {
    if (grant.role === 'system') return true;
    // In a case of their own a person is the applicant and nothing else: nobody prepares or
    // decides in it (forvaltningsloven section 6).
    if (isOwn && grant.role !== 'applicant') return false;
    return relationsFor(grant, actor).some((relation) => relations.includes(relation));
  });
  if (related.length > 0 || isOwn) return related;
  return relations.includes('audit') && insightsOf(actor).includes(id) ? [byInsight] : [];
}

/** Whether the actor sees this case by insight and not as one who has to do with it. */
export function isByInsight(accessCase: AccessCase, actor: Actor): boolean {
  return rolesInCase(accessCase, actor).some(({ role }) => role === 'insight');
}

const byInsight: RoleGrant = { role: 'insight', registryId: null };
