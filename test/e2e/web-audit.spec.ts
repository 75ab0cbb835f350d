import { createHash, generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { makeOneExport, measureSome, publishStatistics } from '#oversight';
import { type Clock, Database, PostgresFileStore } from '#platform';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { stepsTo, wholeApplication } from '../support/journey.js';
import {
  choose,
  focusComesTo,
  press,
  signInByKeys,
  tabTo,
  write,
  writeDate,
} from '../support/keyboard.js';
import {
  heading,
  isSound,
  narrow,
  signIn,
  system,
  type Visit,
  visitor,
  wide,
} from '../support/web.js';

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
    const named = (role: 'link' | 'button', name: string) =>
      press(page, page.getByRole(role, { name, exact: true }));
    await signInByKeys(page, system.url, 'revisor');

    await named('link', 'Revisjon');
    await heading(page, 'Revisjon');
    await isSound(visit);
    await write(page, page.getByLabel('Hva revisjonen gjelder'), 'kort');
    await page.keyboard.press('Enter');
    await page.getByText('Skriv minst ti tegn om hva revisjonen gjelder.').waitFor();
    await page.keyboard.type(': saker over fristen');
    await page.keyboard.press('Enter');

    await heading(page, 'Oversikt');
    await page.getByRole('heading', { name: 'Åpne saker etter alder' }).waitFor();
    await isSound(visit);
    await press(page, page.locator('a[href*="column=open-late"]').first());
    await heading(page, 'Sakene bak tallet');
    await page.getByRole('columnheader', { name: 'Dager over fristen' }).waitFor();
    await isSound(visit);

    await named('link', reference);
    await heading(page, new RegExp(wholeApplication.title));
    await page.getByText('Lesingen din er loggført i saken').waitFor();
    await page.getByRole('img', { name: /^Hvem som hadde saken fra / }).waitFor();
    for (const viewport of [narrow, wide]) {
      await page.setViewportSize(viewport);
      await isSound(visit);
    }

    const { createdAt } = await opened.detail();
    await choose(page, page.getByLabel('Sett som'), 'Saksbehandler');
    const moment = page.getByLabel('Tidspunkt (tomt: nå)');
    await writeDate(page, moment, localMinuteAfter(createdAt));
    await page.keyboard.press('Enter');
    await page.getByText(/^Sett som Saksbehandler, /).waitFor();
    const differences = page.getByRole('region', { name: 'Hva som er annerledes nå' });
    await differences.getByRole('row', { name: /^Søknad / }).waitFor();
    await isSound(visit);
    expect(new URL(page.url()).searchParams.get('role')).toBe('caseworker');

    await named('link', 'Loggen med bevis for kjeden');
    await page.getByText(/^Kjeden er hel: \d+ hendelser/).waitFor();
    await isSound(visit);
    await drawASample(visit);
    await takeOutTheLog(visit);

    await named('link', 'Det du har lest');
    await heading(page, 'Det du har lest');
    for (const told of ['Hentet et uttrekk', 'Trakk et utvalg', 'Åpnet sakene bak et tall']) {
      await page.getByText(told).first().waitFor();
    }
    await isSound(visit);

    await named('link', 'Saker');
    await heading(page, 'Saker');
    await named('link', reference);
    await named('link', 'Sakssiden slik alle med innsyn har den');
    await page.getByRole('navigation', { name: 'Deler av saken' }).waitFor();
    expect(await page.locator('.commands').count()).toBe(0);
    await visit.end();
  }, 240_000);

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

/** A sample by a seed and a period, drawn again, with the packs of its cases. */
async function drawASample(visit: Visit): Promise<void> {
  const { page } = visit;
  await press(page, page.getByRole('link', { name: 'Utvalg', exact: true }));
  await heading(page, 'Utvalg');
  await write(page, page.getByLabel('Frø'), 'Lotto 1 2 3');
  await writeDate(page, page.getByLabel('Sendt inn fra og med'), '2020-01-01');
  await writeDate(page, page.getByLabel('Sendt inn til og med'), '2099-12-31');
  await tabTo(page, page.getByRole('radio', { name: /^Tilfeldig/ }));
  await page.keyboard.press('ArrowDown');
  await page.getByLabel('Klaget på').waitFor();
  await isSound(visit);
  await press(page, page.getByRole('button', { name: 'Trekk utvalget' }));
  await heading(page, 'Utvalg «Lotto 1 2 3»');
  await page.getByRole('row').filter({ hasText: 'Mer enn 60 virkedager til sammen' }).waitFor();
  const again = page.getByRole('button', { name: 'Trekk på nytt fra samme frø' });
  await press(page, again);
  await page.getByText(/^De samme sakene ble trukket, 1 i alt/).waitFor();
  await focusComesTo(again);
  await isSound(visit);

  await press(page, page.getByRole('button', { name: 'Bestill sakspakker' }));
  await page.getByText('Står i kø').waitFor();
  await makeExports();
  const file = await downloaded(page, /^Last ned Sakspakker/);
  await isSound(visit);
  await page.getByText(createHash('sha256').update(file).digest('hex')).waitFor();
}

/** The log of a period, to be proved without Tilgang. */
async function takeOutTheLog(visit: Visit): Promise<void> {
  const { page } = visit;
  await press(page, page.getByRole('link', { name: 'Uttrekk', exact: true }));
  await heading(page, 'Uttrekk');
  await choose(page, page.getByLabel('Slag'), 'Signert loggutdrag');
  await writeDate(page, page.getByLabel(/^Fra og med/), '2020-01-01');
  const order = page.getByRole('button', { name: 'Bestill', exact: true });
  await press(page, order);
  await page.getByRole('row').filter({ hasText: 'Står i kø' }).waitFor();
  await focusComesTo(order);
  await isSound(visit);
  await makeExports();
  await downloaded(page, /^Last ned Signert loggutdrag/);
}

/** Waits until there is something to fetch, and fetches it. */
async function downloaded(page: Page, name: RegExp): Promise<Buffer> {
  const link = page.getByRole('link', { name });
  await link.waitFor();
  const download = page.waitForEvent('download');
  await press(page, link);
  return readFile(await (await download).path());
}

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
