import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { keepRegister } from '#oversight';
import { Database, SystemClock } from '#platform';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { stepsTo, wholeApplication } from '../support/journey.js';
import { heading, isSound, narrow, signIn, system, visitor, wide } from '../support/web.js';

let db: Database;

beforeAll(async () => {
  const opened = await HttpCase.open(new HttpTilgang(system.url));
  await opened.play(...stepsTo('decided'));
  db = await Database.connect({ url: system.databaseUrl!, schema: 'tilgang', poolSize: 2 });
  await keepRegister(db, new SystemClock());
}, 120_000);
afterAll(() => db.close());

it('lets a caseworker publish a decision before it is due, and everybody read it', async () => {
  const staff = await visitor();
  await signIn(staff.page, 'saksbehandler');
  await staff.page.getByRole('link', { name: 'Offentliggjøring' }).click();
  await heading(staff.page, 'Offentliggjøring');
  await isSound(staff);
  const row = staff.page.getByRole('row').filter({ hasText: 'Vedtak om tilgang' });
  await row.getByRole('button').click();
  await row.waitFor({ state: 'detached' });
  await staff.end();

  const stranger = await visitor();
  const { page } = stranger;
  await page.goto(`${system.url}/register`, { waitUntil: 'networkidle' });
  await heading(page, 'Offentlig register');
  for (const viewport of [wide, narrow]) {
    await page.setViewportSize(viewport);
    await isSound(stranger);
  }
  await page.setViewportSize(wide);
  await page.getByRole('link', { name: wholeApplication.title }).click();
  await heading(page, wholeApplication.title);
  await isSound(stranger);
  expect(await page.locator('main').innerText()).toContain('Norsk pasientregister');
  expect(await page.locator('body').innerText()).not.toContain('Demosøker');
  await stranger.end();
});

it('lets a caseworker say an answer otherwise with a reason, and nobody else', async () => {
  const staff = await visitor();
  const { page } = staff;
  await signIn(page, 'saksbehandler');
  await page.getByRole('link', { name: /^Offentlig register/ }).click();
  await page.getByRole('link', { name: wholeApplication.title }).first().click();
  await page.getByRole('heading', { name: 'Rett oppføringen' }).waitFor();
  await isSound(staff);
  await page.getByLabel('Hva som er galt').selectOption('Prosjekt');
  await page.getByLabel('Slik skal det stå').fill('Hjerneslag, rettet tittel');
  await page.getByLabel('Hvorfor').fill('Tittelen var skrevet feil.');
  await page.getByRole('button', { name: 'Rett oppføringen' }).click();
  await heading(page, 'Hjerneslag, rettet tittel');
  await page.getByText('Oppføringen er rettet i en ny versjon.').waitFor();
  await isSound(staff);
  const address = page.url();
  await staff.end();

  const stranger = await visitor();
  await stranger.page.goto(address, { waitUntil: 'networkidle' });
  await heading(stranger.page, 'Hjerneslag, rettet tittel');
  expect(await stranger.page.getByText('Rett oppføringen').count()).toBe(0);
  await stranger.end();
});

it('has the activity report for the administrator, with what the system cannot know', async () => {
  const visit = await visitor();
  await signIn(visit.page, 'forvalter');
  await visit.page.getByRole('link', { name: 'Aktivitetsrapport' }).click();
  await heading(visit.page, 'Aktivitetsrapport');
  await visit.page.getByRole('heading', { name: 'Søkere etter slag' }).waitFor();
  expect(await visit.page.getByText('Tilgang har ikke dette tallet.').count()).toBe(6);
  await isSound(visit);
  await visit.end();
});
