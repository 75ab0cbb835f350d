import type { CommandOf } from '../case.commands.js';
import type {
  AccessCase,
  Context,
  Decide,
  IsOpen,
  KeyFileState,
  LinkageState,
  Refusing,
  Tracks,
  TrackTable,
} from '../case.model.js';
import { isInForce } from '../permits/permit.rules.js';
import { refuse } from '../refusal.rules.js';
import { destructionDecisions } from './key.destruction.rules.js';
import { keyFilesLacking, type LinkagePlan } from './linkage.plan.model.js';
import { planFrom, refuseUncovered } from './linkage.plan.rules.js';

/**
 * The linkage order (helseregisterloven section 19 c): what the vault is told to do and what it
 * reports back. Counts, hashes and times only; identities stay in the vault.
 */
export const linkageTrack = {
  name: 'linkage',
  initial: 'none',
  states: [
    'none',
    'planned',
    'domain-ordered',
    'domain-created',
    'complete',
    'destruction-ordered',
    'destruction-confirmed',
    'destroyed',
  ] satisfies LinkageState[],
  final: ['destroyed'],
  keyedBy: null,
  transitions: {
    'order-linkage': {
      from: ['none'],
      to: 'planned',
      by: ['caseworker'],
      event: 'linkage-ordered',
      during: ['decided', 'in-delivery'],
      needsFreshSignIn: true,
    },
    // Once the vault has been told, a plan changes by a case that changes the permit.
    'change-linkage-plan': {
      from: ['planned'],
      to: 'planned',
      by: ['caseworker'],
      event: 'linkage-plan-changed',
      during: ['decided', 'in-delivery'],
    },
    'create-linkage-domain': {
      from: ['planned'],
      to: 'domain-ordered',
      by: ['linkage-custodian'],
      event: 'linkage-domain-ordered',
      during: ['decided', 'in-delivery'],
    },
    'record-domain-created': {
      from: ['domain-ordered'],
      to: 'domain-created',
      by: ['system'],
      event: 'domain-created',
    },
    'pause-linkage': {
      from: ['domain-created'],
      to: 'unchanged',
      by: ['linkage-custodian'],
      event: 'linkage-paused',
      during: ['decided', 'in-delivery'],
    },
    'resume-linkage': {
      from: ['domain-created'],
      to: 'unchanged',
      by: ['linkage-custodian'],
      event: 'linkage-resumed',
      during: ['decided', 'in-delivery'],
    },
    // What a custodian did at the vault itself, or what stopped there.
    'record-linkage-pause': {
      from: ['domain-created'],
      to: 'unchanged',
      by: ['system'],
      event: 'linkage-pause-recorded',
    },
    'record-linkage-step': {
      from: ['domain-created', 'complete'],
      to: 'unchanged',
      by: ['system'],
      event: 'linkage-step-recorded',
    },
    // Whoever links has the numbers of the whole project, and must correct them too.
    'record-bridge-correction': {
      from: ['domain-created', 'complete'],
      to: 'unchanged',
      by: ['system'],
      event: 'bridge-corrected',
    },
    'complete-linkage': {
      from: ['domain-created'],
      to: 'complete',
      by: ['linkage-custodian'],
      event: 'linkage-completed',
      during: ['decided', 'in-delivery'],
    },
    'order-key-destruction': {
      from: ['domain-created', 'complete'],
      to: 'destruction-ordered',
      by: ['linkage-custodian'],
      event: 'key-destruction-ordered',
      needsFreshSignIn: true,
    },
    'withdraw-key-destruction': {
      from: ['destruction-ordered'],
      to: ['domain-created', 'complete'],
      by: ['linkage-custodian'],
      event: 'key-destruction-withdrawn',
    },
    // Split custody: nobody destroys keys alone.
    'confirm-key-destruction': {
      from: ['destruction-ordered'],
      to: 'destruction-confirmed',
      by: ['linkage-custodian'],
      event: 'key-destruction-confirmed',
      needsFreshSignIn: true,
    },
    // Two custodians may destroy the keys at the vault itself, and a case that uses the domain of its
    // parent is told when that is gone: nobody is to wait for key files that cannot come.
    'record-keys-destroyed': {
      from: [
        'domain-ordered',
        'domain-created',
        'complete',
        'destruction-ordered',
        'destruction-confirmed',
      ],
      to: 'destroyed',
      by: ['system'],
      event: 'keys-destroyed',
      mayMove: { closure: 'keys-destroyed' },
    },
  },
} as const satisfies TrackTable;

/** One key file per registry; a corrected list gives a new one. */
export const keyFileTrack = {
  name: 'key-file',
  initial: 'awaited',
  states: ['awaited', 'handed-over'] satisfies KeyFileState[],
  final: ['handed-over'],
  keyedBy: 'registryId',
  transitions: {
    'record-key-file': {
      from: ['awaited', 'handed-over'],
      to: 'handed-over',
      by: ['system'],
      event: 'key-file-recorded',
      during: ['decided', 'in-delivery'],
    },
    'record-number-correction': {
      from: ['handed-over'],
      to: 'handed-over',
      by: ['system'],
      event: 'numbers-corrected',
    },
  },
} as const satisfies TrackTable;

type LinkageCommand = keyof typeof linkageTrack.transitions | keyof typeof keyFileTrack.transitions;

export const linkageDecisions: { [Name in LinkageCommand]: Decide<Name> } = {
  'order-linkage': (accessCase, command, context) => {
    const planned = planFor(accessCase, command, context);
    if ('refused' in planned) return planned;
    const domain = domainFor(context);
    return 'refused' in domain ? domain : { facts: { ...planned, ...domain } };
  },

  'change-linkage-plan': (accessCase, command, context) => {
    const planned = planFor(accessCase, command, context);
    return 'refused' in planned ? planned : { facts: { ...planned } };
  },

  'create-linkage-domain': (accessCase, _, context) => {
    const { registryIds = [] } = accessCase.tracks.linkage;
    return (
      refuseUncovered(accessCase, registryIds, context) ??
      refuseKeyless(registryIds, context) ?? { facts: { orderId: context.newId() } }
    );
  },

  'record-domain-created': () => ({}),

  'pause-linkage': ({ tracks }, _, { actor, today }) =>
    tracks.linkage.isPaused
      ? refuse('linkage-already-paused')
      : { facts: { isPaused: true, pausedByName: actor.name, pausedOn: today } },

  'resume-linkage': (accessCase, _, context) => {
    if (!accessCase.tracks.linkage.isPaused) return refuse('linkage-not-paused');
    const { registryIds = [] } = accessCase.tracks.linkage;
    return refuseUncovered(accessCase, registryIds, context) ?? { facts: notPaused };
  },

  'record-linkage-pause': (_, { isPaused }, { actor, today }) => ({
    facts: isPaused ? { isPaused, pausedByName: actor.name, pausedOn: today } : notPaused,
  }),

  'record-linkage-step': ({ tracks }, { type, version, orderId, step, ...fact }) => {
    if (tracks.linkage.orderId !== orderId) return refuse('linkage-order-unknown');
    return { facts: { steps: { ...tracks.linkage.steps, [step]: fact } } };
  },

  'record-key-file': ({ tracks }, { type, version, registryId, ...counts }) => {
    if (!tracks.linkage.registryIds?.includes(registryId)) return refuse('registry-not-in-linkage');
    if (!hasKeys(tracks)) return refuse('linkage-not-open');
    return { facts: counts };
  },

  'record-number-correction': ({ tracks }, { correctionId, correctionKind, correctionRows }) =>
    hasKeys(tracks)
      ? { facts: { correctionId, correctionKind, correctionRows } }
      : refuse('linkage-not-open'),

  'record-bridge-correction': (_, { type, version, ...correction }) => ({ facts: correction }),

  'complete-linkage': ({ tracks }) => {
    const lacking = keyFilesLacking(tracks);
    if (lacking.length === 0) return {};
    return refuse(
      'key-files-missing',
      ...lacking.map((id) => ({
        field: `registries.${id}`,
        rule: 'each registry has been given its key file',
        todo: 'await the list from the registry',
      })),
    );
  },

  ...destructionDecisions,
};

const notPaused = { isPaused: false, pausedByName: null, pausedOn: null };

/** The plan as facts: with keys of all its registries, and covered by what was decided. */
function planFor(
  accessCase: AccessCase,
  command: CommandOf<'order-linkage'> | CommandOf<'change-linkage-plan'>,
  context: Context,
) {
  const planned = planFrom(accessCase, command, context);
  if ('refused' in planned) return planned;
  const registryIds = planned.plan.registries.map(({ registryId }) => registryId);
  const keyless = refuseKeyless(registryIds, context);
  if (keyless) return keyless;
  const parents = context.parent?.linkage;
  if (!parents?.plan || !parents.domainId) return { ...planned, registryIds };
  // What holds for a domain holds for all who join it; bridges are encrypted to who links there.
  const { linker = planned.linker, plan } = parents;
  return {
    linker: plan.hasSeparatePseudonyms ? linker : planned.linker,
    plan: { ...planned.plan, ...domainWide(plan) },
    registryIds,
  };
}

/** A key may have expired since the plan was made. */
function refuseKeyless(
  registryIds: readonly string[],
  { registries }: Pick<Context, 'registries'>,
): Refusing | null {
  const lacking = registryIds.filter((id) => !registries[id]?.hasRecipientKey);
  if (lacking.length === 0) return null;
  return refuse(
    'registry-key-missing',
    ...lacking.map((id) => ({
      field: `registries.${id}`,
      rule: 'key files are encrypted to the public key of the registry, which must not have expired',
      todo: 'have the registry register its key',
    })),
  );
}

function domainWide(plan: LinkagePlan): Partial<LinkagePlan> {
  const { hasSeparatePseudonyms, serialPrefix, identityKinds, linkerKind, linkerRegistryId } = plan;
  return {
    hasSeparatePseudonyms,
    serialPrefix,
    identityKinds,
    ...(hasSeparatePseudonyms && { linkerKind, linkerRegistryId }),
  };
}

/** A change of a permit links in the domain of its project: known people keep their numbers. */
function domainFor({ parent, newId }: Context) {
  const { state = 'none', domainId } = parent?.linkage ?? {};
  if (state === 'none' || !domainId) return { domainId: newId(), isExtension: false };
  if (state === 'domain-created' || state === 'complete') return { domainId, isExtension: true };
  return refuse('linkage-of-permit-not-open', {
    field: 'linkage',
    rule: 'a change adds to the serial numbers of the project it changes',
    todo: 'wait until the domain of the project is created, or see why its keys are going',
  });
}

const hasActivePermit: IsOpen = ({ tracks }) => isInForce(tracks.permit);

export const linkageOpenings: Partial<Record<LinkageCommand, IsOpen>> = {
  'order-linkage': hasActivePermit,
  'change-linkage-plan': hasActivePermit,
  'create-linkage-domain': hasActivePermit,
  'pause-linkage': ({ tracks }) => !tracks.linkage.isPaused,
  'resume-linkage': ({ tracks }) => tracks.linkage.isPaused === true && isInForce(tracks.permit),
  // Numbers are corrected for as long as there are keys, also when the permit has ended.
  'record-number-correction': ({ tracks }) => hasKeys(tracks),
  'complete-linkage': ({ tracks }) => keyFilesLacking(tracks).length === 0,
  'order-key-destruction': ({ tracks }) =>
    tracks.closure.state === 'deletion-confirmed' && !tracks.linkage.isExtension,
  'confirm-key-destruction': ({ tracks }, actor) => tracks.linkage.orderedBy !== actor.personId,
};

function hasKeys({ linkage }: Tracks): boolean {
  return linkage.state === 'domain-created' || linkage.state === 'complete';
}
