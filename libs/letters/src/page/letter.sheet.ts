import { footnoteOf, linesOf } from '../wording/letter.form.js';
import { asText } from './letter.document.js';
import type { LetterFonts } from './letter.font.js';
import { Glyphs } from './letter.glyphs.js';
import { type Measure, wrapLines } from './letter.lines.js';

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

const noteStyle: TextStyle = { font: 'regular', size: 8, leading: 10.5 };
const NOTE_INDENT = mm(4);
/** Between text and notes; the rule stands in it. */
const NOTES_GAP = 12;
const NOTE_MARK = /([\ue101-\ue163])/;

/**
 * The pages being drawn, with a cursor. Everything it prints is either in the structure tree or an
 * artifact, as PDF/UA asks. A footnote comes to stand at the bottom of the page of its mark, and in
 * the structure tree behind the piece that has the mark.
 */
export class Sheet {
  y: number = edges.top;
  /** The notes that belong on this page, in the order of their marks. */
  private notesHere: { lines: string[]; number: number; element: Structure }[] = [];
  private notesHeight = 0;
  private readonly broken = new Map<string, string[]>();
  private readonly noteLines: string[][];
  private readonly noteElements: [string, PDFKit.PDFKitReference][] = [];
  private readonly glyphs: Record<TextStyle['font'], Glyphs>;

  constructor(
    readonly doc: PDFKit.PDFDocument,
    private readonly fonts: LetterFonts,
    private readonly root: Structure,
    footnotes: readonly string[] = [],
  ) {
    this.glyphs = { regular: new Glyphs(doc, 'regular'), bold: new Glyphs(doc, 'bold') };
    const width = edges.right - edges.left - NOTE_INDENT;
    this.noteLines = footnotes.map((note) => this.lines(note, width, noteStyle));
  }

  /** Lines of a text in a width in points; asked once to see if they fit and again to print them. */
  lines(text: string, width: number, { font, size }: TextStyle): string[] {
    const key = `${font} ${size} ${width} ${text}`;
    const seen = this.broken.get(key);
    if (seen) return seen;
    const measure = NOTE_MARK.test(text) ? this.withMarks(font) : this.fonts[font];
    const lines = linesOf(text).flatMap((line) => wrapLines(line, (width * 1000) / size, measure));
    this.broken.set(key, lines);
    return lines;
  }

  get room(): number {
    // Sums of leadings must not lose a line to rounding.
    return edges.bottom - this.notesHeight - this.y + 0.01;
  }

  get isAtTop(): boolean {
    return this.y === edges.top;
  }

  newPage(): void {
    this.endPage();
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

  /** What the footnotes called for in these lines take of the page. */
  heightOfNotes(lines: readonly string[]): number {
    if (this.noteLines.length === 0) return 0;
    const called = lines.flatMap(numbersIn);
    const height = called.reduce(
      (sum, number) => sum + this.noteLines[number - 1]!.length * noteStyle.leading,
      0,
    );
    return called.length > 0 && this.notesHere.length === 0 ? height + NOTES_GAP : height;
  }

  /** How many lines, side by side in columns, fit on this page together with their footnotes. */
  fitting(columns: readonly (readonly string[])[], leading: number, padding = 0): number {
    const most = Math.max(0, Math.floor((this.room - padding) / leading));
    if (this.noteLines.length === 0) return most;
    const count = Math.min(most, Math.max(0, ...columns.map((lines) => lines.length)));
    let notes = 0;
    for (let index = 0; index < count; index += 1) {
      notes += this.heightOfNotes(columns.flatMap((lines) => lines[index] ?? []));
      if ((index + 1) * leading + padding + notes > this.room) return index;
    }
    return most;
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
      const count = this.linesHere(rest, style.leading);
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
    if (this.noteLines.length > 0 && lines.some((line) => NOTE_MARK.test(line))) {
      this.printMarked(element, type, lines, x, style);
      return;
    }
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
    const placed = lines.map((line, index) => ({ text: line, x, y: this.y + index * leading }));
    this.glyphs[font].draw(
      placed.filter((line) => line.text !== ''),
      size,
    );
  }

  rule(from: number, to: number, y: number): void {
    this.artifact('Layout', () => {
      this.doc.moveTo(from, y).lineTo(to, y).lineWidth(0.5).strokeColor('#767676').stroke();
    });
  }

  /** Ends the last page, and lists the footnotes where a reader of the structure looks them up. */
  finish(): void {
    this.endPage();
    if (this.noteElements.length === 0) return;
    const { data } = this.doc.getStructTreeRoot() as unknown as { data: Record<string, unknown> };
    data.IDTree = { Names: this.noteElements.flatMap(([id, element]) => [asText(id), element]) };
  }

  /** Lines with marks in them: each mark is an element of its own, small and raised. */
  private printMarked(
    element: Structure,
    type: string,
    lines: readonly string[],
    x: number,
    style: TextStyle,
  ): void {
    const top = this.y;
    let isOpen = false;
    const close = () => {
      if (isOpen) this.doc.endMarkedContent();
      isOpen = false;
    };
    lines.forEach((line, index) => {
      let left = x;
      this.y = top + index * style.leading;
      for (const part of line.split(NOTE_MARK).filter((each) => each !== '')) {
        const number = footnoteOf(part.codePointAt(0)!);
        if (number !== null) {
          close();
          this.printMark(element, number, left, style);
        } else {
          if (!isOpen) element.add(this.doc.markStructureContent(type));
          isOpen = true;
          this.draw([part], left, style);
        }
        left += this.widthOf(part, style);
      }
    });
    close();
    this.y = top;
  }

  private printMark(parent: Structure, number: number, x: number, style: TextStyle): void {
    const reference = this.group(parent, 'Reference');
    this.printHere(reference, 'Reference', [raised(number)], x, style);
    reference.end();
    const lines = this.noteLines[number - 1]!;
    this.notesHeight += this.heightOfNotes([markOf(number)]);
    this.notesHere.push({ lines, number, element: this.group(this.root, 'Note') });
  }

  /** Draws the footnotes of the page that ends, above its foot. */
  private endPage(): void {
    if (this.notesHere.length === 0) return;
    this.y = edges.bottom - this.notesHeight + NOTES_GAP;
    this.rule(edges.left, edges.left + mm(40), this.y - NOTES_GAP / 2);
    for (const { lines, number, element } of this.notesHere) {
      const id = `note-${String(number).padStart(2, '0')}`;
      const { dictionary } = element as unknown as { dictionary: PDFKit.PDFKitReference };
      Object.assign(dictionary.data, { ID: asText(id) });
      this.noteElements.push([id, dictionary]);
      const label = this.group(element, 'Lbl');
      this.printHere(label, 'Lbl', [raised(number)], edges.left, noteStyle);
      const words = this.group(element, 'P');
      this.printHere(words, 'P', lines, edges.left + NOTE_INDENT, noteStyle);
      this.y += lines.length * noteStyle.leading;
      element.end();
    }
    this.notesHere = [];
    this.notesHeight = 0;
  }

  /** How many of the lines to print on this page: neither the first nor the last stands alone. */
  private linesHere(lines: readonly string[], leading: number): number {
    const count = lines.length;
    const fitting = this.fitting([lines], leading);
    if (fitting >= count) return count;
    const kept = count - fitting === 1 ? fitting - 1 : fitting;
    return kept < 2 && !this.isAtTop ? 0 : Math.max(kept, 1);
  }

  /** Width of a text in points. */
  widthOf(text: string, { font, size }: TextStyle): number {
    const measure = this.withMarks(font);
    const width = Array.from(text).reduce(
      (sum, sign) => sum + measure.advance(sign.codePointAt(0)!),
      0,
    );
    return (width * size) / 1000;
  }

  private withMarks(font: TextStyle['font']): Measure {
    const measure = this.fonts[font];
    return {
      advance: (codePoint) => {
        const number = footnoteOf(codePoint);
        if (number === null) return measure.advance(codePoint);
        return Array.from(raised(number)).reduce(
          (sum, digit) => sum + measure.advance(digit.codePointAt(0)!),
          0,
        );
      },
    };
  }
}

function numbersIn(line: string): number[] {
  if (!NOTE_MARK.test(line)) return [];
  return Array.from(line).flatMap((sign) => footnoteOf(sign.codePointAt(0)!) ?? []);
}

function markOf(number: number): string {
  return String.fromCodePoint(0xe100 + number);
}

/** The number in raised digits, which the fonts have as characters. */
function raised(number: number): string {
  return Array.from(String(number), (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
}
