import { withoutEnd } from '../wording/outer.blanks.rules.js';

/** Breaks text into lines. Widths are in units of the font; one character is one glyph. */
export interface Measure {
  /** Width of a character. */
  advance(codePoint: number): number;
}

/** A line may break after a space, and before a letter after one of these: not inside `26/0148` or `SHA-256`. */
const HYPHENS = new Set([...'-/\u2010\u2012\u2013\u2014'].map((sign) => sign.codePointAt(0)!));
const SPACE = 0x20;
const FIRST_LETTER = 0x41;
const LAST_CAPITAL = 0x5a;

/**
 * The lines of a paragraph, none wider than `width`. A word wider than the line is broken where the
 * line ends; a single character always fits.
 */
export function wrapLines(text: string, width: number, font: Measure): string[] {
  const lines: string[] = [];
  let start = 0;
  let lineWidth = 0;
  let breakAt = 0;
  let widthAtBreak = 0;
  for (let index = 0; index < text.length;) {
    const codePoint = text.codePointAt(index)!;
    const next = index + (codePoint > 0xffff ? 2 : 1);
    const advance = font.advance(codePoint);
    const isSpace = codePoint === SPACE;
    while (lineWidth + advance > width && index > start && !isSpace) {
      const end = breakAt > start ? breakAt : index;
      lines.push(withoutEndSpace(text.slice(start, end)));
      lineWidth -= breakAt > start ? widthAtBreak : lineWidth;
      start = end;
      breakAt = start;
    }
    lineWidth += advance;
    index = next;
    if (isSpace || (HYPHENS.has(codePoint) && isBetweenWords(text, index))) {
      breakAt = index;
      widthAtBreak = lineWidth;
    }
  }
  lines.push(withoutEndSpace(text.slice(start)));
  return lines;
}

/** Whether a hyphen before `index` stands between words: `nord-norsk`, and not `26-0148` or `NO-HDS`. */
function isBetweenWords(text: string, index: number): boolean {
  const isCode = isCapital(text.charCodeAt(index - 2)) && isCapital(text.charCodeAt(index));
  return text.charCodeAt(index) >= FIRST_LETTER && !isCode;
}

function isCapital(code: number): boolean {
  return code >= FIRST_LETTER && code <= LAST_CAPITAL;
}

function withoutEndSpace(line: string): string {
  return withoutEnd(line, ' ');
}
