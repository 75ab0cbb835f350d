import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, type Font, type Glyph } from 'fontkit';
import { lettersRoot } from '../letter.files.js';
import type { Measure } from './letter.lines.js';

/** Stands for a character that the font lacks; drawing glyph 0 would break PDF/A. */
const MISSING = 0xfffd;

/**
 * Where a character stands, in thousandths of the font size. pdfkit multiplies every enumerable
 * field by the font's scale; accessors are not enumerable, so one object serves all documents.
 */
class Position {
  readonly #advance: number;

  constructor(advance: number) {
    this.#advance = advance;
  }

  get xAdvance(): number {
    return this.#advance;
  }
  get yAdvance(): number {
    return 0;
  }
  get xOffset(): number {
    return 0;
  }
  get yOffset(): number {
    return 0;
  }
  get advanceWidth(): number {
    return this.#advance;
  }
  /** pdfkit sets it to what it is. */
  set advanceWidth(_: number) {}
}

interface Character {
  glyph: Glyph;
  position: Position;
}

/** What fontkit asks of a glyph when it puts it into a document. */
type OutlinedGlyph = Glyph & { _decode(): unknown };

interface Run {
  glyphs: Glyph[];
  positions: Position[];
  advanceWidth: number;
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
  private readonly outlines = new Map<number, OutlinedGlyph>();

  constructor(file: Uint8Array) {
    const font = create(file);
    this.source = Object.assign(Object.create(font) as Font, {
      layout: (text: string) => this.layout(text),
      getGlyph: (id: number) => this.outlined(font, id),
    });
  }

  /** A glyph that keeps its outline: fontkit reads it anew for each document that embeds it. */
  private outlined(font: Font, id: number): OutlinedGlyph {
    const seen = this.outlines.get(id);
    if (seen) return seen;
    const glyph = font.getGlyph(id) as OutlinedGlyph;
    const outline = glyph._decode();
    const kept = Object.assign(glyph, { _decode: () => outline });
    this.outlines.set(id, kept);
    return kept;
  }

  /** Width of a character in thousandths of the font size. */
  advance(codePoint: number): number {
    return this.known(codePoint).position.xAdvance;
  }

  private layout(text: string): Run {
    const run: Run = { glyphs: [], positions: [], advanceWidth: 0 };
    for (const sign of text) {
      const { glyph, position } = this.known(sign.codePointAt(0)!);
      run.glyphs.push(glyph);
      run.positions.push(position);
      run.advanceWidth += position.xAdvance;
    }
    return run;
  }

  private known(codePoint: number): Character {
    const seen = this.characters.get(codePoint);
    if (seen) return seen;
    if (!this.source.hasGlyphForCodePoint(codePoint)) return this.known(MISSING);
    const { id, advanceWidth } = this.source.glyphForCodePoint(codePoint);
    const character = {
      glyph: { id, advanceWidth, codePoints: [codePoint] },
      position: new Position((advanceWidth * 1000) / this.source.unitsPerEm),
    };
    this.characters.set(codePoint, character);
    return character;
  }
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
