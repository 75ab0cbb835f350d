import type { CaseDetail, LinkagePlan } from '../../../api/types';
import type { Values } from '../../../components/typed-text';

/** The plan as it stands, or the simplest one: every registry sends its list and gets its key file. */
export function linkagePlanOf({ tracks }: CaseDetail): Values {
  const { plan, linker } = (tracks['linkage'] ?? {}) as { plan?: LinkagePlan; linker?: string };
  if (!plan) {
    return {
      registries: grantedIn(tracks).map((registryId) => ({
        registryId,
        keyFile: 'own-list',
        isSection9b: false,
      })),
      cohort: { from: 'every-list' },
      hasControls: false,
      hasRelatives: false,
      hasSeparatePseudonyms: false,
    };
  }
  const { registries, cohort, controls, relatives, hasSeparatePseudonyms, serialPrefix } = plan;
  return withoutNull({
    linker,
    registries: registries.map((registry) => withoutNull({ ...registry })),
    cohort: withoutNull({ ...cohort }),
    hasControls: controls !== null,
    controls: controls && {
      ...controls,
      matchOn: controls.matchOn.map((on) => withoutNull({ ...on })),
    },
    hasRelatives: relatives !== null,
    relatives,
    hasSeparatePseudonyms,
    serialPrefix,
  });
}

/** Without what the form only asks to know what to ask next. */
export function linkagePlanBody({ hasControls, hasRelatives, ...values }: Values): Values {
  const { controls, relatives, cohort, ...rest } = values;
  const { from, registryId } = (cohort ?? {}) as { from?: string; registryId?: string };
  return {
    ...rest,
    cohort: { from, ...(from !== 'every-list' && { registryId }) },
    ...(hasControls === true && { controls }),
    ...(hasRelatives === true && { relatives }),
  };
}

function grantedIn(tracks: CaseDetail['tracks']): string[] {
  const { sources = [] } = (tracks['access'] ?? {}) as {
    sources?: { registryId: string; isGranted: boolean }[];
  };
  const controllers = (tracks['controller-decision'] ?? {}) as Record<string, { state: string }>;
  const { affectedRegistryIds } = (tracks['application'] ?? {}) as {
    affectedRegistryIds?: string[];
  };
  return [
    ...sources.filter(({ isGranted }) => isGranted).map(({ registryId }) => registryId),
    ...Object.keys(controllers).filter((id) => controllers[id]?.state === 'granted'),
  ].filter((id) => affectedRegistryIds?.includes(id) ?? true);
}

function withoutNull(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  );
}
