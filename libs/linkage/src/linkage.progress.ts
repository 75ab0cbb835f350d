import { type AccessCase, type PlannedStep, rolesInCase, stepsOf } from '#cases';
import type { Actor } from '#parties';
import { Refused } from '#platform';
import type { OrderProgress } from './vault.client.js';
import type { VaultProgress } from './vault.progress.js';

/** The plan as the vault carries it out now. */
export interface LinkageProgress {
  /** Whether the vault answered; where it is away, the states are those the case last heard of. */
  isVaultUp: boolean;
  isPaused: boolean;
  pausedBy: string | null;
  pausedAt: string | null;
  steps: ShownStep[];
}

interface ShownStep {
  id: string;
  kind: PlannedStep['kind'];
  registryId: string;
  state: string;
  /** Rows of the list that have been read; null where the vault is away. */
  rowsRead: number | null;
  /** How much of the numbering is done; null where the vault is away. */
  percentNumbered: number | null;
  people: number | null;
  outside: number | null;
  unmet: number | null;
  reason: string | null;
  changedAt: string | null;
}

const parts = 256;
const whole: readonly string[] = [
  'caseworker',
  'decision-maker',
  'unit-leader',
  'auditor',
  'insight',
  'linkage-custodian',
];

/**
 * What this person may see of the progress: those who see the linkage all of it, a registry its own
 * steps. Throws {@link Refused} `case-unknown`, `not-allowed-for-role`, `no-linkage-domain`.
 */
export async function progressOf(
  accessCase: AccessCase,
  actor: Actor,
  vault: Pick<VaultProgress, 'progress'>,
): Promise<LinkageProgress> {
  const here = rolesInCase(accessCase, actor);
  if (here.length === 0) throw new Refused({ code: 'case-unknown', kind: 'absent' });
  const isWhole = here.some(({ role }) => whole.includes(role));
  const own = here.flatMap(({ role, registryId }) =>
    role === 'registry-delivery' && registryId !== null ? [registryId] : [],
  );
  if (!isWhole && own.length === 0) {
    throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  }
  const { domainId, orderId, state } = accessCase.tracks.linkage;
  if (!domainId || !orderId || state === 'domain-ordered') {
    throw new Refused({ code: 'no-linkage-domain', kind: 'state' });
  }
  const found = await vault.progress({ domainId, orderId }).catch(() => null);
  const progress = found ? fromVault(found) : fromCase(accessCase);
  return isWhole
    ? progress
    : { ...progress, steps: progress.steps.filter(({ registryId }) => own.includes(registryId)) };
}

function fromVault({ isPaused, pausedBy, pausedAt, steps }: OrderProgress): LinkageProgress {
  return {
    isVaultUp: true,
    isPaused,
    pausedBy,
    pausedAt,
    steps: steps.map(({ partsDone, ...step }) => ({
      ...step,
      percentNumbered: Math.floor((partsDone / parts) * 100),
    })),
  };
}

function fromCase({ tracks }: AccessCase): LinkageProgress {
  const { plan, steps = {}, isPaused = false, pausedByName = null } = tracks.linkage;
  return {
    isVaultUp: false,
    isPaused,
    pausedBy: pausedByName,
    pausedAt: null,
    steps: (plan ? stepsOf(plan) : []).map(({ id, kind, registryId }) => {
      const known = steps[id];
      return {
        id,
        kind,
        registryId,
        state: known?.state ?? 'awaiting',
        rowsRead: null,
        percentNumbered: null,
        people: known?.people ?? null,
        outside: known?.outside ?? null,
        unmet: known?.unmet ?? null,
        reason: known?.reason ?? null,
        changedAt: known?.at ?? null,
      };
    }),
  };
}
