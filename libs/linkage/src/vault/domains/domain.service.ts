import { randomBytes } from 'node:crypto';
import type { Clock, Database, Refused, Tx } from '#platform';
import { type AccessLog, type Requester } from '../access/access.log.js';
import { isAgeRecipient } from '../key-files/age.cipher.js';
import {
  certify,
  type DestructionCertificate,
  type DestructionFacts,
} from './certificate.rules.js';
import { deriveKeys, type DomainKeys } from '../keys/domain.keys.js';
import type { KeyCustody } from '../keys/key.custody.js';
import { keysDestroyed, refuse, unknownDomain } from '../vault.refusals.js';

export interface NewDomain {
  domainId: string;
  caseReference: string;
  registries: readonly { id: string; ageRecipient: string }[];
}

export interface Domain {
  id: string;
  caseReference: string;
  createdAt: Date;
  /** The domain's key as its custodian wrapped it; null when it was destroyed. */
  wrappedKey: Buffer | null;
  people: number;
}

interface DomainRow {
  id: string;
  case_reference: string;
  created_at: Date;
  wrapped_key: Buffer | null;
  people: number;
}

/** The domains: one per project, each with a key of its own from creation to destruction. */
export class DomainService {
  constructor(
    private readonly db: Database,
    private readonly custody: KeyCustody,
    private readonly clock: Clock,
    private readonly log: AccessLog,
  ) {}

  /**
   * Creates a domain with a fresh random key; the same again changes nothing.
   *
   * Refuses 422 `age-recipient-malformed`; 409 `domain-differs` when the domain exists with other
   * content; 410 `keys-destroyed`.
   */
  async create(
    wanted: NewDomain,
    requester: Requester,
  ): Promise<{ created: boolean; createdAt: Date }> {
    await refuseMalformedRecipients(wanted);
    const now = await this.clock.now();
    const domainKey = randomBytes(32);
    const wrapped = await this.custody.wrap(wanted.domainId, domainKey);
    domainKey.fill(0);

    return this.db.transaction(async (tx) => {
      const { rowCount } = await tx.query(
        `INSERT INTO domain (id, case_reference, created_at, wrapped_key)
         VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING`,
        [wanted.domainId, wanted.caseReference, now, wrapped],
      );
      if (rowCount === 0) return { created: false, createdAt: await sameAgain(tx, wanted) };
      for (const registry of wanted.registries) {
        await tx.query(
          'INSERT INTO domain_registry (domain_id, registry_id, age_recipient) VALUES ($1, $2, $3)',
          [wanted.domainId, registry.id, registry.ageRecipient],
        );
      }
      const entry = { requester, domainId: wanted.domainId, registryId: null };
      await this.log.add({ ...entry, action: 'create-domain', outcome: 'done' }, now, tx);
      return { created: true, createdAt: now };
    });
  }

  /** The domain and the registry's public key; refuses the unknown (404) and the destroyed (410). */
  async active(domainId: string, registryId: string): Promise<Domain & { ageRecipient: string }> {
    const domain = await readDomain(this.db.pool, domainId);
    const { rows } = await this.db.pool.query<{ age_recipient: string }>(
      'SELECT age_recipient FROM domain_registry WHERE domain_id = $1 AND registry_id = $2',
      [domainId, registryId],
    );
    if (!rows[0]) throw refuse('absent', 'unknown-registry');
    if (domain.wrappedKey === null) throw keysDestroyed();
    return { ...domain, ageRecipient: rows[0].age_recipient };
  }

  /** The keys of a domain for one piece of work; whoever asks must forget them. */
  async keysOf(domain: Domain): Promise<DomainKeys> {
    if (domain.wrappedKey === null) throw keysDestroyed();
    return deriveKeys(await this.custody.unwrap(domain.id, domain.wrappedKey));
  }

  /**
   * Destroys the domain's key with everything it can open, and certifies it. Waits for a list that
   * is being worked on. Ordered again, gives the same certificate.
   */
  async destroy(
    order: { domainId: string; caseReference: string; orderedBy: { id: string; name: string } },
    requester: Requester,
  ): Promise<DestructionCertificate> {
    const now = await this.clock.now();
    return this.db.transaction(async (tx) => {
      const domain = await lockDomain(tx, order.domainId);
      if (domain.caseReference !== order.caseReference) throw domainDiffers();
      if (domain.wrappedKey === null) return storedCertificate(tx, domain.id);

      const certificate = certify({
        domainId: domain.id,
        caseReference: domain.caseReference,
        orderedBy: { id: order.orderedBy.id, name: order.orderedBy.name },
        destroyedAt: now.toISOString(),
        serialNumberCount: domain.people,
        runs: await runsOf(tx, domain.id),
      });
      await tx.query('UPDATE domain SET wrapped_key = NULL WHERE id = $1', [domain.id]);
      await tx.query('DELETE FROM segment WHERE domain_id = $1', [domain.id]);
      await tx.query(
        'DELETE FROM run_file USING run WHERE run.id = run_file.run_id AND run.domain_id = $1',
        [domain.id],
      );
      await tx.query(
        'INSERT INTO certificate (domain_id, destroyed_at, document) VALUES ($1, $2, $3)',
        [domain.id, now, JSON.stringify(certificate)],
      );
      const entry = { requester, domainId: domain.id, registryId: null };
      await this.log.add({ ...entry, action: 'destroy-keys', outcome: 'done' }, now, tx);
      return certificate;
    });
  }
}

/** Locks the domain's row until the transaction ends: one list or destruction at a time. */
export async function lockDomain(tx: Tx, domainId: string): Promise<Domain> {
  return readDomain(tx, domainId, 'FOR UPDATE');
}

export async function readDomain(db: Tx, domainId: string, lock = ''): Promise<Domain> {
  const { rows } = await db.query<DomainRow>(
    `SELECT id, case_reference, created_at, wrapped_key, people FROM domain WHERE id = $1 ${lock}`,
    [domainId],
  );
  if (!rows[0]) throw unknownDomain();
  return {
    id: rows[0].id,
    caseReference: rows[0].case_reference,
    createdAt: rows[0].created_at,
    wrappedKey: rows[0].wrapped_key,
    people: rows[0].people,
  };
}

async function refuseMalformedRecipients(wanted: NewDomain): Promise<void> {
  for (const [place, registry] of wanted.registries.entries()) {
    if (!(await isAgeRecipient(registry.ageRecipient))) {
      throw refuse('facts', 'age-recipient-malformed', [
        {
          field: `registries.${place}.ageRecipient`,
          rule: 'age-recipient',
          todo: 'Give the public key of the registry, as age-keygen prints it: age1…',
        },
      ]);
    }
  }
}

async function sameAgain(tx: Tx, wanted: NewDomain): Promise<Date> {
  const domain = await lockDomain(tx, wanted.domainId);
  const { rows } = await tx.query<{ registry_id: string; age_recipient: string }>(
    'SELECT registry_id, age_recipient FROM domain_registry WHERE domain_id = $1',
    [wanted.domainId],
  );
  const there = new Map(rows.map((row) => [row.registry_id, row.age_recipient]));
  const same =
    domain.caseReference === wanted.caseReference &&
    there.size === wanted.registries.length &&
    wanted.registries.every(({ id, ageRecipient }) => there.get(id) === ageRecipient);
  if (!same) throw domainDiffers();
  if (domain.wrappedKey === null) throw keysDestroyed();
  return domain.createdAt;
}

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

async function storedCertificate(tx: Tx, domainId: string): Promise<DestructionCertificate> {
  const { rows } = await tx.query<{ document: string }>(
    'SELECT document FROM certificate WHERE domain_id = $1',
    [domainId],
  );
  return JSON.parse(rows[0]!.document) as DestructionCertificate;
}

const domainDiffers = (): Refused => refuse('state', 'domain-differs');
