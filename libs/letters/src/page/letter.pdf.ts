import {
  type LabelledLine,
  type LetterBlock,
  type LetterForm,
  linesOf,
} from '../wording/letter.form.js';
import type { Language } from '../wording/letter.templates.js';
import type { SealPlace } from '../seal/letter.seal.js';
import {
  attach,
  type Attachment,
  gatherFile,
  type LetterIdentity,
  makeSealPlace,
  offsetOf,
  openDocument,
  type SealOrder,
} from './letter.document.js';
import { letterFonts } from './letter.font.js';
import { edges, mm, Sheet, type Structure, type TextStyle } from './letter.sheet.js';
import { drawTable, heightToStartTable } from './letter.table.js';

export interface DrawnLetter {
  pdf: Buffer;
  pageCount: number;
}

/** What a letter carries beside its pages. */
export interface Enclosed {
  attachment?: Attachment | undefined;
  seal?: SealOrder | undefined;
}

const text: TextStyle = { font: 'regular', size: 10, leading: 13.5 };
const title: TextStyle = { font: 'bold', size: 16, leading: 20 };
const heading: TextStyle = { font: 'bold', size: 11, leading: 15 };
const small: TextStyle = { font: 'regular', size: 8.5, leading: 11.5 };
const smallBold: TextStyle = { ...small, font: 'bold' };
const PARAGRAPH_GAP = 6;
const HEADING_SPACE = 10;
const HEADING_GAP = 2;
const WIDTH = edges.right - edges.left;
const A_THIRD = (edges.bottom - edges.top) / 3;
const LIST_INDENT = mm(5);
const senderName: TextStyle = { font: 'bold', size: 12, leading: 15 };

/**
 * Where the blocks of the head stand. The recipient shows in the windows of the envelopes common
 * in Norway (C5, E6/5, C6/5, EC4), which share 15 to 110 mm from the left and 44 to 69 mm from the top.
 */
const head = {
  senderTop: mm(15),
  recipientTop: mm(46),
  recipientWidth: mm(82),
  referenceLeft: mm(118),
  referenceValueLeft: mm(144),
  bodyTop: mm(76),
} as const;

const pageOf: Record<Language, (page: number, pages: number) => string> = {
  nb: (page, pages) => `Side ${page} av ${pages}`,
  nn: (page, pages) => `Side ${page} av ${pages}`,
  en: (page, pages) => `Page ${page} of ${pages}`,
};

/**
 * Draws a letter: A4, tagged, marked as PDF/A-3a and PDF/UA-1, fonts embedded. The same form and
 * identity give the same bytes. With an order for a seal it has a place for one.
 */
export function drawLetter(
  form: LetterForm,
  letter: LetterIdentity,
  { attachment, seal }: Enclosed = {},
): DrawnLetter & { sealPlace: SealPlace | null } {
  const doc = openDocument(form, letter);
  const file = gatherFile(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const sheet = new Sheet(doc, letterFonts(), root, form.footnotes);
  const bookmarks = new Bookmarks(sheet);
  drawHead(sheet, root, form);
  form.blocks.forEach((block, index) => {
    drawBlock(sheet, root, block, form.blocks.slice(index + 1), bookmarks);
  });
  sheet.finish();
  const signature = seal ? makeSealPlace(doc, root, seal, letter.language) : null;
  root.end();
  if (attachment) attach(doc, attachment, letter.createdAt);
  const pageCount = drawFooters(sheet, letter);
  doc.end();
  return {
    pdf: file(),
    pageCount,
    sealPlace: signature && seal ? { offset: offsetOf(signature), length: seal.length } : null,
  };
}

/** The headings as bookmarks, below the title. */
class Bookmarks {
  private title: PDFKit.PDFOutline | undefined;

  constructor(private readonly sheet: Sheet) {}

  add(kind: 'title' | 'heading', words: string): void {
    const { doc, y } = this.sheet;
    const parent = (kind === 'heading' && this.title) || doc.outline;
    // pdfkit reckons the place from the right edge.
    const place = { left: doc.page.width, top: y, expanded: true };
    const added = parent.addItem(linesOf(words).join(' '), place);
    if (kind === 'title') this.title = added;
  }
}

function drawHead(sheet: Sheet, root: Structure, form: LetterForm): void {
  const [name = '', ...address] = form.senderLines;
  sheet.y = head.senderTop;
  sheet.print(root, 'P', [name], edges.left, senderName);
  sheet.print(root, 'P', address, edges.left, small);

  sheet.y = head.recipientTop;
  const recipient = form.recipientLines.flatMap((line) =>
    sheet.lines(line, head.recipientWidth, text),
  );
  sheet.print(root, 'P', recipient, edges.left, { ...text, leading: 13 });
  const belowRecipient = sheet.y;

  sheet.y = head.recipientTop;
  for (const reference of form.references) drawReference(sheet, root, reference);
  sheet.y = Math.max(head.bodyTop, belowRecipient + mm(8), sheet.y + mm(8));
}

function drawReference(sheet: Sheet, root: Structure, { first, second }: LabelledLine): void {
  const x = head.referenceValueLeft;
  const values = sheet.lines(second, edges.right - x, small);
  const top = sheet.y;
  sheet.print(root, 'P', [first], head.referenceLeft, smallBold);
  sheet.y = top;
  sheet.print(root, 'P', values, x, small);
  sheet.y += 2;
}

function drawBlock(
  sheet: Sheet,
  root: Structure,
  block: LetterBlock,
  following: readonly LetterBlock[],
  bookmarks: Bookmarks,
): void {
  switch (block.kind) {
    case 'title': {
      const lines = sheet.lines(block.text, WIDTH, title);
      bookmarks.add('title', block.text);
      sheet.print(root, 'H1', lines, edges.left, title);
      sheet.y += 6;
      return;
    }
    case 'heading': {
      const lines = sheet.lines(block.text, WIDTH, heading);
      sheet.keep(headingHeight(lines) + heightToKeep(sheet, following));
      sheet.space(HEADING_SPACE);
      bookmarks.add('heading', block.text);
      sheet.print(root, 'H2', lines, edges.left, heading);
      sheet.y += HEADING_GAP;
      return;
    }
    case 'paragraph': {
      if (block.text === '') return;
      sheet.keep(heightToStart(sheet, [block, ...following]));
      sheet.print(root, 'P', sheet.lines(block.text, WIDTH, text), edges.left, text);
      sheet.y += PARAGRAPH_GAP;
      return;
    }
    case 'list':
      drawList(sheet, root, block.items);
      return;
    case 'table':
      drawTable(sheet, root, block);
      sheet.y += 8;
      return;
    case 'signature':
      drawSignature(sheet, root, block.signers);
  }
}

/** What a heading stays with: what begins below it, and the last heading with the names. */
function heightToKeep(sheet: Sheet, following: readonly LetterBlock[]): number {
  let height = 0;
  for (const block of following) {
    if (block.kind === 'signature') height += SIGNATURE_HEIGHT;
    else if (block.kind === 'paragraph') {
      const lines = sheet.lines(block.text, WIDTH, text);
      height += lines.length * text.leading + PARAGRAPH_GAP + sheet.heightOfNotes(lines);
    } else return heightToStart(sheet, following);
  }
  return height < A_THIRD ? height - PARAGRAPH_GAP : heightToStart(sheet, following);
}

/** What must be left of a page for the first of these blocks to begin on it. */
function heightToStart(sheet: Sheet, [block, next, ...rest]: readonly LetterBlock[]): number {
  switch (block?.kind) {
    case 'paragraph': {
      const lines = sheet.lines(block.text, WIDTH, text);
      const whole = lines.length * text.leading + PARAGRAPH_GAP + sheet.heightOfNotes(lines);
      // What introduces a list, a table or the names stays with them.
      const isIntroduction = ['list', 'table', 'signature'].includes(next?.kind ?? '');
      if (isIntroduction && next && whole < A_THIRD) {
        return whole + heightToStart(sheet, [next, ...rest]);
      }
      return heightOfFirst(sheet, lines);
    }
    case 'list':
      return heightOfFirst(sheet, sheet.lines(block.items[0] ?? '', WIDTH - LIST_INDENT, text));
    case 'table':
      return heightToStartTable(sheet, block);
    case 'signature':
      return SIGNATURE_HEIGHT + text.leading;
    case 'heading': {
      const lines = sheet.lines(block.text, WIDTH, heading);
      return headingHeight(lines) + (next ? heightToStart(sheet, [next, ...rest]) : 0);
    }
    case 'title':
    case undefined:
      return 0;
  }
}

/** So many lines that neither the first nor the last of the text stands alone. */
function heightOfFirst(sheet: Sheet, lines: readonly string[]): number {
  const first = lines.slice(0, 3);
  return first.length * text.leading + sheet.heightOfNotes(first);
}

function headingHeight(lines: readonly string[]): number {
  return HEADING_SPACE + lines.length * heading.leading + HEADING_GAP;
}

function drawList(sheet: Sheet, root: Structure, items: readonly string[]): void {
  const list = sheet.group(root, 'L');
  for (const item of items) {
    const lines = sheet.lines(item, WIDTH - LIST_INDENT, text);
    sheet.keep(heightOfFirst(sheet, lines));
    const element = sheet.group(list, 'LI');
    const label = sheet.group(element, 'Lbl');
    sheet.printHere(label, 'Lbl', ['•'], edges.left + mm(1), text);
    sheet.print(element, 'LBody', lines, edges.left + LIST_INDENT, text);
    element.end();
    sheet.y += 2;
  }
  list.end();
  sheet.y += 4;
}

const SIGNATURE_HEIGHT = 2 * text.leading + 16;

function drawSignature(sheet: Sheet, root: Structure, signers: readonly LabelledLine[]): void {
  const columnWidth = (edges.right - edges.left) / Math.max(signers.length, 2);
  const top = sheet.y + 4;
  let bottom = top;
  signers.forEach(({ first, second }, index) => {
    const x = edges.left + index * columnWidth;
    const bold: TextStyle = { ...text, font: 'bold' };
    sheet.y = top;
    sheet.print(root, 'P', sheet.lines(first, columnWidth - 12, bold), x, bold);
    sheet.print(root, 'P', sheet.lines(second, columnWidth - 12, text), x, text);
    bottom = Math.max(bottom, sheet.y);
  });
  sheet.y = bottom + 12;
}

/** Page numbers can be written only when all pages are there. */
function drawFooters(sheet: Sheet, { language, caseReference }: LetterIdentity): number {
  const { doc } = sheet;
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    const label = pageOf[language](page + 1, count);
    sheet.y = mm(297 - 13);
    sheet.artifact('Pagination', () => {
      sheet.draw([caseReference], edges.left, small);
      sheet.draw([label], edges.right - sheet.widthOf(label, small), small);
    });
  }
  return count;
}
