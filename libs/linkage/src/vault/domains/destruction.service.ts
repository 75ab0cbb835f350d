import { randomUUID } from 'node:crypto';
import { type Clock, type Database, Refused, type Tx } from '#platform';
import { type AccessLog, type Requester, vaultItself } from '../access/access.log.js';
import type { DomainKeyring } from '../keys/domain.keyring.js';
import type { SigningKeys } from '../keys/signing.keys.js';
import { CustodyUnavailable, type KeyStanding } from '../keys/key.custody.js';
import { refuse } from '../vault.refusals.js';
import {
  certify,
  type DestructionCertificate,
  type DestructionFacts,
  type NamedPerson,
} from './certificate.rules.js';
import { type Domain, lockDomain, readDomain } from './domain.service.js';
import { wipe } from './sealed.tables.js';

interface TwoPeople {
  orderedBy: NamedPerson | null;
  confirmedBy: NamedPerson | null;
}

/** What was found at start, by number; domains that could not be brought to agree, by id. */
export interface Reconciled {
  wiped: number;
  finished: number;
  absent: string[];
  waiting: string[];
}

/**
 * Destroys the keys of domains, in three steps that each can be repeated:
 *
 * 1. in one transaction, that it is to be done, with what will be certified, and everything in the
 *    database that the keys open, the wrapped key first of all;
 * 2. the domain's key in every custody, each with a mark that it was destroyed;
 * 3. the certificate, which therefore never says what has not happened.
 *
 * A process that is killed between two of them goes on when it starts again. A database restored
 * from before step 1 has a wrapped key that no custody opens, and {@link reconcile} wipes it.
 */
export class DestructionService {
  constructor(
    private readonly db: Database,
    private readonly keyring: DomainKeyring,
    private readonly signing: SigningKeys,
    private readonly clock: Clock,
    private readonly log: AccessLog,
  ) {}

  /** The certificate of a destroyed domain; null while it is not. */
  async certificateOf(domainId: string): Promise<DestructionCertificate | null> {
    await readDomain(this.db.pool, domainId);
    return storedCertificate(this.db.pool, domainId);
  }

  /** Step 1 on a domain that is locked, unless it is done: behind any list that is worked on. */
  async beginOn(
    tx: Tx,
    domain: Domain,
    order: TwoPeople,
    requester: Requester,
    now: Date,
  ): Promise<void> {
    if (domain.state !== 'active') return;
    await this.wipeFor(tx, domain, await factsOf(tx, domain, order), now);
    const entry = { requester, domainId: domain.id, registryId: null };
    await this.log.add({ ...entry, action: 'destroy-keys', outcome: 'begun' }, now, tx);
  }

  private async wipeFor(
    tx: Tx,
    domain: Domain,
    facts: Omit<DestructionFacts, 'destroyedAt' | 'custody'>,
    at: Date,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO destruction (domain_id, begun_at, facts) VALUES ($1, $2, $3)
       ON CONFLICT (domain_id) DO NOTHING`,
      [domain.id, at, JSON.stringify(facts)],
    );
    await wipe(tx, domain.id);
  }

  /**
   * Steps 2 and 3, unless they are done; then the same certificate. Refuses 503
   * `custody-unavailable`: the custody does its part when it is asked again.
   */
  async finish(domainId: string, requester: Requester): Promise<DestructionCertificate> {
    const stored = await storedCertificate(this.db.pool, domainId);
    if (stored) return stored;
    const facts = await this.destroyInCustody(domainId);
    const certificate = certify(facts, await this.signing.newest());
    return this.db.transaction(async (tx) => {
      const domain = await lockDomain(tx, domainId);
      const already = await storedCertificate(tx, domainId);
      if (already) return already;
      await tx.query(
        'INSERT INTO certificate (domain_id, destroyed_at, document) VALUES ($1, $2, $3)',
        [domainId, facts.destroyedAt, JSON.stringify(certificate)],
      );
      await tx.query("UPDATE domain SET state = 'destroyed' WHERE id = $1", [domain.id]);
      await tx.query(
        "UPDATE joint_order SET state = 'done' WHERE domain_id = $1 AND kind = 'destroy' AND state = 'confirmed'",
        [domainId],
      );
      const entry = { requester, domainId, registryId: null };
      const now = await this.clock.now();
      await noteDestroyed(tx, certificate, now);
      await this.log.add({ ...entry, action: 'destroy-keys', outcome: 'done' }, now, tx);
      return certificate;
    });
  }

  private async destroyInCustody(domainId: string): Promise<DestructionFacts> {
    const { rows } = await this.db.pool.query<{ facts: DestructionFacts }>(
      'SELECT facts FROM destruction WHERE domain_id = $1',
      [domainId],
    );
    const facts: DestructionFacts = {
      ...rows[0]!.facts,
      destroyedAt: (await this.clock.now()).toISOString(),
      custody: this.keyring.all.map(({ kind }) => kind).sort(),
    };
    try {
      for (const custody of this.keyring.all) {
        await custody.destroy(domainId, JSON.stringify(facts));
      }
      // What the custody marked the first time holds, also where this is the second.
      return (await this.recordOf(domainId)) ?? facts;
    } catch (error) {
      if (error instanceof CustodyUnavailable) throw refuse('unavailable', 'custody-unavailable');
      throw error;
    }
  }

  /** What the custody was told to keep with the mark, where it has room for it. */
  private async recordOf(domainId: string): Promise<DestructionFacts | null> {
    for (const custody of this.keyring.all) {
      const { record } = await custody.standing(domainId);
      if (record) return JSON.parse(record) as DestructionFacts;
    }
    return null;
  }

  /**
   * Makes database and custody agree, at start: whichever says that a key is destroyed is believed.
   * A database restored from a backup is wiped of what was destroyed after it was taken; a custody
   * that was wrongly restored is told again. A key that is merely absent is left alone: the wrong
   * folder must not cost a project its numbers.
   */
  async reconcile(): Promise<Reconciled> {
    const result: Reconciled = { wiped: 0, finished: 0, absent: [], waiting: [] };
    for await (const domain of this.everyDomain()) {
      try {
        const outcome = await this.agree(domain);
        if (outcome === 'absent') result.absent.push(domain.id);
        else if (outcome !== 'agree') result[outcome]++;
      } catch (error) {
        // The rest of the vault goes on without the custody, and this is tried again.
        if (!(error instanceof CustodyUnavailable) && !(error instanceof Refused)) throw error;
        result.waiting.push(domain.id);
      }
    }
    return result;
  }

  private async agree(domain: Domain): Promise<'agree' | 'wiped' | 'finished' | 'absent'> {
    const said = new Set<KeyStanding>();
    for (const custody of this.keyring.all) said.add((await custody.standing(domain.id)).standing);
    if (domain.state === 'active') {
      if (said.has('destroyed')) {
        await this.adopt(domain);
        return 'wiped';
      }
      return domain.custody === 'master' || said.has('held') ? 'agree' : 'absent';
    }
    if (domain.state === 'destroying') await this.finish(domain.id, vaultItself);
    else if (said.has('held')) await this.destroyAgain(domain.id);
    else return 'agree';
    return 'finished';
  }

  /** The custody has destroyed what this database still holds: it is older than the destruction. */
  private async adopt(found: Domain): Promise<void> {
    const record = await this.recordOf(found.id);
    const now = await this.clock.now();
    await this.db.transaction(async (tx) => {
      const domain = await lockDomain(tx, found.id);
      const unknown = { ...domain, orderedBy: null, confirmedBy: null };
      await this.wipeFor(tx, domain, record ?? (await factsOf(tx, domain, unknown)), now);
      const entry = { requester: vaultItself, domainId: domain.id, registryId: null };
      await this.log.add({ ...entry, action: 'find-destroyed', outcome: 'wiped' }, now, tx);
    });
    await this.finish(found.id, vaultItself);
  }

  private async destroyAgain(domainId: string): Promise<void> {
    const { sha256, signature, ...facts } = (await storedCertificate(this.db.pool, domainId))!;
    const record = JSON.stringify(facts);
    for (const custody of this.keyring.all) await custody.destroy(domainId, record);
    const entry = { requester: vaultItself, domainId, registryId: null };
    const now = await this.clock.now();
    await this.log.add({ ...entry, action: 'find-destroyed', outcome: 'destroyed-again' }, now);
  }

  private async *everyDomain(): AsyncGenerator<Domain> {
    const page = 200;
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const { rows } = await this.db.pool.query<{ id: string }>(
        'SELECT id FROM domain WHERE id > $1 ORDER BY id LIMIT $2',
        [after, page],
      );
      for (const { id } of rows) yield await readDomain(this.db.pool, id);
      if (rows.length < page) return;
      after = rows.at(-1)!.id;
    }
  }
}

async function factsOf(
  tx: Tx,
  domain: Domain,
  order: TwoPeople,
): Promise<Omit<DestructionFacts, 'destroyedAt' | 'custody'>> {
  return {
    domainId: domain.id,
    caseReference: domain.caseReference,
    orderedBy: named(order.orderedBy),
    confirmedBy: named(order.confirmedBy),
    serialNumberCount: domain.people,
    runs: await runsOf(tx, domain.id),
  };
}

const named = (person: NamedPerson | null): NamedPerson | null =>
  person && { id: person.id, name: person.name };

async function runsOf(tx: Tx, domainId: string): Promise<DestructionFacts['runs']> {
  const { rows } = await tx.query<{
    id: string;
    registry_id: string;
    input_sha256: string;
    key_file_sha256: string;
  }>(
    `SELECT id, registry_id, input_sha256, key_file_sha256 FROM run
     WHERE domain_id = $1 ORDER BY at, id`,
    [domainId],
  );
  return rows.map((row) => ({
    runId: row.id,
    registryId: row.registry_id,
    inputSha256: row.input_sha256,
    keyFileSha256: row.key_file_sha256,
  }));
}

/** Tells the case system, who may wait for key files that cannot come any more. */
async function noteDestroyed(
  tx: Tx,
  { domainId, sha256, ...facts }: DestructionCertificate,
  at: Date,
): Promise<void> {
  const { destroyedAt, serialNumberCount, orderedBy, confirmedBy } = facts;
  await tx.query(
    `INSERT INTO notice (id, kind, domain_id, registry_id, at, data)
     VALUES ($1, 'keys-destroyed', $2, NULL, $3, $4)`,
    [
      randomUUID(),
      domainId,
      at,
      JSON.stringify({
        destroyedAt,
        serialNumberCount,
        certificateSha256: sha256,
        orderedByName: orderedBy?.name ?? null,
        confirmedByName: confirmedBy?.name ?? null,
      }),
    ],
  );
}

async function storedCertificate(tx: Tx, domainId: string): Promise<DestructionCertificate | null> {
  const { rows } = await tx.query<{ document: string }>(
    'SELECT document FROM certificate WHERE domain_id = $1',
    [domainId],
  );
  return rows[0] ? (JSON.parse(rows[0].document) as DestructionCertificate) : null;
}
