import { describe, expect, it } from '@jest/globals';
import { csvLine } from './csv.rules.js';

describe('a line of CSV', () => {
  it('quotes what would break it', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', 1, null, true])).toBe(
      'a,"b,c","d""e","f\ng",1,,true\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x","y")'])(
    'makes no formula of %s',
    (text) => {
      expect(csvLine([text])).toMatch(/^"?'/);
    },
  );

  it('leaves numbers alone', () => {
    expect(csvLine([-1, 0.25])).toBe('-1,0.25\r\n');
  });

  it('with semicolons is as spreadsheets in Norway take it', () => {
    expect(csvLine(['a;b', 'c,d', '=1', 0.25, 1 / 3, null], ';')).toBe(
      `"a;b";c,d;'=1;0,25;0,3333;\r\n`,
    );
  });
});
