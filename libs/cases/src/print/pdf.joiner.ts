import {
  PDF,
  PdfArray,
  PdfDict,
  type PdfName,
  type PdfObject,
  PdfRef,
  PdfStream,
} from '@libpdf/core';

/** A file whose pages cannot be taken over: broken, locked, or without pages. */
export class NotJoinable extends Error {}

/** A document within the joined file: what its bookmark says, and its pages there. */
interface Part {
  title: string;
  firstPage: number;
  pageCount: number;
}

/** What a page inherits from the nodes above it, which are left behind. */
const inherited = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;

const CATALOG = 1;
const PAGES = 2;
const FIRST_FREE = 3;

/**
 * Joins PDF files into one while it holds one of them at a time: the objects of each are written out
 * under new numbers as soon as it is read, and what ties them together comes last.
 */
export class PdfJoiner {
  readonly parts: Part[] = [];
  private readonly offsets = new Map<number, number>();
  private readonly pages: number[] = [];
  private nextNumber = FIRST_FREE;
  private position = 0;

  /** The first bytes of the joined file. */
  begin(): Buffer {
    return this.counted(Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1'));
  }

  /** The bytes that a file becomes. Throws {@link NotJoinable}, and then it has become nothing. */
  async add(title: string, file: Uint8Array): Promise<Buffer> {
    const { bytes, pages } = await this.copied(file);
    this.parts.push({ title, firstPage: this.pages.length, pageCount: pages.length });
    this.pages.push(...pages);
    return bytes;
  }

  /** How many pages there are so far, without those that come in front. */
  get pageCount(): number {
    return this.pages.length;
  }

  /**
   * The last bytes.
   *
   * @param front the pages that come before all others; it links to the parts by
   *   {@link destinationOf}.
   */
  async end(front: Uint8Array, about: { title: string; language: string }): Promise<Buffer> {
    const { bytes, pages } = await this.copied(front);
    const all = [...pages, ...this.pages];
    const outlines = this.writeOutlines();
    const names = this.parts.flatMap(({ firstPage }, index) => [
      literal(destinationOf(index)),
      `[${this.pages[firstPage]} 0 R /Fit]`,
    ]);
    const info = this.nextNumber++;
    const rest = [
      this.object(PAGES, `<< /Type /Pages /Count ${all.length} /Kids [${refs(all)}] >>`),
      this.object(info, `<< /Title ${unicode(about.title)} /Producer (Tilgang) >>`),
      this.object(
        CATALOG,
        `<< /Type /Catalog /Pages ${PAGES} 0 R /Lang ${literal(about.language)}` +
          ` /ViewerPreferences << /DisplayDocTitle true >>` +
          (outlines.root === null ? '' : ` /Outlines ${outlines.root} 0 R /PageMode /UseOutlines`) +
          ` /Names << /Dests << /Names [${names.join(' ')}] >> >> >>`,
      ),
    ];
    return Buffer.concat([bytes, outlines.bytes, ...rest, this.table(info)]);
  }

  /** The objects that the pages of a file need, under numbers of this one. */
  private async copied(file: Uint8Array): Promise<{ bytes: Buffer; pages: number[] }> {
    const before = { number: this.nextNumber, position: this.position };
    try {
      const pdf = await PDF.load(file);
      if (pdf.isEncrypted) throw new NotJoinable('locked');
      return this.copiedFrom(pdf);
    } catch (error) {
      for (let each = before.number; each < this.nextNumber; each += 1) this.offsets.delete(each);
      this.nextNumber = before.number;
      this.position = before.position;
      // Whatever the reader stumbled over lies in the file.
      throw error instanceof NotJoinable ? error : new NotJoinable('broken', { cause: error });
    } finally {
      PdfRef.clearCache();
    }
  }

  private copiedFrom(pdf: PDF): { bytes: Buffer; pages: number[] } {
    const { context } = pdf;
    const chunks: Buffer[] = [];
    const numbers = new Map<string, number>();
    const waiting: PdfRef[] = [];
    const numberOf = (ref: PdfRef) => {
      const key = `${ref.objectNumber} ${ref.generation}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      const number = this.nextNumber++;
      numbers.set(key, number);
      waiting.push(ref);
      return number;
    };
    const sources = context.pages.getPages();
    if (sources.length === 0) throw new NotJoinable('no pages');
    const pages = sources.map(numberOf);
    const pageRefs = new Set(sources.map((ref) => `${ref.objectNumber} ${ref.generation}`));
    for (let ref = waiting.shift(); ref; ref = waiting.shift()) {
      const key = `${ref.objectNumber} ${ref.generation}`;
      const found = context.resolve(ref);
      const isPage = pageRefs.has(key);
      if (isPage && !(found instanceof PdfDict)) throw new NotJoinable('no page');
      const source = isPage ? flatPage(found as PdfDict, (each) => context.resolve(each)) : found;
      const copy = source === null ? null : renumbered(source, numberOf);
      if (isPage && copy instanceof PdfDict) copy.set('Parent', PdfRef.of(PAGES));
      chunks.push(this.object(numbers.get(key)!, copy === null ? 'null' : bytesOf(copy)));
    }
    return { bytes: Buffer.concat(chunks), pages };
  }

  private writeOutlines(): { root: number | null; bytes: Buffer } {
    if (this.parts.length === 0) return { root: null, bytes: Buffer.alloc(0) };
    const root = this.nextNumber;
    const first = root + 1;
    const last = root + this.parts.length;
    this.nextNumber = last + 1;
    const items = this.parts.map(({ title, firstPage }, index) => {
      const own = first + index;
      return this.object(
        own,
        `<< /Title ${unicode(title)} /Parent ${root} 0 R` +
          (own > first ? ` /Prev ${own - 1} 0 R` : '') +
          (own < last ? ` /Next ${own + 1} 0 R` : '') +
          ` /Dest [${this.pages[firstPage]} 0 R /Fit] >>`,
      );
    });
    const tree = `<< /Type /Outlines /First ${first} 0 R /Last ${last} 0 R /Count ${items.length} >>`;
    return { root, bytes: Buffer.concat([...items, this.object(root, tree)]) };
  }

  private object(number: number, content: string | Uint8Array): Buffer {
    this.offsets.set(number, this.position);
    return this.counted(
      Buffer.concat([
        Buffer.from(`${number} 0 obj\n`),
        typeof content === 'string' ? Buffer.from(content, 'latin1') : content,
        Buffer.from('\nendobj\n'),
      ]),
    );
  }

  /** Where each object stands, and where to begin. */
  private table(info: number): Buffer {
    const startsAt = this.position;
    const rows = ['0000000000 65535 f \n'];
    for (let number = 1; number < this.nextNumber; number += 1) {
      const offset = this.offsets.get(number);
      rows.push(
        offset === undefined
          ? '0000000000 00000 f \n'
          : `${String(offset).padStart(10, '0')} 00000 n \n`,
      );
    }
    return this.counted(
      Buffer.from(
        `xref\n0 ${this.nextNumber}\n${rows.join('')}trailer\n<< /Size ${this.nextNumber}` +
          ` /Root ${CATALOG} 0 R /Info ${info} 0 R >>\nstartxref\n${startsAt}\n%%EOF\n`,
      ),
    );
  }

  private counted(bytes: Buffer): Buffer {
    this.position += bytes.length;
    return bytes;
  }
}

/** The name that a link to a part goes by. */
export function destinationOf(part: number): string {
  return `tilgang-part-${String(part).padStart(5, '0')}`;
}

/** A page with what it inherits, and without what ties it to the structure of its own file. */
function flatPage(page: PdfDict, resolve: (ref: PdfRef) => PdfObject | null): PdfDict {
  const flat = new PdfDict(page);
  for (const name of inherited) {
    let node: PdfDict | undefined = page;
    for (let depth = 0; node && !node.has(name) && depth < 64; depth += 1) {
      node = node.getDict('Parent', resolve);
    }
    const value = node?.get(name);
    if (value) flat.set(name, value);
  }
  for (const name of ['Parent', 'StructParents', 'B', 'Metadata', 'PieceInfo']) flat.delete(name);
  return flat;
}

/** A copy that refers to the numbers of the joined file. */
function renumbered(object: PdfObject, numberOf: (ref: PdfRef) => number, depth = 0): PdfObject {
  if (depth > 500) throw new NotJoinable('nested without end');
  const copy = (each: PdfObject) => renumbered(each, numberOf, depth + 1);
  if (object instanceof PdfRef) return PdfRef.of(numberOf(object));
  if (object instanceof PdfArray) return new PdfArray([...object].map(copy));
  if (object instanceof PdfDict) {
    const entries = [...object]
      .filter(([name]) => name.value !== 'StructParent')
      .map(([name, value]): [PdfName, PdfObject] => [name, copy(value)]);
    return object instanceof PdfStream ? new PdfStream(entries, object.data) : new PdfDict(entries);
  }
  return object;
}

type Writer = Parameters<PdfDict['toBytes']>[0];

function bytesOf(object: PdfObject): Buffer {
  const chunks: Buffer[] = [];
  const writer = {
    writeByte: (byte: number) => void chunks.push(Buffer.from([byte])),
    writeBytes: (bytes: Uint8Array) => void chunks.push(Buffer.from(bytes)),
    writeAscii: (text: string) => void chunks.push(Buffer.from(text, 'latin1')),
    writeUtf8: (text: string) => void chunks.push(Buffer.from(text, 'utf8')),
  };
  object.toBytes(writer as unknown as Writer);
  return Buffer.concat(chunks);
}

function refs(numbers: readonly number[]): string {
  return numbers.map((number) => `${number} 0 R`).join(' ');
}

function literal(text: string): string {
  return `(${text.replace(/[()\\]/g, '\\$&')})`;
}

function unicode(text: string): string {
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}
