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

    await page.goto(`${system.url}/cases/${first.id}`);
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

describe('the sending of letters', () => {
  it.each([
    ['GET', '/dead-letters'],
    ['GET', '/print-packages'],
    ['POST', '/print-packages'],
    ['GET', `/print-packages/${crypto.randomUUID()}/zip`],
    ['POST', `/print-packages/${crypto.randomUUID()}/posted`, { postedOn: '2026-04-29' }],
    ['POST', `/letters/${crypto.randomUUID()}/resend`, { channel: 'portal' }],
    ['GET', '/recipient-contacts'],
    ['PUT', '/recipient-contacts', { kind: 'rek', organisationNumber: null, addressLines: [] }],
  ])('is not an applicant’s to see to: %s %s is refused', async (method, path, body?: object) => {
    const { status, body: answer } = await tilgang.send('applicant', method, path, body);
    expect([status, answer.code]).toEqual([403, 'not-allowed-for-role']);
  });
});
