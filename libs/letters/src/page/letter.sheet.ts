import type { LetterFonts } from './letter.font.js';
import { linesOf } from '../wording/letter.form.js';
import { wrapLines } from './letter.lines.js';

export interface TextStyle {
  font: 'regular' | 'bold';
  /** In points. */
  size: number;
  /** From baseline to baseline, in points. */
  leading: number;
}

/** A point in the structure tree of the document: what a screen reader reads. */
export type Structure = PDFKit.PDFStructureElement;

const POINTS_PER_MM = 72 / 25.4;

export function mm(length: number): number {
  return length * POINTS_PER_MM;
}

/** Edges of the text on A4, in points from the top left corner. */
export const edges = {
  left: mm(25),
  right: mm(210 - 25),
  top: mm(20),
  bottom: mm(297 - 18.5),
} as const;

/** Lines are broken before pdfkit sees them; a width given spares it measuring for links we have not. */
const alreadyBroken = {
  lineBreak: false,
  textWidth: 0,
  wordCount: 1,
} as PDFKit.Mixins.TextOptions;

/**
 * The pages being drawn, with a cursor. Everything it prints is either in the structure tree or an
 * artifact, as PDF/UA asks.
 */
export class Sheet {
  y: number = edges.top;

  constructor(
    readonly doc: PDFKit.PDFDocument,
    private readonly fonts: LetterFonts,
  ) {}

  /** Lines of a text in a width in points. */
  lines(text: string, width: number, { font, size }: TextStyle): string[] {
    const measure = this.fonts[font];
    return linesOf(text).flatMap((line) => wrapLines(line, (width * 1000) / size, measure));
  }

  get room(): number {
    // Sums of leadings must not lose a line to rounding.
    return edges.bottom - this.y + 0.01;
  }

  get isAtTop(): boolean {
    return this.y === edges.top;
  }

  newPage(): void {
    this.doc.addPage();
    this.y = edges.top;
  }

  /** Moves to a new page where `height` does not fit on this one. */
  keep(height: number): void {
    if (height > this.room && !this.isAtTop) this.newPage();
  }

  /** White space before a piece, none at the top of a page. */
  space(height: number): void {
    if (!this.isAtTop) this.y += height;
  }

  /** A child in the structure tree, holding pieces of its own. */
  group(parent: Structure, type: string, options: { scope?: 'Column' } = {}): Structure {
    const element = this.doc.struct(type, options as PDFKit.Mixins.StructureElementOptions);
    parent.add(element);
    return element;
  }

  /** Prints lines as one element, over as many pages as they need. */
  print(parent: Structure, type: string, lines: readonly string[], x: number, style: TextStyle) {
    const element = this.group(parent, type);
    let rest = lines;
    while (rest.length > 0) {
      const count = this.linesHere(rest.length, style.leading);
      if (count === 0) {
        this.newPage();
        continue;
      }
      this.printHere(element, type, rest.slice(0, count), x, style);
      this.y += count * style.leading;
      rest = rest.slice(count);
    }
    element.end();
  }

  /** Prints lines at the cursor without moving it, as content of an open element. */
  printHere(
    element: Structure,
    type: string,
    lines: readonly string[],
    x: number,
    style: TextStyle,
  ): void {
    element.add(this.doc.markStructureContent(type));
    this.draw(lines, x, style);
    this.doc.endMarkedContent();
  }

  /** Draws what is no part of the text: rules, page numbers, repeated table headers. */
  artifact(type: 'Layout' | 'Pagination', draw: () => void): void {
    this.doc.markContent('Artifact', { type });
    draw();
    this.doc.endMarkedContent();
  }

  /** Draws lines at the cursor; the caller says what they are. */
  draw(lines: readonly string[], x: number, { font, size, leading }: TextStyle): void {
    this.doc.font(font, size);
    lines.forEach((line, index) => {
      if (line !== '') this.doc.text(line, x, this.y + index * leading, alreadyBroken);
    });
  }

  rule(from: number, to: number, y: number): void {
    this.artifact('Layout', () => {
      this.doc.moveTo(from, y).lineTo(to, y).lineWidth(0.5).strokeColor('#767676').stroke();
    });
  }

  /** How many of `count` lines to print on this page: neither the first nor the last stands alone. */
  private linesHere(count: number, leading: number): number {
    const fitting = Math.floor(this.room / leading);
    if (fitting >= count) return count;
    const kept = count - fitting === 1 ? fitting - 1 : fitting;
    return kept < 2 && !this.isAtTop ? 0 : Math.max(kept, 1);
  }
}
