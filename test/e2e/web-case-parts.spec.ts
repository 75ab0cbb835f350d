import { beforeAll, describe, expect, it } from '@jest/globals';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { stepsTo } from '../support/journey.js';
import {
  focused,
  heading,
  isSound,
  narrow,
  openPart,
  signIn,
  system,
  visitor,
} from '../support/web.js';

let path = '';

beforeAll(async () => {
  const advised = await HttpCase.open(new HttpTilgang(system.url));
  await advised.play(...stepsTo('exemption-granted'));
  path = `/cases/${advised.id}`;
}, 180_000);

describe('the page of a case', () => {
  it('says at a glance how far the case has come, and shows each part at an address of its own', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'saksbehandler');
    await page.goto(system.url + path);
    await heading(page, /Oppfølging etter hjerneslag/);
    const stages = page.getByRole('list', { name: 'Gangen i saken' });
    await stages.locator('[aria-current="step"]').getByText('Vurdering og råd').waitFor();
    expect(await stages.getByText(/^Ferdig/).count()).toBe(2);
    await page.getByText('Hvorfor denne datoen?').first().click();
    await page
      .getByText(/^Fristen ender /)
      .first()
      .waitFor();
    for (const part of ['Søknaden', 'Behandling', 'Brev og dokumenter', 'Frister og tid', 'Logg']) {
      await openPart(page, part);
      await isSound(visit);
    }
    expect(new URL(page.url()).pathname).toBe(`${path}/log`);
    await page.reload();
    await page.getByRole('region', { name: 'Hendelser', exact: true }).waitFor();
    await page.goBack();
    await page.getByRole('region', { name: 'Ventetid', exact: true }).waitFor();
    await openPart(page, 'Alt på én side');
    await page.getByRole('region', { name: 'Hendelser', exact: true }).waitFor();
    await isSound(visit);
    await page.setViewportSize(narrow);
    await isSound(visit);
    await visit.end();
  }, 240_000);

  it('keeps a form open while another part is read beside it, and reads that part by keyboard', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'saksbehandler');
    await page.goto(`${system.url}${path}?command=propose-access-decision`);
    const text = page.getByLabel('Hovedhensynene', { exact: true });
    await text.fill('Nytten er større enn ulempen.');
    await page.getByText('Det du har skrevet, er tatt vare på i dette vinduet').waitFor();
    const menu = page.getByRole('navigation', { name: 'Deler av saken' });
    await menu.getByRole('link', { name: 'Søknaden', exact: true }).press('Enter');
    await page.getByRole('region', { name: 'Søknaden', exact: true }).waitFor();
    expect(await focused(page)).toMatch(/^Søknaden/);
    expect(await text.inputValue()).toBe('Nytten er større enn ulempen.');
    await isSound(visit);
    await visit.end();
  }, 120_000);

  it('is whole on paper: nothing folded, no buttons', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'saksbehandler');
    await page.goto(`${system.url}${path}/time`);
    const step = page.getByText(/^Fristen ender /).first();
    await step.waitFor({ state: 'attached' });
    await step.waitFor({ state: 'hidden' });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    await step.waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    await page.evaluate("window.dispatchEvent(new Event('afterprint'))");
    await page.emulateMedia({ media: 'screen' });
    await step.waitFor({ state: 'hidden' });
    await visit.end();
  }, 120_000);
});

describe('the frame of every page', () => {
  it('has the pages behind a button where there is little room, and marks the one that is open', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'saksbehandler');
    await page.setViewportSize(narrow);
    const pages = page.getByRole('navigation', { name: 'Sider' });
    await pages.waitFor({ state: 'hidden' });
    const button = page.getByRole('button', { name: /^Meny/ });
    await button.press('Enter');
    await pages.waitFor();
    await isSound(visit);
    await page.keyboard.press('Escape');
    await pages.waitFor({ state: 'hidden' });
    expect(await focused(page)).toMatch(/^Meny/);
    await button.press('Enter');
    await pages.getByRole('link', { name: 'Leveringer', exact: true }).click();
    await heading(page, 'Leveringer');
    await pages.waitFor({ state: 'hidden' });
    await button.click();
    await pages.locator('[aria-current="page"]').getByText('Leveringer').waitFor();
    await visit.end();
  }, 120_000);

  it('is light or dark as the reader chose, also the next time', async () => {
    const visit = await visitor();
    const { page } = visit;
    await page.goto(system.url);
    await page.getByLabel('Farger').selectOption('Mørkt');
    await page.reload();
    await heading(page, 'Tilgang til helsedata');
    expect(await page.getAttribute('html', 'data-color-scheme')).toBe('dark');
    expect(await page.getByLabel('Farger').inputValue()).toBe('dark');
    await isSound(visit);
    await visit.end();
  }, 120_000);
});
