import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { importCatalogue, importStarterVariables, seedDemoPeople } from '#parties';
import { Database } from '#platform';
import { createTestDatabase } from './cluster.js';
import { freePort } from './ports.js';
import { scanAsTheyCome } from './scanning.js';
import { until } from './until.js';

/**
 * The system with its web page, and people who visit it with a browser. A spec that imports this has
 * both running before its first test, and neither after its last.
 */

export const narrow = { width: 320, height: 640 };
export const wide = { width: 1280, height: 900 };

interface System {
  url: string;
  /** Null where the system was running before: its rows are its own. */
  databaseUrl: string | null;
  stop: () => Promise<void>;
}

export let system: System;
let browser: Browser;

beforeAll(async () => {
  system = await systemUnderTest();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'].concat([
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ]),
  });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 60_000);

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** What a reader's console and network showed that they should not. */
  complaints: string[];
  end: () => Promise<void>;
}

export async function visitor(): Promise<Visit> {
  const context = await browser.newContext({ viewport: wide, locale: 'nb-NO' });
  // A person's language is kept for them; a visitor begins in Bokmål whatever an earlier one chose.
  await context.addInitScript(
    "localStorage.getItem('tilgang.language') ?? localStorage.setItem('tilgang.language', 'nb')",
  );
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // The page takes back a question when a newer one has made it needless.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()} ${reason}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.origin !== new URL(system.url).origin) {
      complaints.push(`off the origin: ${request.url()}`);
    }
  });
  return { page, context, complaints, end: () => context.close() };
}

export async function signIn(page: Page, login: string): Promise<void> {
  await page.goto(system.url, { waitUntil: 'networkidle' });
  await choose(page, login);
  await page.getByRole('button', { name: 'Logg ut' }).waitFor();
}

/** From the sign-in screen through the demo provider's page and back. */
export async function choose(page: Page, login: string): Promise<void> {
  await page.getByRole('link', { name: 'Logg inn' }).click();
  await page.locator(`button[value="${login}"]`).click();
}

/** Opens a draft and waits for the section of its form that asks for the title. */
export async function newApplication(page: Page): Promise<void> {
  await chooseRoute(page, [
    'Få data om enkeltpersoner til et nytt prosjekt',
    'Nei, jeg trenger data om hver person',
    'Ja',
    'Nei',
    'Flere som skal kobles',
  ]);
  await page.getByRole('heading', { level: 3, name: 'Fyll ut søknaden' }).waitFor();
  await openSection(page, 'Offentlig informasjon');
}

/** From the start page by the questions that come before a form: one answer each, in their order. */
export async function chooseRoute(page: Page, answers: readonly string[]): Promise<void> {
  await page.getByRole('link', { name: 'Søk om data' }).click();
  await heading(page, 'Hva trenger du?');
  for (const [index, name] of answers.entries()) {
    const question = page.locator('.route-questions > *').nth(index);
    await question.getByRole('radio', { name, exact: true }).check();
  }
  await page.getByRole('button', { name: 'Begynn søknaden' }).click();
}

export async function openSection(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('navigation', { name: 'Deler av søknaden' });
  await menu.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.getByRole('heading', { level: 4, name: new RegExp(name) }).waitFor();
}

/** Reads another part of the case, whatever form is open beside it. */
export async function openPart(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('navigation', { name: 'Deler av saken' });
  await menu.getByRole('link', { name, exact: true }).click();
  await menu.locator('[aria-current="page"]').getByText(name, { exact: true }).waitFor();
}

/** No fault that axe can find, nothing in the console, no failed or foreign request, no overflow. */
export async function isSound({ page, complaints }: Visit): Promise<void> {
  await page.waitForLoadState('networkidle');
  // Only what is wrong is told, and told by the page itself: the rest of what axe finds on a case is
  // larger than the case, and takes longer to carry out of the page than to look at it.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
  expect(complaints).toEqual([]);
  expect(
    await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'),
  ).toBeLessThanOrEqual(0);
}

export async function heading(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

export function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement?.textContent ?? ""');
}

/** The running system: the one at TILGANG_URL, or one started here on a database of its own. */
async function systemUnderTest(): Promise<System> {
  const given = process.env.TILGANG_URL;
  if (given) return { url: given, databaseUrl: null, stop: async () => undefined };

  const [program, webRoot] = [resolve('dist/apps/api/src/main.js'), resolve('dist/web')];
  if (!existsSync(program) || !existsSync(webRoot)) throw new Error('Run npm run build first.');
  const database = await createTestDatabase();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await seed(database.ownerUrl, `${url}/idp`);
  const api = spawn(process.execPath, [program], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      TILGANG_MODE: 'test',
      LOG_LEVEL: 'silent',
      DATABASE_URL: database.appUrl,
      VAULT_URL: url,
      VAULT_PUBLIC_URL: url,
      VAULT_TICKET_KEY: randomBytes(24).toString('hex'),
      PORT: String(port),
      PUBLIC_URL: url,
      OIDC_ISSUER: `${url}/idp`,
      OIDC_CLIENT_ID: 'tilgang-web',
      OIDC_CLIENT_SECRET: randomBytes(24).toString('hex'),
      MACHINE_ISSUER: `${url}/idp/machine`,
      MACHINE_JWKS_URL: `${url}/idp/machine/jwks`,
      MACHINE_AUDIENCE: url,
      WEB_ROOT: webRoot,
    },
  });
  const ended = new Promise((settle) => api.once('exit', settle));
  const scanning = await scanAsTheyCome(database.workerUrl);
  const stop = async () => {
    api.kill('SIGTERM');
    await Promise.all([ended, scanning.stop()]);
    await database.drop();
  };
  try {
    await answers(url, api);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, databaseUrl: database.workerUrl, stop };
}

async function answers(url: string, api: ChildProcess): Promise<true> {
  return until('the API answers', async () => {
    if (api.exitCode !== null) throw new Error(`The API ended with ${api.exitCode}.`);
    return fetch(`${url}/api/v1/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  });
}

async function seed(ownerUrl: string, issuer: string): Promise<void> {
  const db = await Database.connect({ url: ownerUrl, schema: 'tilgang', poolSize: 2 });
  try {
    const csv = await readFile('data/registries.csv', 'utf8');
    const now = new Date('2026-11-21T08:00:00Z');
    await db.transaction(async (tx) => {
      await importCatalogue(tx, csv, now);
      await importStarterVariables(tx, 'data/variables', now);
    });
    await seedDemoPeople(db, { mode: 'test', issuer }, now);
  } finally {
    await db.close();
  }
}
