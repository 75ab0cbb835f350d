import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { asValue } from './letter.form.js';

/** What a text became before: right, and slow for a text of many blanks. */
const asBefore = (text: string) =>
  text
    .replace(/ *(?:\n *\n[\n ]*|\u2029[\n\u2029 ]*)/g, '\u2029')
    .replace(/ *\n */g, '\u2028')
    // A mark of a paragraph beside a line end was two of them.
    .replace(/[\u2028\u2029]*\u2029[\u2028\u2029]*/g, '\u2029')
    .replace(/^[\u2028\u2029 ]+|[\u2028\u2029 ]+$/g, '');

describe('the lines and paragraphs of a text', () => {
  it('are what they were, whatever stands between them', () => {
    const pieces = fc.array(fc.constantFrom(' ', '\n', '\u2029', 'a', 'bc'), { maxLength: 30 });
    fc.assert(
      fc.property(pieces, (parts) => {
        expect(asValue(parts.join(''))).toBe(asBefore(parts.join('')));
      }),
      { numRuns: 3_000 },
    );
  });

  it('are found at once in a text of blanks, which took minutes [R16.0.1]', () => {
    expect(asValue(`a${' '.repeat(1_000_000)}b`)).toHaveLength(1_000_002);
    expect(asValue(`${' \n'.repeat(500_000)}b${' '.repeat(1_000_000)}`)).toBe('b');
  });
});
