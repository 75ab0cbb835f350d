import { prohibitedUse } from '../application/application.rules.js';
import { hasFlag } from '../intake/case.flag.machine.js';
import { deliverableRegistryIds } from '../case.family.rules.js';
import type {
  Decide,
  IsOpen,
  KeyFileState,
  LinkageState,
  Tracks,
  TrackTable,
} from '../case.model.js';
import { isInForce } from '../permits/permit.rules.js';
import { refuse } from '../refusal.rules.js';

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
    },
    'record-keys-destroyed': {
      from: ['destruction-ordered'],
      to: 'destroyed',
      by: ['system'],
      event: 'keys-destroyed',
      moves: { closure: 'keys-destroyed' },
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
  },
} as const satisfies TrackTable;

type LinkageCommand = keyof typeof linkageTrack.transitions | keyof typeof keyFileTrack.transitions;

export const linkageDecisions: { [Name in LinkageCommand]: Decide<Name> } = {
  'order-linkage': ({ tracks }, { linker }, { newId, registries }) => {
    if (!isInForce(tracks.permit)) return refuse('no-active-permit');
    if (hasFlag(tracks, 'prohibited-use')) {
      return refuse('prohibited-use', prohibitedUse('flag.prohibited-use'));
    }
    const registryIds = deliverableRegistryIds(tracks);
    const lacking = registryIds.filter((id) => !registries[id]?.hasRecipientKey);
    if (lacking.length > 0) {
      return refuse(
        'registry-key-missing',
        ...lacking.map((id) => ({
          field: `registries.${id}`,
          rule: 'key files are encrypted to the public key of the registry',
          todo: 'have the registry register its key',
        })),
      );
    }
    return { facts: { domainId: newId(), linker, registryIds } };
  },

  'create-linkage-domain': ({ tracks }) =>
    isInForce(tracks.permit) ? {} : refuse('no-active-permit'),

  'record-domain-created': () => ({}),

  'record-key-file': ({ tracks }, { type, version, registryId, ...counts }) => {
    if (!tracks.linkage.registryIds?.includes(registryId)) return refuse('registry-not-in-linkage');
    const { state } = tracks.linkage;
    if (state !== 'domain-created' && state !== 'complete') return refuse('linkage-not-open');
    return { facts: counts };
  },

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

  'order-key-destruction': ({ tracks }, _, { actor }) =>
    tracks.closure.state === 'deletion-confirmed'
      ? { facts: { orderedBy: actor.personId, orderedByName: actor.name } }
      : refuse('deletion-not-confirmed', {
          field: 'closure',
          rule: 'keys are destroyed when the data user has confirmed deletion',
          todo: 'await the confirmation',
        }),

  'record-keys-destroyed': (_, { destroyedAt, serialNumberCount, certificateSha256 }) => ({
    facts: { destroyedAt, serialNumberCount, certificateSha256 },
  }),
};

const hasActivePermit: IsOpen = ({ tracks }) => isInForce(tracks.permit);

export const linkageOpenings: Partial<Record<LinkageCommand, IsOpen>> = {
  'order-linkage': hasActivePermit,
  'create-linkage-domain': hasActivePermit,
  'complete-linkage': ({ tracks }) => keyFilesLacking(tracks).length === 0,
  'order-key-destruction': ({ tracks }) => tracks.closure.state === 'deletion-confirmed',
};

/** The registries of the linkage that have not been given a key file with anybody in it. */
export function keyFilesLacking(tracks: Tracks): string[] {
  return (tracks.linkage.registryIds ?? []).filter(
    (id) => (tracks['key-file'][id]?.accepted ?? 0) === 0,
  );
}
