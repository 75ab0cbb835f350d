import { nameKey } from '../../../parties/src/variable.rules.js';
import type { CatalogueVariable, Draft } from './application.rules.js';
import type { CompletenessContext } from '../form/check.model.js';
import type { Fault } from '../form/form.fault.rules.js';

type Source = NonNullable<Draft['sources']>[number];
type Variable = NonNullable<Source['variables']>[number];

/** What is wrong in the sources of an application and their variables, against the catalogue. */
export function faultsInSources(
  sources: readonly Source[],
  { knownRegistryIds, catalogue }: CompletenessContext,
): Fault[] {
  const ids = sources.map(({ registryId }) => registryId);
  return sources.flatMap(({ registryId, variables = [] }, index): Fault[] => {
    const path = `sources.${index}.variables`;
    const listed = catalogue.filter((one) => one.registryId === registryId);
    return [
      ...ofRegistry(`sources.${index}.registryId`, {
        isKnown: knownRegistryIds.has(registryId),
        isFirst: ids.indexOf(registryId) === index,
      }),
      ...namedTwice(variables, path),
      ...againstCatalogue(variables, listed, path),
    ];
  });
}

function ofRegistry(field: string, registry: { isKnown: boolean; isFirst: boolean }): Fault[] {
  if (!registry.isKnown) return [{ field, code: 'registry-unknown' }];
  return registry.isFirst ? [] : [{ field, code: 'registry-repeated' }];
}

function namedTwice(variables: readonly Variable[], path: string): Fault[] {
  const names = variables.map(({ name }) => name.toLocaleLowerCase('nb'));
  return names.flatMap((name, index): Fault[] =>
    names.indexOf(name) === index
      ? []
      : [{ field: `${path}.${index}.name`, code: 'variable-repeated' }],
  );
}

/** Direct identifiers are given only for a special reason: helseregisterloven section 19 a. */
function againstCatalogue(
  variables: readonly Variable[],
  listed: readonly CatalogueVariable[],
  path: string,
): Fault[] {
  return variables.flatMap(({ name, variableId, directIdentifierReason }, index): Fault[] => {
    const known = listed.find(({ id }) => id === variableId);
    if (variableId !== undefined && !known) {
      return [{ field: `${path}.${index}.variableId`, code: 'variable-not-listed' }];
    }
    const meant = known ?? listed.find((one) => one.nameKey === nameKey(name));
    if (meant?.identificationRisk !== 'direct' || directIdentifierReason) return [];
    return [{ field: `${path}.${index}.directIdentifierReason`, code: 'special-reason-needed' }];
  });
}
