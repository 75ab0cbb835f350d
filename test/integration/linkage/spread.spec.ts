import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { HttpVaultClient } from '#linkage';
import { shareOf } from '../../../libs/linkage/src/vault.share.js';
import { people } from './people.js';
import { testRegistry, type TestRegistry, TestVault, token } from './vault.js';

/** An agency whose domains are more than one machine holds. */
let vaults: TestVault[];
let owners: pg.Pool[];
let client: HttpVaultClient;
let births: TestRegistry;

beforeAll(async () => {
  vaults = [
    await TestVault.start({ VAULT_SHARE: '1/2' }),
    await TestVault.start({ VAULT_SHARE: '2/2' }),
  ];
  owners = vaults.map(
    ({ database }) => new pg.Pool({ connectionString: database.ownerUrl, max: 2 }),
  );
  client = new HttpVaultClient(
    vaults.map(({ url }) => url),
    token,
  );
  births = await testRegistry('mfr');
});
afterAll(async () => {
  for (const owner of owners) await owner.end();
  for (const vault of vaults) await vault.end();
});

/** A new domain id that belongs to the vault in this place. */
function idOf(place: number): string {
  for (;;) {
    const id = randomUUID();
    if (shareOf(id, 2) === place) return id;
  }
}

const list = (numbers: readonly string[]): string => `fnr\n${numbers.join('\n')}\n`;

describe('domains spread over two vaults', () => {
  it('are each in one vault by their id, and the case system finds it', async () => {
    for (const place of [0, 1]) {
      const domainId = idOf(place);
      const registries = [{ id: births.id, ageRecipient: births.ageRecipient }];
      await client.createDomain({ domainId, caseReference: 'HDS-2026-000001', registries });
      const there = await Promise.all(
        owners.map((owner) => owner.query('SELECT FROM vault.domain WHERE id = $1', [domainId])),
      );
      expect(there.map(({ rowCount }) => rowCount)).toEqual(place === 0 ? [1, 0] : [0, 1]);
    }
  });

  it('are refused by a vault they do not belong to', async () => {
    const refused = await vaults[0]!.call('PUT', `/domains/${idOf(1)}`, {
      json: {
        caseReference: 'HDS-2026-000001',
        registries: [{ id: births.id, ageRecipient: births.ageRecipient }],
      },
    });
    expect([refused.status, refused.json['code']]).toEqual([409, 'domain-of-another-vault']);
  });

  it('never have a prefix in common, though no vault knows of another [law 26]', async () => {
    for (const [place, vault] of vaults.entries()) {
      for (let i = 0; i < 20; i++) {
        await vault.domain([births], { serialFormat: { prefix: 'allocated' } }, idOf(place));
      }
    }
    for (const [place, owner] of owners.entries()) {
      const { rows } = await owner.query<{ prefix: string }>(
        'SELECT prefix FROM vault.serial_prefix',
      );
      expect(rows.length).toBeGreaterThanOrEqual(20);
      for (const { prefix } of rows) expect(shareOf(prefix, 2)).toBe(place);
    }
  });

  it('tell of what they did through one client, also while one of them is away', async () => {
    const domains = [];
    for (const [place, vault] of vaults.entries()) {
      const domainId = await vault.domain([births], {}, idOf(place));
      await vault.accepted(domainId, births, list(people(20)));
      domains.push(domainId);
    }
    const told = await client.notices(100);
    expect(told.map(({ domainId }) => domainId).sort()).toEqual([...domains].sort());
    const withOneAway = new HttpVaultClient([vaults[0]!.url, 'http://127.0.0.1:9'], token);
    expect((await withOneAway.notices(100)).map(({ domainId }) => domainId)).toEqual([domains[0]]);
    for (const notice of told) await client.acknowledge(notice);
    expect(await client.notices(100)).toEqual([]);
  });
});

describe('two domains of one vault', () => {
  it('share nothing a list waits for: one is worked on while the other is locked', async () => {
    const [vault, owner] = [vaults[0]!, owners[0]!];
    const [busy, free] = [await vault.domain([births], {}, idOf(0)), idOf(0)];
    await vault.domain([births], {}, free);
    const holder = await owner.connect();
    try {
      await holder.query('BEGIN');
      for (const table of ['domain', 'segment', 'run', 'serial_prefix', 'domain_registry']) {
        const column = table === 'domain' ? 'id' : 'domain_id';
        await holder.query(`SELECT FROM vault.${table} WHERE ${column} = $1 FOR UPDATE`, [busy]);
      }
      const { counts } = await vault.accepted(free, births, list(people(500)));
      expect(counts.accepted).toBe(500);
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
  });

  it('have every row of theirs to themselves: no table mixes people of two', async () => {
    const { rows } = await owners[0]!.query<{ table: string }>(`
      SELECT table_name AS table FROM information_schema.tables t
      WHERE table_schema = 'vault' AND NOT EXISTS (
        SELECT FROM information_schema.columns c
        WHERE c.table_schema = 'vault' AND c.table_name = t.table_name
          AND c.column_name IN ('domain_id', 'run_id', 'list_id', 'order_id'))
      ORDER BY 1`);
    // What is of the vault itself: its domains, its people, its keys for signing, its rotations.
    expect(rows.map(({ table }) => table)).toEqual([
      'custodian',
      'domain',
      'rotation',
      'signing_key',
    ]);
  });
});
