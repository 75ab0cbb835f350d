import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import pg from 'pg';
import { chromium } from 'playwright-core';
import { askConfigured, certifiedLink, type LinkFiles } from '#platform';
import { type EncryptedServers, encryptedServers } from '../support/encrypted-servers.mjs';
import { freePort } from '../support/ports.js';
import { type Start, startTilgang, temporaryDataFolder } from '../support/tilgang.js';

/**
 * The whole system with TLS to its database, its queue and its vault, each showing whom it is by
 * certificate, and the worker showing the vault one of its own.
 */

const { folder, remove } = temporaryDataFolder();
const out = mkdtempSync(join(tmpdir(), 'tilgang-encrypted-'));
let servers: EncryptedServers;
let start: Start;
let caseId = '';

beforeAll(async () => {
  servers = await encryptedServers();
  start = startTilgang(join(folder, 'data'), await freePort(), servers.settings);
  await start.ready();
}, 240_000);

afterAll(async () => {
  if (start?.supervisor.exitCode === null) {
    process.kill(-start.supervisor.pid!, 'SIGINT');
    await start.ended;
  }
  await servers?.stop();
  remove();
  rmSync(out, { recursive: true, force: true });
}, 60_000);

describe('with TLS to PostgreSQL, Redis and the vault', () => {
  it('the walkthrough goes to its end, and finds everything as it must be [R16.0.2]', async () => {
    const { code, output } = await run(['scripts/walkthrough.mjs'], {
      TILGANG_URL: start.url,
      TILGANG_DATA: join(folder, 'data'),
      TILGANG_OUT: out,
      TILGANG_WALKTHROUGH_SCALE: '0.02',
      // Registries send their lists to the vault by TLS too.
      NODE_EXTRA_CA_CERTS: servers.caFile,
    });
    expect(output).toMatch(/Walkthrough done: .*, \d{3,} checks held, 0 failed/);
    expect(code).toBe(0);
    caseId = / \(([0-9a-f-]{36})\), \d+ checks held/.exec(output)?.[1] ?? '';
  }, 400_000);

  it('every connection to the database is encrypted, by TLS 1.2 at least [R16.0.2]', async () => {
    const owner = new pg.Client({ connectionString: servers.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query<{ usename: string; ssl: boolean; version: string }>(
      `SELECT usename, ssl, version FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
        WHERE backend_type = 'client backend'`,
    );
    await owner.end();
    expect(new Set(rows.map(({ usename }) => usename))).toEqual(
      new Set(['tilgang_owner', 'tilgang_app', 'tilgang_worker', 'tilgang_vault']),
    );
    expect(rows.filter(({ ssl }) => !ssl)).toEqual([]);
    expect(rows.filter(({ version }) => !/^TLSv1\.[23]$/.test(version))).toEqual([]);
  });

  it('neither server answers in the clear, and the programs trust no stranger [R16.0.2]', async () => {
    await expect(new pg.Client({ connectionString: servers.plainUrl }).connect()).rejects.toThrow();
    const redis = new Redis(servers.settings['REDIS_URL']!.replace('rediss:', 'redis:'), {
      ...{ lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null },
    });
    redis.on('error', () => undefined);
    await expect(redis.connect().then(() => redis.ping())).rejects.toThrow();
    redis.disconnect();
    // The same program without the authority of these certificates.
    const { NODE_EXTRA_CA_CERTS: _, ...untrusting } = servers.settings;
    const { code, output } = await run(['dist/apps/api/src/migrate.js'], {
      ...untrusting,
      TILGANG_MODE: 'test',
    });
    expect(output).toMatch(/self-signed certificate|unable to verify/i);
    expect(code).toBe(1);
  });

  it('the vault answers by TLS alone, and takes the token of the case system with its certificate alone [R16.0.2]', async () => {
    const { vault } = readJson('run.json') as { vault: { port: number; url: string } };
    expect(vault.url).toBe(`https://localhost:${vault.port}`);
    const plain = `http://localhost:${vault.port}`;
    await expect(askConfigured(plain, '/vault/v1/health', {})).rejects.toThrow();
    // This program does not know the authority.
    await expect(askConfigured(vault.url, '/vault/v1/health', {})).rejects.toThrow();
    const old = new Promise((resolve, reject) => {
      connect({ host: 'localhost', port: vault.port, maxVersion: 'TLSv1.1', ca: authority() })
        .on('secureConnect', resolve)
        .on('error', reject);
    });
    await expect(old).rejects.toThrow();

    const { vaultToken } = readJson('secrets.json') as { vaultToken: string };
    const { caFile, settings } = servers;
    const status = async (shown: LinkFiles, token = vaultToken) => {
      const headers = { authorization: `Bearer ${token}` };
      const ask = certifiedLink({ authority: caFile, ...shown });
      return (await ask(vault.url, '/vault/v1/notices?limit=1', { headers })).status;
    };
    const worker = {
      certificate: settings['VAULT_CLIENT_CERTIFICATE_FILE'],
      key: settings['VAULT_CLIENT_KEY_FILE'],
    };
    // A server's own certificate does not pass for the worker's.
    const server = {
      certificate: settings['VAULT_TLS_CERTIFICATE_FILE'],
      key: settings['VAULT_TLS_KEY_FILE'],
    };
    expect(await status({})).toBe(401);
    expect(await status(server)).toBe(401);
    expect(await status(worker, `${vaultToken}x`)).toBe(401);
    expect(await status(worker)).toBe(200);
  });

  it('pages complain of nothing under the strictest headers [R16.0.1]', async () => {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    });
    try {
      for (const login of ['soker', 'saksbehandler', 'beslutter', 'revisor', 'levering-npr']) {
        const page = await (await browser.newContext({ locale: 'nb-NO' })).newPage();
        const complaints: string[] = [];
        page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
        page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
        page.on('requestfailed', (request) => {
          const reason = request.failure()?.errorText;
          if (reason !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()} ${reason}`);
        });
        const answer = await page.goto(start.url, { waitUntil: 'networkidle' });
        const policy = answer?.headers()['content-security-policy'] ?? '';
        expect(policy).toContain("default-src 'none'");
        expect(policy).not.toContain('unsafe');
        await page.getByRole('link', { name: 'Logg inn' }).click();
        await page.locator(`button[value="${login}"]`).click();
        await page.getByRole('button', { name: 'Logg ut' }).waitFor();
        for (const path of [
          '/',
          `/cases/${caseId}`,
          '/notices',
          '/register',
          '/public-statistics',
        ]) {
          if (path.endsWith(caseId) && login === 'levering-npr') continue;
          await page.goto(start.url + path, { waitUntil: 'networkidle' });
        }
        expect([login, complaints]).toEqual([login, []]);
        await page.context().close();
      }
    } finally {
      await browser.close();
    }
  }, 120_000);
});

const readJson = (name: string): unknown =>
  JSON.parse(readFileSync(join(folder, 'data', name), 'utf8'));
const authority = () => readFileSync(servers.caFile);

function run(args: string[], settings: NodeJS.ProcessEnv) {
  const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: '', ...settings };
  return new Promise<{ code: number; output: string }>((done) => {
    const child = execFile(
      process.execPath,
      args,
      { env, cwd: resolve('.'), maxBuffer: 50 * 2 ** 20 },
      (_, stdout, stderr) => done({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}
