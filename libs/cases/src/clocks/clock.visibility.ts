import type { Role, RoleGrant } from '../../../parties/src/role.rules.js';
import { inTable, sightOf, visibleParty } from '../case.visibility.js';
import { registryInId } from '../delivery/delivery.parts.rules.js';
import type { Clock, ClockName, Step } from './clock.model.js';

/** Who sees which clock: `own` is the clock about a role's own registry. Not named: not seen. */
export const clockSight: Record<ClockName, Partial<Record<Role, 'all' | 'own'>>> = {
  'preliminary-reply': everyone(),
  'data-available': everyone({ 'registry-adviser': 'all', 'registry-delivery': 'all' }),
  information: everyone(),
  'answer-to-rek': everyone({ 'rek-secretary': 'all' }),
  // Advice between offices is not the applicant's to watch; the answer is.
  consultation: within({ 'registry-adviser': 'own' }),
  delivery: everyone({ 'registry-delivery': 'own' }),
  redelivery: everyone({ 'registry-delivery': 'own' }),
  'appeal-period': everyone(),
  'rek-validity': everyone({ 'rek-secretary': 'all' }),
  'permit-validity': everyone({ 'registry-delivery': 'all', 'linkage-custodian': 'all' }),
  deletion: everyone(),
  'final-report': everyone(),
  'consent-withdrawal': everyone(),
  'ehds-decision': everyone(),
  'ehds-information': everyone(),
};

/** The clocks that these roles see, other registries than one's own unnamed. */
export function visibleClocks(
  clocks: readonly Clock[],
  here: readonly RoleGrant[],
  visibleIds: readonly string[],
): Omit<Clock, 'ledger'>[] | Clock[] {
  const seen = clocks.filter(({ name, part }) =>
    here.some(({ role, registryId }) => {
      const sight = inTable(clockSight[name], role);
      return sight === 'all' || (sight === 'own' && registryInId(part ?? '') === registryId);
    }),
  );
  if (sightOf('ledger', here) !== undefined) return [...seen];
  return seen.map(({ ledger: _, derivation, ...clock }) => ({
    ...clock,
    derivation: derivation.map((step) => withoutOthers(step, visibleIds)),
  }));
}

function withoutOthers(step: Step, visibleIds: readonly string[]): Step {
  if (step.step !== 'held-by') return step;
  return { ...step, party: visibleParty(step.party, visibleIds) as typeof step.party };
}

function within(others: Partial<Record<Role, 'all' | 'own'>> = {}) {
  return {
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    ...others,
  } as Partial<Record<Role, 'all' | 'own'>>;
}

function everyone(others: Partial<Record<Role, 'all' | 'own'>> = {}) {
  return within({ applicant: 'all', ...others });
}
