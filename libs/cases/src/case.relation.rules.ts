import type { Actor, RoleGrant } from '../../parties/src/role.rules.js';
import type { Reach } from '#platform';
import { deliveringRegistryIds } from './delivery/delivery.parts.rules.js';
import { projectPeople } from './people/case.member.rules.js';
import type { AccessCase, EthicsState } from './case.model.js';

/**
 * Need to know by relation, not by role alone: what a person has to do with a case. The case names
 * the relations it has; a role names the one it works through. Lists are filtered by the same words
 * that open a case, so that the two can never disagree.
 */
export type Relation =
  `applicant:${string}` | 'staff' | 'rek' | 'linkage' | `adviser:${string}` | `delivery:${string}`;

/** Every relation that gives somebody sight of this case. */
export function relationsOf(accessCase: AccessCase): Relation[] {
  const { intake, tracks } = accessCase;
  const { application, ethics, consultation, linkage } = tracks;
  const delivering = new Set([...deliveringRegistryIds(tracks), ...(linkage.registryIds ?? [])]);
  // An approval recorded from its document never made the case known to REK.
  const isWithRek = ethics.sentToRekOn !== undefined || atRek.includes(ethics.state);
  return [
    ...projectPeople(accessCase).map((id): Relation => `applicant:${id}`),
    // What came on paper is the office's from the first day.
    ...(application.submittedOn === undefined && intake !== 'paper' ? [] : (['staff'] as const)),
    ...(isWithRek ? (['rek'] as const) : []),
    ...(linkage.state === 'none' ? [] : (['linkage'] as const)),
    ...Object.keys(consultation).map((id): Relation => `adviser:${id}`),
    ...[...delivering].map((id): Relation => `delivery:${id}`),
  ];
}

const atRek: readonly EthicsState[] = ['forwarded', 'acknowledged', 'postponed', 'answered'];

/** The relation through which a role sees cases; null: it sees none. */
export function relationFor(
  { role, registryId }: RoleGrant,
  personId: string | null,
): Relation | null {
  switch (role) {
    case 'applicant':
      return personId === null ? null : `applicant:${personId}`;
    case 'caseworker':
    case 'decision-maker':
    case 'auditor':
    case 'unit-leader':
      return 'staff';
    case 'rek-secretary':
      return 'rek';
    case 'linkage-custodian':
      return 'linkage';
    case 'registry-adviser':
      return registryId === null ? null : `adviser:${registryId}`;
    case 'registry-delivery':
      return registryId === null ? null : `delivery:${registryId}`;
    case 'administrator':
    case 'system':
      return null;
  }
}

/** The relations through which an actor sees cases, of all their roles or of those that hold. */
export function relationsThrough(
  actor: Actor,
  holds: (grant: RoleGrant) => boolean = () => true,
): Relation[] {
  const relations = actor.roles.filter(holds).map((grant) => relationFor(grant, actor.personId));
  return [...new Set(relations.filter((relation) => relation !== null))];
}

/** How far a person reaches in the database: as {@link rolesInCase}, over all cases at once. */
export function reachOf(actor: Actor): Reach {
  const isApplicant = actor.roles.some(({ role }) => role === 'applicant');
  return {
    personId: actor.personId,
    relations: relationsThrough(actor),
    // In a case of their own a person is the applicant and nothing else.
    barred: isApplicant ? [] : [`applicant:${actor.personId}`],
    cases: [],
  };
}

/**
 * The roles an actor holds in this very case. An empty list means that for this person the case does
 * not exist.
 */
export function rolesInCase(accessCase: AccessCase, actor: Actor): RoleGrant[] {
  const relations = new Set(relationsOf(accessCase));
  const isOwn = projectPeople(accessCase).includes(actor.personId ?? '');
  return actor.roles.filter((grant) => {
    if (grant.role === 'system') return true;
    // In a case of their own a person is the applicant and nothing else: nobody prepares or
    // decides in it (forvaltningsloven section 6).
    if (isOwn && grant.role !== 'applicant') return false;
    const relation = relationFor(grant, actor.personId);
    return relation !== null && relations.has(relation);
  });
}
