import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { signInAsDemoUser } from '../../scripts/demo-sign-in.mjs';
import { freePort } from '../support/ports.js';
import {
  lives,
  type RunningPrograms,
  type Start,
  startTilgang,
  temporaryDataFolder,
} from '../support/tilgang.js';
import { until } from '../support/until.js';

const programs = ['api', 'worker', 'vault', 'postgres'] as const;

describe('npm start', () => {
  const { folder, remove } = temporaryDataFolder();
  const data = join(folder, 'data');
  let port: number;
  let start: Start;

  beforeAll(async () => {
    port = await freePort();
    start = startTilgang(data, port);
    await start.ready();
  }, 240_000);

  afterAll(async () => {
    await stop(start);
    remove();
  });

  it('serves the page, the API and its description, and names the demo users', async () => {
    const page = await fetch(`${start.url}/`);
    expect(await page.text()).toMatch(/^<!doctype html>/i);
    expect((await fetch(`${start.url}/api/v1/health`)).status).toBe(200);
    const description = (await (await fetch(`${start.url}/api/v1/openapi.json`)).json()) as {
      openapi: string;
    };
    expect(description.openapi).toMatch(/^3\.1/);
    expect(start.output()).toContain(`Tilgang runs at ${start.url}`);
    expect(start.output()).toMatch(/saksbehandler .*\(caseworker\)/);
  });

  it('keeps its secrets in files that only its own user can read, and out of all others', () => {
    for (const name of ['secrets.json', 'vault-key', 'run.json', 'state.json', 'lock.json']) {
      expect([name, (statSync(join(data, name)).mode & 0o777).toString(8)]).toEqual([name, '600']);
    }
    const secrets = Object.values(
      JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8')) as object,
    );
    const logs = programs.map((name) => `log/${name}.log`);
    const told = ['run.json', 'state.json', 'lock.json', ...logs, 'log/migrate.log']
      .map((name) => readFileSync(join(data, name), 'utf8'))
      .concat(start.output())
      .join('\n');
    expect(secrets.length).toBeGreaterThanOrEqual(6);
    expect(secrets.filter((secret) => told.includes(String(secret)))).toEqual([]);
  });

  it('gives no program a secret that belongs to another', async () => {
    const running = await everything(start);
    const settingsOf = (pid: number) =>
      process.platform === 'linux' ? readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0') : [];
    const names = (pid: number) => settingsOf(pid).map((line) => line.split('=')[0]);
    expect(names(running.vault.pid)).not.toContain('DATABASE_URL');
    expect(names(running.vault.pid)).not.toContain('OIDC_CLIENT_SECRET');
    for (const { pid } of [running.api, running.worker]) {
      expect(names(pid)).not.toContain('VAULT_DATABASE_URL');
      expect(names(pid)).not.toContain('VAULT_KEY_FILE');
    }
    for (const { pid } of [running.api, running.worker, running.vault]) {
      expect(names(pid)).not.toContain('OWNER_DATABASE_URL');
    }
  });

  it.each(programs)('starts the %s again when it is killed', async (name) => {
    const killed = (await everything(start))[name].pid;
    process.kill(killed, 'SIGKILL');
    await until(
      `a new ${name}`,
      () => ![undefined, killed].includes(start.running()[name]?.pid),
      60_000,
    );
    await until('the API answers', () => answers(`${start.url}/api/v1/health`), 60_000);
    const { vault } = await everything(start);
    await until('the vault answers', () =>
      answers(`http://127.0.0.1:${vault.port}/vault/v1/health`),
    );
  });

  it('refuses a second start on the same data, and says which process holds it', async () => {
    const second = startTilgang(data, await freePort());
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(
      `Tilgang already runs on ${data}: process ${start.supervisor.pid}, ${start.url}`,
    );
  });

  it('leaves no process behind when it is killed, and the next start goes on with the data', async () => {
    const before = await everything(start);
    start.supervisor.kill('SIGKILL');
    await until(
      'all ended by themselves',
      () => programs.every((name) => !lives(before[name].pid)),
      30_000,
    );
    expect(existsSync(join(data, 'lock.json'))).toBe(true);
    start = startTilgang(data, port);
    await start.ready();
    expect(start.output()).toMatch(/demo cases .*already there/);
    expect(await casesOf('soker')).toBeGreaterThan(0);
  });

  it('knows its demo people again at another address', async () => {
    const before = await casesOf('soker');
    process.kill(-start.supervisor.pid!, 'SIGINT');
    await start.ended;
    start = startTilgang(data, await freePort());
    await start.ready();
    expect(await casesOf('soker')).toBe(before);
  });

  it('ends cleanly within seconds when its whole group is interrupted', async () => {
    const before = await everything(start);
    const startedAt = Date.now();
    process.kill(-start.supervisor.pid!, 'SIGINT');
    expect(await start.ended).toBe(0);
    expect(Date.now() - startedAt).toBeLessThan(10_000);
    expect(programs.filter((name) => lives(before[name].pid))).toEqual([]);
    expect(existsSync(join(data, 'lock.json'))).toBe(false);
    expect(existsSync(join(data, 'run.json'))).toBe(false);
    expect(readFileSync(join(data, 'log', 'postgres.log'), 'utf8')).toMatch(
      /database system is shut down\s*$/,
    );
  });

  async function casesOf(login: string): Promise<number> {
    const { accessToken } = await signInAsDemoUser(start.url, login);
    const response = await fetch(`${start.url}/api/v1/cases`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    return ((await response.json()) as { items: unknown[] }).items.length;
  }
});

describe('npm start, told something it cannot do', () => {
  const { folder, remove } = temporaryDataFolder();
  let start: Start | undefined;

  afterEach(() => stop(start));
  afterAll(remove);

  it('says that its port is in use, and how to choose another', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    start = startTilgang(join(folder, 'port'), port);
    expect(await start.ended).toBe(1);
    expect(start.output()).toContain(`Port ${port} on 127.0.0.1 is in use`);
    expect(start.output()).toContain(`PORT=${port + 1} npm start`);
    await new Promise((resolve) => other.close(resolve));
  });

  it.each([
    ['a port that is none', { PORT: 'http' }, 'PORT is "http"'],
    ['a mode that is none', { TILGANG_MODE: 'staging' }, 'TILGANG_MODE is "staging"'],
    ['an empty data folder name', { TILGANG_DATA: ' ' }, 'TILGANG_DATA is empty'],
    [
      'a database without its owner',
      { DATABASE_URL: 'postgres://app:pw@127.0.0.1:1/db' },
      'set OWNER_DATABASE_URL, WORKER_DATABASE_URL, VAULT_DATABASE_URL as well',
    ],
    [
      'production without sign-in',
      { TILGANG_MODE: 'production' },
      'OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET',
    ],
  ])('names the setting at fault: %s', async (_, settings, message) => {
    start = startTilgang(join(folder, 'settings'), await freePort(), settings);
    expect(await start.ended).toBe(1);
    expect(start.output()).toContain(message);
    expect(start.output()).not.toContain('    at ');
  });

  it('does not mix its files with those of others', async () => {
    const foreign = join(folder, 'foreign');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'thesis.txt'), 'three years of work');
    start = startTilgang(foreign, await freePort());
    expect(await start.ended).toBe(1);
    expect(start.output()).toContain('holds other files');
  });

  it('does not take a file for a folder', async () => {
    writeFileSync(join(folder, 'file'), '');
    start = startTilgang(join(folder, 'file'), await freePort());
    expect(await start.ended).toBe(1);
    expect(start.output()).toContain('is no folder');
  });
});

/** What runs, as soon as everything does: a program just killed may have taken another along. */
function everything(start: Start): Promise<RunningPrograms> {
  return until('run.json lists everything', () => {
    const running = start.running();
    return programs.every((name) => running[name]) && (running as RunningPrograms);
  });
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

async function stop(start: Start | undefined): Promise<void> {
  if (!start || start.supervisor.exitCode !== null || start.supervisor.signalCode !== null) return;
  start.supervisor.kill('SIGTERM');
  await start.ended;
}
