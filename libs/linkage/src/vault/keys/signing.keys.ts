import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { Clock, Database } from '#platform';
import { type CertificateKey, keyIdOf } from '../domains/certificate.rules.js';
import type { CustodyKind } from './key.custody.js';
import type { DomainKeyring } from './domain.keyring.js';

/** The name of the key that wraps the signing keys; ids of domains are longer. */
const custodyName = 'certificates';

export interface PublicSigningKey {
  keyId: string;
  publicKey: string;
  madeAt: string;
}

interface SigningKeyRow {
  id: string;
  public_key: string;
  custody: CustodyKind;
  wrapped_key: Buffer;
  made_at: Date;
}

/** The key pairs that certificates are signed with: the newest signs, all are published. */
export class SigningKeys {
  constructor(
    private readonly db: Database,
    private readonly keyring: DomainKeyring,
    private readonly clock: Clock,
  ) {}

  async published(): Promise<PublicSigningKey[]> {
    return (await this.rows()).map((row) => ({
      keyId: row.id,
      publicKey: row.public_key,
      madeAt: row.made_at.toISOString(),
    }));
  }

  /** The key to sign with now; made when there is none. */
  async newest(): Promise<CertificateKey> {
    const row = (await this.rows()).at(-1) ?? (await this.make());
    const custody = this.keyring.custodyOf(row.custody);
    const der = await custody.unwrap(custodyName, row.wrapped_key);
    const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    der.fill(0);
    return { keyId: row.id, privateKey };
  }

  private async make(): Promise<SigningKeyRow> {
    const { current } = this.keyring.custodies;
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const { x } = publicKey.export({ format: 'jwk' });
    const der = privateKey.export({ format: 'der', type: 'pkcs8' });
    await current.create(custodyName);
    const wrapped = await current.wrap(custodyName, der);
    der.fill(0);
    await this.db.pool.query(
      `INSERT INTO signing_key (id, public_key, custody, wrapped_key, made_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [keyIdOf(x!), x, current.kind, wrapped, await this.clock.now()],
    );
    return (await this.rows()).at(-1)!;
  }

  private async rows(): Promise<SigningKeyRow[]> {
    const { rows } = await this.db.pool.query<SigningKeyRow>(
      'SELECT id, public_key, custody, wrapped_key, made_at FROM signing_key ORDER BY made_at, id',
    );
    return rows;
  }
}
