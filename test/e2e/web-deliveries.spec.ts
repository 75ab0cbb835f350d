import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { formOf, give, openForm, send, toPart, unfold } from '../support/case-by-keys.js';
import { addDays, HttpCase, HttpTilgang } from '../support/http-case.js';
import { exempted, proposed, rekApproves, toAssessment } from '../support/journey.bodies.js';
import { manifestOf, registryIds, wholeApplication } from '../support/journey.js';
import {
  focusComesTo,
  pickRadio,
  press,
  signInByKeys,
  write,
  writeDate,
  writeOver,
} from '../support/keyboard.js';
import { heading, isSound, narrow, system, type Visit, visitor, wide } from '../support/web.js';

const { npr } = registryIds;
const title = new RegExp(wholeApplication.title);

describe('a registry, with the keyboard alone', () => {
  it('advises and delivers, from the question to what the applicant has received [law 29]', async () => {
    const tilgang = new HttpTilgang(system.url);
    const today = await tilgang.today();
    const opened = await HttpCase.open(tilgang);
    await opened.play(...toAssessment('npr'), ...rekApproves(today), {
      by: 'caseworker',
      command: { type: 'consult-registry', registryId: npr, question: 'Er variablene egnet?' },
    });
    const { reference } = await opened.detail();

    const adviser = await visitor();
    await signInByKeys(adviser.page, system.url, 'radgiver-npr');
    await press(adviser.page, adviser.page.getByRole('link', { name: reference, exact: true }));
    await focusComesTo(adviser.page.getByRole('heading', { level: 1, name: title }));
    await advise(adviser);
    await adviser.end();

    const departure = { departureReasons: { [npr]: 'Dag trengs for forløpet.' } };
    await opened.play(...exempted('npr'));
    for (const { by, command } of proposed(today, ['npr'])) {
      const isProposal = command.type === 'propose-access-decision';
      await opened.play({ by, command: isProposal ? { ...command, ...departure } : command });
    }
    await opened.play(
      { by: 'decisionMaker', command: { type: 'sign-access-grant' } },
      { by: 'caseworker', command: { type: 'issue-permit' } },
      { by: 'caseworker', command: { type: 'order-delivery', registryId: npr } },
    );

    const deliverer = await visitor();
    await signInByKeys(deliverer.page, system.url, 'levering-npr');
    await takeTheOrder(deliverer, reference, addDays(today, 30));
    await prepare(deliverer);
    await deliver(deliverer);
    await deliverer.end();

    await seeWhatCame(reference);
  }, 300_000);
});

async function advise(visit: Visit): Promise<void> {
  const { page } = visit;
  await give(page, 'Erklær at du er habil', 'Jeg er habil');
  await give(page, 'Gi råd', 'Send rådet', async (form) => {
    await pickRadio(page, form.getByRole('group', { name: 'Rådet' }).first(), 'Tilrår med vilkår');
    await write(page, form.getByLabel('Begrunnelse').first(), 'Egnet, men datoen er for fin.');
    const variables = form.getByRole('group', { name: 'Råd om hver variabel' });
    await pickRadio(page, variables.getByRole('group', { name: 'Diagnosekode' }), 'Tilrår');
    const month = variables.getByRole('group', { name: 'Måned' });
    await pickRadio(page, month, 'Grovere');
    await write(page, month.getByLabel('Grovere variabel'), 'Kvartal');
    await write(page, form.getByLabel(/^Kostnad i kroner/), '20000');
    await write(page, form.getByLabel(/^Leveringstid i uker/), '6');
    await isSound(visit);
  });
  await toPart(page, 'Behandling');
  await unfold(page, 'Måned: Grovere. Kvartal');
  await isSound(visit);
}

/** The order is fetched from the list, and its date is promised from there. */
async function takeTheOrder(visit: Visit, reference: string, promisedOn: string): Promise<void> {
  const { page } = visit;
  await press(page, page.getByRole('link', { name: 'Leveringer', exact: true }));
  await focusComesTo(page.getByRole('heading', { level: 1, name: 'Mine leveringer' }));
  const row = page.getByRole('row').filter({ hasText: reference });
  await row.getByText('Bestilt', { exact: true }).waitFor();
  await isSound(visit);
  const download = page.waitForEvent('download');
  await press(page, row.getByRole('link', { name: /som CSV$/ }));
  expect(await readFile(await (await download).path(), 'utf8')).toContain('Diagnosekode');
  await press(page, row.getByRole('link', { name: /^Lov datoen/ }));
  await heading(page, title);
  const form = formOf(page, 'Lov en leveringsdato');
  await focusComesTo(form.getByRole('heading', { level: 3 }));
  await writeDate(page, form.getByLabel('Leveringsdato'), promisedOn);
  await send(page, 'Lov en leveringsdato', 'Lov datoen');
}

async function prepare(visit: Visit): Promise<void> {
  const { page } = visit;
  await give(page, 'Begynn å gjøre dataene klare', 'Begynn');
  await give(page, 'Meld framdrift', 'Meld framdrift', async (form) => {
    await write(page, form.getByLabel(/^Prosent ferdig/), '60');
    await pickRadio(page, form.getByRole('group', { name: 'Steg' }), 'Kvalitetssikrer');
  });
  await give(page, 'Meld dataene kvalitetssikret', 'Meld kvalitetssikret');
  await isSound(visit);
}

async function deliver(visit: Visit): Promise<void> {
  const { page } = visit;
  const form = await openForm(page, 'Meld dataene levert');
  // What the files are to hold stands there already.
  const { variables } = manifestOf(npr);
  expect(await form.getByLabel(/Variabler/).inputValue()).toBe(variables.join('\n'));
  await writeFile(page, form, 1, 'npr-1.csv', '8');
  await press(page, form.getByRole('button', { name: 'Legg til fil' }));
  await focusComesTo(form.getByRole('group', { name: 'Fil 2' }).getByLabel('Filnavn'));
  await writeFile(page, form, 2, 'npr-2.csv', '2');
  await write(page, form.getByLabel('Antall filer'), '2');
  await write(page, form.getByLabel('Antall rader').last(), '11');
  await isSound(visit);
  await press(page, form.getByRole('button', { name: 'Meld levert' }));
  // The rows of the files do not sum to what was said: who reads by ear is told at once.
  await focusComesTo(form.locator(':focus').filter({ hasText: 'Dette må rettes' }));
  // The browser itself notes the answer that was refused.
  expect(visit.complaints.splice(0)).toEqual([expect.stringContaining('422')]);
  await isSound(visit);
  await writeOver(page, form.getByLabel('Antall rader').last(), '10');
  await send(page, 'Meld dataene levert', 'Meld levert');
  await isSound(visit);
}

async function writeFile(page: Page, form: Locator, number: number, name: string, rows: string) {
  const file = form.getByRole('group', { name: `Fil ${number}`, exact: true });
  await write(page, file.getByLabel('Filnavn'), name);
  await write(page, file.getByLabel('Antall rader'), rows);
  await write(page, file.getByLabel('Kontrollsum (SHA-256)'), 'a'.repeat(64));
}

/** The applicant is told on the start page, and finds the files with their checksums. */
async function seeWhatCame(reference: string): Promise<void> {
  const visit = await visitor();
  const { page } = visit;
  await signInByKeys(page, system.url, 'soker');
  const tasks = page.getByRole('region', { name: 'Dette venter på deg' });
  const task = tasks.getByRole('listitem').filter({ hasText: reference });
  await press(page, task.getByRole('link', { name: 'Bekreft at du har fått dataene' }));
  const form = formOf(page, 'Bekreft at dataene er mottatt');
  await focusComesTo(form.getByRole('heading', { level: 3 }));
  await toPart(page, 'Levering og betaling');
  await unfold(page, 'npr-2.csv');
  await isSound(visit);
  await page.setViewportSize(narrow);
  await isSound(visit);
  await page.setViewportSize(wide);
  await visit.end();
}
