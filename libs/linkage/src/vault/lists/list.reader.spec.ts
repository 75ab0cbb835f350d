import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refused } from '#platform';
import { rowReasons } from '../people/identity.rules.js';
import { identityColumnNames } from './list.layout.js';
import { ListReader } from './list.reader.js';
import { longestRecordBytes } from './row.scanner.js';

const one = '05867012345';
const two = '06867054321';

/** `line number` for digits, `line reason` for the rest, in the order they came. */
function read(list: string | Uint8Array, chunkBytes = 1 << 20): string[] {
  const bytes = typeof list === 'string' ? Buffer.from(list) : list;
  const seen: string[] = [];
  const reader = new ListReader({
    digits: (from, at, line) =>
      void seen.push(`${line} ${Buffer.from(from.subarray(at, at + 11)).toString()}`),
    refused: (line, reason) => void seen.push(`${line} ${rowReasons[reason]}`),
  });
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    reader.push(bytes.subarray(at, at + chunkBytes));
  }
  reader.end();
  expect(reader.rows).toBe(seen.length);
  return seen;
}

function refusal(list: string | Uint8Array, chunkBytes?: number): string {
  try {
    read(list, chunkBytes);
  } catch (error) {
    if (error instanceof Refused) {
      expect(error.refusal.kind).toBe('facts');
      expect(error.refusal.problems?.[0]).toEqual({
        field: 'list',
        rule: expect.any(String),
        todo: expect.any(String),
      });
      expect(JSON.stringify(error.refusal)).not.toMatch(/\d{11}/);
      return error.refusal.code;
    }
    throw error;
  }
  return 'accepted';
}

describe('reading a person list', () => {
  it.each([
    ['semicolons', `fnr;name\n${one};Kari\n${two};Ola\n`],
    ['commas', `name,fnr\nKari,${one}\nOla,${two}\n`],
    ['tabs', `name\tfnr\tyear\nKari\t${one}\t1\nOla\t${two}\t2`],
    ['one column', `fnr\n${one}\n${two}\n`],
    ['carriage returns', `fnr;name\r\n${one};Kari\r\n${two};Ola\r\n`],
    ['carriage returns in one column', `fnr\r\n${one}\r\n${two}\r\n`],
    ['a byte order mark', `\uFEFFfnr\n${one}\n${two}\n`],
    ['quotes', `"name";"fnr"\n"Kari; née ""X""";"${one}"\n"Ola";"${two}"\n`],
    ['blanks around the number', `fnr;n\n ${one} ;a\n${two}  ;b\n`],
    ['capitals', `NAVN;FØDSELSNUMMER\nKari;${one}\nOla;${two}\n`],
    ['no line end at the end', `fnr\n${one}\n${two}`],
  ])('reads a list with %s, however it is cut', (_, list) => {
    for (const chunkBytes of [1, 2, 3, 7, 12, 13, 1 << 20]) {
      expect(read(list, chunkBytes)).toEqual([`2 ${one}`, `3 ${two}`]);
    }
  });

  it('takes every documented name of the identity column', () => {
    for (const name of identityColumnNames) {
      expect(read(`a,${name.toUpperCase()}\nx,${one}\n`)).toEqual([`2 ${one}`]);
    }
  });

  it('takes a list of one column without a header', () => {
    expect(read(`${one}\n${two}\n`)).toEqual([`1 ${one}`, `2 ${two}`]);
    expect(read(`\uFEFF"${one}"\r\n${two}`)).toEqual([`1 ${one}`, `2 ${two}`]);
    expect(read(`123\n${two}`)).toEqual(['1 not-eleven-digits', `2 ${two}`]);
  });

  it('counts lines as an editor does when a quoted field runs over several', () => {
    expect(read(`note;fnr\n"a\nb";${one}\nc;${two}\n`)).toEqual([`2 ${one}`, `4 ${two}`]);
    expect(read(`"no\nte";fnr\nc;${two}\n`)).toEqual([`3 ${two}`]);
  });

  it('reports every row that holds no eleven digits, and drops none', () => {
    const rows = [
      '',
      '  ',
      '1234567890',
      `${one}1`,
      'letters',
      '١٢٣٤٥٦٧٨٩٠١',
      '058670 12345',
      '\0',
    ];
    expect(read(`fnr\n${rows.join('\n')}\n`)).toEqual([
      '2 empty',
      '3 empty',
      '4 leading-zero-lost',
      '5 not-eleven-digits',
      '6 not-eleven-digits',
      '7 not-eleven-digits',
      '8 not-eleven-digits',
      '9 not-eleven-digits',
    ]);
    expect(read('a;fnr\nshort\n;\n')).toEqual(['2 empty', '3 empty']);
    expect(read(`fnr;a\n"${one}"x;b\n${one}\0;b\n\0${one};b`)).toEqual([
      '2 not-eleven-digits',
      '3 not-eleven-digits',
      '4 not-eleven-digits',
    ]);
  });

  it('does not take a lone carriage return or NUL for the end of a number', () => {
    expect(read(`fnr\n${one}\r9\n${one}\0\n`)).toEqual([
      '2 not-eleven-digits',
      '3 not-eleven-digits',
    ]);
  });

  it.each([
    ['', 'list-empty'],
    ['\uFEFF', 'list-empty'],
    ['fnr\n', 'list-empty'],
    ['fnr', 'list-empty'],
    ['name;age\nKari;7\n', 'identity-column-missing'],
    [`${one};Kari\n`, 'identity-column-missing'],
    ['\n\n', 'identity-column-missing'],
    ['abc\n', 'identity-column-missing'],
    ['١٢٣٤٥٦٧٨٩٠١\n', 'identity-column-missing'],
    [`fnr;pid\n${one};${one}\n`, 'identity-column-ambiguous'],
    [`fnr;n\n${one};"never closed\n`, 'quote-not-closed'],
  ])('refuses %j as a whole', (list, code) => {
    expect(refusal(list)).toBe(code);
    expect(refusal(list, 4_096)).toBe(code);
  });

  it('refuses a line of ten megabytes, be it the first, the last or in quotes', () => {
    for (const list of [
      'x'.repeat(10_000_000),
      `fnr\n${one}\n${'1'.repeat(10_000_000)}`,
      `fnr;n\n${one};"${'line\n'.repeat(2_000_000)}`,
    ]) {
      expect(refusal(list)).toBe('line-too-long');
      expect(refusal(list, 4_096)).toBe('line-too-long');
    }
  });

  it('refuses a list that is not UTF-8, wherever it is cut', () => {
    const latin = Buffer.concat([
      Buffer.from(`fnr;name\n${one};K`),
      Buffer.from([0xe5]),
      Buffer.from(`re\n${two};Ola\n`),
    ]);
    for (const chunkBytes of [1, 5, 1 << 20]) {
      expect(refusal(latin, chunkBytes)).toBe('list-not-utf-8');
    }
    expect(refusal(Buffer.from([...Buffer.from('fnr;n\n1;'), 0xc3]))).toBe('list-not-utf-8');
    expect(refusal(Buffer.from(`fnr\n${one}\n`, 'utf16le'))).toBe('identity-column-missing');
  });

  it('takes the longest line there may be, and not one byte more', () => {
    const row = (bytes: number) => `${one};${'x'.repeat(bytes - 13)}\n`;
    expect(read(`fnr;n\n${row(longestRecordBytes)}`)).toEqual([`2 ${one}`]);
    expect(refusal(`fnr;n\n${row(longestRecordBytes + 1)}`)).toBe('line-too-long');
  });

  it('reads the same rows whatever the order of columns, the delimiter, quotes and cuts', () => {
    const field = fc.string({
      unit: fc.constantFrom('a', '1', ';', ',', '\t', '"', 'å', '\n', ' '),
    });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(field, fc.constantFrom(one, two, '', 'x')), { minLength: 1 }),
        fc.record({
          delimiter: fc.constantFrom(';', ',', '\t'),
          lineEnd: fc.constantFrom('\n', '\r\n'),
          chunkBytes: fc.integer({ min: 1, max: 40 }),
          numberFirst: fc.boolean(),
        }),
        (rows, { delimiter, lineEnd, chunkBytes, numberFirst }) => {
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const line = (number: string, other: string) =>
            (numberFirst ? [number, other] : [other, number]).join(delimiter);
          const list = [
            line('pid', 'other'),
            ...rows.map(([other, number]) => line(number, quoted(other))),
          ].join(lineEnd);
          const found = read(list, chunkBytes).map((row) => row.split(' ')[1]);
          expect(found).toEqual(
            rows.map(([, number]) =>
              number === '' ? 'empty' : number === 'x' ? 'not-eleven-digits' : number,
            ),
          );
        },
      ),
    );
  });
});
