import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DuckDBInstance } from '@duckdb/node-api';
import { Encrypter } from 'age-encryption';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { until } from '../../support/until.js';
import { people } from './people.js';
import { testRegistry, type TestRegistry, TestVault } from './vault.js';

let vault: TestVault;
let births: TestRegistry;
let domain: string;
let recipient: string;
let folder: string;
let dropped: string;

/** Nobody else’s test has these people: where they are found, they came from here. */
const planted = people(12, 1_500_000);
const [one, two] = planted as [string, string];

const mostGrowthBytes = 400 * 2 ** 20;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-test-'));
  dropped = mkdtempSync(join(tmpdir(), 'hostile-drop-'));
  vault = await TestVault.start({
    VAULT_TEMP_DIR: folder,
    VAULT_DROP_DIR: dropped,
    VAULT_DROP_SETTLE_SECONDS: '0',
  });
  births = await testRegistry('mfr');
  domain = await vault.domain([births]);
  const bearer = await vault.listTicket(domain, 'mfr');
  const path = `/domains/${domain}/lists/mfr/recipient`;
  recipient = String((await vault.call('GET', path, { bearer })).json['ageRecipient']);
});
afterAll(async () => {
  await vault.end();
  rmSync(folder, { recursive: true });
  rmSync(dropped, { recursive: true });
});

type Body = string | Uint8Array;

async function age(body: Body, to = recipient): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(to);
  return Buffer.from(await encrypter.encrypt(new Uint8Array(Buffer.from(body))));
}

function parquet(name: string): Buffer {
  return Buffer.from(parquetWriteBuffer({ columnData: [{ name, data: planted, type: 'STRING' }] }));
}

function changed(bytes: Buffer, at: number, to: number): Buffer {
  const other = Buffer.from(bytes);
  other[other.length + at]! = to;
  return other;
}

const csv = (...rows: string[]): string => `fnr\n${rows.join('\n')}\n`;
const wrong = `${one.slice(0, 10)}${(Number(one[10]) + 1) % 10}`;
const inDigits = (zero: number): string =>
  [...one].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');
const wide = (number: string): string =>
  Array.from({ length: 200 }, (_, i) => (i === 137 ? number : `x${i}`)).join(';');

/** Lists that end in a report: rows, accepted, repeated, and the reasons of the rest in order. */
const reported: [string, () => Body, [number, number, number], string[]][] = [
  ['wrong check digits', () => csv(wrong, two), [2, 1, 0], ['check-digits-differ']],
  [
    'letters',
    () => csv('abcdefghijk', `${one}x`),
    [2, 0, 0],
    ['not-eleven-digits', 'not-eleven-digits'],
  ],
  ['Arabic digits', () => csv(inDigits(0x660), two), [2, 1, 0], ['not-eleven-digits']],
  ['full-width digits', () => csv(inDigits(0xff10), two), [2, 1, 0], ['not-eleven-digits']],
  ['blanks behind numbers', () => csv(`${one}   `, `  ${two}`), [2, 2, 0], []],
  [
    'no-break spaces around a number',
    () => csv(`\u00a0${one}\u00a0`, two),
    [2, 1, 0],
    ['not-eleven-digits'],
  ],
  ['rows of 200 columns', () => `${wide('fnr')}\n${wide(one)}\n${wide(two)}\n`, [2, 2, 0], []],
  [
    'NUL bytes in numbers',
    () => csv(`${one.slice(0, 5)}\0${one.slice(5)}`, '\0'),
    [2, 0, 0],
    ['not-eleven-digits', 'not-eleven-digits'],
  ],
  [
    'one person a million times',
    () => `fnr\n${`${one}\n`.repeat(1_000_000)}`,
    [1_000_000, 1, 999_999],
    [],
  ],
  ['blank lines only', () => 'fnr\n\n\n  \n', [3, 0, 0], ['empty', 'empty', 'empty']],
  [
    'two delimiters in turn',
    () => `fnr;name\n${one};Kari\n${two},Ola\n`,
    [2, 1, 0],
    ['not-eleven-digits'],
  ],
  [
    'numbers as a spreadsheet shortens them',
    () => csv('1,05867E+10', two),
    [2, 1, 0],
    ['not-eleven-digits'],
  ],
  [
    'numbers without the zero they begin with',
    () => csv(one.slice(1), two),
    [2, 1, 0],
    ['leading-zero-lost'],
  ],
  ['no header over one column', () => `${one}\n${two}\n`, [2, 2, 0], []],
];

/** Lists that are refused as a whole. */
const refused: [string, () => Body | Promise<Body>, string][] = [
  [
    'a header in another language',
    () => `henkilötunnus;nimi\n${one};Kari\n`,
    'identity-column-missing',
  ],
  ['no header over several columns', () => `${one};Kari\n${two};Ola\n`, 'identity-column-missing'],
  ['two identity columns', () => `fnr;pid\n${one};${two}\n`, 'identity-column-ambiguous'],
  ['nothing', () => '', 'list-empty'],
  ['a header only', () => 'fnr;name\n', 'list-empty'],
  ['UTF-16', () => Buffer.from(csv(one), 'utf16le'), 'list-not-utf-8'],
  ['Latin-1', () => Buffer.from(`fnr;navn\n${one};K\xe5re\n`, 'latin1'), 'list-not-utf-8'],
  [
    'lines that end in carriage returns alone',
    () => `fnr\r${one}\r${two}\r`,
    'identity-column-missing',
  ],
  ['a quote that is never closed', () => `fnr;x\n${one};"x\n${two};x\n`, 'quote-not-closed'],
  [
    'a gzip bomb',
    () => gzipSync(`${csv(one)}${`${'x'.repeat(60_000)}\n`.repeat(1_800)}`),
    'list-grows-too-far',
  ],
  ['gzip in gzip', () => gzipSync(gzipSync(csv(one))), 'list-wrapped-twice'],
  ['gzip cut short', () => gzipSync(csv(...planted)).subarray(0, -12), 'gzip-cut-short'],
  ['age for somebody else', () => age(csv(one), births.ageRecipient), 'age-for-somebody-else'],
  ['age cut short', async () => (await age(csv(...planted))).subarray(0, -20), 'age-damaged'],
  [
    'age with a bit flipped',
    async () => {
      const file = await age(csv(...planted));
      return changed(file, -30, file.at(-30)! ^ 1);
    },
    'age-damaged',
  ],
  ['Parquet without such a column', () => parquet('name'), 'identity-column-missing'],
  [
    'Parquet whose end lies about its length',
    () => changed(parquet('fnr'), -6, 0xff),
    'parquet-damaged',
  ],
  ['a spreadsheet', () => Buffer.from('PK\x03\x04 [Content_Types].xml'), 'format-not-read'],
];

/** Does it, and says how much more memory was in use at most. */
async function measured(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return most - before;
}

describe('a hostile list', () => {
  it.each(reported)(
    'ends in a report, with every row in it: %s',
    async (_, body, counts, reasons) => {
      const sent = body();
      const growth = await measured(async () => {
        const receipt = await vault.accepted(domain, births, sent);
        const { rows, accepted, repeated, invalid } = receipt.counts;
        expect([rows, accepted, repeated]).toEqual(counts);
        expect(rows).toBe(accepted + repeated + invalid);
        expect(receipt.report.rows).toBe(repeated + invalid);
        if (repeated > 0) return;
        const lines = (await vault.report(domain, births, receipt.runId)).trimEnd().split('\n');
        expect(lines.slice(1).map((line) => line.split(';')[1])).toEqual(reasons);
      });
      expect(growth).toBeLessThan(mostGrowthBytes);
    },
  );

  it.each(refused)('is refused with what is wrong and what to do: %s', async (_, body, code) => {
    const sent = await body();
    const growth = await measured(async () => {
      const { status, json } = await vault.send(domain, 'mfr', sent);
      expect([status, json['code']]).toEqual([422, code]);
      expect(json['problems']).toEqual([
        { field: 'list', rule: expect.any(String), todo: expect.any(String) },
      ]);
    });
    expect(growth).toBeLessThan(mostGrowthBytes);
  });

  it('is refused, and none of it is kept: a line of four gigabytes', async () => {
    const piece = Buffer.alloc(1_048_576, '1');
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (sent === 0) controller.enqueue(Buffer.from('fnr\n'));
        controller.enqueue(piece);
        if (++sent === 4_096) controller.close();
      },
    });
    const growth = await measured(async () => {
      await vault.send(domain, 'mfr', body).catch(() => undefined);
      await until('the log says why', async () => {
        const { rowCount } = await vault.owner.query(
          "SELECT FROM vault.access_log WHERE domain_id = $1 AND outcome = 'line-too-long'",
          [domain],
        );
        return rowCount === 1;
      });
    });
    expect(growth).toBeLessThan(mostGrowthBytes);
  });

  it.each(['snappy', 'gzip', 'zstd', 'brotli', 'uncompressed'])(
    'is read all the same when another program wrote it as Parquet: %s',
    async (codec) => {
      const path = join(dropped, `list-${codec}.parquet`);
      const instance = await DuckDBInstance.create(':memory:');
      const duck = await instance.connect();
      const values = [...planted, wrong].map((number) => `('${number}')`).join();
      await duck.run(
        `COPY (SELECT * FROM (VALUES ${values}) AS list (fnr)) TO '${path}'
         (FORMAT parquet, COMPRESSION ${codec})`,
      );
      duck.closeSync();
      instance.closeSync();
      const { counts } = await vault.accepted(domain, births, readFileSync(path));
      rmSync(path);
      expect(counts).toMatchObject({ rows: 13, accepted: 12, invalid: 1 });
    },
  );

  it('is told of line by line: aliases that go in a circle', async () => {
    const [a, b, c] = planted.slice(2) as [string, string, string];
    const bearer = await vault.ticket({ scope: 'people:write', domain });
    const body = `old_number;new_number\n${a};${b}\n${b};${c}\n${c};${a}\n`;
    const answer = await vault.call('POST', `/domains/${domain}/aliases`, { bearer, body });
    expect([answer.status, answer.json['counts']]).toEqual([
      201,
      { rows: 3, accepted: 0, refused: 3, merged: 0 },
    ]);
    const path = `/people-files/${String(answer.json['fileId'])}/report`;
    const report = await (await vault.fetch('GET', path, { bearer })).text();
    const reasons = report.trimEnd().split('\n').slice(1);
    expect(reasons.map((line) => line.split(';')[1])).toEqual(Array(3).fill('goes-in-a-circle'));
  });

  it('lies in a folder: its results name nobody, and nothing of it is left [law 27]', async () => {
    const place = join(dropped, 'mfr', domain);
    mkdirSync(join(place, 'in'), { recursive: true });
    writeFileSync(join(place, 'in', 'list.csv'), csv(...planted, wrong, one));
    writeFileSync(join(place, 'in', 'broken.csv'), `fnr;x\n${one};"x\n${two};x\n`);
    const laidOut = () => {
      try {
        return readdirSync(join(place, 'out'));
      } catch {
        return [];
      }
    };
    await until('both are laid out', () =>
      ['manifest.json', 'refused.json'].every((end) =>
        laidOut().some((name) => name.endsWith(end)),
      ),
    );
    expect(readdirSync(join(place, 'in'))).toEqual([]);
    for (const name of laidOut()) {
      const written = readFileSync(join(place, 'out', name), 'latin1');
      expect(written).not.toBe('');
      for (const number of [...planted, wrong]) expect(written.includes(number)).toBe(false);
    }
  });

  it('leaves nobody’s number in a log, a table or a temporary file [law 27]', async () => {
    const { rows } = await vault.owner.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'vault'",
    );
    let written = vault.logged.join('');
    expect(written).toContain('durationMs');
    for (const { name } of rows) {
      const table = await vault.owner.query<{ row: string }>(
        `SELECT to_jsonb(t)::text AS row FROM vault.${name} t`,
      );
      written += table.rows.map(({ row }) => row).join('\n');
    }
    for (const number of planted) {
      expect(written.includes(number)).toBe(false);
      expect(written.includes(Buffer.from(number).toString('hex'))).toBe(false);
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});
