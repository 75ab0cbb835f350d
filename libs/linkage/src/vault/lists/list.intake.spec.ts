import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { Encrypter } from 'age-encryption';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { Refused } from '#platform';
import { deriveKeys } from '../keys/domain.keys.js';
import { listIdentity, listRecipient } from '../keys/list.identity.js';
import { rowReasons } from '../people/identity.rules.js';
import type { Expansion } from './gzip.opening.js';
import { readList } from './list.intake.js';
import type { ListRead } from './list.sum.js';

const keys = deriveKeys(randomBytes(32));
const one = '05867012345';
const two = '06867054321';
const list = `fnr;name\n${one};Kari\n${two};Ola\nx;Per\n;Pål\n`;
const asText = [`2 ${one}`, `3 ${two}`, '4 not-eleven-digits', '5 empty'];

async function read(
  bytes: Uint8Array,
  cut = 65_536,
  limits?: Expansion,
): Promise<{ rows: string[]; list: ListRead }> {
  const rows: string[] = [];
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += cut) yield bytes.subarray(at, at + cut);
  };
  const sink = {
    digits: (from: Uint8Array, at: number, line: number) =>
      void rows.push(`${line} ${Buffer.from(from.subarray(at, at + 11)).toString()}`),
    refused: (line: number, reason: number) => void rows.push(`${line} ${rowReasons[reason]}`),
  };
  const opening = { identity: () => listIdentity(keys), tempFolder: tmpdir() };
  const found = await readList(chunks(), sink, { ...opening, ...(limits && { limits }) });
  expect(found.rows).toBe(rows.length);
  return { rows, list: found };
}

async function refusal(bytes: Uint8Array, limits?: Expansion): Promise<string> {
  try {
    await read(bytes, 65_536, limits);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const [problem] = error.refusal.problems ?? [];
    expect(problem).toEqual({
      field: 'list',
      rule: expect.any(String),
      todo: expect.any(String),
    });
    return error.refusal.code;
  }
  return 'accepted';
}

async function age(bytes: Uint8Array, recipient?: string): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient ?? (await listRecipient(keys)));
  return Buffer.from(await encrypter.encrypt(new Uint8Array(bytes)));
}

type Codec = 'UNCOMPRESSED' | 'SNAPPY' | 'GZIP' | 'BROTLI';
const compressors = {
  GZIP: (bytes: Uint8Array) => gzipSync(bytes),
  BROTLI: (bytes: Uint8Array) => brotliCompressSync(bytes),
};

function parquet(numbers: (string | null)[], codec: Codec = 'SNAPPY', name = 'fnr'): Buffer {
  return Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: 'note', data: numbers.map((_, i) => `text ${i}`), type: 'STRING' },
        { name, data: numbers, type: 'STRING' },
      ],
      codec,
      compressors,
      rowGroupSize: 1_000,
      pageSize: 4_096,
    }),
  );
}

describe('a list in what it is packed in', () => {
  it.each([
    ['as it is', async () => Buffer.from(list)],
    ['gzip', async () => gzipSync(list)],
    [
      'gzip in two members',
      async () => Buffer.concat([gzipSync(list.slice(0, 20)), gzipSync(list.slice(20))]),
    ],
    ['age', async () => age(Buffer.from(list))],
    ['gzip in age', async () => age(gzipSync(list))],
    ['age in gzip', async () => gzipSync(await age(Buffer.from(list)))],
  ])('is read: %s, however it is cut', async (_, packed) => {
    const bytes = await packed();
    for (const cut of [1, 7, 100, 65_536]) {
      const found = await read(bytes, cut);
      expect(found.rows).toEqual(asText);
      expect(found.list.bytes).toBe(bytes.length);
    }
  });

  it('is read from age over many pieces, of which the last may be whole', async () => {
    for (const rows of [30_000, (65_536 * 2 - 4) / 12]) {
      const numbers = Array.from({ length: Math.floor(rows) }, () => one);
      const text = Buffer.from(`fnr\n${numbers.join('\n')}\n`);
      expect((await read(await age(text))).list.rows).toBe(numbers.length);
    }
    const whole = Buffer.from(`fnr;${'x'.repeat(65_536 - 4 - 2 - 13 * 2)}\n`);
    expect(await refusal(await age(whole))).toBe('list-empty');
  });

  it.each<Codec>(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI'])(
    'is read from Parquet with %s, row group by row group, a row for each line',
    async (codec) => {
      const numbers = Array.from({ length: 5_000 }, (_, i) =>
        i % 7 === 0 ? null : i % 11 === 0 ? 'x' : String(10_000_000_000 + i),
      );
      const expected = numbers.map(
        (number, i) =>
          `${i + 1} ${number === null ? 'empty' : number === 'x' ? 'not-eleven-digits' : number}`,
      );
      const file = parquet(numbers, codec);
      expect((await read(file)).rows).toEqual(expected);
      expect((await read(await age(file))).rows).toEqual(expected);
      expect((await read(await age(gzipSync(file)))).rows).toEqual(expected);
    },
  );

  it('is read from Parquet with a dictionary, and where numbers were taken for numbers', async () => {
    const repeated = Array.from({ length: 4_000 }, (_, i) => (i % 2 ? one : two));
    expect((await read(parquet(repeated))).rows).toEqual(
      repeated.map((number, i) => `${i + 1} ${number}`),
    );
    const columnData = [{ name: 'PID', data: [15_867_012_345n, 5_867_012_345n], type: 'INT64' }];
    const file = parquetWriteBuffer({ columnData: columnData as never });
    expect((await read(Buffer.from(file))).rows).toEqual([
      '1 15867012345',
      expect.stringMatching(/^2 (not-eleven-digits|leading-zero-lost)$/),
    ]);
  });
});

describe('a list that cannot be taken out of what it is packed in', () => {
  const zeros = gzipSync(`fnr${'\n'.repeat(3_000_000)}`);
  const limits = { mostBytes: 1e9, mostTimes: 200, mattersFromBytes: 1_000_000 };

  it.each([
    ['gzip in gzip', async () => gzipSync(gzipSync(list)), 'list-wrapped-twice'],
    ['age in age', async () => age(await age(Buffer.from(list))), 'list-wrapped-twice'],
    ['gzip cut short', async () => gzipSync(list).subarray(0, -9), 'gzip-cut-short'],
    ['gzip with a bit flipped', async () => flipped(gzipSync(list), 20), 'gzip-damaged'],
    [
      'gzip with more behind it',
      async () => Buffer.concat([gzipSync(list), Buffer.from(list)]),
      'gzip-damaged',
    ],
    ['age cut short', async () => (await age(Buffer.from(list))).subarray(0, -3), 'age-damaged'],
    [
      'age cut between pieces',
      async () => {
        const file = await age(Buffer.from(`fnr\n${one}\n`.repeat(20_000)));
        const payload = file.indexOf('\n--- ') + 5 + 43 + 1 + 16;
        return file.subarray(0, payload + 65_536 + 16);
      },
      'age-damaged',
    ],
    [
      'age with a bit flipped',
      async () => flipped(await age(Buffer.from(list)), -20),
      'age-damaged',
    ],
    [
      'age with a header that never ends',
      async () => Buffer.from(`age-encryption.org/v1\n${'-> x\n'.repeat(30_000)}`),
      'age-damaged',
    ],
    [
      'age for somebody else',
      async () => age(Buffer.from(list), await listRecipient(deriveKeys(randomBytes(32)))),
      'age-for-somebody-else',
    ],
    [
      'armoured age',
      async () => Buffer.from('-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n'),
      'age-armoured',
    ],
    ['OpenPGP', async () => Buffer.from('-----BEGIN PGP MESSAGE-----\n'), 'openpgp-not-read'],
    ['a ZIP file', async () => Buffer.from('PK\x03\x04xxxxxxxx'), 'format-not-read'],
    ['zstandard', async () => Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0]), 'format-not-read'],
    ['UTF-16', async () => Buffer.from(`\uFEFF${list}`, 'utf16le'), 'list-not-utf-8'],
    ['UTF-16 without its mark', async () => Buffer.from(list, 'utf16le'), 'list-not-utf-8'],
    ['encrypted Parquet', async () => Buffer.from('PARExxxxxxxxxxxxPARE'), 'parquet-encrypted'],
    ['nothing', async () => Buffer.alloc(0), 'list-empty'],
    ['nothing in gzip', async () => gzipSync(''), 'list-empty'],
    ['nothing in age', async () => age(Buffer.alloc(0)), 'list-empty'],
  ])('is refused with what to do about it: %s', async (_, packed, code) => {
    expect(await refusal(await packed())).toBe(code);
  });

  it('is refused before it has grown far, also in age', async () => {
    expect(await refusal(zeros, limits)).toBe('list-grows-too-far');
    expect(await refusal(await age(zeros), limits)).toBe('list-grows-too-far');
    expect(
      await refusal(gzipSync(`fnr\n${one}\n`.repeat(90_000)), { ...limits, mostBytes: 1e6 }),
    ).toBe('list-grows-too-far');
  });
});

describe('a Parquet file that does not say the truth', () => {
  const file = parquet(Array.from({ length: 3_000 }, (_, i) => String(10_000_000_000 + i)));

  it.each([
    ['a column with another name', parquet([one], 'SNAPPY', 'name'), 'identity-column-missing'],
    ['no end', file.subarray(0, -4), 'parquet-damaged'],
    ['half of it', file.subarray(0, file.length / 2), 'parquet-damaged'],
    ['nothing but its mark', Buffer.from('PAR1PAR1'), 'parquet-damaged'],
    ['contents longer than the file', footer(file, file.length), 'parquet-damaged'],
    ['contents of no length', footer(file, 0), 'parquet-damaged'],
    ['contents of four gigabytes', footer(file, 0xffff_ffff), 'parquet-damaged'],
  ])('is refused: %s', async (_, bytes, code) => {
    expect(await refusal(bytes)).toBe(code);
  });

  it('is refused or read to the last row, whatever byte of it differs', async () => {
    let refused = 0;
    for (let at = 4; at < file.length - 8; at += Math.ceil(file.length / 400)) {
      const damaged = Buffer.from(file);
      damaged[at]! ^= 0xff;
      const code = await refusal(damaged);
      if (code !== 'accepted') refused++;
    }
    expect(refused).toBeGreaterThan(10);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const other = Buffer.from(bytes);
  other[at < 0 ? other.length + at : at]! ^= 1;
  return other;
}

function footer(file: Buffer, length: number): Buffer {
  const other = Buffer.from(file);
  other.writeUInt32LE(length, other.length - 8);
  return other;
}
