import linkageBodies from '../../../../data/rules/linkage-bodies.json' with { type: 'json' };
import type { FieldProblem } from '#platform';
import { type Draft, prohibitedUse } from '../application/application.rules.js';
import { deliverableRegistryIds } from '../case.family.rules.js';
import type { CommandOf } from '../case.commands.js';
import type { AccessCase, Context, Refusing } from '../case.model.js';
import { hasFlag } from '../intake/case.flag.machine.js';
import { isInForce } from '../permits/permit.rules.js';
import { refuse } from '../refusal.rules.js';
import { refuseUnfounded } from './delivery.rules.js';
import { populationFaults, populationNotGranted } from './linkage.population.rules.js';
import { ordinaryKinds, pseudonymFaults } from './linkage.pseudonym.rules.js';
import type { LinkagePlan, PlannedCohort, PlannedRegistry } from './linkage.plan.model.js';

type Wanted = CommandOf<'order-linkage'> | CommandOf<'change-linkage-plan'>;

/** The plan that a command asks for, whole; what it leaves out is the simplest. Or why not. */
export function planFrom(
  accessCase: AccessCase,
  wanted: Wanted,
  context: Context,
): { linker: string; plan: LinkagePlan } | Refusing {
  const registries = plannedRegistries(accessCase, wanted);
  const uncovered = refuseUncovered(
    accessCase,
    registries.map(({ registryId }) => registryId),
    context,
  );
  if (uncovered) return uncovered;
  const cohort: PlannedCohort = {
    from: wanted.cohort?.from ?? 'every-list',
    registryId: wanted.cohort?.registryId ?? null,
  };
  const { controls, relatives } = wanted;
  const linker = linkerOf(wanted.linker, registries, context);
  const plan: LinkagePlan = {
    ...(linker ?? { linkerKind: 'designated-body', linkerRegistryId: null }),
    registries,
    cohort,
    controls: controls
      ? {
          registryId: controls.registryId,
          perCase: controls.perCase,
          matchOn: controls.matchOn.map((on) => ({ ...on, within: on.within ?? null })),
          mayBeCases: controls.mayBeCases ?? false,
        }
      : null,
    relatives: relatives
      ? { registryId: relatives.registryId, relations: [...new Set(relatives.relations)] }
      : null,
    hasSeparatePseudonyms: wanted.hasSeparatePseudonyms ?? false,
    serialPrefix: wanted.serialPrefix ?? null,
    identityKinds: (wanted.identityKinds ?? ordinaryKinds).map(({ kind, registryId }) => ({
      kind,
      registryId: registryId ?? null,
    })),
  };
  const problems = [
    ...(linker === null ? [notEntitled] : []),
    ...pseudonymFaults(plan),
    ...registryFaults(accessCase, plan, context),
    ...section9bFaults(accessCase, wanted.linker, plan, context),
    ...populationFaults(plan),
  ];
  if (problems.length > 0) return refuse('linkage-plan-faulty', ...problems);
  const ungranted = populationNotGranted(plan, grantedIn(context));
  if (ungranted.length > 0) return refuse('population-not-granted', ...ungranted);
  return { linker: wanted.linker, plan };
}

/**
 * Why nothing may be linked, or null: no permit in force, a prohibited use, an approval of REK that
 * ran out, an exemption that was revoked. Asked when the plan is made and again when the vault is
 * told of it.
 */
export function refuseUncovered(
  accessCase: AccessCase,
  registryIds: readonly string[],
  { today }: Pick<Context, 'today'>,
): Refusing | null {
  const { tracks } = accessCase;
  if (!isInForce(tracks.permit)) return refuse('no-active-permit');
  if (hasFlag(tracks, 'prohibited-use')) {
    return refuse('prohibited-use', prohibitedUse('flag.prohibited-use'));
  }
  const granted = deliverableRegistryIds(tracks);
  const beyond = registryIds.filter((id) => !granted.includes(id));
  if (beyond.length > 0) {
    return refuse(
      'registry-not-in-permit',
      ...beyond.map((id) => ({
        field: `registries.${id}`,
        rule: 'only sources that the decision grants are linked (helseregisterloven section 19 c)',
        todo: 'leave the registry out, or apply for a change',
      })),
    );
  }
  for (const id of registryIds) {
    const unfounded = refuseUnfounded(accessCase, id, today);
    if (unfounded) return unfounded;
  }
  return null;
}

function plannedRegistries({ tracks }: AccessCase, { registries }: Wanted): PlannedRegistry[] {
  const wanted: NonNullable<Wanted['registries']> =
    registries ?? deliverableRegistryIds(tracks).map((registryId) => ({ registryId }));
  return wanted.map(({ registryId, keyFile, isSection9b, keyHolder }) => ({
    registryId,
    keyFile: keyFile ?? 'own-list',
    isSection9b: isSection9b ?? false,
    keyHolder: keyHolder ?? null,
  }));
}

/** A controller in the case or a body that the ministry named (section 19 c). */
function linkerOf(
  linker: string,
  registries: readonly PlannedRegistry[],
  context: Pick<Context, 'registries'>,
): Pick<LinkagePlan, 'linkerKind' | 'linkerRegistryId'> | null {
  const own = registries.find(
    ({ registryId }) => context.registries[registryId]?.controller === linker,
  );
  if (own) return { linkerKind: 'controller', linkerRegistryId: own.registryId };
  const isNamed = linkageBodies.some(({ name }) => name === linker);
  return isNamed ? { linkerKind: 'designated-body', linkerRegistryId: null } : null;
}

const notEntitled: FieldProblem = {
  field: 'linker',
  rule: 'the controller of a registry in the linkage links, or a body that the ministry named (helseregisterloven section 19 c)',
  todo: `name such a controller, or ${linkageBodies.map(({ name }) => name).join(', ')}`,
};

function registryFaults(
  { tracks }: AccessCase,
  { registries, cohort, controls, relatives }: LinkagePlan,
  context: Context,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const ids = registries.map(({ registryId }) => registryId);
  ids.forEach((id, index) => {
    if (ids.indexOf(id) === index) return;
    problems.push({
      field: `registries.${index}.registryId`,
      rule: 'each registry stands once in the plan',
      todo: 'remove the row',
    });
  });
  for (const id of deliverableRegistryIds(tracks)) {
    if (ids.includes(id)) continue;
    problems.push({
      field: 'registries',
      rule: `data from ${context.registries[id]?.name ?? id} can only be joined on serial numbers`,
      todo: 'add the registry to the plan',
    });
  }
  const roles = {
    cohort: cohort.registryId,
    controls: controls?.registryId,
    relatives: relatives?.registryId,
  };
  for (const [role, id] of Object.entries(roles)) {
    if (!id || ids.includes(id)) continue;
    problems.push({
      field: `${role}.registryId`,
      rule: 'the list comes from a registry of the plan',
      todo: 'choose one of the registries that are linked',
    });
  }
  registries.forEach(({ registryId, keyFile }, index) => {
    if (keyFile !== 'none' || Object.values(roles).includes(registryId)) return;
    problems.push({
      field: `registries.${index}.keyFile`,
      rule: 'a registry that gives no list and gets no numbers has no part in the linkage',
      todo: 'let it have a key file',
    });
  });
  return problems;
}

/** Section 9 b: linked only where the controller never sees identifiers (section 19 c). */
function section9bFaults(
  { tracks }: AccessCase,
  linker: string,
  { registries }: LinkagePlan,
  context: Pick<Context, 'registries'>,
): FieldProblem[] {
  const rule =
    'the controller of a registry under section 9 b never sees identifiers (helseregisterloven section 19 c)';
  if (hasFlag(tracks, 'section-9b-registry') && !registries.some((each) => each.isSection9b)) {
    return [{ field: 'registries', rule, todo: 'mark which registry is one under section 9 b' }];
  }
  return registries.flatMap(({ registryId, isSection9b, keyHolder }, index) => {
    const controller = context.registries[registryId]?.controller ?? null;
    if (!isSection9b) return [];
    return [
      ...(linker === controller
        ? [{ field: 'linker', rule, todo: 'have another controller or a designated body link' }]
        : []),
      ...(keyHolder === null || keyHolder === controller
        ? [
            {
              field: `registries.${index}.keyHolder`,
              rule,
              todo: 'name who keeps its identifiers apart from the controller and gets the key file',
            },
          ]
        : []),
    ];
  });
}

/** What was granted: frozen in the permit, or in the permit that a change case rests on. */
function grantedIn({ permitContent, parent, draft }: Context): Draft {
  return permitContent?.granted ?? { ...parent?.content.granted, ...draft };
}
