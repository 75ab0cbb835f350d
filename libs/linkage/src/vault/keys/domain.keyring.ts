import { randomBytes } from 'node:crypto';
import { type Clock, Refused } from '#platform';
import type { AccessLog, Requester, VaultAction } from '../access/access.log.js';
import { keysDestroyed, refuse } from '../vault.refusals.js';
import { deriveKeys, type DomainKeys } from './domain.keys.js';
import { FileCustody } from './file.custody.js';
import {
  type CustodyKind,
  CustodyUnavailable,
  KeyAbsent,
  type KeyCustody,
  KeyDestroyed,
} from './key.custody.js';

/** The custody that new keys go to, and those that still hold older ones. */
export interface Custodies {
  current: KeyCustody;
  former: readonly KeyCustody[];
}

/** A domain's key as it rests; `master` is how keys were wrapped before domains had their own. */
export interface WrappedKey {
  id: string;
  custody: CustodyKind | 'master';
  /** Null when it is destroyed. */
  wrappedKey: Buffer | null;
}

/** Who needs a domain's keys, and for what: it is in the access log before they are given. */
export interface KeyUse {
  requester: Requester;
  purpose: VaultAction;
  registryId?: string;
}

/** Opens the keys of domains, and says in the access log each time who did and for what. */
export class DomainKeyring {
  constructor(
    readonly custodies: Custodies,
    private readonly log: AccessLog,
    private readonly clock: Clock,
  ) {}

  /** Makes the key of a new domain, and the domain's key in the custody that wraps it. */
  async make(domainId: string): Promise<{ custody: CustodyKind; wrappedKey: Buffer }> {
    const { current } = this.custodies;
    const domainKey = randomBytes(32);
    try {
      await asked(() => current.create(domainId));
      const wrappedKey = await asked(() => current.wrap(domainId, domainKey));
      return { custody: current.kind, wrappedKey };
    } finally {
      domainKey.fill(0);
    }
  }

  /**
   * The keys of a domain for one piece of work; whoever asks must forget them.
   *
   * Refuses 410 `keys-destroyed`, 409 `key-not-in-custody`, 503 `custody-unavailable`.
   */
  async open(domain: WrappedKey, use: KeyUse): Promise<DomainKeys> {
    const entry = {
      requester: use.requester,
      action: 'use-key',
      purpose: use.purpose,
      domainId: domain.id,
      registryId: use.registryId ?? null,
    } as const;
    return this.log.watch(entry, async () => {
      const keys = deriveKeys(await this.unwrap(domain));
      await this.log.add({ ...entry, outcome: 'done' }, await this.clock.now());
      return keys;
    });
  }

  /** The domain's key itself, for wrapping it anew. */
  async unwrap({ id, custody, wrappedKey }: WrappedKey): Promise<Buffer> {
    if (wrappedKey === null) throw keysDestroyed();
    return asked(async () => {
      if (custody !== 'master') return this.custodyOf(custody).unwrap(id, wrappedKey);
      const file = this.custodyOf('file');
      if (file instanceof FileCustody) return file.unwrapDirectly(id, wrappedKey);
      throw new KeyAbsent('The master key is not here.');
    });
  }

  custodyOf(kind: CustodyKind): KeyCustody {
    const { current, former } = this.custodies;
    const custody = [current, ...former].find((one) => one.kind === kind);
    if (!custody) throw new KeyAbsent(`No custody of kind ${kind} is set up.`);
    return custody;
  }

  /** Every custody, because a copy of a key may rest in a former one. */
  get all(): readonly KeyCustody[] {
    return [this.custodies.current, ...this.custodies.former];
  }
}

/** What a custody could not do, as a refusal the sender understands. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) throw error;
    if (error instanceof KeyDestroyed) throw keysDestroyed();
    if (error instanceof KeyAbsent) throw refuse('state', 'key-not-in-custody');
    if (error instanceof CustodyUnavailable) throw refuse('unavailable', 'custody-unavailable');
    throw error;
  }
}
