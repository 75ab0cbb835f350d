import { createHash, generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { makeOneExport, measureSome, publishStatistics } from '#oversight';
import { type Clock, Database, PostgresFileStore } from '#platform';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { stepsTo, wholeApplication } from '../support/journey.js';
import { heading, isSound, narrow, signIn, system, visitor, wide } from '../support/web.js';

let db: Database;
let tilgang: HttpTilgang;
let opened: HttpCase;
let reference: string;
/** The time of the running system, which has been set forwards. */
const clock: Clock = {
  now: async () => new Date((await tilgang.get<{ at: string }>('auditor', '/demo/clock')).at),
};
const { privateKey } = generateKeyPairSync('ed25519');

beforeAll(async () => {
  if (!system.databaseUrl) throw new Error('Does the work of a worker on a database of its own.');
  db = await Database.connect({ url: system.databaseUrl, schema: 'tilgang', poolSize: 2 });
  tilgang = new HttpTilgang(system.url);
  opened = await HttpCase.open(tilgang);
  const submission = stepsTo('submitted');
  await opened.play(...submission);
  await tilgang.pass(1);
  await opened.play(...stepsTo('in-assessment').slice(submission.length));
  reference = (await opened.detail()).reference;
  await tilgang.pass(200);
  while ((await measureSome(db)) > 0);
  while ((await publishStatistics(db, clock)) > 0);
}, 120_000);
afterAll(() => db?.close());

describe('an audit of a late case, with the keyboard alone', () => {
  it('leads from the dashboard to the case, back in time, to its log, a sample and its packs', async () => {
    const visit = await visitor();
    const { page } = visit;
    await page.goto(system.url, { waitUntil: 'networkidle' });
    await follow(page, 'Logg inn');
    await page.locator('button[value="revisor"]').waitFor();
    await tabTo(page, { value: 'revisor' });
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Logg ut' }).waitFor();

    await follow(page, 'Revisjon');
    await heading(page, 'Revisjon');
    await isSound(visit);
    await tabTo(page, { name: 'Hva revisjonen gjelder' });
    await page.keyboard.type('kort');
    await page.keyboard.press('Enter');
    await page.getByText('Skriv minst ti tegn om hva revisjonen gjelder.').waitFor();
    await page.keyboard.type(': saker over fristen');
    await page.keyboard.press('Enter');

    await heading(page, 'Oversikt');
    await page.getByRole('heading', { name: 'Åpne saker etter alder' }).waitFor();
    await isSound(visit);
    await tabTo(page, { address: 'column=open-late' });
    await page.keyboard.press('Enter');
    await heading(page, 'Sakene bak tallet');
    await page.getByRole('columnheader', { name: 'Dager over fristen' }).waitFor();
    await isSound(visit);

    await follow(page, reference);
    await heading(page, new RegExp(wholeApplication.title));
    await page.getByText('Lesingen din er loggført i saken').waitFor();
    await page.getByRole('img', { name: /^Hvem som hadde saken fra / }).waitFor();
    for (const viewport of [narrow, wide]) {
      await page.setViewportSize(viewport);
      await isSound(visit);
    }

    const { createdAt } = await opened.detail();
    await tabTo(page, { name: 'Sett som' });
    await page.keyboard.type('Saksb');
    await tabTo(page, { name: 'Tidspunkt (tomt: nå)' });
    // The parts of a date are typed in the order of the machine's language: it is set as a whole.
    await page.locator('input:focus').fill(localMinuteAfter(createdAt));
    await page.keyboard.press('Enter');
    await page.getByText(/^Sett som Saksbehandler, /).waitFor();
    const differences = page.getByRole('region', { name: 'Hva som er annerledes nå' });
    await differences.getByRole('row', { name: /^Søknad / }).waitFor();
    await isSound(visit);
    expect(new URL(page.url()).searchParams.get('role')).toBe('caseworker');

    await follow(page, 'Loggen med bevis for kjeden');
    await page.getByText(/^Kjeden er hel: \d+ hendelser/).waitFor();
    await isSound(visit);

    await follow(page, 'Utvalg');
    await heading(page, 'Utvalg');
    await tabTo(page, { name: 'Frø' });
    await page.keyboard.type('Lotto 1 2 3');
    for (const [name, on] of [
      ['Sendt inn fra og med', '2020-01-01'],
      ['Sendt inn til og med', '2099-12-31'],
    ] as const) {
      await tabTo(page, { name });
      await page.locator('input:focus').fill(on);
    }
    await tabTo(page, { name: /^Tilfeldig/ });
    await page.keyboard.press('ArrowDown');
    await page.getByLabel('Klaget på').waitFor();
    await isSound(visit);
    await follow(page, 'Trekk utvalget');
    await heading(page, 'Utvalg «Lotto 1 2 3»');
    await page.getByRole('row').filter({ hasText: 'Mer enn 60 virkedager til sammen' }).waitFor();
    await follow(page, 'Trekk på nytt fra samme frø');
    await page.getByText(/^De samme sakene ble trukket, 1 i alt/).waitFor();
    await isSound(visit);

    await follow(page, 'Bestill sakspakker');
    await page.getByText('Står i kø').waitFor();
    await makeExports();
    await page.getByRole('link', { name: /^Last ned Sakspakker/ }).waitFor();
    await isSound(visit);
    const download = page.waitForEvent('download');
    await follow(page, /^Last ned Sakspakker/);
    const file = await readFile(await (await download).path());
    await page.getByText(createHash('sha256').update(file).digest('hex')).waitFor();

    await follow(page, 'Det du har lest');
    await heading(page, 'Det du har lest');
    for (const told of ['Hentet et uttrekk', 'Trakk et utvalg', 'Åpnet sakene bak et tall']) {
      await page.getByText(told).first().waitFor();
    }
    await isSound(visit);

    await page.goto(`${system.url}/cases/${opened.id}`, { waitUntil: 'networkidle' });
    expect(await page.locator('.commands').count()).toBe(0);
    await visit.end();
  }, 180_000);

  it('keeps the words of a search out of the address, and finds by them', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'revisor');
    await page.goto(`${system.url}/audits`, { waitUntil: 'networkidle' });
    await page.getByRole('link', { name: /saker over fristen$/ }).click();
    await page.getByRole('navigation', { name: 'Deler av revisjonen' }).getByText('Saker').click();
    await heading(page, 'Saker');
    await page.getByLabel('Søk i referanse, tittel og søker').fill('finnes ikke');
    await page.getByRole('button', { name: 'Søk', exact: true }).click();
    await page.getByText('Ingen saker passer til det du har valgt.').waitFor();
    await page.getByLabel('Søk i referanse, tittel og søker').fill('hjerneslag');
    await page.getByLabel('Bare over fristen').check();
    await page.getByRole('button', { name: 'Søk', exact: true }).click();
    await page.getByRole('link', { name: reference }).waitFor();
    expect(page.url()).toContain('overdue=true');
    expect(page.url()).not.toContain('hjerneslag');
    await isSound(visit);
    await page.getByRole('link', { name: reference }).click();
    await heading(page, new RegExp(wholeApplication.title));
    await page.goBack();
    await page.getByRole('link', { name: reference }).waitFor();
    await visit.end();
  });
});

describe('the timelines of many cases', () => {
  it('reconcile: what the parties had sums to the gross, of the service and of its unit', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'revisor');
    await page.getByRole('link', { name: 'Tidslinjer' }).click();
    await heading(page, 'Hvem ventetiden lå hos');
    for (const viewport of [narrow, wide]) {
      await page.setViewportSize(viewport);
      await isSound(visit);
    }
    const [sum, ...parties] = await daysOf(page);
    expect(parties.length).toBeGreaterThan(0);
    expect(parties.reduce((all, days) => all + days, 0)).toBe(sum);
    const units = page.getByRole('region', { name: 'Tabell: Enhet for enhet' });
    await units.getByRole('link').first().click();
    await heading(page, /^Ventetid: (?!en enhet)/);
    await isSound(visit);
    await visit.end();
  });
});

describe('the public statistics', () => {
  it('are read by anybody, with what each number means, and lead to CSV and the catalogue', async () => {
    const visit = await visitor();
    const { page } = visit;
    await page.goto(system.url, { waitUntil: 'networkidle' });
    await page.getByRole('link', { name: 'Statistikk for alle' }).click();
    await heading(page, 'Statistikk for alle');
    await page.getByText(/^Søknader mottatt, vedtak signert/).waitFor();
    await page.getByLabel('Kvartal').selectOption('4. kvartal 2026');
    await page.getByText('skjult', { exact: true }).first().waitFor();
    for (const viewport of [narrow, wide]) {
      await page.setViewportSize(viewport);
      await isSound(visit);
    }
    const csv = await page.getByRole('link', { name: 'Last ned som CSV' }).getAttribute('href');
    const catalog = await page.getByRole('link', { name: /^Datakatalogen/ }).getAttribute('href');
    const typeOf = async (path: string | null) =>
      (await fetch(`${system.url}${path}`)).headers.get('content-type');
    expect(await typeOf(csv)).toContain('text/csv');
    expect(await typeOf(catalog)).toContain('application/ld+json');
    await visit.end();
  });
});

/** What a worker would make meanwhile. */
async function makeExports(): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    "SELECT id FROM export_order WHERE state = 'queued'",
  );
  const store = new PostgresFileStore(db);
  for (const { id } of rows) await makeOneExport({ db, store, clock, key: privateKey }, id);
}

/** The sum of the days of all parties, and the days of each. */
async function daysOf(page: Page): Promise<number[]> {
  const table = page.getByRole('region', { name: 'Tabell: Part for part' });
  const days = await table.locator('tr td:nth-of-type(2)').allTextContents();
  const numbers = days.map((text) => Number(text.replace(/\D/g, '')));
  return [numbers.at(-1) ?? 0, ...numbers.slice(0, -1)];
}

/** The application was sent in within seconds; the rest came a day later. */
function localMinuteAfter(at: string | Date): string {
  const later = new Date(new Date(at).getTime() + 60_000);
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Oslo',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return parts.format(later).replace(' ', 'T');
}

interface Sought {
  name?: string | RegExp;
  address?: string;
  value?: string;
}

/** Goes on by the Tab key until what is sought has the focus. */
async function tabTo(page: Page, { name, address, value }: Sought): Promise<void> {
  for (let pressed = 0; pressed < 250; pressed += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate<{ name: string; address: string; value: string }>(FOCUSED);
    const isNamed = typeof name === 'string' ? here.name === name : name?.test(here.name);
    const isSought =
      isNamed ||
      (address !== undefined && here.address.includes(address)) ||
      (value !== undefined && here.value === value);
    if (isSought) return;
  }
  throw new Error(`The Tab key does not lead to ${String(name ?? address ?? value)}.`);
}

async function follow(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, { name });
  await page.keyboard.press('Enter');
}

/** Run in the page: what has the focus there. */
const FOCUSED = `(() => {
  const here = document.activeElement;
  const label = here?.labels?.[0]?.innerText;
  return {
    name: (here?.getAttribute('aria-label') ?? label ?? here?.innerText ?? '').trim(),
    address: here?.getAttribute('href') ?? '',
    value: here?.getAttribute('value') ?? '',
  };
})()`;
