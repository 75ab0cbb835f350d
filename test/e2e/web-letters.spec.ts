import { describe, expect, it } from '@jest/globals';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { stepsTo } from '../support/journey.js';
import { heading, isSound, narrow, signIn, system, visitor } from '../support/web.js';

/** The sources of the journey that Helsedataservice decides on, as their cards are called. */
const sources = ['Norsk pasientregister', 'Dødsårsaksregisteret'];

describe('a letter that is still being written', () => {
  it('is shown beside its form as it would be sent, with what is missing by law [law 17]', async () => {
    const onTheWay = await HttpCase.open(new HttpTilgang(system.url));
    await onTheWay.play(...stepsTo('exemption-granted'));

    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'saksbehandler');
    await page.goto(`${system.url}/cases/${onTheWay.id}?command=propose-access-decision`);
    await heading(page, /Oppfølging etter hjerneslag/);
    await page.getByRole('button', { name: 'Vis brevet' }).click();
    const preview = page.getByRole('complementary', { name: 'Slik blir brevet' });
    await preview.getByText('Loven krever at brevet også sier:').waitFor();
    const owed = preview.getByRole('link', { name: /^hovedhensynene i vurderingen/ });
    await owed.waitFor();
    await isSound(visit);

    await page.getByLabel('Hovedhensynene', { exact: true }).fill('Nytten er større enn ulempen.');
    const paper = preview.getByRole('article', { name: /^Vedtak til / });
    await paper.getByRole('link', { name: 'Nytten er større enn ulempen.' }).waitFor();
    await owed.waitFor({ state: 'detached' });
    for (const name of sources) {
      const card = page.getByRole('group', { name, exact: true });
      await card.getByRole('radio', { name: 'Ja' }).first().check();
      await card.getByLabel('Begrunnelse').first().fill(`Trengs fra ${name}.`);
      await paper.getByRole('link', { name: `Trengs fra ${name}.` }).waitFor();
    }
    const saving = page.waitForEvent('download');
    await preview.getByRole('button', { name: 'Last ned som utkast (PDF)' }).click();
    expect((await saving).suggestedFilename()).toBe('decision.pdf');
    await page.setViewportSize(narrow);
    await isSound(visit);

    // The words lead back to the field they were written in.
    await paper.getByRole('link', { name: 'Nytten er større enn ulempen.' }).click();
    await page.waitForURL(/#field-considerations$/);
    expect(await paper.getByText('Du har rett til å klage').first().isVisible()).toBe(true);
    await visit.end();
  });
});
