import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  choose,
  chooseRoute,
  focused,
  heading,
  isSound,
  narrow,
  newApplication,
  openPart,
  signIn,
  system,
  type Visit,
  visitor,
} from '../support/web.js';

const titleLabel = /^Hva heter prosjektet\?/;
const purpose = 'Hvilket spørsmål skal dataene besvare, og hvilke analyser svarer på det?';
const purposeLabel = /^Hvilket spørsmål skal dataene besvare, og hvilke analyser svarer på det\?/;

describe('the web page', () => {
  it('says what Tilgang is to somebody who is not signed in', async () => {
    const visit = await visitor();
    await visit.page.goto(system.url);
    await heading(visit.page, 'Tilgang til helsedata');
    await isSound(visit);
    await visit.page.getByRole('button', { name: 'English' }).click();
    await heading(visit.page, 'Access to health data');
    expect(await visit.page.getAttribute('html', 'lang')).toBe('en');
    await isSound(visit);
    await visit.end();
  });

  it.each(['soker', 'saksbehandler', 'radgiver-npr', 'revisor'])(
    'shows %s a worklist, in Bokmål and English, wide and narrow [R6.1.2] [R15.2.1]',
    async (login) => {
      const visit = await visitor();
      await signIn(visit.page, login);
      await heading(visit.page, 'Saker');
      await visit.page.getByText('Henter saker').waitFor({ state: 'detached' });
      await isSound(visit);
      await visit.page.getByRole('button', { name: 'English' }).click();
      await heading(visit.page, 'Cases');
      await visit.page.setViewportSize(narrow);
      await isSound(visit);
      await visit.end();
    },
  );

  it('keeps a filter that a caseworker names, and shows the queues with their counts', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'saksbehandler');
    await page.getByRole('link', { name: /^Over fristen \d+$/ }).click();
    await page.waitForURL(/overdue=true/);
    await page.getByLabel('Rekkefølge').selectOption('due');
    await page.waitForURL(/sort=due/);
    await page.getByLabel('Lagre utvalget som').fill('Haster');
    await page.getByRole('button', { name: 'Lagre utvalget' }).click();
    await page.getByRole('link', { name: 'Haster' }).waitFor();
    await isSound(visit);
    await page.goto(system.url);
    await page.getByRole('link', { name: 'Haster' }).click();
    await page.waitForURL(/(?=.*overdue=true)(?=.*sort=due)/);
    await page.getByRole('checkbox', { name: 'Bare over fristen', checked: true }).waitFor();
    await page.getByRole('button', { name: 'Fjern utvalget Haster' }).click();
    await page.getByRole('link', { name: 'Haster' }).waitFor({ state: 'detached' });
    await visit.end();
  });

  it('takes an application from a new draft to the caseworker who takes the case', async () => {
    const applicant = await visitor();
    const title = `Hjerneslag og overlevelse ${randomBytes(3).toString('hex')}`;
    await signIn(applicant.page, 'soker');
    await newApplication(applicant.page);
    await fillIn(applicant.page, title);
    await applicant.page.getByRole('button', { name: 'Lagre', exact: true }).click();
    await applicant.page.getByText(/^Lagret \d\d\.\d\d\.\d{4} \d\d\.\d\d$/).waitFor();
    await heading(applicant.page, new RegExp(title));
    await isSound(applicant);
    await applicant.page.setViewportSize(narrow);
    await isSound(applicant);

    await applicant.page.getByRole('button', { name: 'Send inn søknaden' }).click();
    await applicant.page.getByRole('button', { name: 'Send inn', exact: true }).click();
    await applicant.page.getByText('Utført: Send inn søknaden').waitFor();
    await isSound(applicant);
    await applicant.end();

    const caseworker = await visitor();
    await signIn(caseworker.page, 'saksbehandler');
    await openByTitle(caseworker.page, title);
    expect(await focused(caseworker.page)).toMatch(new RegExp(title));
    await caseworker.page.getByRole('button', { name: 'Ta saken' }).click();
    await isSound(caseworker);
    await caseworker.page.getByRole('radio', { name: 'Ja' }).check();
    await caseworker.page.locator('form').getByRole('button', { name: 'Ta saken' }).click();
    await caseworker.page.getByText('Utført: Ta saken').waitFor();
    await caseworker.page.getByText('En saksbehandler tok saken').waitFor();
    await isSound(caseworker);
    await caseworker.page.getByRole('button', { name: 'English' }).click();
    await caseworker.page.getByText('Case taken by a caseworker').waitFor();
    await isSound(caseworker);
    await caseworker.page.getByRole('button', { name: 'Bokmål' }).click();
    await askAboutThePurpose(caseworker);
    await caseworker.end();
    await answerInPlace();
    await seeWhatChanged(title);
  }, 240_000);

  it('opens an application and a request for statistics from one page, and lists both there [R6.1.1]', async () => {
    const { page, end } = await visitor();
    await signIn(page, 'soker');
    const ids: string[] = [];
    const tables = ['Få tall eller tabeller der ingen kan kjennes igjen', 'Ett'];
    const people = ['Få data om enkeltpersoner til et nytt prosjekt'].concat([
      'Nei, jeg trenger data om hver person',
      'Nei',
      'Ja, alle',
      'Ett',
    ]);
    for (const answers of [people, tables]) {
      await chooseRoute(page, answers);
      await page.getByRole('heading', { level: 3, name: 'Fyll ut søknaden' }).waitFor();
      ids.push(new URL(page.url()).pathname);
      await page.getByRole('link', { name: 'Tilgang', exact: true }).click();
      await heading(page, 'Saker');
    }
    expect(new Set(ids).size).toBe(2);
    for (const path of ids) await page.locator(`a[href="${path}"]`).first().waitFor();
    await end();
  });

  it('names what is missing at its field when an unfinished draft is sent in', async () => {
    const { page, end } = await visitor();
    await signIn(page, 'soker');
    await newApplication(page);
    await page.getByRole('button', { name: 'Send inn søknaden' }).click();
    await page.getByRole('button', { name: 'Send inn', exact: true }).click();
    await page.getByText(`${purpose}: må fylles ut`).waitFor();
    expect(await focused(page)).toMatch(/^Dette må rettes/);
    await page.getByRole('link', { name: 'Gå til søknaden' }).click();
    await page.getByRole('link', { name: `${purpose}: må fylles ut` }).click();
    await page.locator('#field-application-purpose:focus').waitFor();
    expect(await page.getByLabel(purposeLabel).getAttribute('aria-invalid')).toBe('true');
    await end();
  });

  it('keeps what was typed when somebody else changes the case meanwhile', async () => {
    const { page, context, end } = await visitor();
    await signIn(page, 'soker');
    await newApplication(page);
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByLabel(titleLabel).fill('Skrevet i det andre vinduet');
    await other.getByRole('button', { name: 'Lagre', exact: true }).click();
    await heading(other, /Skrevet i det andre vinduet/);

    await page.getByLabel(titleLabel).fill('Skrevet i det ene vinduet');
    await page.getByRole('button', { name: 'Lagre', exact: true }).click();
    await page.getByRole('alert').getByText('Noen andre har endret det samme svaret').waitFor();
    await page.getByRole('button', { name: 'Hent nyeste versjon' }).click();
    await heading(page, /Skrevet i det andre vinduet/);
    expect(await page.getByLabel(titleLabel).inputValue()).toBe('Skrevet i det ene vinduet');
    await page.getByRole('button', { name: 'Lagre', exact: true }).click();
    await heading(page, /Skrevet i det ene vinduet/);
    await end();
  });

  it('saves what is typed by itself, and says what is left and where', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'soker');
    await newApplication(page);
    await page.getByLabel(titleLabel).fill('Lagret uten å be om det');
    await heading(page, /Lagret uten å be om det/);
    await page.getByText(/begynner fristen først når det som mangler, er på plass/).waitFor();
    await page.getByText(/^Vis det som gjenstår/).click();
    await isSound(visit);
    await page.getByRole('link', { name: `${purpose}: må fylles ut` }).click();
    await page.locator('#field-application-purpose:focus').waitFor();
    await visit.end();
  });

  it('lets two people write in one draft at once, each in a field of their own', async () => {
    const { page, context, end } = await visitor();
    await signIn(page, 'soker');
    await newApplication(page);
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByLabel(titleLabel).fill('Tittelen fra det andre vinduet');
    await heading(other, /Tittelen fra det andre vinduet/);
    const summary = page.getByLabel(/^Hva skal prosjektet gjøre/);
    await summary.fill('Sammendraget fra det ene vinduet.');
    await page.getByRole('button', { name: 'Lagre', exact: true }).click();
    await heading(page, /Tittelen fra det andre vinduet/);
    await page.reload();
    await summary.waitFor();
    expect(await summary.inputValue()).toBe('Sammendraget fra det ene vinduet.');
    await end();
  });

  it('brings somebody whose session ended back to what they were typing', async () => {
    const { page, context, end } = await visitor();
    await signIn(page, 'soker');
    await newApplication(page);
    await page.getByLabel(titleLabel).fill('Det tok lang tid å skrive dette.');
    const address = page.url();
    await context.clearCookies();
    await page.getByRole('button', { name: 'Lagre', exact: true }).click();
    await page.getByText('Du er logget ut').waitFor();
    await choose(page, 'soker');
    await page.waitForURL(address);
    await page.getByLabel(titleLabel).waitFor();
    expect(await page.getByLabel(titleLabel).inputValue()).toBe('Det tok lang tid å skrive dette.');
    await end();
  });

  it('says in words that an address leads nowhere', async () => {
    const visit = await visitor();
    await signIn(visit.page, 'soker');
    await visit.page.waitForLoadState('networkidle');
    await visit.page.goto(`${system.url}/finnes/ikke`);
    await heading(visit.page, 'Siden finnes ikke');
    await isSound(visit);
    await visit.end();
  });
});

/** Answers one point of the completeness check and asks the applicant about a field. */
async function askAboutThePurpose(visit: Visit): Promise<void> {
  const { page } = visit;
  await page.getByRole('button', { name: 'Kontroller om søknaden er fullstendig' }).click();
  await page.locator('.screening').getByRole('radio', { name: 'Ja' }).first().check();
  await isSound(visit);
  await page.getByRole('button', { name: 'Lagre svarene' }).click();
  await page.getByText(/^Sist besvart av/).waitFor();
  await page.getByRole('button', { name: 'Be om opplysninger' }).click();
  await page.getByLabel('Felt', { exact: true }).selectOption('purpose');
  await page.getByLabel('Hva vi trenger', { exact: true }).fill('Skriv hvem som får nytte av det.');
  await isSound(visit);
  await page.getByRole('button', { name: 'Send spørsmålene' }).click();
  await page.getByText('Utført: Be om opplysninger').waitFor();
}

/** From the notice to the field that was pointed at, and the answers sent. */
async function answerInPlace(): Promise<void> {
  const visit = await visitor();
  const { page } = visit;
  await signIn(page, 'soker');
  await page.getByRole('link', { name: /^Varsler \(\d+ uleste\)$/ }).click();
  await heading(page, 'Varsler');
  await isSound(visit);
  await page.getByRole('row', { name: /Ulest/ }).first().getByRole('link').click();
  await page.getByRole('button', { name: 'Svar på et felt' }).click();
  await page.getByText('Skriv hvem som får nytte av det.').waitFor();
  await page.getByLabel('Formål', { exact: true }).fill('Pasientene får bedre behandling.');
  await isSound(visit);
  await page.getByRole('button', { name: 'Lagre svaret' }).click();
  await page.locator('form').getByText('Lagret, ikke sendt').waitFor();
  await page.getByRole('button', { name: 'Send svarene' }).click();
  await page.locator('form').getByRole('button', { name: 'Send svarene' }).click();
  await page.getByText('Utført: Send svarene').waitFor();
  await isSound(visit);
  await visit.end();
}

async function openByTitle(page: Page, title: string): Promise<void> {
  await page.getByLabel('Søk i referanse, tittel og søker').fill(title);
  await page.getByRole('button', { name: 'Søk', exact: true }).click();
  await page.waitForURL(/search=/);
  await page.getByRole('row', { name: title }).getByRole('link').click();
  await heading(page, new RegExp(title));
}

/** What came with the answers, question by question, as the caseworker finds it. */
async function seeWhatChanged(title: string): Promise<void> {
  const visit = await visitor();
  const { page } = visit;
  await signIn(page, 'saksbehandler');
  await openByTitle(page, title);
  await openPart(page, 'Søknaden');
  const versions = page.getByRole('region', { name: 'Versjoner av søknaden' });
  await versions.getByText('Versjon 2: Opplysninger sendt inn').waitFor();
  const changed = versions.getByRole('table', { name: 'Endret i versjon 2' });
  await changed.waitFor();
  const { purpose: before } = JSON.parse(
    await readFile('data/demo/application.json', 'utf8'),
  ) as Record<string, string>;
  const cells = await changed.getByRole('row').nth(1).locator('th, td').allInnerTexts();
  expect(cells).toEqual([purpose, 'Endret', before, 'Pasientene får bedre behandling.']);
  expect(await changed.getByRole('row').count()).toBe(2);
  await isSound(visit);
  await page.setViewportSize(narrow);
  await isSound(visit);
  await visit.end();
}

/** The title by hand; the other answers as another program sends them. */
async function fillIn(page: Page, title: string): Promise<void> {
  const whole = JSON.parse(await readFile('data/demo/application.json', 'utf8')) as object;
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const application = Object.entries(whole).filter(([name]) => name !== 'title');
  const saved = await page.evaluate(
    async ({ path, answers }) => {
      const { version, application } = (await (await fetch(path)).json()) as {
        version: number;
        application: object;
      };
      const answer = await fetch(`${path}/commands/save-answers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version, answers, seen: application }),
      });
      return answer.status;
    },
    {
      path: `/api/v1/cases/${id}`,
      answers: Object.fromEntries(application),
    },
  );
  expect(saved).toBe(201);
  await page.reload();
  await page.getByLabel(titleLabel).fill(title);
}
