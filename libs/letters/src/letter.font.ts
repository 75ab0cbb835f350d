import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, type Font, type Glyph } from 'fontkit';
import { lettersRoot } from './letter.files.js';
import type { Measure } from './letter.lines.js';

/** Stands for a character that the font lacks; drawing glyph 0 would break PDF/A. */
const MISSING = 0xfffd;

interface Position {
  xAdvance: number;
  yAdvance: number;
  xOffset: number;
  yOffset: number;
  advanceWidth: number;
}

/** Characters laid out; pdfkit scales the positions in place, and only then asks for their sum. */
class Run {
  readonly positions: Position[];
  private sum: number | undefined;

  constructor(readonly glyphs: readonly Glyph[]) {
    this.positions = glyphs.map(({ advanceWidth }) => ({
      xAdvance: advanceWidth,
      yAdvance: 0,
      xOffset: 0,
      yOffset: 0,
      advanceWidth,
    }));
  }

  get advanceWidth(): number {
    return (this.sum ??= this.positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0));
  }
}

/**
 * A font parsed once per process and shared by all documents. pdfkit takes any object with `layout`
 * for a font. The fonts carry no layout tables (scripts/fonts.mjs), so layout is a look-up per
 * character. Each entry names its own character: fontkit keeps the one it was first asked for,
 * and then the bytes of a letter would depend on the letters before it.
 */
export class LetterFont implements Measure {
  /** What pdfkit is given. */
  readonly source: Font;
  private readonly characters = new Map<number, Character>();

  constructor(file: Uint8Array) {
    const font = create(file);
    this.source = Object.assign(Object.create(font) as Font, {
      layout: (text: string) => new Run(Array.from(text, (sign) => this.character(sign).glyph)),
    });
  }

  /** Width of a character in thousandths of the font size. */
  advance(codePoint: number): number {
    return this.known(codePoint).advance;
  }

  private character(sign: string): Character {
    return this.known(sign.codePointAt(0)!);
  }

  private known(codePoint: number): Character {
    const seen = this.characters.get(codePoint);
    if (seen) return seen;
    if (!this.source.hasGlyphForCodePoint(codePoint)) return this.known(MISSING);
    const { id, advanceWidth } = this.source.glyphForCodePoint(codePoint);
    const character = {
      glyph: { id, advanceWidth, codePoints: [codePoint] },
      advance: (advanceWidth * 1000) / this.source.unitsPerEm,
    };
    this.characters.set(codePoint, character);
    return character;
  }
}

interface Character {
  glyph: Glyph;
  advance: number;
}

export interface LetterFonts {
  regular: LetterFont;
  bold: LetterFont;
}

let shared: LetterFonts | undefined;

export function letterFonts(): LetterFonts {
  return (shared ??= {
    regular: new LetterFont(read('DejaVuSansCondensed.ttf')),
    bold: new LetterFont(read('DejaVuSansCondensed-Bold.ttf')),
  });
}

function read(file: string): Uint8Array {
  return readFileSync(join(lettersRoot, 'fonts', file));
}
