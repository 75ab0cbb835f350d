import { describe, expect, it } from '@jest/globals';
import { csvLine } from './csv.rules.js';

describe('a line of CSV', () => {
  it('quotes what would break it', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', 1, null, true])).toBe(
      'a,"b,c","d""e","f\ng",1,,true\r\n',
    );
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\n=1',
    '＝1+1',
    '＠SUM',
    '=HYPERLINK("http://x","y")',
  ])('makes no formula of %j [R16.0.5]', (text) => {
    expect(csvLine([text])).toMatch(/^"?'/);
  });

  it.each([
    ['a;=1', ','],
    ['a,=1', ';'],
    ['a\t@SUM(A1)', ','],
    ['x";=cmd|calc', ','],
  ] as const)('makes none of %j either where it is cut elsewhere', (text, separator) => {
    for (const cut of [',', ';', '\t'])
      for (const cell of csvLine(['b', text], separator).split(cut))
        expect(cell).not.toMatch(/^"?[=+\-@]/);
  });

  it('leaves numbers alone', () => {
    expect(csvLine([-1, 0.25])).toBe('-1,0.25\r\n');
  });

  it('with semicolons is as spreadsheets in Norway take it', () => {
    expect(csvLine(['a;b', 'c,d', '=1', 0.25, 1 / 3, null], ';')).toBe(
      `"a;b";"c,d";'=1;0,25;0,3333;\r\n`,
    );
  });
});
