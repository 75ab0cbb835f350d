import { describe, expect, it } from '@jest/globals';
import { deliveryProcessors } from '#deliveries';
import { Database } from '#platform';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { permitted } from '../support/journey.bodies.js';
import { firstFrom, manifestOf, registryIds, wholeApplication } from '../support/journey.js';
import { heading, isSound, narrow, signIn, system, visitor } from '../support/web.js';

const { npr } = registryIds;
const deliveryId = firstFrom(npr);

/** What the worker does with a delivery, where none runs beside the pages. */
async function enterDisclosures(): Promise<void> {
  if (system.databaseUrl === null) return;
  const db = await Database.connect({ url: system.databaseUrl, schema: 'tilgang' });
  const [noteDisclosure] = deliveryProcessors(db);
  const { rows } = await db.pool.query<{ payload: never }>(
    "SELECT payload FROM outbox WHERE job = 'note-disclosure'",
  );
  for (const { payload } of rows) await noteDisclosure?.process(payload);
  await db.close();
}

describe('the deliveries of a registry', () => {
  it('are worked through from a list, from the order to what was delivered [law 29]', async () => {
    const http = new HttpTilgang(system.url);
    const delivering = await HttpCase.open(http);
    await delivering.play(...permitted(await http.today(), 'npr'), {
      by: 'caseworker',
      command: { type: 'order-delivery', registryId: npr },
    });
    const { reference } = await delivering.detail();

    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'levering-npr');
    await page.getByRole('link', { name: 'Leveringer', exact: true }).click();
    await heading(page, 'Mine leveringer');
    const row = page.getByRole('row').filter({ hasText: reference });
    await row.getByText('Bestilt', { exact: true }).waitFor();
    await isSound(visit);

    await row.getByRole('link', { name: /^Lov datoen/ }).click();
    await heading(page, /Oppfølging etter hjerneslag/);
    await page.getByLabel('Leveringsdato').fill('2027-06-01');
    await page.getByRole('button', { name: 'Lov datoen' }).click();
    await page.getByText('Leveringsdato satt').first().waitFor();
    await delivering.play(
      { by: 'deliveryNpr', command: { type: 'start-preparation', deliveryId } },
      { by: 'deliveryNpr', command: { type: 'report-quality-check', deliveryId } },
    );

    await page.goto(`${system.url}/cases/${delivering.id}/delivery?command=report-delivered`);
    await heading(page, /Oppfølging etter hjerneslag/);
    // What the files are to hold stands there already.
    const names = manifestOf(npr).variables.join('\n');
    expect(await page.getByLabel(/Variabler/).inputValue()).toBe(names);
    await page.getByLabel('Filnavn').fill('npr.csv');
    await page.getByLabel('Antall rader').first().fill('8');
    await page.getByLabel('Kontrollsum (SHA-256)').fill('a'.repeat(64));
    await page.getByLabel('Antall filer').fill('1');
    await page.getByLabel('Antall rader').last().fill('9');
    await isSound(visit);
    await page.getByRole('button', { name: 'Meld levert' }).click();
    // The rows of the files do not sum to what was said.
    await page.getByRole('heading', { name: 'Dette må rettes' }).first().waitFor();
    await page.getByLabel('Antall rader').last().fill('8');
    await page.getByRole('button', { name: 'Meld levert' }).click();
    await page.getByText('Utført: Meld dataene levert').waitFor();
    const card = page.locator('.track-cards > li').filter({ hasText: 'Utlevering fra register' });
    await card.getByText(/^Flere opplysninger/).click();
    await page.getByText('npr.csv', { exact: false }).first().waitFor();
    // The browser itself notes the answer that was refused.
    expect(visit.complaints.splice(0)).toEqual([expect.stringContaining('422')]);
    await page.setViewportSize(narrow);
    await isSound(visit);
    await visit.end();
  });

  it('stand in the register of disclosures, for the auditor to read [law 24]', async () => {
    await enterDisclosures();
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'revisor');
    await page.getByRole('link', { name: 'Oversikt over utleveringer' }).click();
    await heading(page, 'Oversikt over utleveringer');
    await page.getByText(wholeApplication.institutionName).first().waitFor();
    await isSound(visit);
    await page.getByRole('button', { name: 'English' }).click();
    await heading(page, 'Register of disclosures');
    await page.getByRole('link', { name: 'Deliveries', exact: true }).click();
    await heading(page, 'Deliveries');
    await page.getByRole('button', { name: 'Bokmål' }).click();
    await visit.end();
  });
});
