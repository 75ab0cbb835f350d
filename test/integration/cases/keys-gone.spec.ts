import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseById } from '#cases';
import { linkageSchedules, type Notice, type VaultClient } from '#linkage';
import { type CasesUnderTest, givenCases } from '../../support/given.js';

let under: CasesUnderTest;

beforeAll(async () => {
  under = await givenCases();
});
afterAll(() => under.close());

/** A vault that has this to tell, until it is acknowledged. */
function vaultTelling(notice: Notice) {
  const waiting = [notice];
  const client: Partial<VaultClient> = {
    notices: () => Promise.resolve([...waiting]),
    acknowledge: ({ id }) => {
      waiting.splice(0, waiting.length, ...waiting.filter((each) => each.id !== id));
      return Promise.resolve();
    },
  };
  return { client: client as VaultClient, waiting };
}

describe('keys that two custodians destroyed at the vault itself', () => {
  it('are an event of the case, once, though the notice is fetched again after a crash [law 26]', async () => {
    const { id } = await under.givenCase('linked');
    const { domainId = '' } = (await caseById(under.db, id))!.tracks.linkage;
    const notice: Notice = {
      id: '00000000-0000-4000-8000-000000000001',
      kind: 'keys-destroyed',
      domainId,
      registryId: null,
      at: '2026-12-01T12:00:00.000Z',
      data: {
        destroyedAt: '2026-12-01T12:00:00.000Z',
        serialNumberCount: 24,
        certificateSha256: 'a'.repeat(64),
        orderedByName: 'Kari Koblingsansvarlig',
        confirmedByName: 'Ola Koblingsansvarlig',
      },
    };
    for (let fetched = 0; fetched < 2; fetched++) {
      const { client, waiting } = vaultTelling(notice);
      for (const { run } of linkageSchedules(under.cases, under.db, client)) await run();
      expect(waiting).toEqual([]);
    }
    const { linkage, closure } = (await caseById(under.db, id))!.tracks;
    expect(linkage).toMatchObject({ state: 'destroyed', ...notice.data });
    expect(closure.state).toBe('active');
    const { rows } = await under.owner.pool.query<{ outcome: string }>(
      `SELECT outcome FROM tilgang.case_event
        WHERE case_id = $1 AND type IN ('keys-destroyed', 'record-keys-destroyed')`,
      [id],
    );
    expect(rows).toEqual([{ outcome: 'accepted' }]);
  });
});
