import { createHash } from 'node:crypto';
import PDFDocument from 'pdfkit';
import type { LetterForm } from '../wording/letter.form.js';
import type { Language } from '../wording/letter.templates.js';
import { AWAITED_RANGE } from '../seal/seal.pdf.js';
import { letterFonts } from './letter.font.js';
import type { Structure } from './letter.sheet.js';

/** What a file is beside its pages: its marks, its identity, what is attached and its seal. */

export interface LetterIdentity {
  /** The letter row: its id and its time of creation make the file's identity. */
  id: string;
  createdAt: Date;
  language: Language;
  caseReference: string;
}

/** A file within the file, for machines (PDF/A-3). */
export interface Attachment {
  name: string;
  mediaType: string;
  description: string;
  content: Buffer;
}

/** What the place of a seal must be told before there is a seal. */
export interface SealOrder {
  holderName: string;
  /** How many bytes the seal will be. */
  length: number;
  at: Date;
}

const locales: Record<Language, string> = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' };
const sealNames: Record<Language, { field: string; reason: string }> = {
  nb: { field: 'Elektronisk segl', reason: 'Brevet kommer fra Helsedataservice' },
  nn: { field: 'Elektronisk segl', reason: 'Brevet kjem frå Helsedataservice' },
  en: { field: 'Electronic seal', reason: 'The letter comes from Helsedataservice' },
};

/** An empty A4 document, tagged and marked as PDF/A-3a and PDF/UA-1. */
export function openDocument(form: LetterForm, letter: LetterIdentity): PDFKit.PDFDocument {
  const name = form.blocks.flatMap((block) => (block.kind === 'title' ? block.text : []))[0] ?? '';
  const fonts = letterFonts();
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-3a',
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

/**
 * Gathers what the document writes, as one file once it has ended. A letter is small and wanted
 * whole: as a stream it is copied three times over, in pieces of some ten bytes.
 */
export function gatherFile(doc: PDFKit.PDFDocument): () => Buffer {
  const pieces: Uint8Array[] = [doc.read() as Buffer];
  doc.push = (piece: Uint8Array | null): boolean => {
    if (piece) pieces.push(piece);
    return true;
  };
  return () => Buffer.concat(pieces);
}

/** Attaches a file as data that the document as a whole is about. */
export function attach(doc: PDFKit.PDFDocument, attachment: Attachment, at: Date): void {
  const { content, name } = attachment;
  const file = doc.ref({
    Type: 'EmbeddedFile',
    Subtype: attachment.mediaType.replace('/', '#2F'),
    Params: {
      Size: content.length,
      CreationDate: at,
      ModDate: at,
      CheckSum: createHash('md5').update(content).digest(),
    },
  });
  file.end(content);
  const specification = doc.ref({
    Type: 'Filespec',
    AFRelationship: 'Data',
    F: asText(name),
    UF: asText(name),
    Desc: asText(attachment.description),
    EF: { F: file, UF: file },
  });
  specification.end(undefined);
  doc.addNamedEmbeddedFile(name, specification);
  catalogOf(doc).AF = [specification];
}

/**
 * Makes the place for the seal: a signature field that shows nothing, on the page that is open.
 * PDF/A wants it printable and, without an appearance, of no size; PDF/UA wants it within a form
 * element, with a name.
 */
export function makeSealPlace(
  doc: PDFKit.PDFDocument,
  root: Structure,
  order: SealOrder,
  language: Language,
): PDFKit.PDFKitReference {
  const names = sealNames[language];
  const signature = doc.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: AWAITED_RANGE,
    Contents: new Uint8Array(order.length),
    M: order.at,
    Name: asText(order.holderName),
    Reason: asText(names.reason),
  });
  signature.end('');
  const form = doc.struct('Form');
  root.add(form);
  doc.annotate(0, 0, 0, 0, {
    Subtype: 'Widget',
    FT: 'Sig',
    T: asText('seal'),
    TU: asText(names.field),
    F: PRINTED | LOCKED,
    P: doc.page.dictionary,
    V: signature,
    structParent: form,
  } as PDFKit.Mixins.AnnotationOption);
  form.end();
  const field = (doc.page as unknown as { annotations: PDFKit.PDFKitReference[] }).annotations.at(
    -1,
  );
  catalogOf(doc).AcroForm = { SigFlags: SIGNED | APPEND_ONLY, Fields: [field] };
  // pdfkit would end a form of its own, with fonts for fields that can be filled in.
  Object.assign(doc, { endAcroForm: () => doc });
  return signature;
}

/** Bits of the flags of an annotation, and of a form with signatures (ISO 32000-1 tables 165, 219). */
const PRINTED = 4;
const LOCKED = 128;
const SIGNED = 1;
const APPEND_ONLY = 2;

/** Where a finished object stands in the file. */
export function offsetOf(reference: PDFKit.PDFKitReference): number {
  return (reference as unknown as { offset: number }).offset;
}

function catalogOf(doc: PDFKit.PDFDocument): Record<string, unknown> {
  return (doc as unknown as { _root: { data: Record<string, unknown> } })._root.data;
}

/** pdfkit writes a plain string as a name and only an object of String as text. */
export function asText(text: string): object {
  return Object(text) as object;
}

/** Says that the file is PDF/UA-1, and describes that very statement as PDF/A asks. */
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
