import type { Clock, Database, Tx } from '#platform';
import { type AccessLog, type Requester } from '../access/access.log.js';
import { refuseUnusableKeys } from '../key-files/recipient.cipher.js';
import type { DomainKeyring, KeyUse, WrappedKey } from '../keys/domain.keyring.js';
import type { DomainKeys } from '../keys/domain.keys.js';
import {
  type DomainOptions,
  type DomainPolicy,
  type DomainPolicyRow,
  givePrefixes,
  hasOptions,
  policyColumns,
  policyOf,
  storedOptions,
} from './domain.options.js';
import { belongsTo, type VaultShare } from '../../vault.share.js';
import { domainDiffers, keysDestroyed, refuse, unknownDomain } from '../vault.refusals.js';

export interface NewDomain extends DomainOptions {
  domainId: string;
  caseReference: string;
  registries: readonly { id: string; ageRecipient: string }[];
}

/** The wrapped key is null as soon as its destruction has begun. */
export interface Domain extends WrappedKey, DomainPolicy {
  caseReference: string;
  createdAt: Date;
  people: number;
  state: DomainState;
}

/** `destroying`: nothing here opens it any more, and the custody is yet to do its part. */
export type DomainState = 'active' | 'destroying' | 'destroyed';

interface DomainRow extends DomainPolicyRow {
  id: string;
  case_reference: string;
  created_at: Date;
  wrapped_key: Buffer | null;
  custody: WrappedKey['custody'];
  state: DomainState;
  people: number;
}

/** The domains: one per project, each with a key of its own from creation to destruction. */
export class DomainService {
  constructor(
    private readonly db: Database,
    private readonly keyring: DomainKeyring,
    private readonly clock: Clock,
    private readonly log: AccessLog,
    private readonly share: VaultShare,
  ) {}

  /**
   * Creates a domain with a fresh random key; the same again changes nothing.
   *
   * Refuses 422 `age-recipient-malformed` and what {@link storedOptions} refuses; 409
   * `domain-differs` when the domain exists with other content, `prefix-taken`,
   * `domain-of-another-vault`; 410 `keys-destroyed`.
   */
  async create(
    wanted: NewDomain,
    requester: Requester,
  ): Promise<{ created: boolean; domain: Domain }> {
    if (!belongsTo(wanted.domainId, this.share)) throw refuse('state', 'domain-of-another-vault');
    await refuseMalformedRecipients(wanted);
    const options = storedOptions(wanted);
    const now = await this.clock.now();
    const { custody, wrappedKey } = await this.keyring.make(wanted.domainId);

    return this.db.transaction(async (tx) => {
      const { rowCount } = await tx.query(
        `INSERT INTO domain (id, case_reference, created_at, wrapped_key, custody, serial_alphabet,
           serial_length, accepted_kinds, linker_id, linker_age_recipient)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING`,
        [wanted.domainId, wanted.caseReference, now, wrappedKey, custody, ...options],
      );
      if (rowCount === 0) return { created: false, domain: await sameAgain(tx, wanted) };
      for (const registry of wanted.registries) {
        await tx.query(
          'INSERT INTO domain_registry (domain_id, registry_id, age_recipient) VALUES ($1, $2, $3)',
          [wanted.domainId, registry.id, registry.ageRecipient],
        );
      }
      await givePrefixes(tx, wanted, this.share);
      const entry = { requester, domainId: wanted.domainId, registryId: null };
      await this.log.add({ ...entry, action: 'create-domain', outcome: 'done' }, now, tx);
      return { created: true, domain: await readDomain(tx, wanted.domainId) };
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

  /** The keys of a domain for one piece of work, which is logged; whoever asks must forget them. */
  keysOf(domain: Domain, use: KeyUse): Promise<DomainKeys> {
    return this.keyring.open(domain, use);
  }
}

/** Locks the domain's row until the transaction ends: one list or destruction at a time. */
export async function lockDomain(tx: Tx, domainId: string): Promise<Domain> {
  return readDomain(tx, domainId, 'FOR UPDATE');
}

export async function readDomain(db: Tx, domainId: string, lock = ''): Promise<Domain> {
  const { rows } = await db.query<DomainRow>(
    `SELECT id, case_reference, created_at, wrapped_key, custody, state, people, ${policyColumns}
     FROM domain WHERE id = $1 ${lock}`,
    [domainId],
  );
  if (!rows[0]) throw unknownDomain();
  return {
    id: rows[0].id,
    caseReference: rows[0].case_reference,
    createdAt: rows[0].created_at,
    wrappedKey: rows[0].wrapped_key,
    custody: rows[0].custody,
    state: rows[0].state,
    people: rows[0].people,
    ...policyOf(rows[0]),
  };
}

async function refuseMalformedRecipients(wanted: NewDomain): Promise<void> {
  const recipients = wanted.registries.map(({ ageRecipient }, place) => ({
    field: `registries.${place}.ageRecipient`,
    publicKey: ageRecipient,
  }));
  const linker = wanted.childDomains;
  await refuseUnusableKeys([
    ...recipients,
    ...(linker ? [{ field: 'childDomains.ageRecipient', publicKey: linker.ageRecipient }] : []),
  ]);
}

async function sameAgain(tx: Tx, wanted: NewDomain): Promise<Domain> {
  const domain = await lockDomain(tx, wanted.domainId);
  const { rows } = await tx.query<{ registry_id: string; age_recipient: string }>(
    'SELECT registry_id, age_recipient FROM domain_registry WHERE domain_id = $1',
    [wanted.domainId],
  );
  const there = new Map(rows.map((row) => [row.registry_id, row.age_recipient]));
  const same =
    domain.caseReference === wanted.caseReference &&
    hasOptions(domain, wanted) &&
    there.size === wanted.registries.length &&
    wanted.registries.every(({ id, ageRecipient }) => there.get(id) === ageRecipient);
  if (!same) throw domainDiffers();
  if (domain.wrappedKey === null) throw keysDestroyed();
  return domain;
}
