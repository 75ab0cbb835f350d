import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { until } from '../support/until.js';
import { people } from '../integration/linkage/people.js';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { registryIds, stepsTo } from '../support/journey.js';
import { freePort } from '../support/ports.js';
import { startTilgang, temporaryDataFolder } from '../support/tilgang.js';

const deliverers = [
  [registryIds.npr, 'deliveryNpr'],
  [registryIds.dar, 'deliveryDar'],
  [registryIds.stroke, 'deliveryStroke'],
] as const;

// Here the vault and the worker run as well: a browser visits the whole of Tilgang.
const { folder, remove } = temporaryDataFolder();
const start = startTilgang(folder, await freePort());
await start.ready();
process.env.TILGANG_URL = start.url;
const { isSound, narrow, signIn, visitor, wide } = await import('../support/web.js');

let linking: HttpCase;

beforeAll(async () => {
  const http = new HttpTilgang(start.url);
  for (const [id, by] of deliverers) {
    const publicKey = await identityToRecipient(await generateX25519Identity());
    const key = { publicKey };
    const { status } = await http.send(by, 'PUT', `/registries/${id}/recipient-key`, key);
    expect(status).toBe(200);
  }
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
