import { describe, expect, it } from '@jest/globals';
import { Refused } from '#platform';
import { asNamed, mediaTypeOf } from './attachment.check.js';
import { fileNameIn } from './case.attachments.controller.js';

async function* pieces(...texts: (string | number[])[]) {
  for (const text of texts) yield Uint8Array.from(Buffer.from(text as string));
}

async function outcome(name: string, ...texts: (string | number[])[]): Promise<string> {
  try {
    const passed: Uint8Array[] = [];
    for await (const chunk of asNamed(name, pieces(...texts))) passed.push(chunk);
    return Buffer.concat(passed).toString('latin1');
  } catch (error) {
    return error instanceof Refused ? error.refusal.code : String(error);
  }
}

describe('a file to attach', () => {
  it('passes whole when its first bytes are what its name says, however they arrive', async () => {
    expect(await outcome('plan.PDF', '%P', 'DF', '-1.7 rest')).toBe('%PDF-1.7 rest');
    expect(await outcome('plan.docx', [0x50, 0x4b], [0x03, 0x04, 0x14])).toHaveLength(5);
    expect(await outcome('bilde.jpeg', [0xff, 0xd8, 0xff, 0xe0])).toHaveLength(4);
  });

  it.each([
    ['plan.pdf', 'MZ\u0090 a program'],
    ['plan.pdf', '%PD'],
    ['plan.xlsx', '%PDF-1.7'],
    ['plan.png', 'PNG'],
    ['list.csv', 'a;b\u0000c'],
    ['tom.txt', ''],
  ])('is refused as %s when it holds something else', async (name, content) => {
    expect(await outcome(name, content)).toBe('file-not-as-named');
  });

  it('is text only in UTF-8, to the last byte', async () => {
    expect(await outcome('liste.csv', [0xc3], [0xa5])).toBe('\u00c3\u00a5');
    expect(await outcome('liste.csv', 'abc', [0xe5, 0x61])).toBe('file-not-as-named');
    expect(await outcome('liste.csv', 'abc', [0xc3])).toBe('file-not-as-named');
  });

  it.each(['program.exe', 'side.html', 'bilde.svg', 'uten', ''])('is not taken as %s', (name) => {
    expect(() => mediaTypeOf(name)).toThrow('file-type-not-allowed');
  });

  it('has the name that the header says, without the folders', () => {
    const header = (name: string) => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
    expect(fileNameIn(header('Søknad å.pdf'))).toBe('Søknad å.pdf');
    expect(fileNameIn(header('..\\..\\etc/plan.pdf'))).toBe('plan.pdf');
    for (const wrong of [undefined, 'attachment', "attachment; filename*=UTF-8''%zz", header('\n')])
      expect(() => fileNameIn(wrong)).toThrow('header-malformed');
  });
});
