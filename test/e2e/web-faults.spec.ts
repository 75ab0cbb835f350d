import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { isSound, newApplication, signIn, visitor } from '../support/web.js';

describe('what is wrong in a form', () => {
  it('is said in the words of the server before anything is sent, and no more once it is mended', async () => {
    const visit = await visitor();
    const { page } = visit;
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && /\/commands\//.test(request.url())) {
        sent.push(request.url().split('/').at(-1) ?? '');
      }
    });
    await signIn(page, 'soker');
    await newApplication(page);
    sent.length = 0;
    await page.getByRole('button', { name: 'Inviter til prosjektet' }).click();
    const send = page.getByRole('button', { name: 'Send invitasjonen' });
    await send.click();
    await page.getByRole('heading', { name: 'Dette må rettes' }).waitFor();
    expect(await faultsIn(page)).toEqual([
      'E-postadresse: må fylles ut',
      'Navn: må fylles ut',
      'Type: må fylles ut',
    ]);
    await isSound(visit);
    expect(sent).toEqual([]);

    // The server says the same of the same, in the same order.
    const said = await page.evaluate(async (pathname) => {
      const answer = await fetch(`/api/v1${pathname}/commands/invite-member`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version: 1, rights: [] }),
      });
      const { problems } = (await answer.json()) as { problems: { field: string }[] };
      return problems.map(({ field }) => field);
    }, new URL(page.url()).pathname);
    expect(said.sort()).toEqual(['email', 'kind', 'name']);
    // A refused request is told of by the browser itself.
    visit.complaints.length = 0;
    sent.length = 0;

    await page.getByRole('link', { name: 'Navn: må fylles ut' }).click();
    await page.locator('#field-name:focus').waitFor();
    await page.keyboard.type('Nora');
    await page.getByRole('link', { name: 'Navn: må fylles ut' }).waitFor({ state: 'detached' });
    await page.locator('#field-name:focus').waitFor();
    await page.getByLabel('E-postadresse').fill('ingen adresse');
    await page.getByText('Leser', { exact: true }).click();
    await send.click();
    await page.getByRole('link', { name: /^E-postadresse: / }).waitFor();
    expect(await page.getByRole('link', { name: /^(Navn|Type): / }).count()).toBe(0);
    expect(sent).toEqual([]);

    await page.getByLabel('E-postadresse').fill('nora@example.org');
    await send.click();
    await page.getByText('Det du har skrevet, er tatt vare på').waitFor({ state: 'detached' });
    expect(sent).toEqual(['invite-member']);
    await isSound(visit);
    await visit.end();
  }, 120_000);
});

async function faultsIn(page: Page): Promise<string[]> {
  const links = page.getByRole('link', { name: /: må / });
  return (await links.allInnerTexts()).sort();
}
