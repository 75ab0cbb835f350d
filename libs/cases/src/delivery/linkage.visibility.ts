import type { Tracks } from '../case.model.js';
import { type LinkagePlan, stepsOf } from './linkage.plan.model.js';

type Linkage = Tracks['linkage'];

/** The plan without the domain and how the vault gets on: what a party may know of it. */
export function linkageForApplicant({ state, linker, registryIds, plan }: Linkage): object {
  return { state, linker, registryIds, ...(plan && { plan }) };
}

/** A registry sees who links, who the people are, and of the other registries nothing. */
export function linkageForRegistry(linkage: Linkage, registryId: string | null): object {
  const { state, linker, plan, isPaused, steps = {}, bridgeCorrectionId } = linkage;
  const { bridgeCorrectionKind, bridgeCorrectionRows } = linkage;
  if (!plan || registryId === null) return { state, linker };
  const own = new Set(
    stepsOf(plan)
      .filter((step) => step.registryId === registryId)
      .map(({ id }) => id),
  );
  return {
    state,
    linker,
    plan: planOf(plan, registryId),
    ...(isPaused !== undefined && { isPaused }),
    ...(bridgeCorrectionId !== undefined &&
      plan.linkerRegistryId === registryId && {
        bridgeCorrectionId,
        bridgeCorrectionKind,
        bridgeCorrectionRows,
      }),
    steps: Object.fromEntries(Object.entries(steps).filter(([id]) => own.has(id))),
  };
}

function planOf(plan: LinkagePlan, id: string): LinkagePlan {
  const { cohort, controls, relatives } = plan;
  return {
    ...plan,
    registries: plan.registries.filter(({ registryId }) => registryId === id),
    cohort: cohort.registryId === id ? cohort : { ...cohort, registryId: null },
    controls: controls?.registryId === id ? controls : null,
    relatives: relatives?.registryId === id ? relatives : null,
  };
}

/** How the vault gets on is for those who see all of the linkage. */
export const eventsWithinLinkage: readonly string[] = [
  'linkage-paused',
  'linkage-resumed',
  'linkage-pause-recorded',
  'linkage-step-recorded',
  'bridge-corrected',
];
