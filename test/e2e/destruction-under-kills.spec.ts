import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PoolClient } from 'pg';
import { type DestructionCertificate, faultsOf } from '#linkage/vault';
import { people } from '../integration/linkage/people.js';
import { testRegistry, type TestRegistry, TestVault } from '../integration/linkage/vault.js';
import { KeyService, serviceToken } from '../support/key-service.js';
import { until } from '../support/until.js';
import { VaultProcess } from '../support/vault-process.js';

let folder: string;
let service: KeyService;
let vault: TestVault;
let births: TestRegistry;
let running: VaultProcess;

beforeAll(async () => {
  service = await KeyService.start();
  folder = mkdtempSync(join(tmpdir(), 'kills-'));
  writeFileSync(join(folder, 'token'), serviceToken, { mode: 0o600 });
  const custody = {
    VAULT_CUSTODY: 'transit',
    VAULT_TRANSIT_URL: service.url,
    VAULT_TRANSIT_TOKEN_FILE: join(folder, 'token'),
    VAULT_TRANSIT_RECORDS: 'facts',
  };
  vault = await TestVault.start(custody);
  births = await testRegistry('mfr');
  running = new VaultProcess(vault, custody);
});
afterAll(async () => {
  await running.kill();
  await vault.end();
  await service.end();
  rmSync(folder, { recursive: true });
});

interface Break {
  /** Lies in wait to kill the vault there, and resolves when it does; `dead` when the vault is. */
  at: (domain: string) => Promise<{ dead: Promise<void> }>;
  /** Whether the vault goes on by itself when it starts: not where nothing had been written. */
  goesOn: boolean;
  /** Whether the key service had been told yet, so that its time and not a later one holds. */
  isMarked: boolean;
}

/** Kills the vault when it asks this of the key service, before that is dealt with or after. */
function asking(moment: 'before' | 'after', question: (key: string) => string, isMarked = true) {
  const at = (domain: string) => {
    const dead = new Promise<void>((died) => {
      service.at = async (now, asked) => {
        if (now !== moment || asked !== question(`tilgang-${domain}`)) return;
        service.at = () => Promise.resolve();
        await running.kill();
        died();
      };
    });
    return Promise.resolve({ dead });
  };
  return { at, goesOn: true, isMarked };
}

/** Kills the vault while it waits to write to a table, its transaction half done. */
function writing(table: string, goesOn: boolean): Break {
  const at = async () => {
    const lock = await vault.owner.connect();
    await lock.query(`BEGIN; LOCK TABLE vault.${table} IN SHARE ROW EXCLUSIVE MODE`);
    return { dead: killedBehind(lock) };
  };
  const killedBehind = async (lock: PoolClient) => {
    try {
      await until(`the vault waits for ${table}`, async () => {
        const { rows } = await vault.owner.query(
          'SELECT FROM pg_locks WHERE NOT granted AND relation = $1::regclass',
          [`vault.${table}`],
        );
        return rows.length > 0;
      });
      await running.kill();
    } finally {
      await lock.query('ROLLBACK');
      lock.release();
    }
  };
  return { at, goesOn, isMarked: goesOn };
}

const breaks: [string, Break][] = [
  ['in the wiping of the database', writing('people_file', false)],
  [
    'after the database, before the custody knows',
    asking('before', (key) => `GET /v1/facts/data/${key}`, false),
  ],
  [
    'after the record, before the mark',
    asking('before', (key) => `POST /v1/transit/keys/${key}.destroyed`),
  ],
  ['after the mark', asking('after', (key) => `POST /v1/transit/keys/${key}.destroyed`)],
  [
    'before the key may be deleted',
    asking('before', (key) => `POST /v1/transit/keys/${key}/config`),
  ],
  ['before the key is deleted', asking('before', (key) => `DELETE /v1/transit/keys/${key}`)],
  ['after the key is deleted', asking('after', (key) => `DELETE /v1/transit/keys/${key}`)],
  ['in the writing of the certificate', writing('certificate', true)],
];

async function destroyed(domain: string): Promise<DestructionCertificate | undefined> {
  const { rows } = await vault.owner.query<{ document: string }>(
    'SELECT document FROM vault.certificate WHERE domain_id = $1',
    [domain],
  );
  return rows[0] && (JSON.parse(rows[0].document) as DestructionCertificate);
}

describe('a destruction of keys in a vault that is killed', () => {
  it.each(breaks)(
    '%s ends in the destroyed state with one certificate [law 26]',
    async (_, { at, goesOn, isMarked }) => {
      await vault.whileStopped(async () => {
        await running.start();
        const domain = await vault.domain([births]);
        const { runId } = await vault.accepted(domain, births, `fnr\n${people(30).join('\n')}\n`);
        const order = randomUUID();
        const approvals = await Promise.all([
          vault.approval(domain, { approves: 'order', order, person: 'kari' }),
          vault.approval(domain, { approves: 'confirm', order, person: 'ola' }),
        ]);
        const ask = () =>
          vault.call('PUT', `/domains/${domain}/destruction`, {
            json: { caseReference: 'HDS-2026-000001', approvals },
          });

        const { dead } = await at(domain);
        const [cut] = await Promise.allSettled([ask(), dead]);
        expect(cut.status).toBe('rejected');
        expect(await destroyed(domain)).toBeUndefined();
        const diedAt = new Date().toISOString();

        await running.start();
        const byItself = await destroyed(domain);
        expect(byItself !== undefined).toBe(goesOn);
        const passedOnAgain = (await ask()).json;
        const certificate = (await destroyed(domain))!;
        expect(passedOnAgain).toMatchObject({ state: 'destroyed', certificate });
        if (byItself) expect(certificate).toEqual(byItself);
        expect(certificate).toMatchObject({
          orderedBy: { id: 'kari', name: 'Name of kari' },
          confirmedBy: { id: 'ola', name: 'Name of ola' },
          custody: ['transit'],
          serialNumberCount: 30,
          runs: [{ runId, registryId: 'mfr' }],
        });
        // What the custody was told the first time holds.
        expect(certificate.destroyedAt < diedAt).toBe(isMarked);
        const { keys } = (await vault.call('GET', '/keys/certificates', { bearer: '' })).json;
        const [published] = keys as { x: string }[];
        expect(faultsOf(certificate, [published!.x])).toEqual([]);

        await running.kill();
        await running.start();
        expect((await ask()).json).toEqual(passedOnAgain);
        const left = [...service.keys.keys()].filter((name) => name.includes(domain));
        expect(left).toEqual([`tilgang-${domain}.destroyed`]);
        const { rows } = await vault.owner.query(
          `SELECT state, wrapped_key, (SELECT count(*)::int FROM vault.segment
             WHERE domain_id = $1) AS segments FROM vault.domain WHERE id = $1`,
          [domain],
        );
        expect(rows).toEqual([{ state: 'destroyed', wrapped_key: null, segments: 0 }]);
        await running.stop();
      });
    },
    120_000,
  );
});
