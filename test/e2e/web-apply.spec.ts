import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { CaseService } from '#cases';
import { Database, SystemClock } from '#platform';
import { InvitationService } from '../../libs/cases/src/people/invitation.service.js';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { stepsTo } from '../support/journey.js';
import { pickRadio, press, write } from '../support/keyboard.js';
import {
  chooseRoute,
  heading,
  isSound,
  narrow,
  newApplication,
  signIn,
  system,
  visitor,
} from '../support/web.js';
import { caseIn, read, saveAllBut, saveAnswers } from '../support/web-draft.js';

const route = [
  'Få data om enkeltpersoner til et nytt prosjekt',
  'Nei, jeg trenger data om hver person',
  'Ja',
  'Nei',
  'Flere som skal kobles',
];
const titleLabel = /^Hva heter prosjektet\?/;
const summaryLabel = /^Hva skal prosjektet gjøre/;

describe('an applicant', () => {
  it('applies with a colleague by the keyboard alone, from the choice of way to what is sent', async () => {
    const title = `Sammen om søknaden ${randomBytes(3).toString('hex')}`;
    const own = await visitor();
    const { page } = own;
    await signIn(page, 'soker');
    await heading(page, 'Mine saker');
    await isSound(own);
    await press(page, page.getByRole('link', { name: 'Søk om data' }));
    await heading(page, 'Hva trenger du?');
    for (const [index, answer] of route.entries()) {
      await pickRadio(page, page.locator('.route-questions > *').nth(index), answer);
    }
    await page.getByText(/godkjenning fra REK før du kan få dataene/).waitFor();
    await page.getByText(/innen 60 virkedager/).waitFor();
    await isSound(own);
    await press(page, page.getByRole('button', { name: 'Begynn søknaden' }));
    await page.getByRole('heading', { level: 3, name: 'Fyll ut søknaden' }).waitFor();
    await isSound(own);

    await saveAllBut(page, ['title', 'summary']);
    await page.reload();
    await press(page, page.getByRole('button', { name: 'Inviter til prosjektet' }));
    await write(page, page.getByLabel('Navn', { exact: true }), 'Ødger Demosøker');
    await write(page, page.getByLabel('E-postadresse', { exact: true }), 'soker2@demo.example');
    await pickRadio(page, page.locator('form').getByRole('group').last(), 'Medsøker');
    await isSound(own);
    await press(page, page.locator('form').getByRole('button', { name: 'Send invitasjonen' }));
    await page.getByText('Utført: Inviter til prosjektet').waitFor();

    const colleague = await visitor();
    await colleague.page.goto(await invitationTo(caseIn(page)));
    await colleague.page.getByRole('link', { name: 'Logg inn' }).waitFor();
    await press(colleague.page, colleague.page.getByRole('link', { name: 'Logg inn' }));
    await press(colleague.page, colleague.page.locator('button[value="soker2"]'));
    await heading(colleague.page, 'Invitasjon til et prosjekt');
    await isSound(colleague);
    await press(
      colleague.page,
      colleague.page.getByRole('button', { name: 'Bli med i prosjektet' }),
    );
    await colleague.page.waitForURL(/\/cases\//);
    await press(colleague.page, colleague.page.getByRole('button', { name: 'Fyll ut søknaden' }));
    await toSection(colleague.page, 'Offentlig informasjon');
    await write(colleague.page, colleague.page.getByLabel(titleLabel), title);
    await heading(colleague.page, new RegExp(title));
    await colleague.page.getByText('Den som leder prosjektet, sender inn søknaden.').waitFor();

    await press(page, page.getByRole('button', { name: 'Fyll ut søknaden' }));
    await page.getByText(/^Ødger Demosøker skriver/).waitFor();
    await toSection(page, 'Offentlig informasjon');
    await write(page, page.getByLabel(summaryLabel), 'Vi ser på hvem som overlever.');
    await page.getByText(/^Lagret /).waitFor();
    await isSound(own);
    await colleague.end();

    await press(page, page.getByRole('button', { name: 'Se gjennom og send inn' }).last());
    await page.getByText('Alt som kreves, er på plass. Les gjennom og send inn.').waitFor();
    await page.getByText('Vi ser på hvem som overlever.').first().waitFor();
    await page.locator('form').getByText(title).waitFor();
    await isSound(own);
    await press(page, page.locator('form').getByRole('button', { name: 'Send inn', exact: true }));
    await page.getByText('Utført: Send inn søknaden').waitFor();
    await own.end();
  }, 300_000);

  it('sees before sending what is missing, and comes from there to the question', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'soker');
    await newApplication(page);
    await page.getByRole('button', { name: 'Se gjennom og send inn' }).click();
    await page.getByText(/svar mangler eller må rettes$/).waitFor();
    await isSound(visit);
    await page.setViewportSize(narrow);
    await isSound(visit);
    await page.getByRole('link', { name: 'Må besvares: gå til spørsmålet' }).first().click();
    await page.locator('.application-form :focus').waitFor();
    await page.goto(`${page.url().split('?')[0]}?command=submit`);
    await page.getByRole('link', { name: /^Formål \(\d+ gjenstår\)$/ }).click();
    await page.locator('[id^="field-application-"]:focus').waitFor();
    await page.getByRole('heading', { level: 4, name: /Formål/ }).waitFor();
    await visit.end();
  }, 120_000);

  it('finds on the start page what waits, and asks for a change seen as a difference', async () => {
    const http = new HttpTilgang(system.url);
    const permitted = await HttpCase.open(http);
    await permitted.play(...stepsTo('permitted'));
    const waiting = await HttpCase.open(http);
    await waiting.play(...stepsTo('in-assessment'), {
      by: 'caseworker',
      command: {
        type: 'request-information',
        fields: [{ field: 'purpose', comment: 'Si hvem som får nytte av det.' }],
      },
    });

    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'soker');
    const tasks = page.getByRole('region', { name: 'Dette venter på deg' });
    const { reference } = await http.get<{ reference: string }>(
      'applicant',
      `/cases/${waiting.id}`,
    );
    const task = tasks.getByRole('listitem').filter({ hasText: reference });
    await task.getByText(/^Frist \d\d\.\d\d\.\d{4}/).waitFor();
    await task.getByRole('link', { name: 'Svar på spørsmålene fra saksbehandleren' }).click();
    await page.locator('form').getByText('Si hvem som får nytte av det.').waitFor();

    await page.goto(`${system.url}/apply?what=change&permit=${permitted.id}`);
    await page.getByRole('heading', { level: 2, name: 'Du skal be om en endring' }).waitFor();
    await isSound(visit);
    await page.getByRole('button', { name: 'Begynn søknaden' }).click();
    await page
      .getByText(/^Ingenting er annerledes ennå/)
      .first()
      .waitFor();
    await saveAnswers(page, { title: 'Et nytt navn på prosjektet' });
    await page.reload();
    const changed = page.getByRole('table', { name: 'Dette blir annerledes enn i tillatelsen' });
    await changed.first().getByText('Et nytt navn på prosjektet').waitFor();
    await isSound(visit);
    await page.setViewportSize(narrow);
    await isSound(visit);
    await visit.end();
  }, 240_000);

  it('is led to statistics where tables are enough, and told when there is no permit to change', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'soker2');
    await page.getByRole('button', { name: 'Bokmål' }).click();
    await page.goto(`${system.url}/apply?what=change`);
    await page.getByText(/^Du har ingen tillatelse som gjelder nå/).waitFor();
    await isSound(visit);
    await page.goto(system.url);
    await chooseRoute(page, [route[0] ?? '', 'Ja, tabeller er nok', 'Ett']);
    await page.getByRole('heading', { level: 3, name: 'Fyll ut søknaden' }).waitFor();
    const { kind } = await read<{ kind: string }>(page, `/api/v1/cases/${caseIn(page)}`);
    expect(kind).toBe('statistics');
    await visit.end();
  }, 120_000);
});

async function toSection(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('navigation', { name: 'Deler av søknaden' });
  await press(page, menu.getByRole('button', { name: new RegExp(`^${name}`) }));
  await page.getByRole('heading', { level: 4, name: new RegExp(name) }).waitFor();
}

/** The link in the mail to the one who is invited, which the worker would have sent. */
async function invitationTo(caseId: string): Promise<string> {
  const db = await Database.connect({ url: system.databaseUrl ?? '', schema: 'tilgang' });
  try {
    const { rows } = await db.pool.query<{ members: Record<string, { state: string }> }>(
      "SELECT tracks -> 'member' AS members FROM access_case WHERE id = $1",
      [caseId],
    );
    const [memberId = ''] = Object.keys(rows[0]?.members ?? {});
    const clock = new SystemClock();
    const cases = new CaseService(db, clock, { sign: () => Promise.resolve('') });
    let mail = '';
    const channel = {
      send: ({ text }: { text: string }) => {
        mail = text;
        return Promise.resolve();
      },
    };
    const invitations = new InvitationService(db, clock, cases);
    await invitations.send(caseId, memberId, channel, system.url);
    return /https?:\S+/.exec(mail)?.[0] ?? '';
  } finally {
    await db.close();
  }
}
