import type { Tracks } from '../case.model.js';

/**
 * The plan of a linkage (helseregisterloven section 19 c): who links, whose lists in which order,
 * who the people are, and who is handed serial numbers. The vault carries it out step by step.
 */
export interface LinkagePlan {
  /** By what right the linker links: as the controller of a registry here, or as a designated body. */
  linkerKind: LinkerKind;
  /** The registry whose controller links; null for a designated body. */
  linkerRegistryId: string | null;
  registries: PlannedRegistry[];
  cohort: PlannedCohort;
  controls: PlannedControls | null;
  relatives: PlannedRelatives | null;
  /** Each registry gets serial numbers of its own, so that no two share a pseudonym. */
  hasSeparatePseudonyms: boolean;
  /** What the project's serial numbers begin with; null: nothing. */
  serialPrefix: string | null;
  /** The kinds of identity numbers that lists may hold. */
  identityKinds: AcceptedIdentity[];
}

export type LinkerKind = 'controller' | 'designated-body';

/**
 * What a registry is handed: numbers for the people of its own list, for the whole population (it
 * then extracts by them and sends no list of its own), or nothing.
 */
export const keyFileKinds = ['own-list', 'whole-population', 'none'] as const;
export type PlannedKeyFile = (typeof keyFileKinds)[number];

export interface PlannedRegistry {
  registryId: string;
  keyFile: PlannedKeyFile;
  /** A registry under section 9 b: its controller must never see identifiers. */
  isSection9b: boolean;
  /** Who keeps its identifiers apart from the controller and gets its key file; section 9 b only. */
  keyHolder: string | null;
}

/** Who the cases are: whoever stands in any list, the list of one registry, or the applicant's own. */
export const cohortSources = ['every-list', 'registry', 'applicant'] as const;
export interface PlannedCohort {
  from: (typeof cohortSources)[number];
  /** Who defines the cohort, or through whom the applicant's list comes; null: every list counts. */
  registryId: string | null;
}

/** What a control must have in common with its case; `within`: a number may differ by so much. */
export interface MatchedOn {
  attribute: string;
  within: number | null;
}

export interface PlannedControls {
  registryId: string;
  perCase: number;
  matchOn: MatchedOn[];
  /** Whether a case may be the control of another. */
  mayBeCases: boolean;
}

export const relations = [
  'mother',
  'father',
  'child',
  'full-sibling',
  'half-sibling',
  'grandparent',
  'spouse',
  'other',
] as const;
export type Relation = (typeof relations)[number];

export interface PlannedRelatives {
  /** Whose relation file it is. */
  registryId: string;
  relations: Relation[];
}

export const identityKinds = [
  'fodselsnummer',
  'd-number',
  'h-number',
  'fh-number',
  'duf-number',
] as const;
export type IdentityKind = (typeof identityKinds)[number];

/** A kind of identity number; a help number means something to the registry that issued it only. */
export interface AcceptedIdentity {
  kind: IdentityKind;
  registryId: string | null;
}

/**
 * Why serial numbers that were handed out must be corrected: two people turned out to be one, or
 * somebody may not be linked any more.
 */
export const correctionKinds = ['numbers-merged', 'people-reserved'] as const;
export type CorrectionKind = (typeof correctionKinds)[number];

/** The steps of a plan, in the order in which they can be taken. */
export type StepKind = 'cohort' | 'controls' | 'relatives' | 'list' | 'key-file';
export interface PlannedStep {
  id: string;
  kind: StepKind;
  registryId: string;
  /** Whether the registry is handed numbers when the step is done. */
  givesKeyFile: boolean;
}

/** How far a step has come, as the vault says; finer progress is read there and stored nowhere. */
export const stepStates = [
  'awaiting',
  'receiving',
  'reading',
  'numbering',
  'done',
  'refused',
] as const;
export type StepState = (typeof stepStates)[number];

export interface StepFact {
  state: StepState;
  at: string;
  /** People the step brought in, or was cut to. */
  people?: number;
  /** People who stood in a list and not in the population: a count and nothing more. */
  outside?: number;
  /** Controls that could not be found. */
  unmet?: number;
  reason?: string;
}

/** Who the people are comes first: the cohort, its controls and relatives, then all other lists. */
export function stepsOf(plan: LinkagePlan): PlannedStep[] {
  const { cohort, controls, relatives, registries } = plan;
  const keyFileOf = (id: string) => registries.find(({ registryId }) => registryId === id)?.keyFile;
  const steps: PlannedStep[] = [];
  const listed = new Set<string>();
  if (cohort.registryId !== null) {
    const { registryId } = cohort;
    // A registry that also has the pool, or gets the whole population, is handed numbers later.
    const isLater = controls?.registryId === registryId || keyFileOf(registryId) !== 'own-list';
    steps.push({ id: 'cohort', kind: 'cohort', registryId, givesKeyFile: !isLater });
    listed.add(registryId);
  }
  if (controls) {
    const { registryId } = controls;
    const givesKeyFile = keyFileOf(registryId) === 'own-list';
    steps.push({ id: 'controls', kind: 'controls', registryId, givesKeyFile });
    listed.add(registryId);
  }
  if (relatives) {
    const { registryId } = relatives;
    steps.push({ id: 'relatives', kind: 'relatives', registryId, givesKeyFile: false });
  }
  for (const { registryId, keyFile } of registries) {
    if (keyFile === 'own-list' && !listed.has(registryId)) {
      steps.push({ id: `list:${registryId}`, kind: 'list', registryId, givesKeyFile: true });
    }
    if (keyFile === 'whole-population') {
      steps.push({
        id: `key-file:${registryId}`,
        kind: 'key-file',
        registryId,
        givesKeyFile: true,
      });
    }
  }
  return steps;
}

/** Who the people are must be settled before anybody else's list is cut to them. */
export const populationSteps: readonly StepKind[] = ['cohort', 'controls', 'relatives'];

/** The registries that are handed numbers; a linkage without a plan hands them to all of it. */
export function registriesWithKeyFile({ plan, registryIds = [] }: Tracks['linkage']): string[] {
  if (!plan) return registryIds;
  return plan.registries
    .filter(({ keyFile }) => keyFile !== 'none')
    .map(({ registryId }) => registryId);
}

/** The registry whose list is waited for, in the order of the plan; null: nobody's. */
export function awaitedRegistry(tracks: Pick<Tracks, 'linkage' | 'key-file'>): string | null {
  const { plan, steps = {} } = tracks.linkage;
  const settling = plan
    ? stepsOf(plan).find(
        ({ id, kind }) => populationSteps.includes(kind) && steps[id]?.state !== 'done',
      )
    : undefined;
  if (settling) return settling.registryId;
  const awaited = [...registriesWithKeyFile(tracks.linkage)]
    .sort()
    .find((id) => tracks['key-file'][id]?.state !== 'handed-over');
  return awaited ?? null;
}

/** The registries of the linkage that have not been given a key file with anybody in it. */
export function keyFilesLacking(tracks: Tracks): string[] {
  return registriesWithKeyFile(tracks.linkage).filter(
    (id) => (tracks['key-file'][id]?.accepted ?? 0) === 0,
  );
}
