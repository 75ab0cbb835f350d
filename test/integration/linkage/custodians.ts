import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { TestVault } from './vault.js';

/** A custodian with a key pair of their own, as the command line has one. */
export interface TestCustodian {
  id: string;
  personId: string;
  token(scope: string, claims?: Record<string, unknown>, seconds?: number): Promise<string>;
}

export const setupToken = 'only-a-test-setup-token-0123456789';

/** Adds one of the first two custodians. */
export async function custodianIn(vault: TestVault, personId: string): Promise<TestCustodian> {
  const pair = custodianKeys();
  const json = { personId, name: `Name of ${personId}`, publicKey: pair.publicKey };
  const added = await vault.call('POST', '/custodians/first', { bearer: setupToken, json });
  if (added.status !== 201) throw new Error(`No custodian: ${JSON.stringify(added.json)}`);
  return custodianOf(String(added.json['id']), personId, pair);
}

export function custodianKeys() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { publicKey: publicKey.export({ format: 'jwk' }).x!, privateKey };
}

export function custodianOf(
  id: string,
  personId: string,
  { privateKey }: ReturnType<typeof custodianKeys>,
): TestCustodian {
  return {
    id,
    personId,
    token: (scope, claims = {}, seconds = 120) => {
      const iat = Math.floor(Date.now() / 1_000);
      const header = { alg: 'EdDSA', kid: id };
      const body = {
        aud: 'tilgang-vault',
        scope,
        iat,
        exp: iat + seconds,
        jti: randomUUID(),
        ...claims,
      };
      const content = [header, body]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.');
      const signature = sign(null, Buffer.from(content), privateKey).toString('base64url');
      return Promise.resolve(`${content}.${signature}`);
    },
  };
}
