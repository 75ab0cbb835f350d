import { randomUUID } from 'node:crypto';
import type { Clock, Database, Tx } from '#platform';
import type { AccessLog, Requester } from '../access/access.log.js';
import { AliasStore } from '../aliases/alias.store.js';
import { receiversOf, writeCorrection } from '../corrections/correction.writer.js';
import { PeopleFileWriter } from '../corrections/people.file.js';
import { kindsFrom } from '../domains/domain.options.js';
import {
  type Domain,
  type DomainService,
  lockDomain,
  readDomain,
} from '../domains/domain.service.js';
import type { DomainKeys } from '../keys/domain.keys.js';
import { listIdentity } from '../keys/list.identity.js';
import { readList } from '../lists/list.intake.js';
import { MapStore } from '../map/map.store.js';
import { serialsOf } from '../map/serial.change.js';
import { WritesInFlight } from '../map/writes.in-flight.js';
import { givenTo } from '../key-files/key-file.store.js';
import { identityPolicy, reasonCode, rowReasons } from '../people/identity.rules.js';
import { blocksOf, lineOf, partCount, PersonIntake } from '../people/person.intake.js';
import { TagCipher } from '../people/tag.cipher.js';
import { compareTags, orderByTag } from '../people/tag.order.js';
import { writeReport } from '../runs/report.writer.js';
import { keysDestroyed } from '../vault.refusals.js';
import { distinct, ReservationStore, wholeProject } from './reservation.store.js';

/** A list of people who may not be linked, on its way in. */
export interface IncomingReservations {
  domainId: string;
  /** Whose lists it holds for; null: everyone's, as a withdrawn consent does. */
  registryId: string | null;
  bytes: AsyncIterable<Uint8Array>;
}

/** What the sender is told: `rows` is accepted + repeated + invalid. */
export interface ReservationReceipt {
  fileId: string;
  counts: {
    rows: number;
    accepted: number;
    repeated: number;
    invalid: number;
    /**
     * Serial numbers that had been given out to people reserved now; for one registry, those in key
     * files of its own: it is not told who is in the lists of others.
     */
    withdrawn: number;
  };
  inputSha256: string;
}

/** Keeps who may not be linked: they get no serial number from any later list. */
export class ReservationService {
  constructor(
    private readonly db: Database,
    private readonly domains: DomainService,
    private readonly mode: 'production' | 'demo' | 'test',
    private readonly clock: Clock,
    private readonly log: AccessLog,
    private readonly tempFolder: string,
  ) {}

  /**
   * Takes a reservation list to those there are; nobody is taken off. Whoever has had a serial
   * number is left out of every later key file, and receivers of earlier ones are told which serial
   * numbers that concerns. What was delivered with such a number is for its receiver to delete: the
   * vault can call nothing back.
   *
   * Refuses 404 `unknown-domain` and `unknown-registry`, 410 `keys-destroyed`, and 422 with what is
   * wrong with the list as a whole; then nothing is changed.
   */
  async receive(list: IncomingReservations, requester: Requester): Promise<ReservationReceipt> {
    const { domainId, registryId } = list;
    const domain =
      registryId === null
        ? await readDomain(this.db.pool, domainId)
        : await this.domains.active(domainId, registryId);
    if (domain.wrappedKey === null) throw keysDestroyed();
    const now = await this.clock.now();
    const keys = await this.domains.keysOf(domain, {
      requester,
      purpose: 'receive-reservations',
      registryId: registryId ?? undefined,
    });
    const cipher = new TagCipher(keys.tag);
    const policy = identityPolicy(this.mode, now, kindsFrom(domain, registryId ?? ''));
    const intake = new PersonIntake(policy, cipher, this.tempFolder);
    try {
      const { rows, sha256 } = await readList(list.bytes, intake, {
        identity: () => listIdentity(keys),
        tempFolder: this.tempFolder,
      });
      const invalid = intake.reported.count;
      const { tagsByPart, repeated } = tagsIn(intake, cipher);

      return await this.db.transaction(async (tx) => {
        const locked = await lockDomain(tx, domainId);
        if (locked.wrappedKey === null) throw keysDestroyed();
        const scope = registryId ?? wholeProject;
        const aliases = new AliasStore(tx, domainId, keys.map);
        const store = new ReservationStore(tx, domainId, keys.map);
        const added = await store.reserve(scope, tagsByPart, (part) => aliases.part(part));
        const told = { domain: locked, keys, scope, added, at: now };
        const withdrawn = await tellReserved(tx, told);
        const fileId = randomUUID();
        const file = new PeopleFileWriter(tx, domainId, fileId, 'report', keys.files);
        await writeReport(intake.reported, file, rowReasons);
        const accepted = rows - repeated - invalid;
        await tx.query(
          `INSERT INTO reservation_list (id, domain_id, registry_id, at, rows, accepted, repeated,
             invalid, withdrawn, input_sha256)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [fileId, domainId, scope, now, rows, accepted, repeated, invalid, withdrawn, sha256],
        );
        const entry = { requester, action: 'receive-reservations', domainId, registryId } as const;
        await this.log.add({ ...entry, outcome: 'done' }, now, tx);
        const counts = { rows, accepted, repeated, invalid, withdrawn };
        return { fileId, counts, inputSha256: sha256 };
      });
    } finally {
      intake.close();
      keys.forget();
    }
  }
}

/**
 * Tells receivers of key files which serial numbers belong to people reserved since. A registry's
 * own reservations are told to that registry alone, and of them only the numbers it has had itself.
 * Returns how many numbers of the project, or of the registry.
 */
export async function tellReserved(
  tx: Tx,
  reserved: {
    domain: Domain;
    keys: DomainKeys;
    scope: string;
    added: readonly Uint32Array[];
    at: Date;
  },
): Promise<number> {
  const { domain, keys, scope, added, at } = reserved;
  const writes = new WritesInFlight(0);
  const serialsIn = (branch?: string): Promise<Uint32Array> =>
    serialsOf(new MapStore(tx, domain.id, keys, writes, branch), added);
  let told = 0;
  for (const receiver of await receiversOf(tx, domain)) {
    if (scope !== wholeProject && receiver.id !== scope) continue;
    const all = await serialsIn(receiver.branch);
    const place = { domainId: domain.id, registryId: scope };
    const serials = scope === wholeProject ? all : await givenTo(tx, place, keys, all);
    if (!receiver.isLinker) told = serials.length;
    const correction = { domainId: domain.id, receiver, kind: 'reserved', serials, at } as const;
    await writeCorrection(tx, keys, correction);
  }
  return scope === wholeProject ? (await serialsIn()).length : told;
}

/** The people of a list as tags, each once and in order; the rows of those repeated are reported. */
function tagsIn(
  intake: PersonIntake,
  cipher: TagCipher,
): { tagsByPart: Uint32Array[]; repeated: number } {
  let repeated = 0;
  const tagsByPart = Array.from({ length: partCount }, (_, part) => {
    const rows = intake.takePart(part);
    if (rows.length === 0) return new Uint32Array(0);
    const tags = cipher.tagsOf(blocksOf(rows));
    let last = -1;
    for (const row of orderByTag(tags)) {
      if (last >= 0 && compareTags(tags, last, tags, row) === 0) {
        intake.reported.add(lineOf(rows, row), reasonCode('repeated'));
        repeated++;
      } else last = row;
    }
    return distinct([tags]);
  });
  return { tagsByPart, repeated };
}
