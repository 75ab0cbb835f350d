import type { StepKind } from './order.dto.js';

/** The steps that settle who the people are; everybody else's list is cut to them. */
export const populationKinds: readonly StepKind[] = ['cohort', 'controls', 'relatives'];

export interface StepStanding {
  place: number;
  id: string;
  kind: StepKind;
  registryId: string;
  state: string;
}

export type StepChoice<Step> =
  | { step: Step }
  | { refused: 'list-not-in-plan' }
  | { refused: 'list-out-of-order'; first: string };

/**
 * The step that a registry's list is for: the one it names, else the first of its own that is not
 * done, else its last again, corrected. Who the people are comes first.
 */
export function stepFor<Step extends StepStanding>(
  steps: readonly Step[],
  registryId: string,
  { named, isKeyFile = false }: { named?: string | undefined; isKeyFile?: boolean },
): StepChoice<Step> {
  const own = steps.filter(
    (step) =>
      step.registryId === registryId &&
      (step.kind === 'key-file') === isKeyFile &&
      (named === undefined || step.id === named),
  );
  const step = own.find(({ state }) => state !== 'done') ?? own.at(-1);
  if (!step) return { refused: 'list-not-in-plan' };
  const isSettling = populationKinds.includes(step.kind);
  const first = steps.find(
    ({ kind, place, state }) =>
      populationKinds.includes(kind) && state !== 'done' && (!isSettling || place < step.place),
  );
  return first ? { refused: 'list-out-of-order', first: first.id } : { step };
}
