import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DispatchService, LetterService, NeverTaken, PortalChannel, routesBy } from '#letters';
import { Database } from '#platform';
import { FakeChannel, onlyBy } from '../integration/letters/letter.fixtures.js';
import { FixedClock } from '../support/given.js';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { stepsTo } from '../support/journey.js';
import { heading, isSound, narrow, signIn, system, visitor, wide } from '../support/web.js';

let db: Database;
let tilgang: HttpTilgang;
const clock = new FixedClock(new Date());

beforeAll(async () => {
  if (!system.databaseUrl) throw new Error('Does the work of a worker on a database of its own.');
  db = await Database.connect({ url: system.databaseUrl, schema: 'tilgang', poolSize: 2 });
  tilgang = new HttpTilgang(system.url);
});
afterAll(() => db?.close());

/** A case with a receipt that is still to be made, which a caseworker has taken. */
async function caseWithReceipt(): Promise<{ id: string; reference: string; receiptId: string }> {
  const opened = await HttpCase.open(tilgang);
  await opened.play(...stepsTo('in-assessment'));
  const { id, reference, letters } = await opened.detail();
  const receipt = letters.find(({ kind }) => kind === 'receipt');
  return { id, reference, receiptId: receipt?.id ?? '' };
}

function lettersBy(...[routes]: [ConstructorParameters<typeof DispatchService>[2]]): LetterService {
  return new LetterService(db, clock, new DispatchService(db, clock, routes));
}

/** What a worker does where everything is well. */
const worker = () => lettersBy(routesBy([new PortalChannel(db)]));

async function giveUp(letterId: string): Promise<void> {
  const channel = new FakeChannel();
  channel.failure = new NeverTaken('portal-lacks-the-file');
  await lettersBy(onlyBy(channel)).produce(letterId);
}

describe('a letter that was given up', () => {
  it('says so on its case and in the list, and is sent again from both', async () => {
    const [first, second] = [await caseWithReceipt(), await caseWithReceipt()];
    for (const { receiptId } of [first, second]) await giveUp(receiptId);
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'saksbehandler');

    await page.goto(`${system.url}/cases/${first.id}/documents`);
    const letters = page.getByRole('region', { name: 'Brev', exact: true });
    await letters.getByText('Kom ikke fram').waitFor();
    await letters.getByText('Slik ble brevet sendt (1 forsøk)').click();
    await letters.getByText('Gitt opp: portalen fant ikke filen.').waitFor();
    await isSound(visit);
    await letters.getByRole('button', { name: /^Send på nytt: / }).click();
    await letters.getByText(/^Brevet er lagt til sending med Portalen: /).waitFor();
    await letters.getByText('Slik ble brevet sendt (2 forsøk)').waitFor();
    await worker().produce(first.receiptId);
    await page.reload();
    await letters.getByRole('link', { name: /^Kvittering .*\(PDF\)$/ }).waitFor();
    expect(await letters.getByText('Kom ikke fram').count()).toBe(0);

    await page.getByRole('link', { name: 'Utsending' }).click();
    await heading(page, 'Utsending');
    const dead = page.getByRole('region', { name: 'Brev som ikke kom fram' });
    const row = dead.getByRole('row').filter({ hasText: second.reference });
    await row.getByText('Portalen: portalen fant ikke filen').waitFor();
    expect(await dead.getByText(first.reference).count()).toBe(0);
    await isSound(visit);
    await page.setViewportSize(narrow);
    await isSound(visit);
    await page.setViewportSize(wide);
    await row.getByRole('combobox').selectOption('Post på papir');
    await row.getByRole('button', { name: /^Send på nytt: / }).click();
    await dead.getByText(/^Brevet venter nå på å bli postet: /).waitFor();
    await dead.getByText('Alle brev har kommet fram eller er på vei.').waitFor();
    await visit.end();
  });
});

describe('letters on paper', () => {
  it('are asked for by the applicant, packed, and marked as posted on the day it was done', async () => {
    const asking = await visitor();
    await signIn(asking.page, 'soker');
    await asking.page.getByRole('button', { name: 'Få brev i posten' }).click();
    await asking.page.getByText('Du får brev i posten.').waitFor();
    await isSound(asking);
    const { id, receiptId } = await caseWithReceipt();
    await worker().produce(receiptId);

    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'forvalter');
    await page.goto(`${system.url}/dispatch`);
    const post = page.getByRole('region', { name: 'Post', exact: true });
    await post.getByText(/^Brev som venter på å bli postet: [12]$/).waitFor();
    await post.getByRole('button', { name: 'Lag pakke' }).click();
    await post.getByText('Ingen brev venter på å bli postet.').waitFor();
    await isSound(visit);

    const download = page.waitForEvent('download');
    await post.getByRole('link', { name: /^Last ned ZIP: / }).click();
    expect((await download).suggestedFilename()).toMatch(/^brev-[0-9a-f-]{36}\.zip$/);
    // Whoever carries a letter to the post has read it.
    const { events } = await tilgang.get<{ events: { type: string; outcome: string }[] }>(
      'caseworker',
      `/cases/${id}/timeline`,
    );
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'letter-read', outcome: 'read' }),
    );
    await post.getByRole('button', { name: /^Merk som postet: / }).click();
    await post.getByText('Oppgi dagen pakken ble postet.').waitFor();
    await page.setViewportSize(narrow);
    await isSound(visit);
    await page.setViewportSize(wide);
    const today = await tilgang.today();
    await post.getByLabel(/^Postet dato/).fill(today);
    await post.getByRole('button', { name: /^Merk som postet: / }).click();
    const [year, month, day] = today.split('-');
    await post.getByText(`Postet ${day}.${month}.${year}`, { exact: true }).waitFor();

    const { letters } = await tilgang.get<{
      letters: { id: string; status: string; trail?: { arrivesOn: string | null } }[];
    }>('caseworker', `/cases/${id}`);
    const receipt = letters.find((letter) => letter.id === receiptId);
    expect(receipt).toMatchObject({ status: 'dispatched' });
    expect(receipt?.trail?.arrivesOn?.localeCompare(today)).toBe(1);
    await asking.page.getByRole('button', { name: 'Få brev i portalen' }).click();
    await asking.page.getByText('Du får brev her i portalen.').waitFor();
    await Promise.all([visit.end(), asking.end()]);
  });

  it.each<[method: string, path: string, body: object | undefined]>([
    ['GET', '/dead-letters', undefined],
    ['GET', '/print-packages', undefined],
    ['POST', '/print-packages', undefined],
    ['GET', `/print-packages/${crypto.randomUUID()}/zip`, undefined],
    ['POST', `/print-packages/${crypto.randomUUID()}/posted`, { postedOn: '2026-04-29' }],
    ['POST', `/letters/${crypto.randomUUID()}/resend`, { channel: 'portal' }],
    ['GET', '/recipient-contacts', undefined],
    ['PUT', '/recipient-contacts', { kind: 'rek', organisationNumber: null, addressLines: [] }],
  ])('are not an applicant’s to see to: %s %s is refused', async (method, path, body) => {
    const { status, body: answer } = await tilgang.send('applicant', method, path, body);
    expect([status, answer.code]).toEqual([403, 'not-allowed-for-role']);
  });
});

describe('the journal', () => {
  it('is open to a stranger, and to the staff of a case beside it', async () => {
    const { id } = await caseWithReceipt();
    const stranger = await visitor();
    await stranger.page.goto(`${system.url}/journal`);
    await heading(stranger.page, 'Offentlig journal');
    await isSound(stranger);
    await stranger.page.setViewportSize(narrow);
    await isSound(stranger);
    await stranger.page.getByLabel('Saksnummer').fill('HDS-1999-000001');
    await stranger.page.getByRole('button', { name: 'Vis', exact: true }).click();
    await stranger.page.getByText('Ingen dokumenter passer.').waitFor();
    await isSound(stranger);

    const visit = await visitor();
    await signIn(visit.page, 'saksbehandler');
    await visit.page.goto(`${system.url}/cases/${id}/documents`);
    const journal = visit.page.getByRole('region', { name: 'Journal', exact: true });
    await journal.getByText('Vurder unntak for dokument 1').click();
    await journal.getByLabel('Unntak fra innsyn').first().waitFor();
    await isSound(visit);
    await visit.page.setViewportSize(narrow);
    await isSound(visit);
    await Promise.all([visit.end(), stranger.end()]);
  });
});
