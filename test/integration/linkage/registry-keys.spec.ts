import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKey } from 'openpgp';
import pg from 'pg';
import { GnuPg } from '../../support/gnupg.js';
import { people } from './people.js';
import { orderedPlan, step } from './plan.js';
import { testRegistry, type TestRegistry, TestVault } from './vault.js';

let vault: TestVault;
let npr: TestRegistry;
let mfr: TestRegistry;
const gpg = new GnuPg();

beforeAll(async () => {
  vault = await TestVault.start();
  npr = await testRegistry('npr');
  mfr = { ...(await testRegistry('mfr')), ageRecipient: gpg.newKey('mfr@registry.example') };
});
afterAll(async () => {
  gpg.end();
  await vault.end();
});

const listOf = (numbers: readonly string[]) => `fnr\n${numbers.join('\n')}\n`;
const linesOf = (file: Buffer) => file.toString().trimEnd().split('\n').slice(1);

function reorder(
  { domainId, orderId }: { domainId: string; orderId: string },
  registries: readonly TestRegistry[],
  steps: readonly object[],
) {
  const json = {
    caseReference: 'HDS-2026-000001',
    registries: registries.map(({ id, ageRecipient }) => ({ id, ageRecipient })),
    steps,
  };
  return vault.call('PUT', `/domains/${domainId}/orders/${orderId}`, { json });
}

describe('the key of a registry in an order', () => {
  const steps = () => [step('cohort', 'cohort', npr), step('list:mfr', 'list', mfr)];

  it('may be of OpenPGP, and GnuPG opens the key file [law 26]', async () => {
    const { domainId } = await orderedPlan(vault, [npr, mfr], steps());
    await vault.accepted(domainId, npr, listOf(people(20)));
    const { runId } = await vault.accepted(domainId, mfr, listOf(people(30)));
    const opened = gpg.decrypt(await vault.keyFile(domainId, mfr, runId));
    const numbers = linesOf(opened).map((line) => line.split(';')[0]);
    expect(numbers.sort()).toEqual([...people(20)].sort());
    const bearer = await vault.listTicket(domainId, 'mfr');
    const { json } = await vault.call('GET', `/runs/${runId}/manifest`, { bearer });
    const recipientFingerprint = gpg.fingerprintOf('mfr@registry.example').toLowerCase();
    expect(json['keyFile']).toMatchObject({ encryption: 'openpgp', recipientFingerprint });
  });

  it('is changed by the same order with the new key, for files that are still to come', async () => {
    const plan = await orderedPlan(vault, [npr, mfr], steps());
    await vault.accepted(plan.domainId, npr, listOf(people(20)));
    const first = await vault.accepted(plan.domainId, mfr, listOf(people(5)));
    const renewed = await testRegistry('mfr');
    expect((await reorder(plan, [npr, renewed], steps())).status).toBe(200);
    const second = await vault.accepted(plan.domainId, mfr, listOf(people(5)));
    const numbers = await vault.numbers(plan.domainId, renewed, second.runId);
    const before = linesOf(gpg.decrypt(await vault.keyFile(plan.domainId, mfr, first.runId)));
    expect([...numbers].map((row) => row.join(';')).sort()).toEqual(before.sort());
    const owner = new pg.Client({ connectionString: vault.database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query(
      `SELECT registry_id FROM vault.access_log
        WHERE domain_id = $1 AND action = 'replace-recipient-key'`,
      [plan.domainId],
    );
    await owner.end();
    expect(rows).toEqual([{ registry_id: 'mfr' }]);
  });

  it('is refused when it has expired, with the place it stands in', async () => {
    const plan = await orderedPlan(vault, [npr, mfr], steps());
    const { publicKey } = await generateKey({
      userIDs: [{ name: 'Registry' }],
      date: new Date('2020-01-01T00:00:00Z'),
      keyExpirationTime: 3_600,
      format: 'object',
    });
    const expired = { ...mfr, ageRecipient: publicKey.armor() };
    const { status, json } = await reorder(plan, [npr, expired], steps());
    expect([status, json['code']]).toEqual([422, 'age-recipient-malformed']);
    expect(json['problems']).toMatchObject([{ field: 'registries.1.ageRecipient' }]);
  });
});
