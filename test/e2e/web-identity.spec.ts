import { Client } from 'pg';
import type { Page } from 'playwright-core';
import { describe, expect, it } from '@jest/globals';
import { heading, isSound, narrow, signIn, system, visitor, wide } from '../support/web.js';

/** Where a reader's pictures of the pages are put, when somebody wants to look at them. */
const pictures = process.env['PICTURES'];

/** Of all the page or of a part, wide and narrow, by day and by night; it is left as it was. */
async function picture(page: Page, name: string, part?: string) {
  if (!pictures) return;
  const before = page.viewportSize();
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const path = `${pictures}/${name}-${width}-${colorScheme}.png`;
      if (part) await page.locator(part).screenshot({ path });
      else await page.screenshot({ path, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}

async function query(sql: string): Promise<void> {
  const client = new Client({ connectionString: system.databaseUrl ?? '' });
  await client.connect();
  await client.query(`SET search_path = tilgang; ${sql}`);
  await client.end();
}

describe('who one is', () => {
  it('is shown in the header with the role acted in, and switched there [R15.5.3]', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'begge');
    const role = page.getByLabel('Rollen du handler i');
    expect(await role.inputValue()).toBe('caseworker');
    await isSound(visit);
    await Promise.all([page.waitForEvent('load'), role.selectOption('decision-maker')]);
    await page.waitForLoadState('networkidle');
    expect(await page.getByLabel('Rollen du handler i').inputValue()).toBe('decision-maker');
    await picture(page, 'role-switch');
    await page.setViewportSize(narrow);
    await isSound(visit);
    await visit.end();
  });
});

describe('one’s sessions', () => {
  it('stand on a page of their own, and are ended there', async () => {
    const [here, there] = [await visitor(), await visitor()];
    await signIn(here.page, 'soker2');
    await signIn(there.page, 'soker2');
    await here.page.getByRole('link', { name: 'Mine innlogginger' }).click();
    await heading(here.page, 'Mine innlogginger');
    await here.page.getByText('Denne', { exact: true }).waitFor();
    await picture(here.page, 'sessions');
    await isSound(here);
    await here.page.setViewportSize(narrow);
    await isSound(here);
    await here.page.setViewportSize(wide);

    await here.page.getByRole('button', { name: /^Avslutt innloggingen/ }).click();
    await here.page
      .getByRole('button', { name: /^Avslutt innloggingen/ })
      .waitFor({ state: 'detached' });
    await there.page.goto(`${system.url}/sessions`);
    await there.page.getByText('Logg inn igjen for å fortsette der du var').waitFor();

    await here.page.getByRole('button', { name: 'Logg ut overalt' }).click();
    await here.page.getByRole('link', { name: 'Logg inn' }).waitFor();
    await Promise.all([here.end(), there.end()]);
  });
});

describe('people and roles', () => {
  it('are an administrator’s: given, taken and invited to, never for oneself [R15.5.3]', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'forvalter');
    await page.getByRole('link', { name: 'Personer og roller' }).click();
    await heading(page, 'Personer og roller');
    await page.getByText('Egne roller endres av en annen forvalter.').waitFor();
    await page.getByRole('button', { name: /^Gi Signe Demosaksbehandler en rolle/ }).click();
    const form = page.locator('form.give-role');
    await form.getByLabel('Rolle').selectOption('auditor');
    await form.getByRole('button', { name: 'Gi rolle' }).click();
    const take = page.getByRole('button', { name: 'Ta bort Revisor fra Signe Demosaksbehandler' });
    await take.waitFor();
    await picture(page, 'people');
    await isSound(visit);
    await take.click();
    await page.getByText('Rolle tatt bort').waitFor();

    await page.getByLabel('E-postadresse').fill('ny@work.example');
    await page.getByRole('button', { name: 'Inviter', exact: true }).click();
    await page.getByText('Invitasjonen til ny@work.example sendes.').waitFor();
    await page.getByRole('button', { name: /^Trekk tilbake invitasjonen til ny/ }).click();
    await page.getByText('Trukket tilbake', { exact: true }).waitFor();
    await picture(page, 'people-invited');
    await page.setViewportSize(narrow);
    await isSound(visit);
    await visit.end();
  });

  it('an invitation without a token says so', async () => {
    const visit = await visitor();
    await signIn(visit.page, 'soker');
    await visit.page.goto(`${system.url}/join`);
    await visit.page.getByText('Her er det ingen invitasjon').waitFor();
    await isSound(visit);
    await visit.end();
  });
});

describe('the systems of registries', () => {
  const row = (page: Page) => page.getByRole('row', { name: /npr-klient/ });

  it('are let in and shut out by an administrator, in words, and nothing typed is lost [law 36]', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'forvalter');
    await page.getByRole('link', { name: 'Systemer i registrene' }).click();
    await heading(page, 'Systemer i registrene');
    await page.getByText('Ingen systemer er sluppet inn ennå').waitFor();
    await isSound(visit);

    const letIn = page.getByRole('button', { name: 'Slipp inn', exact: true });
    await page.getByLabel('Klient-ID').fill('npr-klient');
    await letIn.click();
    for (const fault of [
      'Register: må velges i katalogen',
      'Organisasjonsnummer: må være ni sifre',
      'Hva systemet kan gjøre: må ha minst ett valg',
    ]) {
      await page.getByRole('link', { name: fault }).waitFor();
    }
    visit.complaints.length = 0;
    await picture(page, 'registry-systems-faults');
    await isSound(visit);
    await page.reload();
    expect(await page.getByLabel('Klient-ID').inputValue()).toBe('npr-klient');

    const form = page.locator('form.command-form');
    await form.getByLabel('Register', { exact: true }).selectOption('norsk-pasientregister');
    await form.getByLabel('Organisasjonsnummer').fill('310 000 000');
    await form.getByLabel('Lese bestillinger av data').check();
    await form.getByLabel('Melde fra om leveringer').check();
    await letIn.click();
    await page.getByText('npr-klient slipper nå inn.').waitFor();
    expect(await page.getByLabel('Klient-ID').inputValue()).toBe('');
    await row(page).getByText('Organisasjon 310000000').waitFor();
    await picture(page, 'registry-systems');
    await isSound(visit);

    await page.getByLabel('Klient eller organisasjonsnummer').fill('dar');
    await page.getByRole('button', { name: 'Finn' }).click();
    await page.getByText('Ingen systemer passer').waitFor();
    expect(new URL(page.url()).search).toBe('?search=dar');
    await page.goBack();
    await row(page).waitFor();
    expect(await page.getByLabel('Klient eller organisasjonsnummer').inputValue()).toBe('');

    await page.getByRole('button', { name: /^Avslutt npr-klient for / }).click();
    await page.getByText('Systemet slipper ikke inn fra neste kall av').waitFor();
    await page.setViewportSize(narrow);
    await picture(page, 'registry-systems-ending');
    await isSound(visit);
    await page.getByRole('button', { name: 'Avslutt nå' }).click();
    await page.getByText('npr-klient slipper ikke lenger inn.').waitFor();
    await row(page).getByText('Avsluttet').waitFor();
    await page.getByRole('link', { name: 'Se hvem som har endret hva' }).click();
    await page.getByText('Registersystem stengt ute').waitFor();
    await visit.end();
  });

  it('say why nobody comes in where no issuer is set up, and when the service is away', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'forvalter');
    const asked = '**/api/v1/registry-systems**';
    await page.route(asked, (route) =>
      route.fulfill({ json: { items: [], nextCursor: null, issuer: null } }),
    );
    await page.goto(`${system.url}/registry-systems`);
    await page.getByText('må først sette opp en utsteder').waitFor();
    expect(await page.getByRole('button', { name: 'Slipp inn', exact: true }).count()).toBe(0);
    await isSound(visit);
    await page.unroute(asked);
    await page.route(asked, (route) => route.fulfill({ status: 503, json: {} }));
    await page.reload();
    await page.getByRole('button', { name: 'Prøv igjen' }).waitFor();
    visit.complaints.length = 0;
    await isSound(visit);
    await page.unroute(asked);
    await page.getByRole('button', { name: 'Prøv igjen' }).click();
    await page.getByRole('table', { name: 'Systemer' }).waitFor();
    await visit.end();
  });
});

describe('what one is called', () => {
  it('is asked once of who signs in by a provider that does not say', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'soker2');
    await query(`UPDATE person SET name = subject, name_by = 'nobody' WHERE subject = 'soker2'`);
    await page.goto(`${system.url}/notices`);
    await heading(page, 'Hva heter du?');
    expect(await page.getByText('soker2').count()).toBe(0);
    await page.getByRole('button', { name: 'Fortsett' }).click();
    await page.getByText('Skriv navnet med bokstaver').waitFor();
    visit.complaints.length = 0;
    await picture(page, 'own-name');
    await page.setViewportSize(narrow);
    await isSound(visit);
    await page.setViewportSize(wide);
    for (const [language, title] of [
      ['Nynorsk', 'Kva heiter du?'],
      ['English', 'What are you called?'],
      ['Bokmål', 'Hva heter du?'],
    ] as const) {
      await page.getByRole('button', { name: language }).click();
      await heading(page, title);
    }
    await page.getByLabel('Navn').fill('Annen Demonavn');
    await page.getByRole('button', { name: 'Fortsett' }).click();
    // The page that was asked for.
    await heading(page, 'Varsler');
    await page.getByText('Annen Demonavn').waitFor();
    await isSound(visit);
    await visit.end();
  });
});
