import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunReceipt } from '#linkage/vault';
import { until } from '../../support/until.js';
import { people } from './people.js';
import { testRegistry, type TestRegistry, TestVault } from './vault.js';

let vault: TestVault;
let births: TestRegistry;
let cancers: TestRegistry;

beforeAll(async () => {
  vault = await TestVault.start();
  births = await testRegistry('mfr');
  cancers = await testRegistry('kreftregisteret');
});
afterAll(async () => {
  await vault.end();
});

const csv = (numbers: readonly string[]): string => `fnr\n${numbers.join('\n')}\n`;
const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Everything the vault keeps of a domain. */
async function traces(domainId: string): Promise<unknown> {
  const count = async (table: string): Promise<unknown> =>
    (
      await vault.owner.query(
        `SELECT count(*)::int AS n FROM vault.${table} WHERE domain_id = $1`,
        [domainId],
      )
    ).rows[0];
  const domain = await vault.owner.query('SELECT people FROM vault.domain WHERE id = $1', [
    domainId,
  ]);
  return [await count('segment'), await count('run'), await count('notice'), domain.rows[0]];
}

describe('a person list', () => {
  it('becomes a key file that its registry alone can read, with counts and hashes that add up [law 26]', async () => {
    const domain = await vault.domain([births, cancers]);
    const [one, two, three] = people(3);
    const list = `name;fnr\nA;${one}\nB;${two}\nC;${one}\nD;123\nE;\nF;${three}\n`;
    const receipt = await vault.accepted(domain, births, list);

    expect(receipt.counts).toEqual({ rows: 6, accepted: 3, repeated: 1, invalid: 2, reserved: 0 });
    expect(receipt.inputSha256).toBe(sha256(list));
    const file = await vault.keyFile(domain, births, receipt.runId);
    expect(receipt.keyFile).toEqual({ bytes: file.length, sha256: sha256(file), rows: 3 });

    const numbers = await vault.numbers(domain, births, receipt.runId);
    expect([...numbers.keys()].sort()).toEqual([one, two, three].sort());
    for (const serial of numbers.values()) {
      expect(vault.format(domain).parse(serial)).toHaveProperty('serial');
    }
    await expect(
      vault.numbers(domain, { ...births, identity: cancers.identity }, receipt.runId),
    ).rejects.toThrow();

    const report = await vault.report(domain, births, receipt.runId);
    expect(report).toBe('line;reason\n4;repeated\n5;not-eleven-digits\n6;empty\n');
    expect(receipt.report).toEqual({ rows: 3, sha256: sha256(report) });
  });

  it('keeps everyone through many lists that each bring a few more [law 26]', async () => {
    const domain = await vault.domain([births]);
    const everyone = people(20_200);
    const known = new Map<string, string>();
    // A first list larger than a segment, then more lists than a segment has layers.
    for (let list = 0; list <= 12; list++) {
      const until = list === 0 ? 19_000 : 19_000 + list * 100;
      const sent = everyone.slice(list === 0 ? 0 : until - 300, until);
      const { runId } = await vault.accepted(domain, births, csv(sent));
      const numbers = await vault.numbers(domain, births, runId);
      expect(numbers.size).toBe(sent.length);
      for (const [person, serial] of numbers) {
        expect(known.get(person) ?? serial).toBe(serial);
        known.set(person, serial);
      }
    }
    expect(new Set(known.values()).size).toBe(20_200);
    const { rows } = await vault.owner.query<{ layers: number }>(
      `SELECT count(*)::int AS layers FROM vault.segment WHERE domain_id = $1
       GROUP BY first_part ORDER BY layers DESC`,
      [domain],
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(rows[0]!.layers).toBeGreaterThan(1);
    expect(rows[0]!.layers).toBeLessThanOrEqual(8);
    const whole = await vault.accepted(domain, births, csv(everyone));
    expect(await vault.numbers(domain, births, whole.runId)).toEqual(known);
  });

  it('gives a person the same number in every list of the project, and another in another project [law 26]', async () => {
    const [domain, other] = [
      await vault.domain([births, cancers]),
      await vault.domain([births, cancers]),
    ];
    const everyone = people(3_000);
    const lists: [TestRegistry, string, string[]][] = [
      [births, csv(everyone.slice(0, 1_000)), everyone.slice(0, 1_000)],
      [
        cancers,
        `x,"PID"\r\n${everyone
          .slice(500, 2_500)
          .reverse()
          .map((n) => `1,"${n}"`)
          .join('\r\n')}`,
        everyone.slice(500, 2_500),
      ],
      [births, `\uFEFF${everyone.join('\n')}`, everyone],
      [births, csv(everyone.slice(0, 1_000)), everyone.slice(0, 1_000)],
    ];
    const known = new Map<string, string>();
    for (const [registry, list, members] of lists) {
      const { runId, counts } = await vault.accepted(domain, registry, list);
      expect(counts).toEqual({
        rows: members.length,
        accepted: members.length,
        repeated: 0,
        invalid: 0,
        reserved: 0,
      });
      const numbers = await vault.numbers(domain, registry, runId);
      expect([...numbers.keys()].sort()).toEqual([...members].sort());
      for (const [person, serial] of numbers) {
        if (known.has(person)) expect(serial).toBe(known.get(person));
        known.set(person, serial);
      }
    }
    expect(new Set(known.values()).size).toBe(3_000);

    const { runId } = await vault.accepted(other, births, csv(everyone));
    const elsewhere = await vault.numbers(other, births, runId);
    const ours = new Set(known.values());
    expect([...elsewhere.values()].filter((serial) => ours.has(serial))).toEqual([]);
  });

  it('keeps the numbers when the vault is stopped and started', async () => {
    const domain = await vault.domain([births]);
    const list = csv(people(200));
    const first = await vault.accepted(domain, births, list);
    const before = await vault.numbers(domain, births, first.runId);
    await vault.restart();
    const second = await vault.accepted(domain, births, list);
    expect(await vault.numbers(domain, births, second.runId)).toEqual(before);
    expect(second.runId).not.toBe(first.runId);
  });

  it('holds together over many segments, also when a later list grows some of them', async () => {
    const domain = await vault.domain([births]);
    const everyone = people(90_000);
    const first = await vault.accepted(domain, births, csv(everyone.slice(0, 80_000)));
    const before = await vault.numbers(domain, births, first.runId);
    const segments = async (): Promise<{ first_part: number; run_id: string; people: number }[]> =>
      (
        await vault.owner.query(
          'SELECT first_part, run_id, people FROM vault.segment WHERE domain_id = $1 ORDER BY 1',
          [domain],
        )
      ).rows as { first_part: number; run_id: string; people: number }[];
    expect((await segments()).length).toBeGreaterThan(2);

    const one = await vault.accepted(domain, births, csv(everyone.slice(79_999, 80_001)));
    const rewritten = (await segments()).filter((segment) => segment.run_id === one.runId);
    // One of the two was known: there is room for both all the same (answer-slots.spec.ts).
    expect(rewritten.reduce((sum, { people: room }) => sum + room, 0)).toBe(2);
    expect(rewritten.length).toBeLessThanOrEqual(2);

    const second = await vault.accepted(domain, births, csv(everyone));
    const after = await vault.numbers(domain, births, second.runId);
    expect(after.size).toBe(90_000);
    expect(new Set(after.values()).size).toBe(90_000);
    expect([...before].filter(([person, serial]) => after.get(person) !== serial)).toEqual([]);
    const total = (await segments()).reduce((sum, segment) => sum + segment.people, 0);
    // The room for the one who was known is left, unless its segment was written anew.
    expect([90_000, 90_001]).toContain(total);
  });

  it('comes in two at once in one project, and in two projects, without a number given twice [law 26]', async () => {
    const domain = await vault.domain([births, cancers]);
    const other = await vault.domain([births]);
    const everyone = people(6_000);
    const [one, two, three] = await Promise.all([
      vault.accepted(domain, births, csv(everyone.slice(0, 4_000))),
      vault.accepted(domain, cancers, csv(everyone.slice(2_000))),
      vault.accepted(other, births, csv(everyone)),
    ]);
    const numbers = [
      ...(await vault.numbers(domain, births, one.runId)),
      ...(await vault.numbers(domain, cancers, two.runId)),
    ];
    const byPerson = new Map(numbers);
    expect(byPerson.size).toBe(6_000);
    expect(numbers.filter(([person, serial]) => byPerson.get(person) !== serial)).toEqual([]);
    expect(new Set(byPerson.values()).size).toBe(6_000);
    expect(three.counts.accepted).toBe(6_000);
  });

  it('is told of to the case system in the same transaction, once, until acknowledged', async () => {
    const domain = await vault.domain([births]);
    const receipt = await vault.accepted(domain, births, csv(people(5)));
    const mine = async (): Promise<Record<string, unknown>[]> => {
      const { json } = await vault.call('GET', '/notices?limit=1000');
      return (json['items'] as Record<string, unknown>[]).filter((n) => n['domainId'] === domain);
    };
    const [notice, ...more] = await mine();
    expect(more).toEqual([]);
    expect(notice).toEqual({
      id: expect.any(String),
      kind: 'key-file-made',
      domainId: domain,
      registryId: 'mfr',
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      data: {
        runId: receipt.runId,
        ...receipt.counts,
        kinds: receipt.kinds,
        inputSha256: receipt.inputSha256,
        keyFileSha256: receipt.keyFile.sha256,
      },
    });
    const path = `/notices/${String(notice?.['id'])}/acknowledge`;
    expect((await vault.call('POST', path)).status).toBe(204);
    expect((await vault.call('POST', path)).status).toBe(204);
    expect(await mine()).toEqual([]);
  });

  it('that breaks off changes nothing, and can be sent again', async () => {
    const domain = await vault.domain([births]);
    const before = await traces(domain);
    const ticket = await vault.listTicket(domain, births.id);
    const seen = vault.logged.length;
    const { hostname, port } = new URL(vault.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /vault/v1/domains/${domain}/lists/mfr HTTP/1.1\r\nHost: vault\r\n` +
        `Authorization: Bearer ${ticket}\r\nContent-Type: text/csv\r\n` +
        `Content-Length: 100000\r\n\r\n${csv(people(3_000))}`,
      () => socket.destroy(),
    );
    await until('the access log knows of the list cut short', async () => {
      const { rows } = await vault.owner.query(
        "SELECT FROM vault.access_log WHERE domain_id = $1 AND outcome = 'list-cut-short'",
        [domain],
      );
      return rows.length === 1;
    });
    expect(await traces(domain)).toEqual(before);
    expect(vault.logged.slice(seen).join('')).not.toContain('unexpected error');
    const receipt = await vault.accepted(domain, births, csv(people(3_000)));
    expect(receipt.counts.accepted).toBe(3_000);
  });

  it('that fails in the database at the last moment leaves everything as it was', async () => {
    const domain = await vault.domain([births]);
    const list = csv(people(500));
    const first = await vault.accepted(domain, births, list);
    const before = await vault.numbers(domain, births, first.runId);
    const state = await traces(domain);

    await vault.owner.query(`CREATE FUNCTION vault.fail() RETURNS trigger LANGUAGE plpgsql
      AS 'BEGIN RAISE EXCEPTION ''no''; END'`);
    await vault.owner.query(
      'CREATE TRIGGER fail BEFORE INSERT ON vault.notice EXECUTE FUNCTION vault.fail()',
    );
    const failed = await vault.send(domain, births.id, csv(people(900)));
    await vault.owner.query('DROP FUNCTION vault.fail() CASCADE');
    expect(failed.status).toBe(500);
    expect(failed.json['code']).toBe('unexpected-error');
    expect(await traces(domain)).toEqual(state);

    const second = await vault.accepted(domain, births, csv(people(900)));
    const after = await vault.numbers(domain, births, second.runId);
    for (const [person, serial] of before) expect(after.get(person)).toBe(serial);
  });

  it('streams in without a length, and only one column of it is looked at', async () => {
    const domain = await vault.domain([births]);
    const [one, two] = people(2);
    const parts = ['fnr;free text\n', `${one};${two}\n`, `${two};x\n`];
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const part = parts.shift();
        if (part === undefined) controller.close();
        else controller.enqueue(Buffer.from(part));
      },
    });
    const receipt = await vault.accepted(domain, births, body);
    expect(receipt.counts).toEqual({ rows: 2, accepted: 2, repeated: 0, invalid: 0, reserved: 0 });
  });

  it('never rests in clear text, and its people are in no log [law 27]', async () => {
    const domain = await vault.domain([births]);
    const planted = people(50, 900_000);
    await vault.accepted(domain, births, csv(planted));
    await vault.send(domain, births.id, `nothing\n${planted.join('\n')}`);
    await vault.send(domain, births.id, `fnr;x\n${planted.join('"\n"')}`);
    await vault.call('GET', `/domains/${planted[0]}/lists/${planted[1]}`);
    await vault.call('PUT', `/domains/${planted[0]}/destruction`, { json: { x: planted[0] } });
    await vault.call('PUT', `/domains/${domain}`, { json: { caseReference: planted[0] } });
    await vault.call('POST', `/domains/${domain}/resolvings`, {
      bearer: await vault.ticket({ scope: 'resolve', domain }),
      json: {
        serialNumber: planted[0],
        legalGround: 'significant-finding',
        reason: `about ${planted[1]}`,
      },
    });

    const { rows } = await vault.owner.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'vault'",
    );
    let kept = vault.logged.join('');
    expect(kept).toContain('durationMs');
    for (const { name } of rows) {
      const table = await vault.owner.query<{ row: string }>(
        `SELECT to_jsonb(t)::text AS row FROM vault.${name} t`,
      );
      kept += table.rows.map(({ row }) => row).join('\n');
    }
    // As text, and as bytes printed in hexadecimal.
    for (const number of planted) {
      expect(kept.includes(number)).toBe(false);
      expect(kept.includes(Buffer.from(number).toString('hex'))).toBe(false);
    }
  });
});

describe('a list that cannot be used', () => {
  const [one] = people(1);
  const refused: [string, () => string | Buffer, string][] = [
    ['is empty', () => '', 'list-empty'],
    ['has a header only', () => 'fnr\n', 'list-empty'],
    ['names no identity column', () => `name;age\nKari;7\n`, 'identity-column-missing'],
    ['is Latin-1', () => Buffer.from(`fnr;name\n${one};K\xe5re\n`, 'latin1'), 'list-not-utf-8'],
    ['is UTF-16', () => Buffer.from(`\uFEFFfnr\n${one}\n`, 'utf16le'), 'list-not-utf-8'],
    ['is NUL bytes', () => Buffer.alloc(100_000), 'line-too-long'],
    ['has one line of ten megabytes', () => `fnr\n${'1'.repeat(10_000_000)}\n`, 'line-too-long'],
    ['has a quote that never ends', () => `fnr;x\n${one};"x\n${one};x\n`, 'quote-not-closed'],
  ];

  it.each(refused)('is refused with what to do about it when it %s', async (_, body, code) => {
    const domain = await vault.domain([births]);
    const before = await traces(domain);
    const answer = await vault.send(domain, births.id, body());
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.json).toMatchObject({
      code,
      problems: [{ field: 'list', rule: expect.any(String), todo: expect.any(String) }],
    });
    expect(await traces(domain)).toEqual(before);
  });

  it('gets a report for every row when all of them are wrong', async () => {
    const domain = await vault.domain([births]);
    const rows = ['abc', '١٢٣٤٥٦٧٨٩٠١', '12345678901', '01010112345', '\0'];
    const receipt: RunReceipt = await vault.accepted(domain, births, csv(rows));
    expect(receipt.counts).toEqual({ rows: 5, accepted: 0, repeated: 0, invalid: 5, reserved: 0 });
    expect((await vault.numbers(domain, births, receipt.runId)).size).toBe(0);
    expect((await vault.report(domain, births, receipt.runId)).split('\n')).toHaveLength(7);
  });

  it('is refused when it is not sent as a file', async () => {
    const domain = await vault.domain([births]);
    const bearer = await vault.listTicket(domain, births.id);
    const path = `/domains/${domain}/lists/mfr`;
    expect((await vault.call('POST', path, { bearer, json: [one] })).status).toBe(400);
    expect((await vault.call('POST', path, { bearer })).status).toBe(400);
    const odd = await vault.send(domain, births.id, csv([one!]), 'image/png');
    expect(odd.status).toBe(415);
  });
});
