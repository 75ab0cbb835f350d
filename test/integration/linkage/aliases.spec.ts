import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Decrypter } from 'age-encryption';
import { people } from './people.js';
import { type Answer, testRegistry, type TestRegistry, TestVault } from './vault.js';

let vault: TestVault;
let births: TestRegistry;
let cancers: TestRegistry;
let linker: TestRegistry;

beforeAll(async () => {
  vault = await TestVault.start();
  births = await testRegistry('mfr');
  cancers = await testRegistry('kreftregisteret');
  linker = await testRegistry('linker');
});
afterAll(async () => {
  await vault.end();
});

const csv = (numbers: readonly string[]): string => `fnr\n${numbers.join('\n')}\n`;
const aliasFile = (pairs: readonly (readonly [string, string])[]): string =>
  `old_number;new_number;from_date;reason\n${pairs.map(([a, b]) => `${a};${b};2020-01-01;x`).join('\n')}\n`;

async function post(
  domain: string,
  what: string,
  body: string,
  registry?: string,
): Promise<Answer> {
  const scope = registry === undefined ? 'people:write' : 'list:write';
  const bearer = await vault.ticket({ scope, domain, registry });
  const path = `/domains/${domain}/${what}${registry === undefined ? '' : `/${registry}`}`;
  return vault.call('POST', path, { bearer, body });
}

const counts = (answer: Answer): unknown => answer.json['counts'];

async function report(domain: string, answer: Answer, registry?: string): Promise<string> {
  const scope = registry === undefined ? 'people:write' : 'list:write';
  const bearer = await vault.ticket({ scope, domain, registry });
  const path = `/people-files/${String(answer.json['fileId'])}/report`;
  return (await vault.fetch('GET', path, { bearer })).text();
}

interface Told {
  kind: string;
  registryId: string;
  data: { correctionId: string; rows: number };
}

async function told(domain: string): Promise<Told[]> {
  const { json } = await vault.call('GET', '/notices?limit=1000');
  const items = json['items'] as (Told & { domainId: string })[];
  return items.filter(({ domainId, kind }) => domainId === domain && kind !== 'key-file-made');
}

async function correction(domain: string, notice: Told, by: TestRegistry): Promise<string[]> {
  const scope = by === linker ? 'bridge:read' : 'list:write';
  const bearer = await vault.ticket({ scope, domain, registry: by.id });
  const path = `/corrections/${notice.data.correctionId}`;
  const response = await vault.fetch('GET', path, { bearer });
  const decrypter = new Decrypter();
  decrypter.addIdentity(by.identity);
  const text = await decrypter.decrypt(new Uint8Array(await response.arrayBuffer()), 'text');
  return text.trimEnd().split('\n');
}

const numbersOf = async (domain: string, registry: TestRegistry, list: readonly string[]) => {
  const receipt = await vault.accepted(domain, registry, csv(list));
  return { receipt, numbers: await vault.numbers(domain, registry, receipt.runId) };
};

describe('people with several identity numbers', () => {
  it('have one serial number, whichever number a list has, and the registry is told of old ones [law 26]', async () => {
    const domain = await vault.domain([births, cancers]);
    const [a, b, c, other] = people(4) as [string, string, string, string];
    const sent = await post(
      domain,
      'aliases',
      aliasFile([
        [b, c],
        [a, b],
      ]),
    );
    expect(counts(sent)).toEqual({ rows: 2, accepted: 2, refused: 0, merged: 0 });

    const one = await numbersOf(domain, births, [a, other]);
    const two = await numbersOf(domain, cancers, [other, c, b]);
    expect(two.numbers.get(c)).toBe(one.numbers.get(a));
    expect(two.numbers.get(b)).toBe(one.numbers.get(a));
    expect(two.numbers.get(other)).toBe(one.numbers.get(other));
    expect(two.numbers.get(other)).not.toBe(two.numbers.get(c));
    expect(await vault.report(domain, births, one.receipt.runId)).toBe(
      'line;reason\n2;replaced-number\n',
    );
    expect(await vault.report(domain, cancers, two.receipt.runId)).toBe(
      'line;reason\n4;replaced-number\n',
    );
    const { rows } = await vault.owner.query('SELECT people FROM vault.domain WHERE id = $1', [
      domain,
    ]);
    expect(rows).toEqual([{ people: 2 }]);
    expect(await told(domain)).toEqual([]);
  });

  it('are merged when the alias comes after the first run, and everyone with their numbers is told [law 26]', async () => {
    const domain = await vault.domain([births, cancers]);
    const everyone = people(40_000);
    const [old, current] = [everyone.slice(0, 300), everyone.slice(300, 600)];
    const pairs = old.map((number, i) => [number, current[i]!] as const);
    const first = await numbersOf(domain, births, everyone.slice(0, 30_000));
    const rest = await numbersOf(domain, cancers, everyone.slice(20_000));

    const sent = await post(domain, 'aliases', aliasFile(pairs));
    expect(counts(sent)).toEqual({ rows: 300, accepted: 300, refused: 0, merged: 300 });
    const notices = await told(domain);
    expect(notices.map(({ kind, registryId, data }) => [kind, registryId, data.rows])).toEqual([
      ['numbers-merged', 'kreftregisteret', 300],
      ['numbers-merged', 'mfr', 300],
    ]);
    const [header, ...lines] = await correction(domain, notices[1]!, births);
    expect(header).toBe('retired_serial_number;serial_number');
    const merged = new Map(lines.map((line) => line.split(';') as [string, string]));
    for (const [a, b] of pairs) {
      expect(merged.get(first.numbers.get(a)!)).toBe(first.numbers.get(b));
    }

    const again = await numbersOf(domain, births, everyone);
    for (const [i, person] of everyone.entries()) {
      const before = first.numbers.get(person) ?? rest.numbers.get(person)!;
      const serial = i < 300 ? merged.get(before) : before;
      if (again.numbers.get(person) !== serial) throw new Error('a number changed');
    }
    const { rows } = await vault.owner.query('SELECT people FROM vault.domain WHERE id = $1', [
      domain,
    ]);
    expect(rows).toEqual([{ people: 39_700 }]);

    // New people never get a retired number, and the same file again changes nothing.
    const more = await numbersOf(domain, births, people(5_000, 1_000_000));
    expect([...more.numbers.values()].filter((serial) => merged.has(serial))).toEqual([]);
    const repeated = await post(domain, 'aliases', aliasFile(pairs));
    expect(counts(repeated)).toEqual({ rows: 300, accepted: 0, refused: 300, merged: 0 });
    expect(await told(domain)).toHaveLength(2);
  });

  it('are merged in each registry’s own numbers too, and in the linker’s', async () => {
    const domain = await vault.domain([births, cancers], {
      childDomains: { linkerId: linker.id, ageRecipient: linker.ageRecipient },
    });
    const [a, b, c] = people(3) as [string, string, string];
    const ofBirths = await numbersOf(domain, births, [a, b, c]);
    const ofCancers = await numbersOf(domain, cancers, [a, c]);
    await post(domain, 'aliases', aliasFile([[a, b]]));
    const notices = await told(domain);
    // Only births has had two numbers for the one person, and the linker through it.
    expect(notices.map(({ registryId }) => registryId)).toEqual(['mfr', 'linker']);
    expect(await correction(domain, notices[0]!, births)).toEqual([
      'retired_serial_number;serial_number',
      `${ofBirths.numbers.get(a)};${ofBirths.numbers.get(b)}`,
    ]);
    expect(await correction(domain, notices[1]!, linker)).toHaveLength(2);
    const later = await numbersOf(domain, cancers, [b, a]);
    expect(later.numbers.get(b)).toBe(ofCancers.numbers.get(a));
    expect(later.numbers.get(a)).toBe(ofCancers.numbers.get(a));
  });

  it('are reported by line and reason where the file contradicts itself, never by number [law 27]', async () => {
    const domain = await vault.domain([births]);
    const [a, b, c, d, e] = people(5, 500_000) as [string, string, string, string, string];
    const rows = [
      `${a};${b};;`,
      `${a};${c};;`,
      `${b};${d};;`,
      `${d};${b};;`,
      `${e};${e};;`,
      `${e};12345678901;;`,
      `x;${e};;`,
      `${e};;;`,
      `${e};${c};yesterday;`,
      `${e};${c};2999-01-01;`,
      `${e};${c};2020-01-01T00:00:00;`,
      `${e};${c};;`,
    ];
    const answer = await post(
      domain,
      'aliases',
      `gammelt_nummer;nytt_nummer;from;why\r\n${rows.join('\r\n')}`,
    );
    expect(counts(answer)).toEqual({ rows: 12, accepted: 1, refused: 11, merged: 0 });
    expect((await report(domain, answer)).split('\n').slice(1, -1)).toEqual([
      '2;old-number-has-two-new',
      '3;old-number-has-two-new',
      '4;goes-in-a-circle',
      '5;goes-in-a-circle',
      '6;same-number-twice',
      '7;new-number-invalid',
      '8;old-number-invalid',
      '9;not-two-numbers',
      '10;from-date-malformed',
      '11;not-in-force-yet',
      '13;repeated',
    ]);
    const kept = vault.logged.join('') + (await everythingKept());
    for (const number of [a, b, c, d, e]) {
      expect(kept.includes(number)).toBe(false);
      expect(kept.includes(Buffer.from(number).toString('hex'))).toBe(false);
    }
  });

  it('are taken with a ticket for it alone, and not once keys are destroyed', async () => {
    const domain = await vault.domain([births]);
    const [a, b] = people(2) as [string, string];
    for (const claims of [{ scope: 'list:write', registry: 'mfr' }, { scope: 'resolve' }]) {
      const bearer = await vault.ticket({ ...claims, domain });
      const path = `/domains/${domain}/aliases`;
      const answer = await vault.call('POST', path, { bearer, body: aliasFile([[a, b]]) });
      expect([answer.status, answer.json['code']]).toEqual([403, 'ticket-for-something-else']);
    }
    const refused = await post(domain, 'aliases', 'name;age\nKari;7\n');
    expect([refused.status, refused.json['code']]).toEqual([422, 'alias-columns-missing']);
    expect((await post(randomUUID(), 'aliases', aliasFile([[a, b]]))).status).toBe(404);
  });
});

describe('people who may not be linked', () => {
  it('get no number in any list of the project, and are counted and reported as reserved [law 26]', async () => {
    const domain = await vault.domain([births, cancers]);
    const everyone = people(2_000);
    const withdrawn = everyone.slice(100, 200);
    const sent = await post(domain, 'reservations', csv([...withdrawn, withdrawn[0]!, '123']));
    expect(counts(sent)).toEqual({
      rows: 102,
      accepted: 100,
      repeated: 1,
      invalid: 1,
      withdrawn: 0,
    });
    expect(await report(domain, sent)).toBe('line;reason\n102;repeated\n103;not-eleven-digits\n');
    for (const registry of [births, cancers]) {
      const { receipt, numbers } = await numbersOf(domain, registry, everyone);
      expect(receipt.counts).toMatchObject({ accepted: 1_900, reserved: 100, invalid: 0 });
      expect(withdrawn.filter((person) => numbers.has(person))).toEqual([]);
      const lines = (await vault.report(domain, registry, receipt.runId)).trimEnd().split('\n');
      expect(lines[1]).toBe('102;reserved');
      expect(lines).toHaveLength(101);
    }
  });

  it('in one registry are left out of its lists alone, and it alone is told', async () => {
    const domain = await vault.domain([births, cancers]);
    const everyone = people(1_000);
    const ofCancers = await numbersOf(domain, cancers, everyone);
    const before = await numbersOf(domain, births, everyone.slice(0, 900));
    const sent = await post(domain, 'reservations', csv(everyone.slice(0, 10)), 'mfr');
    expect(counts(sent)).toMatchObject({ accepted: 10, withdrawn: 10 });
    const notices = await told(domain);
    expect(notices.map(({ kind, registryId }) => [kind, registryId])).toEqual([
      ['people-reserved', 'mfr'],
    ]);
    const [header, ...lines] = await correction(domain, notices[0]!, births);
    expect(header).toBe('serial_number');
    const concerned = everyone.slice(0, 10).map((person) => before.numbers.get(person)!);
    expect(lines.sort()).toEqual(concerned.sort());

    const later = await numbersOf(domain, births, everyone);
    expect(later.receipt.counts).toMatchObject({ accepted: 990, reserved: 10 });
    const others = await numbersOf(domain, cancers, everyone);
    expect(others.numbers).toEqual(ofCancers.numbers);
  });

  it('in one registry tell it nothing of who is in the list of another [law 26]', async () => {
    const domain = await vault.domain([births, cancers]);
    const [own, shared, elsewhere, nowhere] = people(4) as [string, string, string, string];
    await numbersOf(domain, cancers, [shared, elsewhere]);
    await numbersOf(domain, births, [own, shared]);
    const sent = await post(domain, 'reservations', csv([own, shared, elsewhere, nowhere]), 'mfr');
    expect(counts(sent)).toMatchObject({ accepted: 4, withdrawn: 2 });
    const notices = await told(domain);
    expect(notices.map(({ data }) => data.rows)).toEqual([2]);
    for (const person of [elsewhere, nowhere]) {
      const again = await post(domain, 'reservations', csv([person]), 'mfr');
      expect(counts(again)).toMatchObject({ accepted: 1, withdrawn: 0 });
    }
    expect(await told(domain)).toHaveLength(notices.length);
  });

  it('stay reserved under every number they have, whichever comes first', async () => {
    const domain = await vault.domain([births]);
    const [a, b, c, d] = people(4) as [string, string, string, string];
    await numbersOf(domain, births, [a, b, c, d]);
    await post(domain, 'aliases', aliasFile([[a, b]]));
    await post(domain, 'reservations', csv([a, c]));
    await post(domain, 'aliases', aliasFile([[c, d]]));
    const { receipt } = await numbersOf(domain, births, [b, d]);
    expect(receipt.counts).toMatchObject({ accepted: 0, reserved: 2 });
    const kinds = (await told(domain)).map(({ kind, data }) => [kind, data.rows]);
    expect(kinds).toEqual([
      ['numbers-merged', 1],
      ['people-reserved', 2],
      ['numbers-merged', 1],
      // The number that was kept for the second of them is reserved from now on.
      ['people-reserved', 1],
    ]);
  });
});

describe('after destruction', () => {
  it('no alias, reservation, retired number or correction is left [law 26]', async () => {
    const domain = await vault.domain([births]);
    const [a, b] = people(2) as [string, string];
    await numbersOf(domain, births, [a, b]);
    await post(domain, 'aliases', aliasFile([[a, b]]));
    await post(domain, 'reservations', csv([a]));
    const tables = ['alias_pair', 'alias_part', 'alias_serial', 'retired_serial'];
    const count = async (): Promise<unknown> =>
      Promise.all(
        [...tables, 'reservation_part', 'people_file', 'segment'].map(async (table) => {
          const sql = `SELECT count(*)::int AS n FROM vault.${table} WHERE domain_id = $1`;
          return (await vault.owner.query<{ n: number }>(sql, [domain])).rows[0]!.n > 0;
        }),
      );
    expect(await count()).toEqual(new Array(7).fill(true));
    expect((await vault.destroy(domain)).status).toBe(200);
    expect(await count()).toEqual(new Array(7).fill(false));
    const gone = await post(domain, 'aliases', aliasFile([[a, b]]));
    expect([gone.status, gone.json['code']]).toEqual([410, 'keys-destroyed']);
  });
});

async function everythingKept(): Promise<string> {
  const { rows } = await vault.owner.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'vault'",
  );
  let kept = '';
  for (const { name } of rows) {
    const found = await vault.owner.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM vault.${name} t`,
    );
    kept += found.rows.map(({ row }) => row).join('\n');
  }
  return kept;
}
