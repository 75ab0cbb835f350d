/** What pdfkit keeps of a font embedded in one document. */
interface EmbeddedFont {
  id: string;
  /** In thousandths of the font size. */
  ascender: number;
  ref(): PDFKit.PDFKitReference;
  /** Counts the characters among those to embed; gives each as hexadecimal digits. */
  encode(text: string): [string[], unknown];
}

/** A line and where its top left corner stands, in points from the corner of the page. */
export interface PlacedLine {
  text: string;
  x: number;
  y: number;
}

/**
 * One font of one document. Writes lines as operators of the page itself: pdfkit's own way lays
 * every word out anew to find kerning and offsets, which fonts without layout tables have not, and
 * that was a third of the work on a letter.
 */
export class Glyphs {
  private readonly font: EmbeddedFont;
  private readonly codes = new Map<number, string>();

  constructor(
    private readonly doc: PDFKit.PDFDocument,
    name: string,
  ) {
    this.font = (doc.font(name) as unknown as { _font: EmbeddedFont })._font;
  }

  /** Draws the lines at a size in points, on the page that is open. */
  draw(lines: readonly PlacedLine[], size: number): void {
    if (lines.length === 0) return;
    const { id, ascender } = this.font;
    const { page } = this.doc;
    const fonts = page.fonts as Record<string, unknown>;
    fonts[id] ??= this.font.ref();
    const rise = (ascender / 1000) * size;
    // pdfkit counts from the top of the page; text would stand on its head.
    let operators = `q\n1 0 0 -1 0 ${page.height} cm\nBT\n/${id} ${size} Tf`;
    for (const { text, x, y } of lines) {
      const baseline = page.height - y - rise;
      operators += `\n1 0 0 1 ${rounded(x)} ${rounded(baseline)} Tm\n<${this.codesOf(text)}> Tj`;
    }
    // As bytes: pdfkit turns a text into bytes character by character.
    this.doc.addContent(Buffer.from(`${operators}\nET\nQ\n`, 'latin1'));
  }

  private codesOf(text: string): string {
    let codes = '';
    for (const sign of text) codes += this.codeOf(sign);
    return codes;
  }

  private codeOf(sign: string): string {
    const codePoint = sign.codePointAt(0)!;
    const seen = this.codes.get(codePoint);
    if (seen !== undefined) return seen;
    const [digits] = this.font.encode(sign);
    const code = digits.join('');
    this.codes.set(codePoint, code);
    return code;
  }
}

/** A thousandth of a point is finer than any printer. */
function rounded(points: number): number {
  return Math.round(points * 1000) / 1000;
}
