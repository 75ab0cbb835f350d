import { describe, expect, it } from '@jest/globals';
import { formOf, give, openForm, send, toPart, unfold } from '../support/case-by-keys.js';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { exempted, proposed, rekApproves, toAssessment } from '../support/journey.bodies.js';
import { wholeApplication } from '../support/journey.js';
import {
  choose,
  focusComesTo,
  pickRadio,
  press,
  signInByKeys,
  takeFile,
  write,
  writeDate,
  writeOver,
} from '../support/keyboard.js';
import { sendLetters } from '../support/letters-sent.js';
import { heading, isSound, system, type Visit, visitor } from '../support/web.js';

const title = new RegExp(wholeApplication.title);
const forward = 'Oppretthold og send til Helseklage';
const settle = 'Registrer avgjørelsen fra klageorganet';

describe('an applicant who is refused, with the keyboard alone', () => {
  it('answers in place, reads the letter and appeals, and the appeal goes to Helseklage and back [law 18]', async () => {
    const tilgang = new HttpTilgang(system.url);
    const today = await tilgang.today();
    const opened = await HttpCase.open(tilgang);
    await opened.play(...toAssessment('npr'), {
      by: 'caseworker',
      command: {
        type: 'request-information',
        fields: [{ field: 'purpose', comment: 'Si hvem som får nytte av det.' }],
      },
    });
    const { reference } = await opened.detail();

    const own = await visitor();
    await signInByKeys(own.page, system.url, 'soker');
    await answerInPlace(own, reference);

    await opened.play(
      ...rekApproves(today),
      ...exempted('npr'),
      ...proposed(today, ['npr'], ['npr']),
      { by: 'both', command: { type: 'sign-access-refusal' } },
    );
    await sendLetters(system.databaseUrl ?? '', opened.id, 'decision');

    await readTheRefusal(own, reference);
    await appeal(own);

    const first = await visitor();
    await signInByKeys(first.page, system.url, 'leder');
    await openCase(first, reference);
    await reviewTheAppeal(first);
    await first.end();

    const chief = await visitor();
    await signInByKeys(chief.page, system.url, 'beslutter');
    await openCase(chief, reference);
    await give(chief.page, forward, 'Send videre', async (form) => {
      // Who forwards it stands for the statement, and reads it first.
      await form.getByText('Vedtaket står seg.').first().waitFor();
      await isSound(chief);
    });
    await chief.end();

    const desk = await visitor();
    await signInByKeys(desk.page, system.url, 'saksbehandler');
    await openCase(desk, reference);
    await recordTheAnswer(desk, today);
    await desk.end();

    await press(own.page, own.page.getByRole('link', { name: /^Varsler/ }));
    await heading(own.page, 'Varsler');
    await press(own.page, own.page.getByRole('link', { name: reference, exact: true }).first());
    await heading(own.page, title);
    await toPart(own.page, 'Behandling');
    await unfold(own.page, 'Klagen ble ikke tatt til følge.');
    await isSound(own);
    await own.end();
  }, 300_000);
});

async function openCase({ page }: Visit, reference: string): Promise<void> {
  await press(page, page.getByRole('link', { name: reference, exact: true }));
  await focusComesTo(page.getByRole('heading', { level: 1, name: title }));
}

/** From what waits to the field that was pointed at, with a document, and all of it sent. */
async function answerInPlace(visit: Visit, reference: string): Promise<void> {
  const { page } = visit;
  const tasks = page.getByRole('region', { name: 'Dette venter på deg' });
  const task = tasks.getByRole('listitem').filter({ hasText: reference });
  await task.getByText(/^Frist \d\d\.\d\d\.\d{4}/).waitFor();
  await press(page, task.getByRole('link', { name: 'Svar på spørsmålene fra saksbehandleren' }));
  const form = formOf(page, 'Svar på et felt');
  await focusComesTo(form.getByRole('heading', { level: 3 }));
  await form.getByText('Si hvem som får nytte av det.').waitFor();
  await isSound(visit);
  const purpose = form.getByLabel('Formål', { exact: true });
  await writeOver(page, purpose, 'Pasientene får bedre behandling.');
  await press(page, form.getByRole('button', { name: 'Lagre svaret' }));
  await form.getByText('Lagret, ikke sendt').waitFor();
  await isSound(visit);

  await give(page, 'Legg ved et dokument', 'Legg ved', async (attaching) => {
    const kind = attaching.getByRole('group', { name: 'Hva slags dokument' });
    await pickRadio(page, kind, 'Forskningsprotokoll');
    await takeFile(page, attaching.getByLabel('Dokument', { exact: true }), {
      name: 'Protokoll.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\nProtokollen\n%%EOF'),
    });
    await attaching.getByText('Filen er sendt: Protokoll.pdf').waitFor();
  });
  await give(page, 'Send svarene', 'Send svarene');
  await isSound(visit);
}

/** The notice leads to the case, and its letter opens. */
async function readTheRefusal(visit: Visit, reference: string): Promise<void> {
  const { page } = visit;
  await press(page, page.getByRole('link', { name: /^Varsler/ }));
  await focusComesTo(page.getByRole('heading', { level: 1, name: 'Varsler' }));
  await press(page, page.getByRole('link', { name: reference, exact: true }).first());
  await focusComesTo(page.getByRole('heading', { level: 1, name: title }));
  await toPart(page, 'Brev og dokumenter');
  await isSound(visit);
  const opening = page
    .context()
    .waitForEvent('response', (response) => /\/letters\/[^/]+\/pdf$/.test(response.url()));
  await press(page, page.getByRole('link', { name: /^Vedtak til .*\(PDF\)$/ }).first());
  const letter = await opening;
  expect(letter.status()).toBe(200);
  expect(letter.headers()['content-type']).toContain('application/pdf');
  await page.bringToFront();
}

async function appeal(visit: Visit): Promise<void> {
  const { page } = visit;
  await give(page, 'Klag på et vedtak', 'Send klagen', async (form) => {
    await choose(page, form.getByLabel('Vedtaket', { exact: true }), 'Tilgang til data');
    await write(page, form.getByLabel('Hva du mener er feil'), 'Formålet er misforstått.');
    const wait = form.getByRole('group', { name: 'Skal vedtaket vente til klagen er avgjort?' });
    await pickRadio(page, wait, 'Nei');
    await isSound(visit);
  });
  await isSound(visit);
}

/** Another than who decided looks at it anew. */
async function reviewTheAppeal(visit: Visit): Promise<void> {
  const { page } = visit;
  await give(page, 'Erklær at du er habil', 'Jeg er habil');
  await give(page, 'Ta klagen', 'Ta klagen');
  await give(page, 'Foreslå utfall av klagen', 'Foreslå', async (form) => {
    const outcome = form.getByRole('group', { name: 'Utfall' });
    await pickRadio(page, outcome, 'Opprettholde og sende videre');
    await write(page, form.getByLabel('Uttalelse om klagen'), 'Vedtaket står seg.');
    await isSound(visit);
  });
}

/** What Helseklage decided comes on paper, and is entered. */
async function recordTheAnswer(visit: Visit, decidedOn: string): Promise<void> {
  const { page } = visit;
  const form = await openForm(page, settle);
  await pickRadio(page, form.getByRole('group', { name: 'Utfall' }), 'Vedtaket står');
  await writeDate(page, form.getByLabel('Dato på avgjørelsen'), decidedOn);
  await write(page, form.getByLabel('Hvem avgjørelsen kom fra'), 'Helseklage');
  await write(page, form.getByLabel('Deres referanse'), '2027/17');
  await write(page, form.getByLabel('Kontrollsum for avgjørelsen (SHA-256)'), 'b'.repeat(64));
  await write(page, form.getByLabel('Sammendrag'), 'Klagen ble ikke tatt til følge.');
  await isSound(visit);
  await send(page, settle, 'Registrer');
  await isSound(visit);
}
