import { randomUUID } from 'node:crypto';
import type { Clock, Database, Tx } from '#platform';
import { type AccessLog, type Requester } from '../access/access.log.js';
import { childOf, kindsFrom } from '../domains/domain.options.js';
import { type DomainService, lockDomain, readDomain } from '../domains/domain.service.js';
import { identityPolicy } from '../people/identity.rules.js';
import { listIdentity, listRecipient } from '../keys/list.identity.js';
import { readList } from '../lists/list.intake.js';
import { type ListRunResult, runList } from './list.run.js';
import { PersonIntake } from '../people/person.intake.js';
import { readRunFile, type RunFileKind } from './run.file.js';
import { recordRun } from './run.record.js';
import { DomainFull } from '../numbers/pool.rules.js';
import { TagCipher } from '../people/tag.cipher.js';
import { keysDestroyed, listRefused, refuse } from '../vault.refusals.js';

/** A person list on its way in. */
export interface IncomingList {
  domainId: string;
  registryId: string;
  bytes: AsyncIterable<Uint8Array>;
  /** What its sender says the SHA-256 of the list is. */
  sha256?: string | null;
  /** Told as rows are read: how many so far. */
  progress?: (rows: number) => void;
  /** Told when all of the list is read, before anything is locked; a throw ends the run. */
  numbering?: () => Promise<void>;
  /** What else is true when the run is: written in the same transaction. */
  settled?: (tx: Tx, runId: string, at: Date) => Promise<void>;
}

/** What a registry is told about its list; `rows` is always accepted + repeated + invalid. */
export interface RunReceipt {
  runId: string;
  counts: { rows: number; accepted: number; repeated: number; invalid: number };
  /** How many of those accepted have an identity number of each kind. */
  kinds: ListRunResult['kinds'];
  /** SHA-256 of the list as it was sent, in hexadecimal. */
  inputSha256: string;
  keyFile: { bytes: number; sha256: string; rows: number };
  report: { rows: number; sha256: string };
  /** The linker's file, where the registry has serial numbers of its own. */
  bridge: { bytes: number; sha256: string; rows: number } | null;
}

/** A run as the files of it are asked for. */
export interface RunPlace {
  domainId: string;
  registryId: string;
}

/** Receives person lists and hands out the files made of them. */
export class RunService {
  constructor(
    private readonly db: Database,
    private readonly domains: DomainService,
    private readonly mode: 'production' | 'demo' | 'test',
    private readonly clock: Clock,
    private readonly log: AccessLog,
    /** Where temporary files go, sealed. */
    private readonly tempFolder: string,
  ) {}

  /**
   * Reads a list to its end, then in one transaction gives serial numbers, writes the key file, the
   * report and the notice. Nothing is changed when any of it fails, or when the list breaks off:
   * the same list can simply be sent again.
   *
   * Refuses 404 `unknown-domain` and `unknown-registry`, 410 `keys-destroyed`, and 422 with what is
   * wrong with the list as a whole.
   */
  async receive(list: IncomingList, requester: Requester): Promise<RunReceipt> {
    const domain = await this.domains.active(list.domainId, list.registryId);
    const now = await this.clock.now();
    const keys = await this.domains.keysOf(domain, {
      requester,
      purpose: 'receive-list',
      registryId: list.registryId,
    });
    const intake = new PersonIntake(
      identityPolicy(this.mode, now, kindsFrom(domain, list.registryId)),
      new TagCipher(keys.tag),
      this.tempFolder,
    );
    try {
      const { rows, sha256 } = await readList(list.bytes, intake, {
        identity: () => listIdentity(keys),
        tempFolder: this.tempFolder,
        ...(list.progress && { progress: list.progress }),
      });
      if (list.sha256 && list.sha256 !== sha256) throw otherChecksum();
      await list.numbering?.();
      const invalid = intake.reported.count;

      return await this.db.transaction(async (tx) => {
        const locked = await lockDomain(tx, domain.id);
        if (locked.wrappedKey === null) throw keysDestroyed();
        const runId = randomUUID();
        const { ageRecipient } = domain;
        const result = await runList({
          tx,
          runId,
          domainId: locked.id,
          serialShape: locked.serialShape,
          ageRecipient,
          child: await childOf(tx, locked, list.registryId),
          keys,
          intake,
        });
        const receipt = receiptOf(runId, { rows, invalid, sha256 }, result);
        await recordRun(tx, receipt, { ...list, at: now, fresh: result.fresh });
        const place = { domainId: locked.id, registryId: list.registryId, runId };
        await this.log.add(
          { requester, ...place, action: 'receive-list', outcome: 'done' },
          now,
          tx,
        );
        await list.settled?.(tx, runId, now);
        return receipt;
      });
    } catch (error) {
      throw error instanceof DomainFull ? refuse('state', 'domain-full') : error;
    } finally {
      intake.close();
      keys.forget();
    }
  }

  /** The age public key that lists for this domain may be encrypted to; refuses as {@link receive}. */
  async recipient(domainId: string, registryId: string, requester: Requester): Promise<string> {
    const domain = await this.domains.active(domainId, registryId);
    const use = { requester, purpose: 'fetch-recipient', registryId } as const;
    const keys = await this.domains.keysOf(domain, use);
    try {
      return await listRecipient(keys);
    } finally {
      keys.forget();
    }
  }

  /** Whose run it is; refuses 404 `unknown-run`. */
  async placeOf(runId: string): Promise<RunPlace> {
    const { rows } = await this.db.pool.query<{ domain_id: string; registry_id: string }>(
      'SELECT domain_id, registry_id FROM run WHERE id = $1',
      [runId],
    );
    if (!rows[0]) throw refuse('absent', 'unknown-run');
    return { domainId: rows[0].domain_id, registryId: rows[0].registry_id };
  }

  /** Who may have the bridges of a domain; refuses 404 `no-bridges` where nobody may. */
  async linkerOf(domainId: string): Promise<string> {
    const { linker } = await readDomain(this.db.pool, domainId);
    if (linker === null) throw refuse('absent', 'no-bridges');
    return linker.id;
  }

  /** One file of a run as a stream of bytes; refuses 410 `keys-destroyed`. */
  async file(
    runId: string,
    kind: RunFileKind,
    requester: Requester,
  ): Promise<AsyncGenerator<Buffer>> {
    const place = await this.placeOf(runId);
    const domain = await this.domains.active(place.domainId, place.registryId);
    const action = `fetch-${kind}` as const;
    const use = { requester, purpose: action, registryId: place.registryId } as const;
    const keys = await this.domains.keysOf(domain, use);
    await this.log.add(
      { requester, ...place, runId, action, outcome: 'done' },
      await this.clock.now(),
    );
    return readRunFile(this.db.pool, runId, kind, keys);
  }
}

function otherChecksum(): Error {
  return listRefused(
    'list-checksum-differs',
    'the-checksum-its-sender-gave',
    'Send the list again: what arrived is not what was sent.',
  );
}

function receiptOf(
  runId: string,
  list: { rows: number; invalid: number; sha256: string },
  result: ListRunResult,
): RunReceipt {
  const { rows, invalid } = list;
  const { accepted, repeated } = result;
  const lost = rows - accepted - repeated - invalid;
  if (lost !== 0 || result.report.rows !== repeated + invalid) {
    throw new Error(`A list run does not add up by ${lost} rows.`);
  }
  return {
    runId,
    counts: { rows, accepted, repeated, invalid },
    kinds: result.kinds,
    inputSha256: list.sha256,
    keyFile: { ...result.keyFile, rows: accepted },
    report: { rows: result.report.rows, sha256: result.report.sha256 },
    bridge: result.bridge,
  };
}
