import { Client } from 'pg';
import { describe, expect, it } from '@jest/globals';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { exempted, proposed, rekApproves, toAssessment } from '../support/journey.bodies.js';
import { heading, isSound, narrow, signIn, system, visitor, wide } from '../support/web.js';

/** Where a reader's pictures of the pages are put, when somebody wants to look at them. */
const pictures = process.env['PICTURES'];

async function picture(page: { screenshot(o: object): Promise<unknown> }, name: string) {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
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

  it('is asked anew before a decision is signed, and the form is come back to [R15.5.3]', async () => {
    const tilgang = new HttpTilgang(system.url);
    const accessCase = await HttpCase.open(tilgang);
    const today = await tilgang.today();
    await accessCase.play(...toAssessment('npr'), ...rekApproves(today));
    await accessCase.play(...exempted('npr'), ...proposed(today, ['npr']));

    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'beslutter');
    await page.goto(`${system.url}/cases/${accessCase.id}?command=sign-access-grant`);
    const sign = page.locator('form.command-form button[type=submit]');
    await sign.waitFor();
    await query(`UPDATE session SET authenticated_at = authenticated_at - interval '16 minutes'`);
    await sign.click();
    await page.getByText('det er for lenge siden du logget inn').waitFor();
    // The refusal itself is what the console has to tell of.
    visit.complaints.length = 0;
    await picture(page, 'sign-in-anew');
    await isSound(visit);

    await page.getByRole('link', { name: 'Logg inn på nytt' }).click();
    await page.locator('button[value="beslutter"]').click();
    await sign.waitFor();
    expect(page.url()).toContain('command=sign-access-grant');
    await sign.click();
    await page.getByText('Utført: Signer innvilgelsen').waitFor();
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
