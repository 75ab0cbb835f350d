import { describe, expect, it } from '@jest/globals';
import { tabTo } from '../support/keyboard.js';
import { isSound, narrow, newApplication, openSection, signIn, visitor } from '../support/web.js';
import { saveAnswers, sourcesOf } from '../support/web-draft.js';

describe('the variables of an application', () => {
  it('are picked from the catalogue and in own words, with one reason for several, and takes a removal back', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'soker');
    await newApplication(page);
    await openSection(page, 'Kilder');
    await page.getByRole('button', { name: 'Legg til et register' }).click();
    await page.getByText('Velg registeret først').waitFor();
    await page.getByLabel('Register', { exact: true }).selectOption('norsk-pasientregister');
    const search = page.getByRole('searchbox', { name: /^Søk etter variabler i Norsk pasient/ });
    await search.fill('diagnose');
    const hits = page.getByRole('list', { name: 'Variabler i katalogen' });
    const hit = hits.getByRole('checkbox').first();
    await page.getByText(/treff\.$/).waitFor();
    await tabTo(page, hit);
    await page.keyboard.press('Space');
    await page.getByRole('heading', { name: 'Valgte variabler (1)' }).waitFor();
    await search.fill('Egen skår for skrøpelighet');
    const ownWords = { name: 'Legg til «Egen skår for skrøpelighet» med egne ord' };
    await page.getByRole('button', ownWords).click();
    await page.getByRole('heading', { name: 'Valgte variabler (2)' }).waitFor();
    await isSound(visit);

    await page.getByText('Samme begrunnelse for flere').click();
    await page.getByLabel('Begrunnelse', { exact: true }).fill('Den gir utfallet.');
    await page.getByRole('button', { name: 'Bruk på de 2 uten begrunnelse' }).click();
    await page.getByText('2 variabler har fått begrunnelsen.').waitFor();
    const reasons = page.getByRole('textbox', { name: /^Hvorfor trengs / });
    expect(
      await reasons.evaluateAll((all) =>
        all.map((one) => (one as unknown as { value: string }).value),
      ),
    ).toEqual(['Den gir utfallet.', 'Den gir utfallet.']);

    await page.getByRole('button', { name: /^Fjern Egen skår/ }).click();
    await page.getByText('Egen skår for skrøpelighet er fjernet.').waitFor();
    await page.locator('button:focus', { hasText: 'Angre' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Valgte variabler (2)' }).waitFor();
    await page.setViewportSize(narrow);
    await isSound(visit);
    await page.getByText(/^Lagret /).waitFor();
    const [{ variables }] = await sourcesOf(page);
    expect(variables).toMatchObject([
      { variableId: expect.any(String), justification: 'Den gir utfallet.' },
      { name: 'Egen skår for skrøpelighet', justification: 'Den gir utfallet.' },
    ]);
    await visit.end();
  }, 120_000);

  it('come in from an own list, held against the catalogue first', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'soker');
    await newApplication(page);
    await openSection(page, 'Kilder');
    await page.getByText('Har du en liste over variabler?').click();
    const rows = [
      'register;variabel;begrunnelse',
      'NPR;Hoveddiagnose (ICD-10);Utfallet',
      'NPR;Hoveddiagnosen;Utfallet',
      'NPR;Qwxz vrblk;Måles hos oss',
      'Ukjent register;Alder;Justering',
    ];
    await page.getByLabel('Velg listen (CSV)').setInputFiles({
      name: 'variabler.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.join('\n')),
    });
    await page.getByText('1 finnes i katalogen, 1 ligner på noe der').waitFor();
    await page.getByText('Linje 5: registeret er ikke i katalogen').waitFor();
    await page.getByLabel('Linje 3: Hoveddiagnosen').selectOption('Ikke ta med');
    await isSound(visit);
    await page.getByRole('button', { name: 'Legg 2 variabler i søknaden' }).click();
    await page.getByText('2 variabler er lagt i søknaden.').waitFor();
    await page.getByRole('heading', { name: 'Valgte variabler (2)' }).waitFor();
    await page.getByText(/^Lagret /).waitFor();
    const [{ registryId, variables }] = await sourcesOf(page);
    expect(registryId).toBe('norsk-pasientregister');
    expect(variables).toMatchObject([
      { name: 'Hoveddiagnose (ICD-10)', variableId: expect.any(String), justification: 'Utfallet' },
      { name: 'Qwxz vrblk', justification: 'Måles hos oss' },
    ]);
    await page.getByRole('button', { name: 'Angre' }).first().click();
    await page
      .getByRole('heading', { name: 'Valgte variabler (2)' })
      .waitFor({ state: 'detached' });
    await visit.end();
  }, 120_000);

  it('are a thousand in the page, of which those in sight alone are drawn, and the last is written in', async () => {
    const { page, end } = await visitor();
    await signIn(page, 'soker');
    await newApplication(page);
    const named = (source: string) =>
      Array.from({ length: 500 }, (_, index) => ({ name: `${source} variabel ${index + 1}` }));
    await saveAnswers(page, {
      sources: [
        { registryId: 'norsk-pasientregister', variables: named('Første') },
        { registryId: 'dodsarsaksregisteret', variables: named('Andre') },
      ],
    });
    await page.reload();
    await openSection(page, 'Kilder');
    const last = page.getByLabel('Hvorfor trengs Andre variabel 500?');
    await last.fill('Til slutt.');
    expect(await page.getByLabel(/^Hvorfor trengs /).count()).toBe(1000);
    const drawing = "getComputedStyle(document.querySelector('.chosen-block')).contentVisibility";
    expect(await page.evaluate(drawing)).toBe('auto');
    await page.getByText(/^Lagret /).waitFor();
    const [, second] = await sourcesOf(page);
    expect(second?.variables.at(-1)).toMatchObject({ justification: 'Til slutt.' });
    await end();
  }, 120_000);
});
