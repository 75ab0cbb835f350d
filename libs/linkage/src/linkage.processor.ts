import {
  type AccessCase,
  approvalsOf,
  caseById,
  type CaseCommand,
  type CaseService,
  createDomain,
  destroyDomain,
  pauseDomain,
  type PlannedStep,
  stepsOf,
  type Tracks,
} from '#cases';
import { keyRegistered, systemActor } from '#parties';
import { type Database, type Processor, processor, Refused, type Schedule } from '#platform';
import type {
  DomainOrder,
  CorrectionNotice,
  DestructionNotice,
  KeyFileNotice,
  LinkageOrder,
  Notice,
  VaultClient,
} from './vault.client.js';

type Linkage = Tracks['linkage'];

/** What the vault is told when a case's linkage order asks for it. */
export function linkageProcessors(
  cases: CaseService,
  db: Database,
  vault: VaultClient,
): Processor[] {
  return [
    processor(createDomain, async ({ caseId }) => {
      const accessCase = await caseById(db, caseId);
      const { state, domainId, isExtension } = accessCase?.tracks.linkage ?? {};
      if (!accessCase || !domainId || state !== 'domain-ordered') return;
      const order = await orderOf(db, accessCase);
      const { caseReference, registries } = order;
      // A change of a permit links where its parent does.
      if (!isExtension) {
        const options = optionsOf(accessCase, registries);
        await vault.createDomain({ domainId, caseReference, registries, ...options });
      }
      await vault.order(order);
      await cases.execute(caseId, { type: 'record-domain-created', version: null }, systemActor);
    }),

    // Files that are still to come are encrypted to the key that the registry has now.
    processor(keyRegistered, async ({ registryId }) => {
      for (const id of await casesLinking(db, registryId)) {
        const accessCase = await caseById(db, id);
        if (accessCase) await vault.order(await orderOf(db, accessCase));
      }
    }),

    // Says what the case now says, not what it said: a pause and its end may overtake each other.
    processor(pauseDomain, async ({ caseId }) => {
      const accessCase = await caseById(db, caseId);
      const { domainId, orderId, isPaused, pausedByName } = accessCase?.tracks.linkage ?? {};
      if (!domainId || !orderId) return;
      const by = { id: caseId, name: pausedByName ?? 'Tilgang' };
      await vault.setPaused({ domainId, orderId }, isPaused ?? false, by);
    }),

    processor(destroyDomain, async ({ caseId }) => {
      const accessCase = await caseById(db, caseId);
      const { state, domainId } = accessCase?.tracks.linkage ?? {};
      if (!accessCase || !domainId || state !== 'destruction-confirmed') return;
      await vault.destroyDomain(domainId, {
        caseReference: accessCase.reference,
        approvals: await approvalsOf(db, caseId),
      });
    }),
  ];
}

/**
 * Fetches what the vault has done and records it in the cases. The case system asks; the vault holds
 * no key to the case system.
 */
export function linkageSchedules(cases: CaseService, db: Database, vault: VaultClient): Schedule[] {
  return [
    {
      name: 'record what the vault has done',
      everyMs: 500,
      run: async () => {
        for (const notice of await vault.notices(100)) {
          await recordNotice(cases, db, notice);
          await vault.acknowledge(notice);
        }
      },
    },
  ];
}

async function recordNotice(cases: CaseService, db: Database, notice: Notice): Promise<void> {
  const records =
    notice.kind === 'keys-destroyed'
      ? await destructionOf(db, notice)
      : [await recordOf(db, notice)];
  for (const record of records) {
    if (!record) continue;
    try {
      await cases.execute(record.caseId, record.command, systemActor);
    } catch (error) {
      // A refusal stands in the case's log; the notice has been dealt with.
      if (!(error instanceof Refused)) throw error;
    }
  }
}

type Recorded = { caseId: string; command: CaseCommand } | null;

/** What a notice means for a case; null where it is recorded: one fetched twice, after a crash. */
async function recordOf(
  db: Database,
  notice: Exclude<Notice, DestructionNotice>,
): Promise<Recorded> {
  if (notice.kind === 'key-file-made') return keyFileOf(db, notice);
  if (notice.kind === 'numbers-merged' || notice.kind === 'people-reserved') {
    return correctionOf(db, notice);
  }
  const { rows } = await db.pool.query<{ id: string; linkage: Linkage }>(
    `SELECT id, tracks -> 'linkage' AS linkage FROM access_case
      WHERE tracks #>> '{linkage,orderId}' = $1 LIMIT 1`,
    [notice.data.orderId],
  );
  if (!rows[0]) return null;
  const { id: caseId, linkage } = rows[0];
  if (notice.kind === 'order-paused') {
    const { isPaused } = notice.data;
    return (linkage.isPaused ?? false) === isPaused
      ? null
      : { caseId, command: { type: 'record-linkage-pause', version: null, isPaused } };
  }
  const known = linkage.steps?.[notice.data.step];
  if (known && known.at >= notice.data.at && known.state === notice.data.state) return null;
  return { caseId, command: { type: 'record-linkage-step', version: null, ...notice.data } };
}

async function keyFileOf(db: Database, notice: KeyFileNotice): Promise<Recorded> {
  const { domainId, registryId, data } = notice;
  const found = await caseLinking(db, domainId, registryId);
  if (!found || found.runId === data.runId) return null;
  return {
    caseId: found.id,
    command: { type: 'record-key-file', version: null, registryId, ...recorded(data) },
  };
}

async function correctionOf(db: Database, notice: CorrectionNotice): Promise<Recorded> {
  const { domainId, registryId, data, kind: correctionKind } = notice;
  const found = await caseLinking(db, domainId, registryId);
  const { correctionId, rows: correctionRows, isForLinker = false } = data;
  if (!found || [found.correctionId, found.bridgeCorrectionId].includes(correctionId)) return null;
  if (isForLinker) {
    const bridge = {
      bridgeCorrectionId: correctionId,
      bridgeCorrectionKind: correctionKind,
      bridgeCorrectionRows: correctionRows,
    };
    return {
      caseId: found.id,
      command: { type: 'record-bridge-correction', version: null, ...bridge },
    };
  }
  const correction = { registryId, correctionId, correctionKind, correctionRows };
  return {
    caseId: found.id,
    command: { type: 'record-number-correction', version: null, ...correction },
  };
}

interface LinkingCase {
  id: string;
  runId: string | null;
  correctionId: string | null;
  bridgeCorrectionId: string | null;
}

/** Several cases link in one domain when a permit has been changed: the one at it, else the last. */
async function caseLinking(
  db: Database,
  domainId: string,
  registryId: string,
): Promise<LinkingCase | undefined> {
  const { rows } = await db.pool.query<LinkingCase>(
    `SELECT id, tracks #>> ARRAY['key-file', $2, 'runId'] AS "runId",
            tracks #>> ARRAY['key-file', $2, 'correctionId'] AS "correctionId",
            tracks #>> '{linkage,bridgeCorrectionId}' AS "bridgeCorrectionId" FROM access_case
      WHERE tracks #>> '{linkage,domainId}' = $1
        AND tracks #> '{linkage,registryIds}' ? $2
      ORDER BY tracks #>> '{linkage,state}' = 'domain-created' DESC, created_at DESC LIMIT 1`,
    [domainId, registryId],
  );
  return rows[0];
}

/** The plan of a case as an order: steps and public keys, and no person. */
async function orderOf(db: Database, { reference, tracks }: AccessCase): Promise<LinkageOrder> {
  const { domainId = '', orderId = '', plan, registryIds = [] } = tracks.linkage;
  return {
    domainId,
    orderId,
    caseReference: reference,
    registries: await recipientsOf(db, registryIds),
    steps: plan ? stepsOf(plan) : registryIds.map(listStep),
    controls: plan?.controls
      ? {
          perCase: plan.controls.perCase,
          matchOn: plan.controls.matchOn,
          mayBeCases: plan.controls.mayBeCases,
        }
      : null,
    relatives: plan?.relatives ? { relations: plan.relatives.relations } : null,
  };
}

/** What holds for the whole domain: the look of its numbers, whose they are, which kinds are taken. */
function optionsOf(
  { tracks }: AccessCase,
  registries: readonly { id: string; ageRecipient: string }[],
): Pick<DomainOrder, 'serialFormat' | 'childDomains' | 'acceptedKinds'> {
  const { plan } = tracks.linkage;
  if (!plan) return {};
  const linker = registries.find(({ id }) => id === plan.linkerRegistryId);
  return {
    serialFormat: { prefix: plan.serialPrefix ?? 'allocated' },
    ...(plan.hasSeparatePseudonyms &&
      linker && { childDomains: { linkerId: linker.id, ageRecipient: linker.ageRecipient } }),
    acceptedKinds: plan.identityKinds.map(({ kind, registryId }) => ({
      kind,
      ...(registryId !== null && { registryId }),
    })),
  };
}

/** A linkage that was ordered before there were plans. */
function listStep(registryId: string): PlannedStep {
  return { id: `list:${registryId}`, kind: 'list', registryId, givesKeyFile: true };
}

/** What the case keeps of a run; the kinds of identity number stay in the vault's own books. */
function recorded(data: KeyFileNotice['data']): Omit<KeyFileNotice['data'], 'kinds'> {
  const counts: Omit<KeyFileNotice['data'], 'kinds'> & { kinds?: unknown } = { ...data };
  delete counts.kinds;
  return counts;
}

/** Every case that links in the domain and has not been told that its keys are gone. */
async function destructionOf(
  db: Database,
  { domainId, data }: DestructionNotice,
): Promise<Recorded[]> {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT id FROM access_case
      WHERE tracks #>> '{linkage,domainId}' = $1
        AND tracks #>> '{linkage,state}' NOT IN ('none', 'planned', 'destroyed')
      ORDER BY id LIMIT 1000`,
    [domainId],
  );
  return rows.map(({ id: caseId }) => ({
    caseId,
    command: { type: 'record-keys-destroyed', version: null, ...data },
  }));
}

/** The cases whose order at the vault names this registry, while there are keys. */
async function casesLinking(db: Database, registryId: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT id FROM access_case
      WHERE registry_ids @> ARRAY[$1::text] AND tracks #> '{linkage,registryIds}' ? $1
        AND tracks #>> '{linkage,state}' IN ('domain-created', 'complete')
        AND tracks #>> '{linkage,orderId}' IS NOT NULL
      ORDER BY id LIMIT 1000`,
    [registryId],
  );
  return rows.map(({ id }) => id);
}

async function recipientsOf(
  db: Database,
  registryIds: readonly string[],
): Promise<{ id: string; ageRecipient: string }[]> {
  const { rows } = await db.pool.query<{ id: string; ageRecipient: string }>(
    `SELECT id, age_recipient AS "ageRecipient" FROM registry
      WHERE id = ANY ($1) AND age_recipient IS NOT NULL ORDER BY id`,
    [registryIds],
  );
  return rows;
}
