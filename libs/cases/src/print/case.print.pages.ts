import PDFDocument from 'pdfkit';
import { asValue, drawLetter, type LetterBlock } from '#letters';
import type { FileStore } from '#platform';
import type { AttachmentSummary } from '../attachments/attachment.queries.js';
import type { CaseDetail } from '../case.queries.js';
import { casePrintWords } from './case.print.model.js';

/** The pages that documents become in a case as one file. */

type Language = CaseDetail['language'];

/** What is read into memory of one file at the most. */
const mostBytesAtOnce = 64 * 1024 * 1024;
/** Of a text: some sixty pages. */
const mostCharacters = 200_000;

/** A file as pages, or null where it cannot become any: a sheet stands in for it then. */
export async function filePages(
  store: FileStore,
  file: AttachmentSummary,
  detail: CaseDetail,
): Promise<Buffer | null> {
  if (file.state !== 'clean' || file.sizeBytes > mostBytesAtOnce) return null;
  switch (file.mediaType) {
    case 'application/pdf':
      return store.part(file.fileId, 0, file.sizeBytes);
    case 'image/png':
    case 'image/jpeg':
      return picturePage(await store.part(file.fileId, 0, file.sizeBytes));
    case 'text/plain':
    case 'text/csv':
      return textPages(await store.part(file.fileId, 0, mostCharacters * 4), file, detail);
    default:
      return null;
  }
}

/** The sheet that stands in for a file, and says how to know it. */
export function sheetFor(file: AttachmentSummary, detail: CaseDetail): Buffer {
  const words = casePrintWords[detail.language];
  return drawn(file.name, detail, [
    { kind: 'paragraph', text: words.whyNot },
    {
      kind: 'table',
      weights: [2, 5],
      header: [words.attachment, ''],
      rows: [
        [words.file.name, asValue(file.name)],
        [words.file.type, asValue(file.mediaType)],
        [words.file.bytes, String(file.sizeBytes)],
        [words.file.sha256, file.sha256],
        [words.file.sentBy, asValue(file.uploadedByName)],
        [words.file.sentOn, dateOf(file.uploadedAt, detail.language)],
      ],
    },
  ]);
}

export function dateOf(at: Date, language: Language): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'nb-NO', {
    dateStyle: 'long',
    timeZone: 'Europe/Oslo',
  }).format(at);
}

function textPages(bytes: Buffer, file: AttachmentSummary, detail: CaseDetail): Buffer {
  const text = new TextDecoder('utf-8').decode(bytes).slice(0, mostCharacters);
  const paragraphs = text.split(/\n/).map((line) => asValue(line));
  const blocks: LetterBlock[] = paragraphs
    .filter((line) => line !== '')
    .map((line) => ({ kind: 'paragraph', text: line }));
  const isCut = bytes.length < file.sizeBytes || text.length === mostCharacters;
  return drawn(file.name, detail, [
    ...blocks,
    ...(isCut ? [{ kind: 'paragraph' as const, text: casePrintWords[detail.language].cut }] : []),
  ]);
}

function drawn(title: string, detail: CaseDetail, blocks: LetterBlock[]): Buffer {
  const form = {
    senderLines: ['Helsedataservice'],
    recipientLines: [],
    references: [{ first: '', second: detail.reference }],
    blocks: [{ kind: 'title' as const, text: asValue(title) }, ...blocks],
  };
  return drawLetter(form, {
    id: detail.id,
    createdAt: detail.changedAt,
    language: detail.language,
    caseReference: detail.reference,
  }).pdf;
}

/** A picture on a page of its own; null where it is broken. */
function picturePage(picture: Buffer): Buffer | null {
  try {
    const doc = new PDFDocument({ size: 'A4', margin: 0, font: '', bufferPages: true });
    doc.image(picture, 40, 40, { fit: [515, 762], align: 'center', valign: 'center' });
    doc.end();
    return doc.read() as Buffer | null;
  } catch {
    return null;
  }
}
