import type { Clock, Database } from '#platform';
import type { AccessLog, Requester } from '../access/access.log.js';
import { type DomainService, readDomain } from '../domains/domain.service.js';
import { keysDestroyed, refuse } from '../vault.refusals.js';
import { readPeopleFile } from './people.file.js';

/** Hands out corrections to their receivers, and reports to whoever sent the file. */
export class CorrectionService {
  constructor(
    private readonly db: Database,
    private readonly domains: DomainService,
    private readonly clock: Clock,
    private readonly log: AccessLog,
  ) {}

  /** Whose correction it is; refuses 404 `unknown-correction`. */
  async placeOf(correctionId: string): Promise<{
    domainId: string;
    registryId: string;
    isForLinker: boolean;
  }> {
    const { rows } = await this.db.pool.query<{
      domain_id: string;
      receiver_id: string;
      is_for_linker: boolean;
    }>('SELECT domain_id, receiver_id, is_for_linker FROM correction WHERE id = $1', [
      correctionId,
    ]);
    const row = rows[0];
    if (!row) throw refuse('absent', 'unknown-correction');
    const { domain_id: domainId, receiver_id: registryId, is_for_linker: isForLinker } = row;
    return { domainId, registryId, isForLinker };
  }

  /** Whose report it is; `registryId` null for what holds for a whole project. */
  async reportPlaceOf(fileId: string): Promise<{ domainId: string; registryId: string | null }> {
    const { rows } = await this.db.pool.query<{ domain_id: string; registry_id: string }>(
      `SELECT domain_id, '' AS registry_id FROM alias_file WHERE id = $1
       UNION ALL SELECT domain_id, registry_id FROM reservation_list WHERE id = $1`,
      [fileId],
    );
    if (!rows[0]) throw refuse('absent', 'unknown-report');
    return { domainId: rows[0].domain_id, registryId: rows[0].registry_id || null };
  }

  /** The file as a stream of bytes; refuses 410 `keys-destroyed`. */
  async file(
    fileId: string,
    kind: 'correction' | 'report',
    { domainId, registryId }: { domainId: string; registryId: string | null },
    requester: Requester,
  ): Promise<AsyncGenerator<Buffer>> {
    const domain = await readDomain(this.db.pool, domainId);
    if (domain.wrappedKey === null) throw keysDestroyed();
    const action = `fetch-${kind}` as const;
    const use = { requester, purpose: action, registryId: registryId ?? undefined };
    const keys = await this.domains.keysOf(domain, use);
    const entry = { requester, domainId, registryId, action, outcome: 'done' } as const;
    await this.log.add(entry, await this.clock.now());
    return readPeopleFile(this.db.pool, fileId, kind, keys);
  }
}
