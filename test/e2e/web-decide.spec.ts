import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Locator, Page } from 'playwright-core';
import { closeForm, formOf, give, openForm, send, toPart } from '../support/case-by-keys.js';
import { addDays, HttpCase, HttpTilgang } from '../support/http-case.js';
import { applicationFor, rekApproves } from '../support/journey.bodies.js';
import { registryIds } from '../support/journey.js';
import {
  choose,
  focusComesTo,
  pickRadio,
  press,
  signInByKeys,
  tabTo,
  write,
  writeDate,
} from '../support/keyboard.js';
import { sendLetters } from '../support/letters-sent.js';
import { focused, heading, isSound, system, type Visit, visitor } from '../support/web.js';

const npr = 'Norsk pasientregister';
const exemption = 'Dispensasjon for helseregistre (helseregisterloven § 19 e)';

describe('the people who decide, with the keyboard alone', () => {
  it('check, forward, consult, decide and sign, from the worklist to the letter [R15.5.3] [law 17]', async () => {
    const tilgang = new HttpTilgang(system.url);
    const today = await tilgang.today();
    const title = `Hjerneslag avgjort ${randomBytes(3).toString('hex')}`;
    const opened = await HttpCase.open(tilgang);
    await opened.play(
      {
        by: 'applicant',
        command: { type: 'edit-draft', application: { ...applicationFor('npr'), title } },
      },
      { by: 'applicant', command: { type: 'submit' } },
    );
    const { reference } = await opened.detail();

    const desk = await visitor();
    await signInByKeys(desk.page, system.url, 'saksbehandler');
    await heading(desk.page, 'Saker');
    await press(desk.page, desk.page.getByRole('link', { name: /^Ikke fordelt \d+$/ }));
    await openCase(desk, reference, title);
    await isSound(desk);
    await openForm(desk.page, 'Ta saken');
    await closeForm(desk.page, 'Ta saken');
    await checkTheApplication(desk);

    await forwardToRek(desk);
    await opened.play(...rekApproves(today).slice(2, 4));
    await comeBack(desk, reference, title);
    await compareWithRek(desk);

    await consult(desk, addDays(today, 21));
    await opened.play(
      { by: 'adviserNpr', command: { type: 'declare-impartial' } },
      {
        by: 'adviserNpr',
        command: {
          type: 'give-advice',
          registryId: registryIds.npr,
          advice: 'for',
          reason: 'Variablene er egnet',
        },
      },
    );
    await comeBack(desk, reference, title);
    await give(desk.page, 'Følg rådet', 'Følg rådet');

    await answerCriteria(desk);
    await proposeExemption(desk);

    const chief = await visitor();
    await signInByKeys(chief.page, system.url, 'beslutter');
    await openCase(chief, reference, title);
    await give(chief.page, 'Erklær at du er habil', 'Jeg er habil');
    await give(chief.page, 'Signer dispensasjonen', 'Signer');
    await isSound(chief);

    await comeBack(desk, reference, title);
    await proposeDecision(desk, addDays(today, 500));
    // Four eyes: who proposed is not asked to sign.
    expect(await desk.page.getByRole('button', { name: /^Signer/ }).count()).toBe(0);

    await comeBack(chief, reference, title);
    await signAfterAWhile(chief, await openForm(chief.page, 'Signer innvilgelsen'));
    await isSound(chief);

    await sendLetters(system.databaseUrl ?? '', opened.id, 'decision');
    await comeBack(desk, reference, title);
    await toPart(desk.page, 'Brev og dokumenter');
    const letter = desk.page.getByRole('link', { name: /^Vedtak til .*\(PDF\)$/ });
    await tabTo(desk.page, letter.first());
    await isSound(desk);
    await desk.end();
    await chief.end();
  }, 300_000);
});

async function openCase({ page }: Visit, reference: string, title: string): Promise<void> {
  await press(page, page.getByRole('link', { name: reference, exact: true }));
  await heading(page, new RegExp(title));
  await focusComesTo(page.getByRole('heading', { level: 1 }));
}

/** Over the list, as one who was told that something has come. */
async function comeBack(visit: Visit, reference: string, title: string): Promise<void> {
  await press(visit.page, visit.page.getByRole('link', { name: /^Varsler/ }));
  await heading(visit.page, 'Varsler');
  await press(visit.page, visit.page.getByRole('link', { name: reference, exact: true }).first());
  await heading(visit.page, new RegExp(title));
}

async function checkTheApplication(visit: Visit): Promise<void> {
  const { page } = visit;
  await give(page, 'Ta saken', 'Ta saken', (form) =>
    pickRadio(page, form.getByRole('group', { name: 'Er du habil i saken?' }), 'Ja'),
  );
  const form = await openForm(page, 'Kontroller om søknaden er fullstendig');
  await form.getByRole('listitem').first().waitFor();
  const items = await form.getByRole('listitem').count();
  for (let item = 0; item < items; item++) {
    await pickRadio(page, form.getByRole('listitem').nth(item), 'Ja');
  }
  await isSound(visit);
  await press(page, form.getByRole('button', { name: 'Lagre svarene' }));
  await form.getByText('Ikke avklart: 0').waitFor();
  await give(page, 'Søknaden er fullstendig', 'Bekreft at den er fullstendig');
}

async function forwardToRek({ page }: Visit): Promise<void> {
  await give(page, 'REK må godkjenne', 'Slå fast at REK må godkjenne', (form) =>
    write(page, form.getByLabel('Begrunnelse'), 'Medisinsk forskning'),
  );
  await give(page, 'Send til REK', 'Send til REK');
}

async function compareWithRek(visit: Visit): Promise<void> {
  const { page } = visit;
  await give(page, 'Sammenlign med REK-svaret', 'Lagre sammenligningen', async (form) => {
    for (const point of ['Formål', 'Kilder', 'Variabler', 'Periode', 'Personer']) {
      await write(page, form.getByLabel(`${point}: Hva protokollen sier`), 'Som i søknaden');
      await write(page, form.getByLabel(`${point}: Hva godkjenningen dekker`), 'Som i søknaden');
      await pickRadio(page, form.getByRole('group', { name: `${point}: Stemmer` }), 'Ja');
    }
    await isSound(visit);
  });
}

async function consult(visit: Visit, answerDueOn: string): Promise<void> {
  const { page } = visit;
  await give(page, 'Be et register om råd', 'Be om råd', async (form) => {
    await write(page, form.getByLabel('Spørsmål til registeret'), 'Er variablene egnet?');
    await writeDate(page, form.getByLabel(/^Svarfrist/), answerDueOn);
    await isSound(visit);
  });
}

/** Every criterion of both decisions, after each other in the form that stays. */
async function answerCriteria(visit: Visit): Promise<void> {
  const { page } = visit;
  const form = await openForm(page, 'Vurder vilkårene');
  const criterion = form.getByLabel('Hvilket vilkår vurderer du?');
  for (const decision of [exemption, 'Tilgjengeliggjøring']) {
    await choose(page, form.getByLabel('Hvilken avgjørelse gjelder det?'), decision);
    await criterion.waitFor();
    const names = (await criterion.locator('option').allInnerTexts()).slice(1);
    for (const [place, name] of names.entries()) {
      await choose(page, criterion, name);
      await pickRadio(page, form.getByRole('group', { name: 'Er vilkåret oppfylt?' }), 'Ja');
      await write(page, form.getByLabel('Begrunnelse'), 'Vurdert ut fra søknaden');
      if (place === 0) await isSound(visit);
      await press(page, form.getByRole('button', { name: 'Lagre svaret' }));
      // The list of the decision has gone when the last of it is answered.
      await form
        .getByText(`(${place + 1} av ${names.length} besvart)`)
        .or(form.getByText(`${decision}: ${names.length} av ${names.length} vilkår er besvart.`))
        .waitFor();
    }
  }
  await isSound(visit);
}

async function proposeExemption(visit: Visit): Promise<void> {
  const { page } = visit;
  await give(page, 'Foreslå dispensasjon', 'Foreslå', async (form) => {
    const basis = form.getByLabel('Hjemmel');
    if ((await basis.count()) > 0) await choose(page, basis, exemption);
    const source = form.getByRole('group', { name: npr, exact: true });
    await pickRadio(page, source.getByRole('group').first(), 'Ja');
    await write(page, source.getByLabel('Begrunnelse'), 'Samtykke lar seg ikke innhente');
    await writeGrounds(page, form);
    await isSound(visit);
  });
}

async function writeGrounds(page: Page, form: Locator): Promise<void> {
  await write(page, form.getByLabel('Faktiske forhold'), 'Utvalget er på 70 000 personer.');
  await write(page, form.getByLabel('Hovedhensynene'), 'Nytten er større enn ulempen.');
}

/** The letter is read beside the form before the decision is proposed. */
async function proposeDecision(visit: Visit, permitEndsOn: string): Promise<void> {
  const { page } = visit;
  await give(page, 'Foreslå vedtak', 'Foreslå vedtaket', async (form) => {
    const source = form.getByRole('group', { name: npr, exact: true });
    await pickRadio(page, source.getByRole('group').first(), 'Ja');
    await write(page, source.getByLabel('Begrunnelse').first(), 'Nødvendig for formålet');
    await writeGrounds(page, form);
    await press(page, form.getByRole('button', { name: 'Legg til et vilkår' }));
    const condition = form.getByRole('textbox', { name: 'Vilkår' });
    await focusComesTo(condition);
    await write(page, condition, 'Slettes når tillatelsen går ut.');
    await pickRadio(page, form.getByRole('group', { name: 'Hva slags vilkår?' }), 'Tid');
    const keeper = form.getByRole('group', { name: 'Hvem følger det opp?' });
    await pickRadio(page, keeper, 'Helsedataservice');
    await writeDate(page, form.getByLabel(/^Frist/), permitEndsOn);
    await writeDate(page, form.getByLabel(/^Tillatelsen slutter/), permitEndsOn);
    await press(page, form.getByRole('button', { name: 'Vis brevet' }));
    const preview = page.getByRole('complementary', { name: 'Slik blir brevet' });
    const paper = preview.getByRole('article', { name: /^Vedtak til / });
    await paper.getByRole('link', { name: 'Nytten er større enn ulempen.' }).first().waitFor();
    await isSound(visit);
  });
}

/** So long after signing in that a signature asks who is there. */
async function signAfterAWhile(visit: Visit, form: Locator): Promise<void> {
  const { page } = visit;
  // Who signs reads the letter first.
  const letter = page.getByRole('article', { name: /^Vedtak til / });
  await letter.getByText('Nytten er større enn ulempen.').first().waitFor();
  await isSound(visit);
  await query(`UPDATE session SET authenticated_at = authenticated_at - interval '16 minutes'`);
  await press(page, form.getByRole('button', { name: 'Signer', exact: true }));
  const anew = page.getByRole('link', { name: 'Logg inn på nytt' });
  await focusComesTo(anew);
  // The refusal itself is what the console has to tell of.
  expect(visit.complaints.splice(0)).toEqual([expect.stringContaining('401')]);
  await isSound(visit);
  await press(page, anew);
  await press(page, page.locator('button[value="beslutter"]'));
  await formOf(page, 'Signer innvilgelsen').waitFor();
  await send(page, 'Signer innvilgelsen', 'Signer');
  expect(await focused(page)).toContain('Utført');
}

async function query(sql: string): Promise<void> {
  const client = new Client({ connectionString: system.databaseUrl ?? '' });
  await client.connect();
  await client.query(`SET search_path = tilgang; ${sql}`);
  await client.end();
}
