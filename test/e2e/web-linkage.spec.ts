import { describe, expect, it } from '@jest/globals';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { registryIds, stepsTo } from '../support/journey.js';
import { heading, isSound, narrow, signIn, system, visitor } from '../support/web.js';

const deliverers = [
  [registryIds.npr, 'deliveryNpr'],
  [registryIds.dar, 'deliveryDar'],
  [registryIds.stroke, 'deliveryStroke'],
] as const;

describe('a linkage plan', () => {
  it('is made in a form and shown in words, wide and narrow [law 25]', async () => {
    const http = new HttpTilgang(system.url);
    for (const [id, by] of deliverers) {
      const publicKey = await identityToRecipient(await generateX25519Identity());
      const { status } = await http.send(by, 'PUT', `/registries/${id}/recipient-key`, {
        publicKey,
      });
      expect(status).toBe(200);
    }
    const linking = await HttpCase.open(http);
    await linking.play(...stepsTo('permitted'));

    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'saksbehandler');
    await page.goto(`${system.url}/cases/${linking.id}/delivery?command=order-linkage`);
    await heading(page, /Oppfølging etter hjerneslag/);
    await page.getByLabel('Hvem som kobler').fill('Helsedataservice');
    await page.getByRole('radio', { name: 'De som står i listen fra ett register' }).check();
    await page.getByLabel('Register', { exact: true }).selectOption(registryIds.npr);
    await isSound(visit);
    await page.getByRole('button', { name: 'Bestill', exact: true }).click();
    await page.getByText('Utvalget er listen fra Norsk pasientregister.').first().waitFor();
    await page.setViewportSize(narrow);
    await isSound(visit);
    await visit.end();
  });
});
