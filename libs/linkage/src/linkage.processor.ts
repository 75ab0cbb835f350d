import { caseById, type CaseService, createDomain, destroyDomain, pauseDomain } from '#cases';
import { systemActor } from '#parties';
import { type Database, type Processor, processor, Refused, type Schedule } from '#platform';
import type { Notice, VaultClient } from './vault.client.js';

/** What the vault is told when a case's linkage order asks for it. */
export function linkageProcessors(
  cases: CaseService,
  db: Database,
  vault: VaultClient,
): Processor[] {
  return [
    processor(createDomain, async ({ caseId }) => {
      const accessCase = await caseById(db, caseId);
      const { state, domainId, registryIds = [] } = accessCase?.tracks.linkage ?? {};
      if (!accessCase || !domainId || state !== 'domain-ordered') return;
      await vault.createDomain({
        domainId,
        caseReference: accessCase.reference,
        registries: await recipientsOf(db, registryIds),
      });
      await cases.execute(caseId, { type: 'record-domain-created', version: null }, systemActor);
    }),

    processor(pauseDomain, async () => {}),

    processor(destroyDomain, async ({ caseId }) => {
      const accessCase = await caseById(db, caseId);
      const { state, domainId, orderedBy, orderedByName } = accessCase?.tracks.linkage ?? {};
      if (!accessCase || !domainId || state !== 'destruction-confirmed') return;
      const certificate = await vault.destroyDomain(domainId, {
        caseReference: accessCase.reference,
        orderedBy: { id: orderedBy ?? '', name: orderedByName ?? '' },
      });
      // The cases that change the permit used the same numbers; the case of the keys comes last, so
      // that an interrupted job finds it and begins again.
      for (const id of [...(await casesIn(db, domainId, caseId)), caseId]) {
        await cases.execute(
          id,
          {
            type: 'record-keys-destroyed',
            version: null,
            destroyedAt: certificate.destroyedAt,
            serialNumberCount: certificate.serialNumberCount,
            certificateSha256: certificate.sha256,
          },
          systemActor,
        );
      }
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
          await vault.acknowledge(notice.id);
        }
      },
    },
  ];
}

async function recordNotice(cases: CaseService, db: Database, notice: Notice): Promise<void> {
  const { domainId, registryId, data } = notice;
  const { rows } = await db.pool.query<{ id: string; runId: string | null }>(
    `SELECT id, tracks #>> ARRAY['key-file', $2, 'runId'] AS "runId" FROM access_case
      WHERE tracks #>> '{linkage,domainId}' = $1
        AND tracks #> '{linkage,registryIds}' ? $2
      ORDER BY tracks #>> '{linkage,state}' = 'domain-created' DESC, created_at DESC LIMIT 1`,
    [domainId, registryId],
  );
  const found = rows[0];
  // A notice fetched twice, after a crash between recording and acknowledging, is recorded once.
  if (!found || found.runId === data.runId) return;
  try {
    await cases.execute(
      found.id,
      { type: 'record-key-file', version: null, registryId, ...recorded(data) },
      systemActor,
    );
  } catch (error) {
    // A refusal stands in the case's log; the notice has been dealt with.
    if (!(error instanceof Refused)) throw error;
  }
}

/** What the case keeps of a run; the kinds of identity number stay in the vault's own books. */
function recorded(data: Notice['data']): Omit<Notice['data'], 'kinds'> {
  const counts: Omit<Notice['data'], 'kinds'> & { kinds?: unknown } = { ...data };
  delete counts.kinds;
  return counts;
}

/** The other cases that link in this domain and have not been told that it is gone. */
async function casesIn(db: Database, domainId: string, caseId: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT id FROM access_case
      WHERE tracks #>> '{linkage,domainId}' = $1 AND id <> $2
        AND tracks #>> '{linkage,state}' IN ('domain-created', 'complete')
      ORDER BY id LIMIT 1000`,
    [domainId, caseId],
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
