import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import PDFDocument from 'pdfkit';
import { CasePrintController, makePrint } from '#cases';
import type { Person } from '#parties';
import { PdfJoiner } from '../../../libs/cases/src/print/pdf.joiner.js';
import { workArchive } from '../../support/archiving.js';
import { filesUnderTest, pdfOf } from '../../support/files.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people } from '../../support/journey.js';
import { zip } from '../../support/zip.js';

type By = keyof typeof people;

describe('the whole case as one file', () => {
  let test: CasesUnderTest;
  let files: ReturnType<typeof filesUnderTest>;
  let prints: CasePrintController;
  let folder: string;
  beforeAll(async () => {
    test = await givenCases();
    files = filesUnderTest(test);
    prints = new CasePrintController(test.cases, test.db, files.store, test.clock);
    folder = mkdtempSync(join(tmpdir(), 'print-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await test.close();
  });

  const as = (by: By) => people[by] as unknown as Person;
  const make = (printId: string) =>
    makePrint({ db: test.db, store: files.store, clock: test.clock }, printId);
  const fetched = async (id: string, printId: string, by: By) =>
    buffer((await prints.file(as(by), id, printId)).getStream());
  const printed = async (id: string, by: By) => {
    const order = await prints.order(as(by), id);
    await make(order.id);
    return fetched(id, order.id, by);
  };
  const read = (pdf: Buffer) => {
    const path = join(folder, 'case.pdf');
    writeFileSync(path, pdf);
    execFileSync('qpdf', ['--check', path], { stdio: 'pipe' });
    const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
    const pages = text.split('\f').slice(0, -1);
    const outline = JSON.parse(
      execFileSync('qpdf', ['--json', '--json-key=outlines', path], { encoding: 'utf8' }),
    ) as { outlines: { title: string; destpageposfrom1: number }[] };
    return {
      text,
      pages,
      bookmarks: outline.outlines.map((each) => [each.title, each.destpageposfrom1] as const),
    };
  };
  const attach = async (id: string, version: number, content: Buffer, name: string) => {
    const { fileId } = await files.sendScanned(id, content, 'applicant', name);
    return test.give(id, version, {
      by: 'applicant',
      command: { type: 'add-attachment', fileId, attachmentKind: 'other' },
    });
  };
  const document = (text: string, pages = 2) => {
    const doc = new PDFDocument({ bufferPages: true });
    doc.text(text);
    for (let page = 1; page < pages; page += 1) doc.addPage().text(`${text} ${page + 1}`);
    doc.end();
    return doc.read() as Buffer;
  };
  const givenWholeCase = async () => {
    const { id, version } = await test.givenCase('in-assessment');
    let now = await attach(id, version, document('Protokollen vår', 3), 'Protokoll å.pdf');
    now = await attach(id, now, pdfOf(500), 'Ødelagt.pdf');
    now = await attach(id, now, Buffer.from('kode;tekst\nA1;Blåbær\n'), 'koder.csv');
    now = await attach(id, now, redDot(), 'figur.png');
    await attach(id, now, wordFile(), 'plan.docx');
    await workArchive(test);
    return id;
  };

  it('holds the application, every letter and every attachment, behind contents that lead to them', async () => {
    const id = await givenWholeCase();
    const { bookmarks, pages, text } = read(await printed(id, 'caseworker'));
    expect(pages[0]).toContain('Saken samlet');
    expect(pages[0]).toContain(people.applicant.name);
    const titles = bookmarks.map(([title]) => title);
    expect(titles[0]).toBe('Søknaden');
    expect(titles.slice(-5)).toEqual([
      'Vedlegg: Protokoll å.pdf',
      'Vedlegg: Ødelagt.pdf (ikke tatt inn)',
      'Vedlegg: koder.csv',
      'Vedlegg: figur.png',
      'Vedlegg: plan.docx',
    ]);
    expect(titles.length).toBeGreaterThan(6);
    const contents = pages[1] ?? '';
    for (const [title, page] of bookmarks) {
      const line = contents.split('\n').find((each) => each.includes(title.slice(0, 40)));
      expect(line).toMatch(new RegExp(` ${page}$`));
    }
    const at = (title: string) => pages[(bookmarks.find(([each]) => each === title)?.[1] ?? 0) - 1];
    expect(at('Vedlegg: Protokoll å.pdf')).toContain('Protokollen vår');
    expect(at('Vedlegg: koder.csv')).toContain('A1;Blåbær');
    expect(at('Vedlegg: plan.docx')).toContain('SHA-256');
    expect(at('Vedlegg: Ødelagt.pdf (ikke tatt inn)')).toContain('kan ikke settes inn');
    expect(text).toContain('Protokollen vår 3');
    expect(linksIn(join(folder, 'case.pdf'))).toBe(bookmarks.length);
  });

  it('is for each reader what that reader may see', async () => {
    const id = await givenWholeCase();
    const forApplicant = read(await printed(id, 'applicant'));
    const forCaseworker = read(await printed(id, 'caseworker'));
    const letters = (file: typeof forApplicant) =>
      file.bookmarks.filter(([title]) => / til /.test(title)).length;
    expect(letters(forApplicant)).toBeGreaterThan(0);
    expect(letters(forApplicant)).toBeLessThanOrEqual(letters(forCaseworker));
    const adviser = read(await printed(id, 'adviserNpr').catch(() => document('nothing', 1)));
    expect(adviser.text).not.toContain('Protokollen vår');
    await expect(prints.order(as('otherApplicant'), id)).rejects.toMatchObject({
      refusal: { code: 'case-unknown' },
    });
  });

  it('is fetched by whoever ordered it, while the case is as it was, and each reading is logged', async () => {
    const { id, version } = await test.givenCase('submitted');
    await workArchive(test);
    const order = await prints.order(as('applicant'), id);
    expect(order).toMatchObject({ state: 'queued', partsDone: 0 });
    expect((await prints.order(as('applicant'), id)).id).toBe(order.id);
    await expect(fetched(id, order.id, 'applicant')).rejects.toMatchObject({
      refusal: { code: 'print-not-ready' },
    });
    await make(order.id);
    // A job may run twice.
    await make(order.id);
    const done = await prints.status(as('applicant'), id, order.id);
    expect(done).toMatchObject({ state: 'done', partsDone: done.parts });
    await fetched(id, order.id, 'applicant');
    const { rows } = await test.owner.pool.query(
      `SELECT FROM case_event WHERE case_id = $1 AND type = 'case-file-read'`,
      [id],
    );
    expect(rows).toHaveLength(1);
    await expect(fetched(id, order.id, 'caseworker')).rejects.toMatchObject({
      refusal: { code: 'print-unknown' },
    });
    await attach(id, version, document('Nytt'), 'nytt.pdf');
    await expect(fetched(id, order.id, 'applicant')).rejects.toMatchObject({
      refusal: { code: 'case-changed' },
    });
    expect((await prints.order(as('applicant'), id)).id).not.toBe(order.id);
  });

  it('is joined from files whose pages inherit, and leaves nothing of one that is broken', async () => {
    const joiner = new PdfJoiner();
    const chunks = [joiner.begin()];
    const broken = document('half').subarray(0, 300);
    await joiner.add('broken', broken).catch(() => undefined);
    for (let number = 0; number < 30; number += 1) {
      chunks.push(await joiner.add(`Nr (${number}) å`, inheriting(number)));
    }
    chunks.push(await joiner.end(document('front', 1), { title: 'Alt', language: 'nb' }));
    const { bookmarks, pages } = read(Buffer.concat(chunks));
    expect(bookmarks).toEqual(
      Array.from({ length: 30 }, (_, number) => [`Nr (${number}) å`, number + 2]),
    );
    expect(pages.slice(1).map((page) => page.trim())).toEqual(
      Array.from({ length: 30 }, (_, number) => `Page ${number}`),
    );
  });
});

/** How many links of the file lead to a place within it. */
function linksIn(path: string): number {
  const json = execFileSync('qpdf', ['--json', '--json-key=qpdf', path], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return new Set(json.match(/"u:tilgang-part-\d+"/g)).size;
}

/** A file whose only page has its size and fonts from the node above. */
function inheriting(number: number): Buffer {
  const content = `BT /F1 12 Tf 50 700 Td (Page ${number}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> >>',
    '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${file}xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`,
  );
}

function wordFile(): Buffer {
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  return zip([
    [
      '[Content_Types].xml',
      `<Types><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    ],
    ['word/document.xml', '<w/>'],
  ]);
}

/** A picture of one red dot. */
function redDot(): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from([0, 255, 0, 0]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
