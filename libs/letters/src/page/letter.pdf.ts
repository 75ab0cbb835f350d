import PDFDocument from 'pdfkit';
import { letterFonts } from './letter.font.js';
import type { LabelledLine, LetterBlock, LetterForm } from '../wording/letter.form.js';
import { edges, mm, Sheet, type Structure, type TextStyle } from './letter.sheet.js';
import { drawTable } from './letter.table.js';
import type { Language } from '../wording/letter.templates.js';

export interface LetterIdentity {
  /** The letter row: its id and its time of creation make the file's identity. */
  id: string;
  createdAt: Date;
  language: Language;
  caseReference: string;
}

export interface DrawnLetter {
  pdf: Buffer;
  pageCount: number;
}

const text: TextStyle = { font: 'regular', size: 10, leading: 13.5 };
const title: TextStyle = { font: 'bold', size: 16, leading: 20 };
const heading: TextStyle = { font: 'bold', size: 11, leading: 15 };
const small: TextStyle = { font: 'regular', size: 8.5, leading: 11.5 };
const smallBold: TextStyle = { ...small, font: 'bold' };
const PARAGRAPH_GAP = 6;
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

const locales: Record<Language, string> = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' };
const pageOf: Record<Language, (page: number, pages: number) => string> = {
  nb: (page, pages) => `Side ${page} av ${pages}`,
  nn: (page, pages) => `Side ${page} av ${pages}`,
  en: (page, pages) => `Page ${page} of ${pages}`,
};

/**
 * Draws a letter: A4, tagged, marked as PDF/A-2a and PDF/UA-1, fonts embedded. The same form and
 * identity give the same bytes.
 */
export function drawLetter(form: LetterForm, letter: LetterIdentity): DrawnLetter {
  const doc = openDocument(form, letter);
  const sheet = new Sheet(doc, letterFonts());
  const root = doc.struct('Document');
  doc.addStructure(root);
  drawHead(sheet, root, form);
  form.blocks.forEach((block, index) =>
    drawBlock(sheet, root, block, form.blocks.slice(index + 1)),
  );
  root.end();
  const pageCount = drawFooters(sheet, letter);
  doc.end();
  return { pdf: doc.read() as Buffer, pageCount };
}

function openDocument(form: LetterForm, letter: LetterIdentity): PDFKit.PDFDocument {
  const name = form.blocks.flatMap((block) => (block.kind === 'title' ? block.text : []))[0] ?? '';
  const fonts = letterFonts();
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    lang: locales[letter.language],
    displayTitle: true,
    // An empty name keeps pdfkit from opening Helvetica, which cannot be embedded.
    font: '',
    info: {
      // pdfkit copies these into XML as they are.
      Title: `${name} – ${letter.caseReference}`.replace(/[&<>]/g, ''),
      Author: 'Helsedataservice',
      Keywords: letter.id,
      Creator: 'Tilgang',
      Producer: 'Tilgang',
      CreationDate: letter.createdAt,
    },
  });
  doc.registerFont('regular', fonts.regular.source as unknown as Buffer);
  doc.registerFont('bold', fonts.bold.source as unknown as Buffer);
  doc.appendXML(PDF_UA);
  return doc;
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
): void {
  const width = edges.right - edges.left;
  switch (block.kind) {
    case 'title':
      sheet.print(root, 'H1', sheet.lines(block.text, width, title), edges.left, title);
      sheet.y += 6;
      return;
    case 'heading': {
      const lines = sheet.lines(block.text, width, heading);
      sheet.keep(12 + lines.length * heading.leading + heightToKeep(sheet, following));
      sheet.space(10);
      sheet.print(root, 'H2', lines, edges.left, heading);
      sheet.y += 2;
      return;
    }
    case 'paragraph':
      if (block.text !== '') drawParagraph(sheet, root, block.text, following[0]);
      return;
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

/** What a heading stays with: its first lines, and the last heading with the names below it. */
function heightToKeep(sheet: Sheet, following: readonly LetterBlock[]): number {
  let height = 0;
  for (const block of following) {
    if (block.kind === 'signature') height += SIGNATURE_HEIGHT;
    else if (block.kind === 'paragraph') height += paragraphHeight(sheet, block.text);
    else return 3 * text.leading;
  }
  return height < (edges.bottom - edges.top) / 3 ? height - PARAGRAPH_GAP : 3 * text.leading;
}

function paragraphHeight(sheet: Sheet, paragraph: string): number {
  return (
    sheet.lines(paragraph, edges.right - edges.left, text).length * text.leading + PARAGRAPH_GAP
  );
}

function drawParagraph(
  sheet: Sheet,
  root: Structure,
  paragraph: string,
  next: LetterBlock | undefined,
): void {
  const lines = sheet.lines(paragraph, edges.right - edges.left, text);
  const own = lines.length * text.leading;
  // What introduces a list, a table or the names stays with them.
  if (next?.kind === 'signature') sheet.keep(own + PARAGRAPH_GAP + SIGNATURE_HEIGHT + text.leading);
  if (next?.kind === 'list' || next?.kind === 'table') sheet.keep(own + 3 * text.leading);
  sheet.print(root, 'P', lines, edges.left, text);
  sheet.y += PARAGRAPH_GAP;
}

function drawList(sheet: Sheet, root: Structure, items: readonly string[]): void {
  const indent = mm(5);
  const list = sheet.group(root, 'L');
  for (const item of items) {
    const lines = sheet.lines(item, edges.right - edges.left - indent, text);
    sheet.keep(Math.min(lines.length, 2) * text.leading);
    const element = sheet.group(list, 'LI');
    const label = sheet.group(element, 'Lbl');
    sheet.printHere(label, 'Lbl', ['•'], edges.left + mm(1), text);
    sheet.print(element, 'LBody', lines, edges.left + indent, text);
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
      doc.font('regular', small.size);
      sheet.draw([label], edges.right - doc.widthOfString(label), small);
    });
  }
  return count;
}

/** Says that the file is PDF/UA-1, and describes that very statement as PDF/A-2 asks. */
const PDF_UA = `
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 the file keeps to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;
