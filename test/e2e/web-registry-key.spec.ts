import { describe, expect, it } from '@jest/globals';
import { generateX25519Identity } from 'age-encryption';
import { GnuPg } from '../support/gnupg.js';
import { isSound, narrow, signIn, system, visitor } from '../support/web.js';

describe('the page for keys of a registry', () => {
  it('takes an OpenPGP key, shows its fingerprint, and says what is wrong with another [law 26]', async () => {
    const gpg = new GnuPg();
    const visit = await visitor();
    const { page } = visit;
    try {
      const key = gpg.newKey('dar@registry.example');
      await signIn(page, 'levering-dar');
      await page.getByRole('link', { name: 'Registerets nøkler' }).click();
      await page.getByText('Ingen nøkkel er registrert').waitFor();
      await isSound(visit);

      const field = page.getByLabel('Offentlig nøkkel');
      const register = page.getByRole('button', { name: 'Registrer nøkkelen' });
      await field.fill(await generateX25519Identity());
      await register.click();
      await page.getByText('Dette er en hemmelig nøkkel').waitFor();
      visit.complaints.length = 0;

      await field.fill(key);
      await register.click();
      await page.getByText('Nøkkelen er registrert.').waitFor();
      const fingerprint = gpg.fingerprintOf('dar@registry.example');
      await page.getByText(fingerprint.replace(/(.{4})(?!$)/g, '$1 ')).waitFor();
      expect(await page.getByLabel('Ny offentlig nøkkel').inputValue()).toBe('');
      await page.setViewportSize(narrow);
      await isSound(visit);
    } finally {
      await visit.end();
      gpg.end();
    }
  });

  it('is for those who deliver for a registry alone', async () => {
    const visit = await visitor();
    await signIn(visit.page, 'saksbehandler');
    expect(await visit.page.getByRole('link', { name: 'Registerets nøkler' }).count()).toBe(0);
    await visit.page.goto(`${system.url}/registry-keys`);
    await visit.page.getByRole('heading', { level: 1, name: /finnes ikke/ }).waitFor();
    await visit.end();
  });
});
