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

  it('is the same file each time it is fetched, whether it rests whole or is made again of its people [law 26]', async () => {
    const registry = await testRegistry('mfr');
    const everyone = people(40_000);
    // Hexadecimal numbers this long are too many to be kept beside a person in eight bytes.
    for (const [serialFormat, restsWhole] of [
      [{ alphabet: 'decimal' }, false],
      [{ alphabet: 'clear', prefix: 'none' }, false],
      [{ alphabet: 'hexadecimal', length: 7 }, true],
    ] as const) {
      const domain = await vault.domain([registry], { serialFormat });
      const { runId, keyFile } = await vault.accepted(
        domain,
        registry,
        `fnr\n${everyone.join('\n')}\n`,
      );
      const [one, other] = [
        await vault.keyFile(domain, registry, runId),
        await vault.keyFile(domain, registry, runId),
      ];
      expect(Buffer.compare(one, other)).toBe(0);
      expect(one.length).toBe(keyFile.bytes);
      expect(createHash('sha256').update(one).digest('hex')).toBe(keyFile.sha256);
      const numbers = await vault.numbers(domain, registry, runId);
      expect([...numbers.keys()].sort()).toEqual([...everyone].sort());
      const format = vault.format(domain);
      for (const serial of numbers.values()) expect(format.parse(serial)).toHaveProperty('serial');
      const { rows } = await vault.owner.query<{ bytes: number }>(
        `SELECT sum(length(bytes))::int AS bytes FROM vault.run_file
         WHERE run_id = $1 AND kind LIKE 'key-file%'`,
        [runId],
      );
      expect(rows[0]!.bytes > keyFile.bytes).toBe(restsWhole);
      // The next list finds everybody in the map, however that rests.
      const again = await vault.accepted(domain, registry, `fnr\n${everyone.join('\n')}\n`);
      expect(await vault.numbers(domain, registry, again.runId)).toEqual(numbers);
      expect(rows[0]!.bytes < keyFile.bytes / 2).toBe(!restsWhole);
    }
  });

  it('does not come to its end when what it was made of was changed', async () => {
    const registry = await testRegistry('mfr');
    const domain = await vault.domain([registry]);
    const { runId } = await vault.accepted(domain, registry, `fnr\n${people(20).join('\n')}\n`);
    await vault.owner.query('UPDATE vault.run SET key_file_sha256 = $2 WHERE id = $1', [
      runId,
      'a'.repeat(64),
    ]);
    await expect(vault.keyFile(domain, registry, runId)).rejects.toThrow();
  });

  it('is not promised to a key that nothing can be encrypted to', async () => {
    const registry = {
      ...(await testRegistry('mfr')),
      ageRecipient: '-----BEGIN PGP PUBLIC KEY BLOCK-----',
    };
    await expect(vault.domain([registry])).rejects.toThrow('age-recipient-malformed');
  });
});
