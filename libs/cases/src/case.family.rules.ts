import type { Draft } from './application/application.rules.js';
import { grantedRegistryIds } from './decisions/case.access.rules.js';
import type { AccessCase, CaseEvent, Context, Refusing, Tracks } from './case.model.js';
import type { Job } from './consequence.model.js';
import { affectedRegistryIds } from './application/difference.rules.js';
import { refuse } from './refusal.rules.js';

/** How a case that changes a permit and the case that holds the permit bear on each other. */

/** What the case that holds the permit is to know of one that changes it (d64 R9.4.1, R9.4.5). */
const toldToParent: ReadonlySet<string> = new Set([
  'submitted',
  'application-registered',
  'withdrawn',
  'dismissal-signed',
  'access-grant-signed',
  'partial-access-grant-signed',
  'access-refusal-signed',
]);

/** What the cases that rest on a permit are to know of it. */
const toldToChildren: ReadonlySet<string> = new Set([
  'permit-amended',
  'permit-extended',
  'permit-ended',
  'permit-revoked',
  'permit-reinstated',
]);

export function familyJobs({ parentId }: AccessCase, { type }: CaseEvent): Job[] {
  if (parentId !== null) return toldToParent.has(type) ? [{ job: 'tell-parent' }] : [];
  return toldToChildren.has(type) ? [{ job: 'tell-children' }] : [];
}

/** The registries that a change concerns, as a fact of its application (d64 R9.4.3). */
export function affectedFacts(
  draft: Draft,
  { parent }: Pick<Context, 'parent'>,
): Pick<Tracks['application'], 'affectedRegistryIds'> {
  return parent ? { affectedRegistryIds: affectedRegistryIds(parent.content.granted, draft) } : {};
}

/** Whether the case asks something of this registry; one of its own asks it of all that it names. */
export function isAffected({ application }: Tracks, registryId: string): boolean {
  return application.affectedRegistryIds?.includes(registryId) ?? true;
}

export function refuseUnaffected(tracks: Tracks, registryId: string): Refusing | null {
  if (isAffected(tracks, registryId)) return null;
  return refuse('registry-not-affected', {
    field: 'registryId',
    rule: 'a change is put to the registries that it concerns, and to no other',
    todo: 'choose a registry of which something else is asked than was granted',
  });
}

/** The registries that are to deliver in this case. */
export function deliverableRegistryIds(tracks: Tracks): string[] {
  return grantedRegistryIds(tracks).filter((id) => isAffected(tracks, id));
}

/** Whether the case was granted and has no permit of its own. */
export function restsOnParent({ permit, application }: Tracks): boolean {
  return permit.state === 'carried' || application.affectedRegistryIds !== undefined;
}

/** Whether all that a granted change led to is done: nothing is on its way and no keys remain. */
export function isCarriedOut(tracks: Tracks): boolean {
  const { access, permit, linkage, delivery } = tracks;
  if (access.state === 'refused') return true;
  if (permit.state === 'none') return false;
  const isSettled = linkage.isExtension ? 'complete' : 'destroyed';
  const hasNoKeys = ['none', 'planned', isSettled, 'destroyed'].includes(linkage.state);
  const isOver = permit.state === 'expired';
  const isIdle =
    Object.values(delivery).every(({ state }) => ['received', 'cancelled'].includes(state)) &&
    Object.values(tracks['delivery-plan']).every(({ state }) => state !== 'running');
  return hasNoKeys && (isOver || isIdle);
}
