import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decrypt, generateKey, readMessage } from 'openpgp';
import { people } from './people.js';
import { testRegistry, TestVault } from './vault.js';

let vault: TestVault;

beforeAll(async () => {
  vault = await TestVault.start();
});
afterAll(() => vault.end());

describe('a key file', () => {
  it('is encrypted to the OpenPGP key of a registry that has one, with a manifest that says so [law 26]', async () => {
    const { publicKey, privateKey } = await generateKey({
      userIDs: [{ name: 'Registry' }],
      format: 'object',
    });
    const registry = { ...(await testRegistry('mfr')), ageRecipient: publicKey.armor() };
    const domain = await vault.domain([registry]);
    const everyone = people(9_000);
    const receipt = await vault.accepted(domain, registry, `fnr\n${everyone.join('\n')}\n`);
    const file = await vault.keyFile(domain, registry, receipt.runId);
    const message = await readMessage({ binaryMessage: file });
    const { data } = await decrypt({ message, decryptionKeys: privateKey });
    const [header, ...lines] = String(data).trimEnd().split('\n');
    expect(header).toBe('identity_number;serial_number');
    expect(lines.map((line) => line.split(';')[0]).sort()).toEqual([...everyone].sort());

    const bearer = await vault.listTicket(domain, 'mfr');
    const { json } = await vault.call('GET', `/runs/${receipt.runId}/manifest`, { bearer });
    expect(json).toMatchObject({
      version: 1,
      runId: receipt.runId,
      domainId: domain,
      registryId: 'mfr',
      list: { ...receipt.counts, sha256: receipt.inputSha256 },
      keyFile: {
        rows: 9_000,
        bytes: file.length,
        sha256: createHash('sha256').update(file).digest('hex'),
        columns: ['identity_number', 'serial_number'],
        encryption: 'openpgp',
        recipientFingerprint: publicKey.getFingerprint(),
      },
      report: receipt.report,
    });
    const response = await vault.fetch('GET', `/runs/${receipt.runId}/key-file`, { bearer });
    await response.arrayBuffer();
    expect(response.headers.get('content-disposition')).toContain('.csv.gpg');
    const other = await vault.listTicket(domain, 'dar');
    const path = `/runs/${receipt.runId}/manifest`;
    expect((await vault.call('GET', path, { bearer: other })).status).toBe(403);
  });

  it('is not promised to a key that nothing can be encrypted to', async () => {
    const registry = {
      ...(await testRegistry('mfr')),
      ageRecipient: '-----BEGIN PGP PUBLIC KEY BLOCK-----',
    };
    await expect(vault.domain([registry])).rejects.toThrow('age-recipient-malformed');
  });
});
