import { randomUUID } from 'node:crypto';
import type { Clock, Database, Tx } from '#platform';
import { type AccessLog, type Requester } from '../access/access.log.js';
import { childOf, kindsFrom } from '../domains/domain.options.js';
import { type DomainService, lockDomain, readDomain } from '../domains/domain.service.js';
import { identityPolicy } from '../people/identity.rules.js';
import { listIdentity, listRecipient } from '../keys/list.identity.js';
import { runList } from './list.run.js';
import { PersonIntake } from '../people/person.intake.js';
import type { OrderService } from '../orders/order.service.js';
import { readKeyFile } from '../key-files/key-file.store.js';
import { handlingOf } from '../orders/step.handling.js';
import type { StepWork } from '../orders/step.work.js';
import type { AnswerSlots } from './answer.slots.js';
import { readRunFile, type RunFileKind } from './run.file.js';
import { manifestOf, type RunManifest } from './run.manifest.js';
import { type RunReceipt, receiptOf } from './run.receipt.js';
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
  settled?: (tx: Tx, runId: string, shownAt: Date) => Promise<void>;
  /** The step of the linkage plan it is for; left out: the registry's next. */
  step?: string | undefined;
}

/** What came of a list, and from when on it may be known. */
export interface WorkedList {
  receipt: RunReceipt;
  shownAt: Date;
}

/** A run as the files of it are asked for. */
export interface RunPlace {
  domainId: string;
  registryId: string;
}

const fileEndings = {
  'key-file': '.csv.age',
  report: '-report.csv',
  bridge: '-bridge.csv.age',
} satisfies Record<RunFileKind, string>;

/** Receives person lists and hands out the files made of them. */
export class RunService {
  constructor(
    private readonly db: Database,
    private readonly domains: DomainService,
    private readonly orders: OrderService,
    private readonly mode: 'production' | 'demo' | 'test',
    private readonly clock: Clock,
    private readonly log: AccessLog,
    /** Where temporary files go, sealed. */
    private readonly tempFolder: string,
    private readonly slots: AnswerSlots,
  ) {}

  /** As {@link workOn}, and gives the receipt when it may be known. */
  async receive(list: IncomingList, requester: Requester): Promise<RunReceipt> {
    return this.shown(await this.workOn(list, requester));
  }

  /**
   * Reads a list to its end, then in one transaction gives serial numbers, writes the key file, the
   * report and the notice. Nothing is changed when any of it fails, or when the list breaks off:
   * the same list can simply be sent again.
   *
   * Refuses 404 `unknown-domain` and `unknown-registry`, 410 `keys-destroyed`, and 422 with what is
   * wrong with the list as a whole; where a linkage plan is carried out what {@link OrderService.open}
   * refuses.
   */
  async workOn(list: IncomingList, requester: Requester): Promise<WorkedList> {
    const { domainId, registryId, step: named } = list;
    await this.domains.active(domainId, registryId);
    const work = await this.orders.open(domainId, registryId, {
      named,
      waits: list.settled === undefined,
    });
    return work
      ? work.during(() => this.run(list, requester, work))
      : this.run(list, requester, null);
  }

  /**
   * A key file of the whole population, for a registry that extracts by it and sends no list.
   * Refuses as {@link receive}.
   */
  async population({ domainId, registryId }: RunPlace, requester: Requester): Promise<RunReceipt> {
    await this.domains.active(domainId, registryId);
    const work = await this.orders.open(domainId, registryId, { isKeyFile: true });
    if (!work) throw refuse('absent', 'no-population');
    const list = { domainId, registryId, bytes: nothing() };
    return this.shown(await work.during(() => this.run(list, requester, work)));
  }

  private async shown({ receipt, shownAt }: WorkedList): Promise<RunReceipt> {
    await this.slots.until(shownAt);
    return receipt;
  }

  private async run(
    list: IncomingList,
    requester: Requester,
    work: StepWork | null,
  ): Promise<WorkedList> {
    const domain = await this.domains.active(list.domainId, list.registryId);
    const now = await this.clock.now();
    const keys = await this.domains.keysOf(domain, {
      requester,
      purpose: 'receive-list',
      registryId: list.registryId,
    });
    const policy = identityPolicy(this.mode, now, kindsFrom(domain, list.registryId));
    const intake = new PersonIntake(policy, new TagCipher(keys.tag), this.tempFolder);
    const step = work?.step ?? null;
    const handling = handlingOf({ step, db: this.db, keys, intake, policy });
    let readAt: Date | null = null;
    try {
      const bytes = work?.chunks(list.bytes) ?? list.bytes;
      const read = await handling.read(bytes, {
        identity: () => listIdentity(keys),
        tempFolder: this.tempFolder,
        progress: (rows) => {
          list.progress?.(rows);
          work?.rowsRead(rows);
        },
      });
      if (list.sha256 && list.sha256 !== read.sha256) throw otherChecksum();
      await list.numbering?.();
      const invalid = intake.reported.count;
      readAt = await this.clock.now();

      await work?.numbering();
      return await this.db.transaction(async (tx) => {
        const locked = await lockDomain(tx, domain.id);
        if (locked.wrappedKey === null) throw keysDestroyed();
        await work?.refuseOtherGrounds(tx);
        const runId = randomUUID();
        const { ageRecipient } = domain;
        const settled = await handling.settle(tx);
        const admission = await handling.admission(tx);
        const child = await childOf(tx, locked, list.registryId);
        const result = await runList({
          tx,
          runId,
          domainId: locked.id,
          registryId: list.registryId,
          serialShape: locked.serialShape,
          ageRecipient,
          child,
          keys,
          intake,
          work,
          admission,
        });
        const receipt = receiptOf(runId, step, { ...read, invalid }, result, admission);
        const { domainId, registryId } = list;
        const hasKeyFile = step?.givesKeyFile ?? true;
        const manifest = manifestOf(receipt, {
          ...{ domainId, registryId, at: now, listBytes: read.bytes },
          aboutKeyFile: hasKeyFile ? result.aboutKeyFile : null,
          caseReference: locked.caseReference,
          serialShape: (child ?? locked).serialShape,
        });
        const { fresh, replaced } = result;
        const shownAt = await this.slots.after(readAt ?? now);
        await recordRun(tx, receipt, {
          ...{ domainId, registryId, at: now, shownAt, fresh, replaced, hasKeyFile, manifest },
        });
        const { outside } = receipt.counts;
        const counts = {
          people: result.people,
          ...(outside !== undefined && { outside }),
          ...settled,
        };
        await work?.done(tx, runId, counts, shownAt);
        const place = { domainId: locked.id, registryId: list.registryId, runId };
        await this.log.add(
          { requester, ...place, action: 'receive-list', outcome: 'done' },
          now,
          tx,
        );
        await list.settled?.(tx, runId, shownAt);
        return { receipt, shownAt };
      });
    } catch (error) {
      if (readAt) await this.slots.until(await this.slots.after(readAt));
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

  /** A list that only settles who the people are gives its registry no numbers. */
  private async refuseWithoutKeyFile(runId: string): Promise<void> {
    const { rows } = await this.db.pool.query<{ has_key_file: boolean }>(
      'SELECT has_key_file FROM run WHERE id = $1',
      [runId],
    );
    if (rows[0]?.has_key_file === false) throw refuse('absent', 'no-key-file');
  }

  /** What the key file of a run is said to be; refuses 404 `no-manifest` for runs from before. */
  async manifest(runId: string): Promise<RunManifest> {
    const manifest = await this.storedManifest(runId);
    if (!manifest) throw refuse('absent', 'no-manifest');
    return manifest;
  }

  /** What a file of a run is called where it is fetched. */
  async fileName(runId: string, kind: RunFileKind): Promise<string> {
    const isOpenPgp = (await this.storedManifest(runId))?.keyFile?.encryption === 'openpgp';
    const ending = kind === 'key-file' && isOpenPgp ? '.csv.gpg' : fileEndings[kind];
    return `${runId}${ending}`;
  }

  private async storedManifest(runId: string): Promise<RunManifest | null> {
    const { rows } = await this.db.pool.query<{ manifest: RunManifest | null }>(
      'SELECT manifest FROM run WHERE id = $1',
      [runId],
    );
    return rows[0]?.manifest ?? null;
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
    if (kind === 'key-file') await this.refuseWithoutKeyFile(runId);
    const domain = await this.domains.active(place.domainId, place.registryId);
    const action = `fetch-${kind}` as const;
    const use = { requester, purpose: action, registryId: place.registryId } as const;
    const keys = await this.domains.keysOf(domain, use);
    await this.log.add(
      { requester, ...place, runId, action, outcome: 'done' },
      await this.clock.now(),
    );
    return kind === 'key-file'
      ? readKeyFile(this.db.pool, runId, keys)
      : readRunFile(this.db.pool, runId, kind, keys);
  }
}

function otherChecksum(): Error {
  return listRefused(
    'list-checksum-differs',
    'the-checksum-its-sender-gave',
    'Send the list again: what arrived is not what was sent.',
  );
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
