import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { approvalsOf } from '#cases';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, type Step } from '../../support/journey.js';

let under: CasesUnderTest;

beforeAll(async () => {
  under = await givenCases();
});
afterAll(() => under.close());

const order: Step = { by: 'custodian', command: { type: 'order-key-destruction' } };
const confirm: Step = { by: 'otherCustodian', command: { type: 'confirm-key-destruction' } };
const withdraw: Step = { by: 'otherCustodian', command: { type: 'withdraw-key-destruction' } };
const destroyed: Step = {
  by: 'system',
  command: {
    type: 'record-keys-destroyed',
    destroyedAt: '2026-12-31T12:00:00.000Z',
    serialNumberCount: 24,
    certificateSha256: 'a'.repeat(64),
    orderedByName: 'Kari Koblingsansvarlig',
    confirmedByName: 'Ola Koblingsansvarlig',
  },
};

async function giveAll(id: string, version: number, steps: readonly Step[]): Promise<number> {
  for (const step of steps) version = await under.give(id, version, step);
  return version;
}

describe('what two custodians approve in the case', () => {
  it('is signed for each of them in turn and kept until the keys are gone [law 26]', async () => {
    const { id, version } = await under.givenCase('ended');
    let now = await giveAll(id, version, [order]);
    const [ordered] = await approvalsOf(under.db, id);
    expect(ordered).toMatch(new RegExp(`^order [0-9a-f-]{36} ${people.custodian.personId}$`));

    now = await giveAll(id, now, [confirm]);
    const both = await approvalsOf(under.db, id);
    expect(both).toEqual([
      ordered,
      `confirm ${ordered!.split(' ')[1]} ${people.otherCustodian.personId}`,
    ]);
    await giveAll(id, now, [destroyed]);
    expect(await approvalsOf(under.db, id)).toEqual([]);
  });

  it('is forgotten when it is withdrawn, and a later order is another one', async () => {
    const { id, version } = await under.givenCase('ended');
    const now = await giveAll(id, version, [order]);
    const [first] = await approvalsOf(under.db, id);
    const withdrawn = await giveAll(id, now, [withdraw]);
    expect(await approvalsOf(under.db, id)).toEqual([]);
    await giveAll(id, withdrawn, [order, confirm]);
    const [again, confirmed] = await approvalsOf(under.db, id);
    expect(again).not.toBe(first);
    expect(confirmed!.split(' ')[1]).toBe(again!.split(' ')[1]);
  });

  it('stands in no event, job or case', async () => {
    const { id, version } = await under.givenCase('ended');
    await giveAll(id, version, [order, confirm]);
    const tickets = await approvalsOf(under.db, id);
    expect(tickets).toHaveLength(2);
    for (const table of ['case_event', 'outbox', 'access_case', 'case_text', 'notice']) {
      const { rows } = await under.owner.pool.query<{ row: string }>(
        `SELECT row::text FROM tilgang.${table} AS row`,
      );
      const whole = rows.map(({ row }) => row).join('\n');
      for (const ticket of tickets) expect([table, whole.includes(ticket)]).toEqual([table, false]);
    }
  });
});
