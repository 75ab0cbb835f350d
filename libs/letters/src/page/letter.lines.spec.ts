import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wrapLines } from './letter.lines.js';

const everyTen = { advance: () => 10 };

describe('breaking text into lines', () => {
  it('breaks at spaces', () => {
    expect(wrapLines('en to tre fire', 70, everyTen)).toEqual(['en to', 'tre', 'fire']);
  });

  it('lets a space hang over the end of the line', () => {
    expect(wrapLines('abc def', 30, everyTen)).toEqual(['abc', 'def']);
  });

  it('breaks after a hyphen between letters, not inside a number', () => {
    expect(wrapLines('nord-norsk', 60, everyTen)).toEqual(['nord-', 'norsk']);
    expect(wrapLines('sak 26/0148', 70, everyTen)).toEqual(['sak', '26/0148']);
  });

  it('keeps a permit number whole, between its capitals too', () => {
    expect(wrapLines('den NO-HDS-26', 90, everyTen)).toEqual(['den', 'NO-HDS-26']);
    expect(wrapLines('i Nord-Norge', 80, everyTen)).toEqual(['i Nord-', 'Norge']);
  });

  it('breaks a word that is wider than the line', () => {
    expect(wrapLines('abcdefgh', 30, everyTen)).toEqual(['abc', 'def', 'gh']);
  });

  it('never breaks a character in two', () => {
    expect(wrapLines('😀😀', 10, everyTen)).toEqual(['😀', '😀']);
  });

  it('keeps to the width and loses nothing but spaces', () => {
    const font = { advance: (codePoint: number) => 1 + (codePoint % 17) };
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 17, max: 200 }),
        (text, width) => {
          const lines = wrapLines(text, width, font);
          for (const line of lines) {
            const used = Array.from(line, (sign) => font.advance(sign.codePointAt(0)!));
            expect(used.reduce((sum, advance) => sum + advance, 0)).toBeLessThanOrEqual(width);
          }
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        },
      ),
    );
  });
});
