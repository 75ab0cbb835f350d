import type { FieldProblem } from '#platform';
import type { AcceptedIdentity, LinkagePlan } from './linkage.plan.model.js';

/** What lists hold where a plan says nothing more. */
export const ordinaryKinds: readonly { kind: AcceptedIdentity['kind']; registryId?: string }[] = [
  { kind: 'fodselsnummer' },
  { kind: 'd-number' },
];

/** Pseudonyms of its own for each registry, and numbers that only one registry understands. */
export function pseudonymFaults({
  hasSeparatePseudonyms,
  linkerRegistryId,
  identityKinds,
  registries,
}: LinkagePlan): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (hasSeparatePseudonyms && linkerRegistryId === null) {
    problems.push({
      field: 'hasSeparatePseudonyms',
      rule: 'who links gets what leads from one pseudonym to another, encrypted to the key of its registry',
      todo: 'have the controller of a registry in the linkage link',
    });
  }
  const kinds = identityKinds.map(({ kind }) => kind);
  identityKinds.forEach(({ kind, registryId }, index) => {
    const isOrdinary = ordinaryKinds.some((ordinary) => ordinary.kind === kind);
    const isKnown = registries.some((each) => each.registryId === registryId);
    if (kinds.indexOf(kind) === index && (isOrdinary ? registryId === null : isKnown)) return;
    problems.push({
      field: `identityKinds.${index}`,
      rule: 'each kind stands once, and a help number with the registry that issued it',
      todo: 'name the registry, or remove the row',
    });
  });
  return problems;
}
