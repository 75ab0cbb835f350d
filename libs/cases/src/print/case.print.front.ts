import PDFDocument from 'pdfkit';
import { letterFonts } from '#letters';
import { destinationOf } from './pdf.joiner.js';

/** The title page and the contents of a case as one file. */
export interface Front {
  title: string;
  facts: readonly (readonly [label: string, value: string])[];
  contents: { title: string; page: string; items: readonly FrontItem[] };
  language: string;
  createdAt: Date;
}

interface FrontItem {
  text: string;
  /** Counted from the first page behind the front. */
  page: number;
}

const left = 71;
const right = 524;
const bottom = 770;

/**
 * Draws the front. The page numbers count the front itself, whose length hangs on the items: so it
 * is drawn once to be counted.
 */
export function drawFront(front: Front): Buffer {
  const { pages } = draw(front, 0);
  return draw(front, pages).bytes;
}

function draw(front: Front, ownPages: number): { bytes: Buffer; pages: number } {
  const fonts = letterFonts();
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    font: '',
    lang: front.language,
    info: { Title: front.title, CreationDate: front.createdAt },
  });
  doc.registerFont('regular', fonts.regular.source as unknown as Buffer);
  doc.registerFont('bold', fonts.bold.source as unknown as Buffer);
  doc
    .font('bold')
    .fontSize(22)
    .text(front.title, left, 120, { width: right - left });
  doc.y += 24;
  for (const [label, value] of front.facts) {
    const top = doc.y;
    doc.font('bold').fontSize(10).text(label, left, top, { width: 150 });
    const below = doc.y;
    doc.font('regular').text(value, left + 160, top, { width: right - left - 160 });
    doc.y = Math.max(doc.y, below) + 6;
  }
  doc.addPage();
  doc.font('bold').fontSize(16).text(front.contents.title, left, 71);
  doc.y += 12;
  front.contents.items.forEach((item, index) => drawItem(doc, item, index, ownPages));
  const pages = doc.bufferedPageRange().count;
  doc.end();
  return { bytes: doc.read() as Buffer, pages };
}

function drawItem(
  doc: PDFKit.PDFDocument,
  { page, text }: FrontItem,
  index: number,
  ownPages: number,
): void {
  const width = right - left - 60;
  doc.font('regular').fontSize(10);
  const height = doc.heightOfString(text, { width });
  if (doc.y + height > bottom) {
    doc.addPage();
    doc.y = 71;
  }
  const top = doc.y;
  doc.text(text, left, top, { width });
  const below = doc.y;
  doc.text(String(ownPages + page + 1), right - 50, top, { width: 50, align: 'right' });
  doc.goTo(left, top, right - left, below - top, destinationOf(index));
  doc.y = below + 5;
}
