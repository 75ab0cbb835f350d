import { describe, expect, it } from '@jest/globals';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { stepsTo } from '../support/journey.js';
import { tabTo } from '../support/keyboard.js';
import { focused, heading, isSound, narrow, signIn, system, visitor } from '../support/web.js';

describe('several cases given to a caseworker', () => {
  it('are assigned one by one; the one that is turned down stays chosen, and it is said why', async () => {
    const http = new HttpTilgang(system.url);
    const [free, barred] = [await submittedCase(http), await submittedCase(http)];
    await barred.play({
      by: 'otherUnit',
      command: { type: 'declare-conflict', category: 'family' },
    });
    const references = await Promise.all(
      [free, barred].map(async ({ id }) => {
        return (await http.get<{ reference: string }>('caseworker', `/cases/${id}`)).reference;
      }),
    );

    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'saksbehandler');
    await heading(page, 'Saker');
    const bar = page.getByRole('region', { name: 'Fordel saker' });
    await bar.getByText('Ingen saker er valgt.').waitFor();
    for (const reference of references) {
      await tabTo(page, page.getByRole('checkbox', { name: `Velg ${reference}` }));
      await page.keyboard.press('Space');
    }
    await bar.getByText('2 saker er valgt.').waitFor();
    await isSound(visit);
    await bar.getByRole('button', { name: 'Fordel 2 saker' }).click();
    await bar.getByText('Velg hvem som skal ha sakene').waitFor();
    expect(await focused(page)).toContain('Steinar Demosaksbehandler');
    await bar.getByLabel('Fordel til').selectOption({ label: 'Steinar Demosaksbehandler' });
    await bar.getByRole('button', { name: 'Fordel 2 saker' }).click();
    await bar.getByText('Fordelt: 1. Ikke fordelt: 1. De står fremdeles valgt.').waitFor();
    await bar.getByRole('listitem').filter({ hasText: references[1]! }).waitFor();
    expect(visit.complaints.splice(0)).toEqual([expect.stringContaining('422')]);
    await isSound(visit);
    await page.setViewportSize(narrow);
    await isSound(visit);
    // It is the other unit's now, and out of sight of this one (need to know).
    await page
      .getByRole('checkbox', { name: `Velg ${references[0]}` })
      .waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: `Velg ${references[1]}`, checked: true }).waitFor();
    await visit.end();
  }, 120_000);
});

async function submittedCase(http: HttpTilgang): Promise<HttpCase> {
  const submitted = await HttpCase.open(http);
  await submitted.play(...stepsTo('submitted'));
  return submitted;
}
