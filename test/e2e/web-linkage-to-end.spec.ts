import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { people } from '../integration/linkage/people.js';
import { formOf, give, send, toPart } from '../support/case-by-keys.js';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { firstFrom, registryIds, stages, type Step, stepsTo } from '../support/journey.js';
import { focusComesTo, press, signInByKeys, write, writeDate } from '../support/keyboard.js';
import { LinkedCase, type TestRegistries, testRegistries } from '../support/linked-case.js';
import { freePort } from '../support/ports.js';
import { startTilgang, temporaryDataFolder } from '../support/tilgang.js';
import { until } from '../support/until.js';

// Here the vault and the worker run as well: a browser visits the whole of Tilgang.
const { folder, remove } = temporaryDataFolder();
const start = startTilgang(folder, await freePort());
await start.ready();
process.env.TILGANG_URL = start.url;
const { heading, isSound, narrow, signIn, visitor, wide } = await import('../support/web.js');
type Visit = Awaited<ReturnType<typeof visitor>>;

let linking: HttpCase;
let registries: TestRegistries;

beforeAll(async () => {
  const http = new HttpTilgang(start.url);
  registries = await testRegistries(http);
  linking = await HttpCase.open(http);
  await linking.play(
    ...stepsTo('permitted'),
    {
      by: 'caseworker',
      command: {
        type: 'order-linkage',
        linker: 'Helsedataservice',
        cohort: { from: 'registry', registryId: registryIds.stroke },
      },
    },
    { by: 'custodian', command: { type: 'create-linkage-domain' } },
  );
  await linking.until(
    'the domain is made',
    ({ tracks }) => tracks.linkage?.state === 'domain-created',
    'custodian',
  );
}, 180_000);

afterAll(async () => {
  process.kill(-start.supervisor.pid!, 'SIGINT');
  await start.ended;
  remove();
}, 60_000);

/** The registry hands in its list, at the vault itself. */
async function handIn(rows: number): Promise<number> {
  const registryId = registryIds.stroke;
  const path = `/cases/${linking.id}/linkage/tickets`;
  const { body } = await linking.tilgang.send('deliveryStroke', 'POST', path, {
    scope: 'list:write',
    registryId,
  });
  const { vaultUrl, domainId, ticket } = body as Record<string, string>;
  const url = `${vaultUrl}/vault/v1/domains/${domainId}/lists/${registryId}`;
  const { status } = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${ticket}`, 'content-type': 'text/csv' },
    body: `fnr\n${people(rows).join('\n')}\n`,
  });
  return status;
}

describe('the linkage as its custodian sees it', () => {
  it('shows how far each step is, and is paused and resumed there, wide and narrow [law 25]', async () => {
    const visit = await visitor();
    const { page } = visit;
    const shots = process.env['TILGANG_SCREENSHOTS'];
    const shoot = async (name: string): Promise<void> => {
      if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
    };
    await signIn(page, 'kobling');
    await page.goto(`${start.url}/cases/${linking.id}/delivery`);
    await page.waitForLoadState('networkidle');
    const section = page.getByRole('region', { name: 'Koblingen' });
    await section.getByText('Utvalget er listen fra Norsk hjerneslagregister.').waitFor();
    expect(await section.getByRole('row').count()).toBe(4);
    await isSound(visit);
    await shoot('awaiting-wide');

    await page.getByRole('button', { name: 'Sett koblingen på pause' }).click();
    await page.getByRole('button', { name: 'Sett på pause', exact: true }).click();
    await section.getByText(/^På pause\./).waitFor();
    await page.getByRole('button', { name: 'Fortsett koblingen' }).waitFor();
    expect(await handIn(3)).toBe(409);
    await isSound(visit);
    await shoot('paused-wide');
    await page.setViewportSize(narrow);
    await shoot('paused-narrow');
    await isSound(visit);

    await page.getByRole('button', { name: 'Fortsett koblingen' }).click();
    await page.getByRole('button', { name: 'Fortsett', exact: true }).click();
    await page.getByRole('button', { name: 'Sett koblingen på pause' }).waitFor();
    await page.setViewportSize(wide);
    // The vault is told by a job: until then it refuses the list, and keeps nothing of it.
    await until('the vault takes lists again', async () => (await handIn(1_234)) === 201);
    await section
      .getByText(/1\s234 i utvalget/)
      .first()
      .waitFor();
    await isSound(visit);
    await shoot('done-wide');
    await page.setViewportSize(narrow);
    await isSound(visit);
    await shoot('done-narrow');
    await visit.end();
  }, 120_000);
});

describe('the people of a project that ends, with the keyboard alone', () => {
  it('confirm, report and destroy, until the case is closed and the disclosure still stands [law 24] [law 26]', async () => {
    const last = registryIds.stroke;
    await deliverAllBut(last);
    const { reference } = await linking.detail();
    const today = await linking.tilgang.today();

    const own = await visitor();
    await signInByKeys(own.page, start.url, 'soker');
    await confirmReceipt(own, reference);

    const desk = await visitor();
    await signInByKeys(desk.page, start.url, 'saksbehandler');
    await openCase(desk, reference);
    await give(desk.page, 'Avslutt tillatelsen', 'Avslutt', async (form) => {
      await write(desk.page, form.getByLabel(/^Begrunnelse/), 'Prosjektet er avsluttet');
      await writeDate(desk.page, form.getByLabel(/^Når innehaveren ba om det/), today);
      await isSound(desk);
    });

    await confirmDeletionAndReport(own, reference, today);

    for (const [login, name, button] of [
      ['kobling', 'Bestill sletting av nøklene', 'Bestill sletting'],
      ['kobling2', 'Bekreft at nøklene skal slettes', 'Bekreft sletting'],
    ] as const) {
      const custodian = await visitor();
      await signInByKeys(custodian.page, start.url, login);
      await openCase(custodian, reference);
      await give(custodian.page, name, button);
      await isSound(custodian);
      await custodian.end();
    }
    await linking.until(
      'the keys are destroyed',
      ({ tracks }) => tracks.linkage?.state === 'destroyed',
      'custodian',
    );

    await press(desk.page, desk.page.getByRole('link', { name: 'Til saksoversikten' }));
    await openCase(desk, reference);
    await give(desk.page, 'Avslutt saken', 'Avslutt saken');
    await desk.page.getByText('Ingen – saken er over').first().waitFor();
    await isSound(desk);
    await desk.end();

    await readTheRegister(reference);
    await own.end();
  }, 300_000);
});

/** Over HTTP, as registries do: the other lists come in, and everything but one round is received. */
async function deliverAllBut(last: string): Promise<void> {
  const linked = LinkedCase.open(linking, registries);
  const list = `fnr\n${people(5).join('\n')}\n`;
  for (const registryId of [registryIds.npr, registryIds.dar])
    await linked.handIn(registryId, list);
  const isLeft = ({ command }: Step) =>
    command.type === 'confirm-receipt' && command.deliveryId === firstFrom(last);
  await linking.play(
    { by: 'custodian', command: { type: 'complete-linkage' } },
    ...(stages.received as readonly Step[]).filter((step) => !isLeft(step)),
  );
}

async function openCase({ page }: Visit, reference: string): Promise<void> {
  await press(page, page.getByRole('link', { name: reference, exact: true }).first());
  await heading(page, new RegExp(reference));
  await focusComesTo(page.getByRole('heading', { level: 1 }));
}

/** By what waits on the start page into the form that answers it. */
async function answer({ page }: Visit, reference: string, task: string, name: string) {
  const tasks = page.getByRole('region', { name: 'Dette venter på deg' });
  const mine = tasks.getByRole('listitem').filter({ hasText: reference });
  await press(page, mine.getByRole('link', { name: task }));
  await focusComesTo(formOf(page, name).getByRole('heading', { level: 3 }));
  return formOf(page, name);
}

async function confirmReceipt(visit: Visit, reference: string): Promise<void> {
  const { page } = visit;
  const name = 'Bekreft at dataene er mottatt';
  await answer(visit, reference, 'Bekreft at du har fått dataene', name);
  await isSound(visit);
  await send(page, name, 'Bekreft');
  await press(page, page.getByRole('link', { name: 'Til saksoversikten' }));
  await heading(page, 'Mine saker');
}

async function confirmDeletionAndReport(visit: Visit, reference: string, endedOn: string) {
  const { page } = visit;
  // What has come meanwhile waits on the start page.
  await page.reload({ waitUntil: 'networkidle' });
  const deletion = 'Bekreft at dataene er slettet';
  const confirming = await answer(visit, reference, deletion, deletion);
  await write(page, confirming.getByLabel('Bekreftelse på sletting'), 'Alle kopier er slettet.');
  await isSound(visit);
  await send(page, deletion, 'Bekreft sletting');
  await give(page, 'Send sluttmelding', 'Send sluttmeldingen', async (form) => {
    await writeDate(page, form.getByLabel('Prosjektet avsluttet'), endedOn);
    await write(page, form.getByLabel('Resultater'), 'Færre får slag.');
    await isSound(visit);
  });
  await toPart(page, 'Logg');
  await page.getByText('Sluttmeldingen ble sendt').first().waitFor();
}

/** What was disclosed stands in the register also when the case is over. */
async function readTheRegister(reference: string): Promise<void> {
  const visit = await visitor();
  const { page } = visit;
  await signInByKeys(page, start.url, 'revisor');
  await press(page, page.getByRole('link', { name: 'Oversikt over utleveringer' }));
  await focusComesTo(page.getByRole('heading', { level: 1, name: 'Oversikt over utleveringer' }));
  const rows = page.getByRole('row').filter({ hasText: reference });
  await rows.nth(2).waitFor();
  expect(await rows.count()).toBe(3);
  await press(page, rows.first().locator('summary'));
  await rows
    .first()
    .getByText(/SHA-256/)
    .waitFor();
  await isSound(visit);
  await visit.end();
}
