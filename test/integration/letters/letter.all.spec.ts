import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  decisionKinds,
  type Language,
  languages,
  type LetterForm,
  type LetterKind,
  letterKinds,
  parseForm,
  renderSealed,
  verifyLetter,
  writeLetter,
} from '#letters';
import { programOnPath } from '../../support/tools.mjs';
import { newTestSeal, rowOf } from './letter.fixtures.js';
import { faultsOf } from './pdf.checker.js';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'tilgang-letters-'));
afterAll(() => rmSync(folder, { recursive: true }));

const everyLetter = letterKinds.flatMap((kind) =>
  languages.map((language) => [kind, language] as const),
);
const fileOf = (kind: LetterKind, language: Language) => join(folder, `${kind}-${language}.pdf`);
const at = new Date('2026-04-29T09:30:00Z');
const verapdf = programOnPath('verapdf');
let testSeal: Awaited<ReturnType<typeof newTestSeal>>;

beforeAll(async () => {
  testSeal = await newTestSeal();
  for (const [kind, language] of everyLetter) {
    const { pdf } = await renderSealed(rowOf(kind, language), testSeal.seal, at);
    writeFileSync(fileOf(kind, language), pdf);
  }
}, 60_000);

describe('every letter, sealed', () => {
  it.each(everyLetter)('%s in %s has the marks of PDF/A-3a and PDF/UA-1', (kind, language) => {
    expect(faultsOf(fileOf(kind, language))).toEqual([]);
  });

  it.each(everyLetter)('%s in %s is the same when made again', async (kind, language) => {
    const again = await renderSealed(rowOf(kind, language), testSeal.seal, at);
    const pdf = readFileSync(fileOf(kind, language));
    expect(again.pdf.equals(pdf)).toBe(true);
    const { findings } = verifyLetter(pdf, testSeal.trusted);
    expect(findings.filter(({ holds }) => !holds)).toEqual([]);
  });

  it.each(everyLetter)('%s in %s reads back as it was written', async (kind, language) => {
    const form = parseForm(writeLetter(rowOf(kind, language)));
    const { stdout } = await run('pdftotext', ['-raw', fileOf(kind, language), '-']);
    const text = bodyOf(stdout, form);
    let from = 0;
    for (const piece of piecesOf(form)) {
      const found = text.indexOf(piece, from);
      expect([piece, found >= 0]).toEqual([piece, true]);
      from = found + piece.length;
    }
  });

  it('passes the check of qpdf, with every font embedded', async () => {
    await inPairs(everyLetter, async ([kind, language]) => {
      const file = fileOf(kind, language);
      const { stdout: checked } = await run('qpdf', ['--check', file]);
      expect(checked).toContain('No syntax or stream encoding errors found');
      const { stdout: listed } = await run('pdffonts', [file]);
      const fonts = listed.trim().split('\n').slice(2);
      expect(fonts).toHaveLength(2);
      for (const font of fonts) expect(font).toMatch(/CID TrueType +Identity-H +yes yes yes/);
    });
  }, 60_000);

  it('carries its decision as data that any tool takes out again, and no other letter does', async () => {
    await inPairs(everyLetter, async ([kind, language]) => {
      const file = fileOf(kind, language);
      const { stdout: listed } = await run('qpdf', ['--list-attachments', file]);
      if (!decisionKinds.some((each) => each === kind)) {
        expect([kind, listed]).toEqual([kind, `${file} has no embedded files\n`]);
        return;
      }
      const { stdout: json } = await run('qpdf', ['--show-attachment=decision.json', file]);
      const row = rowOf(kind, language);
      const taken = JSON.parse(json) as Record<string, Record<string, unknown>>;
      expect(taken).toMatchObject({ format: 'tilgang-decision', version: 1 });
      expect(taken.letter).toEqual({ id: row.id, kind, language, on: row.data.letterOn });
      const { project, decision, caseReference, caseworkerName } = taken;
      expect({
        ...decision,
        caseReference,
        caseworkerName,
        projectTitle: project?.title,
        applicantName: project?.leaderName,
        institutionName: project?.institutionName,
        letterOn: row.data.letterOn,
      }).toEqual(row.data);
    });
  }, 60_000);

  if (verapdf) {
    it('is PDF/A-3a and PDF/UA-1 to veraPDF', async () => {
      const files = everyLetter.map(([kind, language]) => fileOf(kind, language));
      for (const flavour of ['3a', 'ua1']) {
        const { stdout } = await run(verapdf, ['--format', 'text', '--flavour', flavour, ...files]);
        expect(stdout.split('\n').filter((line) => line.startsWith('FAIL'))).toEqual([]);
      }
    }, 300_000);
  } else {
    it('is not shown to veraPDF, which is not on the PATH: our own checker alone has looked', () => {
      expect(programOnPath('verapdf')).toBeUndefined();
    });
  }
});

/** All that stands in a letter, in its order, without white space. */
function piecesOf({ senderLines, recipientLines, references, blocks }: LetterForm): string[] {
  const inBlocks = blocks.flatMap((block) => {
    if (block.kind === 'list') return block.items.map((item) => `•${item}`);
    if (block.kind === 'table') return [block.header, ...block.rows].flat();
    if (block.kind === 'signature') return block.signers.flatMap((s) => [s.first, s.second]);
    return [block.text];
  });
  const head = references.flatMap(({ first, second }) => [first, second]);
  return [...senderLines, ...recipientLines, ...head, ...inBlocks].map(flat);
}

/** The text of all pages without their feet and footnotes, which are looked for first. */
function bodyOf(text: string, { footnotes = [] }: LetterForm): string {
  const pages = text.split('\f').slice(0, -1);
  const bodies = pages.map((page, index) => {
    const foot = new RegExp(`HDS-2026-[0-9]+(Side|Page)${index + 1}(av|of)${pages.length}$`);
    expect(flat(page)).toMatch(foot);
    return flat(page).replace(foot, '');
  });
  return footnotes.reduce((body, note, index) => {
    const whole = `${raised(index + 1)}${flat(note)}`;
    // Once, on the page of its mark.
    expect(body.split(whole)).toHaveLength(2);
    const page = bodies.findIndex((each) => each.includes(whole));
    expect(bodies[page]!.split(raised(index + 1)).length).toBeGreaterThan(2);
    return body.replace(whole, '');
  }, bodies.join(''));
}

/** Without white space, and with the marks of footnotes as they are drawn. */
function flat(text: string): string {
  return text
    .replace(/[\ue101-\ue163]/g, (mark) => raised(mark.charCodeAt(0) - 0xe100))
    .replace(/\s+/g, '');
}

function raised(number: number): string {
  return Array.from(String(number), (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
}

/** Two at a time: most of it is waiting for tools. */
async function inPairs<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const takeAll = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all([takeAll(), takeAll()]);
}
