import { beforeAll, describe, expect, it } from '@jest/globals';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { toAssessment } from '../support/journey.bodies.js';
import { focused, heading, isSound, narrow, signIn, system, visitor } from '../support/web.js';

/** Where a reader's pictures of the pages are put, when somebody wants to look at them. */
const pictures = process.env['PICTURES'];
const phone = { width: 390, height: 844 };

let accessCase: HttpCase;
let reference: string;

beforeAll(async () => {
  accessCase = await HttpCase.open(new HttpTilgang(system.url));
  await accessCase.play(...toAssessment('npr'));
  ({ reference } = await accessCase.detail('caseworker'));
}, 60_000);

async function picture(
  page: Awaited<ReturnType<typeof visitor>>['page'],
  name: string,
): Promise<void> {
  if (!pictures) return;
  const size = page.viewportSize();
  await page.screenshot({ path: `${pictures}/${name}-1280.png`, fullPage: true });
  await page.setViewportSize(phone);
  await page.screenshot({ path: `${pictures}/${name}-390.png`, fullPage: true });
  if (size) await page.setViewportSize(size);
}

describe('a case of another unit, in a browser', () => {
  it('is found by its number, and opens for a reason with the hour it ends on the page [R7.1.1]', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'saksbehandler2');
    await page.goto(`${system.url}/?search=${reference}`);
    await page.getByRole('link', { name: `Sak ${reference} hører til en annen enhet` }).click();
    await heading(page, `Sak ${reference} hører til en annen enhet`);
    // The case itself was asked for first, and the console tells that there was none.
    expect(visit.complaints.splice(0)).toEqual([expect.stringContaining('404')]);
    await page.getByText('Du kan lese saken i 8 timer.').waitFor();
    await picture(page, 'insight-form');
    await isSound(visit);
    await page.setViewportSize(narrow);
    await isSound(visit);
    await page.setViewportSize({ width: 1280, height: 900 });

    const open = page.getByRole('button', { name: 'Åpne saken' });
    await page.getByLabel('Hva du trenger saken til').fill('Trengs');
    await open.click();
    await page.getByText('Hva du trenger saken til: må ha minst 20 tegn').waitFor();
    expect(visit.complaints.splice(0)).toEqual([expect.stringContaining('400')]);
    await picture(page, 'insight-fault');
    await isSound(visit);

    await page
      .getByLabel('Hva du trenger saken til')
      .fill('Samme institusjon har søkt om en utvidelse som jeg behandler.');
    await page.getByLabel('Hva du trenger saken til').press('Tab');
    expect(await focused(page)).toBe('Åpne saken');
    await page.keyboard.press('Enter');
    await page.getByText('Du leser en sak fra en annen enhet').waitFor();
    await heading(page, new RegExp(reference));
    await page.getByText('En fra en annen enhet fikk innsyn i saken').waitFor();
    expect(await page.locator('form.command-form').count()).toBe(0);
    expect(
      await page.getByRole('button', { name: /Skriv notat|Ta saken|Send brevet/ }).count(),
    ).toBe(0);
    await page.waitForLoadState('networkidle');
    visit.complaints.splice(0);
    await picture(page, 'insight-case');
    await isSound(visit);
    await page.setViewportSize(narrow);
    await isSound(visit);
    await visit.end();
  });

  it.each([
    ['revisor', null],
    ['leder', 'unit-leader'],
  ] as const)('stands in the list of %s, reached from the top of the page', async (login, role) => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, login);
    if (role) {
      const switcher = page.getByLabel('Rollen du handler i');
      await Promise.all([page.waitForEvent('load'), switcher.selectOption(role)]);
    }
    await page.getByRole('link', { name: 'Innsyn på tvers av enheter' }).click();
    await heading(page, 'Innsyn på tvers av enheter');
    await page.getByText('Samme institusjon har søkt om en utvidelse').waitFor();
    await page.getByLabel('Saksnummer').fill('HDS-1999-1');
    await page.getByRole('button', { name: 'Vis', exact: true }).click();
    await page.getByText('Ingen innsyn passer.').waitFor();
    await page.getByLabel('Saksnummer').fill(reference);
    await page.getByRole('button', { name: 'Vis', exact: true }).click();
    await page.getByRole('link', { name: reference }).waitFor();
    await picture(page, `insights-${login}`);
    await isSound(visit);
    await page.setViewportSize(narrow);
    await isSound(visit);
    await visit.end();
  });

  it('tells its caseworker by a notice, which leads to who and why', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'saksbehandler');
    await page.goto(`${system.url}/notices`);
    const notice = page.getByRole('row').filter({ hasText: reference });
    const told = notice.getByRole('link', { name: 'En fra en annen enhet fikk innsyn i saken' });
    await told.waitFor();
    await picture(page, 'insight-notice');
    await isSound(visit);
    await told.click();
    await heading(page, 'Innsyn på tvers av enheter');
    await page.getByText('Samme institusjon har søkt om en utvidelse').waitFor();
    await page.getByRole('link', { name: reference }).waitFor();
    await isSound(visit);
    await visit.end();
  });
});
