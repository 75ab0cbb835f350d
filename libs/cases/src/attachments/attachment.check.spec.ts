import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { Refused } from '#platform';
import { checkedContent, type FileToCheck, mediaTypeOf } from './attachment.check.js';
import { fileNameIn } from './case.attachments.controller.js';
import { type Entry, zip } from '../../../../test/support/zip.js';

const office = 'application/vnd.openxmlformats-officedocument';
const overview = (part: string, type: string): Entry => [
  '[Content_Types].xml',
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    `<Override PartName="${part}" ContentType="${type}"/></Types>`,
];
const word = overview('/word/document.xml', `${office}.wordprocessingml.document.main+xml`);
const sheet = overview('/xl/workbook.xml', `${office}.spreadsheetml.sheet.main+xml`);
const macros = overview(
  '/word/document.xml',
  'application/vnd.ms-word.document.macroEnabled.main+xml',
);
const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0];

async function outcome(name: string, ...parts: (string | number[] | Buffer)[]): Promise<string> {
  const pieces = parts.map((part) => Buffer.from(part as string));
  const whole = Buffer.concat(pieces);
  const file: FileToCheck = {
    sizeBytes: whole.length,
    read: () => Readable.from(pieces),
    part: (from, to) => Promise.resolve(whole.subarray(from, to)),
  };
  try {
    return `${(await checkedContent(name, file)).sizeBytes} bytes`;
  } catch (error) {
    return error instanceof Refused ? error.refusal.code : String(error);
  }
}

describe('a file to attach', () => {
  it('is known by its content, however it arrives', async () => {
    expect(await outcome('plan.PDF', '%P', 'DF', '-1.7 rest\n%%', 'EOF')).toBe('19 bytes');
    expect(await outcome('plan.docx', zip([word, ['word/document.xml', '<w/>']]))).toMatch(/bytes/);
    expect(await outcome('tall.xlsx', zip([sheet, ['xl/workbook.xml', '<x/>']]))).toMatch(/bytes/);
    expect(await outcome('bilde.jpeg', [0xff, 0xd8, 0xff, 0xe0, 0, 16])).toBe('6 bytes');
    expect(await outcome('bilde.png', [...png, ...Array<number>(32).fill(0)])).toBe('50 bytes');
  });

  it.each([
    ['plan.pdf', 'MZ\u0090 a program'],
    ['plan.pdf', '%PD'],
    ['plan.pdf', '%PDF-1.7 cut short'],
    ['plan.xlsx', '%PDF-1.7'],
    ['plan.png', 'PNG'],
    ['list.csv', 'a;b\u0000c'],
    ['tom.txt', ''],
    ['tom.pdf', ''],
  ])('is refused as %s when it holds something else', async (name, content) => {
    expect(await outcome(name, content)).toBe('file-not-as-named');
  });

  it('is Word or Excel by its list of contents: any other ZIP file is none', async () => {
    expect(await outcome('plan.docx', zip([['lest-meg.txt', 'hei']]))).toBe('file-not-as-named');
    expect(await outcome('plan.docx', zip([sheet, ['xl/workbook.xml', '<x/>']]))).toBe(
      'file-not-as-named',
    );
  });

  it('carries no programs, under whatever name', async () => {
    expect(await outcome('plan.docx', zip([macros, ['word/document.xml', '<w/>']]))).toBe(
      'file-has-macros',
    );
    const hidden = zip([word, ['word/document.xml', '<w/>'], ['word/vbaProject.bin', 'program']]);
    expect(await outcome('plan.docx', hidden)).toBe('file-has-macros');
    for (let at = 1; at < hidden.length; at += 7) {
      const cut = [hidden.subarray(0, at), hidden.subarray(at)];
      expect(await outcome('plan.docx', ...cut)).toBe('file-has-macros');
    }
  });

  it('opens without a password', async () => {
    const locked = '%PDF-1.7\n…\ntrailer << /Root 1 0 R /Encrypt 9 0 R >>\n%%EOF';
    expect(await outcome('plan.pdf', locked)).toBe('file-locked');
    expect(await outcome('plan.pdf', locked.slice(0, 40), locked.slice(40))).toBe('file-locked');
    expect(await outcome('plan.pdf', '%PDF-1.7 (about /Encryption) %%EOF')).toBe('34 bytes');
    expect(await outcome('plan.docx', [...compound, ...Array<number>(600).fill(0)])).toBe(
      'file-locked',
    );
  });

  it('is text only in UTF-8, to the last byte', async () => {
    expect(await outcome('liste.csv', [0xc3], [0xa5])).toBe('2 bytes');
    expect(await outcome('liste.csv', 'abc', [0xe5, 0x61])).toBe('file-not-as-named');
    expect(await outcome('liste.csv', 'abc', [0xc3])).toBe('file-not-as-named');
  });

  it.each(['program.exe', 'side.html', 'bilde.svg', 'plan.docm', 'uten', ''])(
    'is not taken as %s',
    (name) => {
      expect(() => mediaTypeOf(name)).toThrow('file-type-not-allowed');
    },
  );

  it('has the name that the header says, without the folders', () => {
    const header = (name: string) => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
    expect(fileNameIn(header('Søknad å.pdf'))).toBe('Søknad å.pdf');
    expect(fileNameIn(header('..\\..\\etc/plan.pdf'))).toBe('plan.pdf');
    for (const wrong of [undefined, 'attachment', "attachment; filename*=UTF-8''%zz", header('\n')])
      expect(() => fileNameIn(wrong)).toThrow('header-malformed');
  });
});
