import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson, type DestructionCertificate } from '#linkage/vault';
import { people } from './people.js';
import { testRegistry, type TestRegistry, TestVault } from './vault.js';

let vault: TestVault;
let births: TestRegistry;

beforeAll(async () => {
  vault = await TestVault.start();
  births = await testRegistry('mfr');
});
afterAll(async () => {
  await vault.end();
});

const caseReference = 'HDS-2026-000001';

describe('a domain', () => {
  it('is created once, the same again changes nothing, and other content is refused', async () => {
    const path = `/domains/${randomUUID()}`;
    const registries = [{ id: 'mfr', ageRecipient: births.ageRecipient }];
    const json = { caseReference, registries };
    const created = await vault.call('PUT', path, { json });
    expect(created.status).toBe(201);
    expect(created.json).toEqual({
      domainId: path.slice(9),
      state: 'active',
      createdAt: expect.stringMatching(/Z$/),
      serialNumbers: { alphabet: 'decimal', length: 8, prefix: expect.any(String) },
    });
    const again = await vault.call('PUT', path, { json });
    expect([again.status, again.json]).toEqual([200, created.json]);

    const otherKey = (await testRegistry('mfr')).ageRecipient;
    for (const other of [
      { caseReference: 'HDS-2026-000002', registries },
      { caseReference, registries: [{ id: 'mfr', ageRecipient: otherKey }] },
      { caseReference, registries: [...registries, { id: 'npr', ageRecipient: otherKey }] },
    ]) {
      const answer = await vault.call('PUT', path, { json: other });
      expect([answer.status, answer.json['code']]).toEqual([409, 'domain-differs']);
    }
  });

  it.each(['', 'age1', 'not-a-key', 'AGE-SECRET-KEY-1ABC'])(
    'is not created for the malformed public key %j',
    async (ageRecipient) => {
      const domainId = randomUUID();
      const registries = [
        { id: 'mfr', ageRecipient: births.ageRecipient },
        { id: 'npr', ageRecipient },
      ];
      const answer = await vault.call('PUT', `/domains/${domainId}`, {
        json: { caseReference, registries },
      });
      expect([400, 422]).toContain(answer.status);
      expect(answer.json['problems']).toMatchObject([{ field: 'registries.1.ageRecipient' }]);
      const { rows } = await vault.owner.query('SELECT FROM vault.domain WHERE id = $1', [
        domainId,
      ]);
      expect(rows).toEqual([]);
    },
  );

  it.each([
    ['no registries', { caseReference, registries: [] }],
    ['no reference', { registries: [{ id: 'mfr', ageRecipient: 'x' }] }],
    ['an identity number for a reference', { caseReference: people(1)[0], registries: [] }],
    ['nothing', null],
    ['a list', []],
  ])('is not created from %s', async (_, json) => {
    const answer = await vault.call('PUT', `/domains/${randomUUID()}`, { json });
    expect([answer.status, answer.json['code']]).toEqual([400, 'body-malformed']);
  });

  it('keeps its key wrapped, and no two domains have the same [law 26] [law 27]', async () => {
    await vault.domain([births]);
    await vault.domain([births]);
    const { rows } = await vault.owner.query<{ wrapped_key: Buffer }>(
      'SELECT wrapped_key FROM vault.domain WHERE wrapped_key IS NOT NULL',
    );
    for (const { wrapped_key } of rows) expect(wrapped_key).toHaveLength(4 + 12 + 16 + 32);
    expect(new Set(rows.map((row) => row.wrapped_key.toString('hex'))).size).toBe(rows.length);
  });
});

describe('destroying the keys of a domain', () => {
  it('leaves a certificate and nothing that can be resolved, sent or fetched [law 26]', async () => {
    const domain = await vault.domain([births]);
    const list = `fnr\n${people(40).join('\n')}\n`;
    const run = await vault.accepted(domain, births, list);
    const [person, serialNumber] = [...(await vault.numbers(domain, births, run.runId))][0]!;
    const resolve = () => vault.resolve(domain, serialNumber);
    expect((await resolve()).json).toEqual({ identityNumber: person });

    const destroyed = await vault.destroy(domain);
    expect(destroyed.status).toBe(200);
    const certificate = destroyed.json['certificate'] as DestructionCertificate;
    const { sha256, signature, ...facts } = certificate;
    expect(signature).toBeDefined();
    expect(facts).toEqual({
      domainId: domain,
      caseReference,
      orderedBy: { id: 'person-1', name: 'Name of person-1' },
      confirmedBy: { id: 'person-2', name: 'Name of person-2' },
      custody: ['file'],
      destroyedAt: expect.stringMatching(/Z$/),
      serialNumberCount: 40,
      runs: [
        {
          runId: run.runId,
          registryId: 'mfr',
          inputSha256: run.inputSha256,
          keyFileSha256: run.keyFile.sha256,
        },
      ],
    });
    expect(sha256).toBe(createHash('sha256').update(canonicalJson(facts)).digest('hex'));

    const again = await vault.destroy(domain, caseReference, ['person-3', 'person-4']);
    expect([again.status, again.json]).toEqual([200, destroyed.json]);

    const bearer = await vault.listTicket(domain, births.id);
    for (const answer of [
      await resolve(),
      await vault.send(domain, births.id, list),
      await vault.call('GET', `/runs/${run.runId}/key-file`, { bearer }),
      await vault.call('GET', `/runs/${run.runId}/report`, { bearer }),
    ]) {
      expect([answer.status, answer.json['code']]).toEqual([410, 'keys-destroyed']);
    }

    const left = await vault.owner.query(
      `SELECT (SELECT wrapped_key FROM vault.domain WHERE id = $1) AS key,
         (SELECT count(*)::int FROM vault.segment WHERE domain_id = $1) AS segments,
         (SELECT count(*)::int FROM vault.run_file f JOIN vault.run r ON r.id = f.run_id
          WHERE r.domain_id = $1) AS files`,
      [domain],
    );
    expect(left.rows).toEqual([{ key: null, segments: 0, files: 0 }]);
  });

  it('touches no other domain', async () => {
    const [one, other] = [await vault.domain([births]), await vault.domain([births])];
    const list = `fnr\n${people(10).join('\n')}\n`;
    await vault.accepted(one, births, list);
    const kept = await vault.accepted(other, births, list);
    await vault.destroy(one);
    expect((await vault.numbers(other, births, kept.runId)).size).toBe(10);
    expect((await vault.accepted(other, births, list)).counts.accepted).toBe(10);
  });

  it('is refused for a domain that is not there, and for another case', async () => {
    const unknown = await vault.destroy(randomUUID());
    expect([unknown.status, unknown.json['code']]).toEqual([404, 'unknown-domain']);
    const domain = await vault.domain([births]);
    const wrong = await vault.destroy(domain, 'HDS-2026-000002');
    expect([wrong.status, wrong.json['code']]).toEqual([409, 'domain-differs']);
  });

  it('waits its turn behind a list, so that either is whole', async () => {
    const domain = await vault.domain([births]);
    const list = `fnr\n${people(20_000).join('\n')}\n`;
    const [sent, destroyed] = await Promise.all([
      vault.send(domain, births.id, list),
      vault.destroy(domain),
    ]);
    expect(destroyed.status).toBe(200);
    expect([201, 410]).toContain(sent.status);
    const { rows } = await vault.owner.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM vault.segment WHERE domain_id = $1',
      [domain],
    );
    expect(rows[0]?.n).toBe(0);
    expect(destroyed.json['certificate']).toMatchObject({
      serialNumberCount: sent.status === 201 ? 20_000 : 0,
    });
  });
});

describe('the serial numbers of a domain', () => {
  it('have a prefix no other domain has or had, kept unique by the database [law 26]', async () => {
    const [one, two] = [await vault.domain([births]), await vault.domain([births])];
    const prefixes = [one, two].map((domain) => vault.format(domain).shape.prefix);
    expect(prefixes).toEqual([expect.any(String), expect.any(String)]);
    expect(prefixes[0]).not.toBe(prefixes[1]);

    const chosen = { serialFormat: { prefix: 'HUNT4' } };
    const first = await vault.domain([births], chosen);
    await vault.destroy(first);
    await expect(vault.domain([births], chosen)).rejects.toThrow('prefix-taken');
  });

  it('are as long as the people expected need, in the alphabet that was chosen', async () => {
    const domain = await vault.domain([births], {
      serialFormat: { alphabet: 'clear', expectedPeople: 5_600_000, prefix: 'none' },
    });
    const run = await vault.accepted(domain, births, `fnr\n${people(500).join('\n')}\n`);
    const serials = [...(await vault.numbers(domain, births, run.runId)).values()];
    expect(new Set(serials).size).toBe(500);
    for (const serial of serials) {
      expect(serial).toMatch(/^[3-9A-HJKMNP-Z][2-9A-HJKMNP-Z]{5}$/);
      expect(vault.format(domain).parse(serial)).toHaveProperty('serial');
    }
  });

  it('are as they were ordered, and the same order again is the same domain', async () => {
    const domainId = randomUUID();
    const put = async (options: Record<string, unknown>): Promise<unknown[]> => {
      const { id, ageRecipient } = births;
      const json = { caseReference: 'HDS-1', registries: [{ id, ageRecipient }], ...options };
      const { status, json: answer } = await vault.call('PUT', `/domains/${domainId}`, { json });
      return [status, answer['code'] ?? answer['serialNumbers']];
    };
    const [, shape] = await put({ serialFormat: { expectedPeople: 9_000 } });
    expect(shape).toEqual({ alphabet: 'decimal', length: 5, prefix: expect.any(String) });
    expect(await put({ serialFormat: { length: 5 } })).toEqual([200, shape]);
    expect(await put({ serialFormat: { length: 6 } })).toEqual([409, 'domain-differs']);
    expect(await put({ serialFormat: { length: 5, prefix: 'OTHER' } })).toEqual([
      409,
      'domain-differs',
    ]);
    expect(await put({})).toEqual([409, 'domain-differs']);
  });

  it.each([
    [{ serialFormat: { length: 9 } }, 'serial-length-impossible'],
    [{ serialFormat: { alphabet: 'clear', length: 6 } }, 'serial-length-impossible'],
    [{ serialFormat: { expectedPeople: 50_000_000 } }, 'too-many-people-expected'],
    [
      { acceptedKinds: [{ kind: 'h-number', registryId: 'elsewhere' }] },
      'kind-of-unknown-registry',
    ],
  ])('are refused as %j', async (options, code) => {
    await expect(vault.domain([births], options)).rejects.toThrow(code);
  });
});
