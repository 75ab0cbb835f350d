import type { FieldProblem } from '#platform';
import type { Draft } from '../application/application.rules.js';
import type { LinkagePlan } from './linkage.plan.model.js';

/** Whether the population of a plan can be found at all: controls and relatives belong to cases. */
export function populationFaults({
  cohort,
  controls,
  relatives,
  registries,
}: LinkagePlan): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (cohort.from !== 'every-list' && cohort.registryId === null) {
    problems.push({
      field: 'cohort.registryId',
      rule: 'the cohort is defined by the list of one registry, or comes through one',
      todo: 'choose the registry',
    });
  }
  if (cohort.from === 'every-list') {
    const needing = [
      ...(controls ? ['controls'] : []),
      ...(relatives ? ['relatives'] : []),
      ...registries.flatMap(({ keyFile }, index) =>
        keyFile === 'whole-population' ? [`registries.${index}.keyFile`] : [],
      ),
      ...(cohort.registryId === null ? [] : ['cohort.registryId']),
    ];
    problems.push(
      ...needing.map((field) => ({
        field,
        rule: 'who the cases are is settled by one list first',
        todo: 'choose where the cohort comes from',
      })),
    );
  }
  if (!controls) return problems;
  const names = controls.matchOn.map(({ attribute }) => attribute);
  if (new Set(names).size !== names.length) {
    problems.push({
      field: 'controls.matchOn',
      rule: 'each attribute is matched on once',
      todo: 'remove the row that repeats another',
    });
  }
  if (controls.matchOn.filter(({ within }) => within !== null).length > 1) {
    problems.push({
      field: 'controls.matchOn',
      rule: 'one number at most may differ within a range',
      todo: 'match the others exactly',
    });
  }
  return problems;
}

/** The population that the decision gives: an application asks for controls and relatives or not. */
export function populationNotGranted(
  { cohort, controls, relatives }: LinkagePlan,
  granted: Draft,
): FieldProblem[] {
  const rule =
    'nobody is linked but the people the decision covers (helseregisterloven section 19 c)';
  const problems: FieldProblem[] = [];
  const formation = granted['cohortFormation'];
  if (cohort.from === 'applicant' && formation !== 'existing' && formation !== 'combined') {
    problems.push({
      field: 'cohort.from',
      rule,
      todo: 'let a registry define the cohort: the project was not granted one of its own',
    });
  }
  if (controls && granted['controlsWanted'] !== 'new') {
    problems.push({ field: 'controls', rule, todo: 'leave controls out, or apply for a change' });
  } else if (controls && controls.perCase > controlsGranted(granted)) {
    problems.push({
      field: 'controls.perCase',
      rule,
      todo: `draw ${controlsGranted(granted)} for each case at most`,
    });
  }
  const kinds = (granted['relativesKinds'] ?? []) as string[];
  if (relatives && granted['relativesWanted'] !== 'new') {
    problems.push({ field: 'relatives', rule, todo: 'leave relatives out, or apply for a change' });
  } else if (relatives?.relations.some((relation) => !kinds.includes(relation))) {
    problems.push({
      field: 'relatives.relations',
      rule,
      todo: 'keep to the relations that were granted',
    });
  }
  return problems;
}

/** How many controls each case may have, as the application that was granted says. */
function controlsGranted(granted: Draft): number {
  const groups = (granted['groupSizes'] ?? []) as { group?: string; perPerson?: number }[];
  return groups.find(({ group }) => group === 'controls')?.perPerson ?? Infinity;
}
