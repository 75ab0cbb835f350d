import { randomUUID } from 'node:crypto';
import type { Clock, Database, Tx } from '#platform';
import type { AccessLog, Requester } from '../access/access.log.js';
import { receiversOf, writeCorrection } from '../corrections/correction.writer.js';
import { PeopleFileWriter } from '../corrections/people.file.js';
import {
  type Domain,
  type DomainService,
  lockDomain,
  readDomain,
} from '../domains/domain.service.js';
import type { DomainKeys } from '../keys/domain.keys.js';
import { listIdentity } from '../keys/list.identity.js';
import { ListSum } from '../lists/list.sum.js';
import { openedList } from '../lists/list.wrappings.js';
import { mainBranch, MapStore } from '../map/map.store.js';
import { mergePeople } from '../map/serial.change.js';
import { WritesInFlight } from '../map/writes.in-flight.js';
import { tellOfControlsThatAreCases } from '../orders/late.aliases.js';
import { identityPolicy } from '../people/identity.rules.js';
import { partCount } from '../people/person.intake.js';
import { RowReport } from '../people/row.report.js';
import { TagCipher } from '../people/tag.cipher.js';
import { tellReserved } from '../reservations/reservation.service.js';
import { ReservationStore } from '../reservations/reservation.store.js';
import { writeReport } from '../runs/report.writer.js';
import { keysDestroyed, listRefused } from '../vault.refusals.js';
import { type AliasPart, peopleOf } from './alias.people.js';
import { AliasPairs, AliasReader } from './alias.reader.js';
import { aliasReasons } from './alias.rules.js';
import { AliasStore } from './alias.store.js';

/** What the sender of an alias file is told: `rows` is accepted + refused. */
export interface AliasReceipt {
  fileId: string;
  counts: { rows: number; accepted: number; refused: number; merged: number };
  /** Controls that were drawn before the alias came, and are cases. */
  controlsThatAreCases: number;
  inputSha256: string;
}

/** Keeps which identity numbers are one person's, so that one person has one serial number. */
export class AliasService {
  constructor(
    private readonly db: Database,
    private readonly domains: DomainService,
    private readonly mode: 'production' | 'demo' | 'test',
    private readonly clock: Clock,
    private readonly log: AccessLog,
    private readonly tempFolder: string,
  ) {}

  /**
   * Takes a file of replaced identity numbers into one domain, to what it knew before. People who
   * turn out to be one keep one serial number: that of the number in use. The others are retired,
   * and everyone who has had a key file is told which, in a file of serial numbers alone.
   *
   * Refuses 404 `unknown-domain`, 410 `keys-destroyed`, and 422 with what is wrong with the file as
   * a whole; then nothing is changed.
   */
  async receive(
    domainId: string,
    bytes: AsyncIterable<Uint8Array>,
    requester: Requester,
  ): Promise<AliasReceipt> {
    const domain = await readDomain(this.db.pool, domainId);
    if (domain.wrappedKey === null) throw keysDestroyed();
    const now = await this.clock.now();
    const use = { requester, purpose: 'receive-aliases' } as const;
    const keys = await this.domains.keysOf(domain, use);
    const reported = new RowReport(this.tempFolder);
    try {
      const read = await this.read(domain, bytes, keys, now, reported);
      return await this.db.transaction(async (tx) => {
        const locked = await lockDomain(tx, domainId);
        if (locked.wrappedKey === null) throw keysDestroyed();
        const fileId = randomUUID();
        const { accepted, merged, controlsThatAreCases } = await takeIn(tx, {
          ...read,
          domain: locked,
          keys,
          fileId,
          now,
        });
        const file = new PeopleFileWriter(tx, domainId, fileId, 'report', keys.files);
        await writeReport(reported, file, aliasReasons);
        const counts = { rows: read.rows, accepted, refused: read.rows - accepted, merged };
        await tx.query(
          `INSERT INTO alias_file (id, domain_id, at, rows, accepted, refused, merged, input_sha256)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [fileId, domainId, now, counts.rows, accepted, counts.refused, merged, read.sha256],
        );
        const entry = { requester, action: 'receive-aliases', domainId, registryId: null } as const;
        await this.log.add({ ...entry, outcome: 'done' }, now, tx);
        return { fileId, counts, controlsThatAreCases, inputSha256: read.sha256 };
      });
    } finally {
      reported.close();
      keys.forget();
    }
  }

  private async read(
    domain: Domain,
    bytes: AsyncIterable<Uint8Array>,
    keys: DomainKeys,
    now: Date,
    reported: RowReport,
  ): Promise<{ fresh: AliasPairs; rows: number; sha256: string; reported: RowReport }> {
    const sum = new ListSum();
    const kinds = domain.acceptedKinds.map(({ kind }) => kind);
    const fresh = new AliasPairs();
    const today = now.toISOString().slice(0, 10);
    const policy = identityPolicy(this.mode, now, kinds);
    const reader = new AliasReader(policy, today, fresh, reported);
    const opened = await openedList(sum.pass(bytes), () => listIdentity(keys));
    if (opened.format !== 'text') {
      throw listRefused('aliases-not-csv', 'csv', 'Send the aliases as CSV.');
    }
    for await (const chunk of opened.bytes) reader.push(chunk);
    reader.end();
    return { fresh, rows: reader.rows, sha256: sum.read(reader.rows).sha256, reported };
  }
}

interface Taking {
  fresh: AliasPairs;
  reported: RowReport;
  domain: Domain;
  keys: DomainKeys;
  fileId: string;
  now: Date;
}

async function takeIn(
  tx: Tx,
  taking: Taking,
): Promise<{ accepted: number; merged: number; controlsThatAreCases: number }> {
  const { fresh, reported, domain, keys, fileId } = taking;
  const store = new AliasStore(tx, domain.id, keys.map);
  const known = new AliasPairs();
  for await (const words of store.pairs()) known.addWords(words);
  const settled = known.count;
  if (settled > 0) known.addWords(fresh.words());
  const all = settled > 0 ? known : fresh;
  const { found, parts } = peopleOf(all.words(), settled, new TagCipher(keys.tag));

  const words = fresh.words();
  let accepted = 0;
  for (let pair = 0; pair < fresh.count; pair++) {
    const verdict = found.verdicts[settled + pair]!;
    if (verdict === 0) words.copyWithin(accepted++ * 4, pair * 4, pair * 4 + 4);
    else reported.add(fresh.lineOf(pair), verdict);
  }
  await store.addPairs(fileId, words.subarray(0, accepted * 4));
  await store.replaceParts(fileId, parts);
  const merged = await mergeEverywhere(tx, taking, store, parts, found.count);
  await reserveOtherNumbers(tx, taking, parts);
  const { now } = taking;
  const controlsThatAreCases = await tellOfControlsThatAreCases(tx, domain.id, keys, now);
  return { accepted, merged, controlsThatAreCases };
}

/** Merges in the project's map and in each registry's own; returns the project's retired numbers. */
async function mergeEverywhere(
  tx: Tx,
  { domain, keys, fileId, now }: Taking,
  store: AliasStore,
  parts: readonly AliasPart[],
  people: number,
): Promise<number> {
  const writes = new WritesInFlight(1);
  const retiredBy = new Map<string, Uint32Array>();
  for (const branch of await branchesOf(tx, domain)) {
    const map = new MapStore(tx, domain.id, keys, writes, branch);
    const { serials, retired } = await mergePeople(map, parts, people);
    await store.replaceSerials(fileId, branch, serials);
    if (retired.length > 0) await store.addRetired(fileId, branch, retired);
    retiredBy.set(branch, retired);
  }
  await writes.settled();
  for (const receiver of await receiversOf(tx, domain)) {
    const serials = retiredBy.get(receiver.branch)!;
    const correction = { domainId: domain.id, receiver, kind: 'merged', serials, at: now } as const;
    await writeCorrection(tx, keys, correction);
  }
  const merged = retiredBy.get(mainBranch)!.length / 2;
  await tx.query('UPDATE domain SET people = people - $2 WHERE id = $1', [domain.id, merged]);
  return merged;
}

/** Who is reserved under one number is reserved under all. */
async function reserveOtherNumbers(
  tx: Tx,
  { domain, keys, now }: Taking,
  parts: readonly AliasPart[],
): Promise<void> {
  const store = new ReservationStore(tx, domain.id, keys.map);
  const none = Array.from({ length: partCount }, () => new Uint32Array(0));
  for (const scope of await store.scopes()) {
    const added = await store.reserve(scope, none, (part) => Promise.resolve(parts[part]!));
    await tellReserved(tx, { domain, keys, scope, added, at: now });
  }
}

/** The maps of a domain: its own and, where registries have numbers of their own, theirs. */
export async function branchesOf(tx: Tx, domain: Domain): Promise<string[]> {
  if (domain.linker === null) return [mainBranch];
  const { rows } = await tx.query<{ registry_id: string }>(
    'SELECT registry_id FROM domain_registry WHERE domain_id = $1 ORDER BY registry_id',
    [domain.id],
  );
  return [mainBranch, ...rows.map(({ registry_id }) => registry_id)];
}
