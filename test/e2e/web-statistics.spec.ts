import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { measureSome } from '#oversight';
import { Database } from '#platform';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { stepsTo } from '../support/journey.js';
import { heading, isSound, narrow, signIn, system, visitor, wide } from '../support/web.js';

let db: Database;
beforeAll(async () => {
  if (!system.databaseUrl) throw new Error('Does the work of a worker on a database of its own.');
  db = await Database.connect({ url: system.databaseUrl, schema: 'tilgang', poolSize: 2 });
  const opened = await HttpCase.open(new HttpTilgang(system.url));
  await opened.play(...stepsTo('in-assessment'));
  while ((await measureSome(db)) > 0);
});
afterAll(() => db?.close());

describe('the statistics page', () => {
  it('shows an auditor each report with its definition, wide and narrow, and gives it as CSV [law 6] [law 21]', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'revisor');
    await page.getByRole('link', { name: 'Statistikk', exact: true }).click();
    await heading(page, 'Statistikk');
    const reports = page.getByRole('navigation', { name: 'Rapporter' });
    const names = await reports.getByRole('link').allTextContents();
    expect(names.length).toBe(16);
    for (const name of names) {
      await reports.getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { name, exact: true }).waitFor();
      await page.getByText(/^Fra \d\d\.\d{4} til /).waitFor();
      await isSound(visit);
    }
    await page.setViewportSize(narrow);
    await isSound(visit);
    await page.setViewportSize(wide);

    await reports.getByRole('link', { name: 'Åpne saker etter alder' }).click();
    await page.getByRole('row', { name: /^Til vurdering/ }).waitFor();
    await page.getByLabel('Sakstype').selectOption('Statistikk');
    await page.getByRole('button', { name: 'Vis', exact: true }).click();
    await page.getByText('Ingenting å telle i perioden.').waitFor();
    expect(new URL(page.url()).searchParams.get('kind')).toBe('statistics');
    await isSound(visit);

    await page.goto(`${system.url}/statistics?report=kinds`);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Last ned som CSV' }).click();
    const file = await (await download).path();
    expect(await readFile(file, 'utf8')).toContain('individual-level;1;1');
    await visit.end();
  });

  it('is no page of an applicant’s', async () => {
    const visit = await visitor();
    await signIn(visit.page, 'soker');
    expect(await visit.page.getByRole('link', { name: 'Statistikk', exact: true }).count()).toBe(0);
    await visit.page.goto(`${system.url}/statistics`);
    await heading(visit.page, 'Siden finnes ikke');
    await visit.end();
  });
});
