import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import PDFDocument from 'pdfkit';
import { type Language, type LetterKind, render } from '#letters';
import { sampleOf } from './letter.fixtures.js';
import { faultsOf } from './pdf.checker.js';

const folder = mkdtempSync(join(tmpdir(), 'tilgang-letters-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the file of a letter', () => {
  it('is tagged, titled and dated by its row', () => {
    const info = run('pdfinfo', '-isodates', fileOf('decision', 'nb'));
    expect(info).toMatch(/Tagged: +yes/);
    expect(info).toMatch(/Title: +Vedtak om tilgang til helsedata – HDS-2026-000148/);
    expect(info).toMatch(/CreationDate: +2026-04-29T08:00:00Z/);
    expect(info).toMatch(/Page size: +595.28 x 841.89 pts \(A4\)/);
    expect(info).toMatch(/Encrypted: +no/);
    expect(info).toMatch(/JavaScript: +no/);
  });

  it('can be read back, with Sámi names, the decision and the way to appeal', () => {
    const text = read(fileOf('decision', 'nb'));
    expect(text).toContain('Áile Čuoŧŧi Demosøker');
    expect(text).toContain('Søknaden er delvis innvilget.');
    expect(text).toContain('Nasjonalt klageorgan for helsetjenesten (Helseklage)');
    expect(text).toContain('Fristen er tre uker fra den dagen dette brevet kom fram til deg');
    expect(text).toContain('Side 1 av 4');
    expect(text).toContain('Side 4 av 4');
  });

  it('reads back every Sámi letter and every sign a decision needs', () => {
    const signs = 'ÁČĐŊŠŦŽáčđŋšŧž ÆØÅæøå ÄÖÜäöüß ŁłÑñÇç §–—«»“”’…•≥≤µ';
    const file = fileOf('consultation', 'nb', { question: signs });
    expect(read(file)).toContain(signs);
  });

  it('shows markup in a name as the text it is', () => {
    const file = fileOf('decision', 'nb', {
      applicantName: '# {{facts}} {{> head}}',
      projectTitle: 'A\n# B\nto C\t<D> & "E"',
      conditions: [{ text: '- one\n## two', dueOn: null, followedUpBy: 'registry' }],
    });
    const text = read(file);
    expect(text).toContain('Prosjektleder er # {{facts}} {{> head}}.');
    expect(text).toMatch(/«A\s# B\sto C <D> & "E"»/);
    expect(text).toMatch(/- one\s## two/);
    expect(faultsOf(file)).toEqual([]);
  });

  it('draws a sign the font lacks as one that stands for it', () => {
    const file = fileOf('consultation', 'nb', { question: 'Before 😀 漢字 after' });
    expect(read(file)).toContain('Before � �� after');
    expect(faultsOf(file)).toEqual([]);
  });

  it('repeats the header of a table that goes on, for the eye only', () => {
    const reason = 'Opplysningene er nødvendige for formålet. '.repeat(200);
    const source = { registryName: 'NPR', isGranted: true, lifting: 'hrl-19e', reason };
    const file = fileOf('decision', 'nb', { sources: [source, source, source] });
    expect(
      read(file).match(/Kilde Vedtak Taushetsplikten er opphevet ved Begrunnelse/g)?.length,
    ).toBeGreaterThan(3);
    expect(faultsOf(file)).toEqual([]);
  });
});

describe('the checker itself', () => {
  it('finds what a plain file lacks', async () => {
    const doc = new PDFDocument({ pdfVersion: '1.7' });
    doc.text('Hello');
    doc.end();
    const file = join(folder, 'plain.pdf');
    writeFileSync(file, doc.read() as Buffer);
    expect(faultsOf(file)).toEqual(
      expect.arrayContaining([
        'not marked as tagged',
        'no language',
        'no output intent',
        'not PDF/A-3',
        'not PDF/UA-1',
        'page 1 draws outside a tag or inside two',
        'no document element',
      ]),
    );
  });

  it('finds a tag taken out of a letter', () => {
    const whole = join(folder, 'whole.qdf.pdf');
    run('qpdf', '--qdf', '--object-streams=disable', fileOf('receipt', 'nb'), whole);
    const broken = join(folder, 'broken.pdf');
    const bytes = readFileSync(whole, 'latin1');
    writeFileSync(
      broken,
      bytes.replaceAll('/S /H1', '/S /P ').replace('/Lang (', '/Long ('),
      'latin1',
    );
    expect(faultsOf(broken)).toEqual(expect.arrayContaining(['not one title, and first']));
    expect(faultsOf(broken)).toEqual(expect.arrayContaining(['no language']));
  });
});

function fileOf(kind: LetterKind, language: Language, change: object = {}): string {
  const file = join(folder, `${kind}-${language}.pdf`);
  const sample = sampleOf(kind);
  const { pdf } = render({
    kind,
    language,
    recipient: sample.recipient,
    data: { ...sample.data, ...change },
    id: '018f3c1a-0000-7000-8000-000000000001',
    created_at: new Date('2026-04-29T08:00:00.000Z'),
  });
  writeFileSync(file, pdf);
  return file;
}

/** The words of a file, with one space between them. */
function read(file: string): string {
  return run('pdftotext', '-raw', file, '-').replace(/\s+/g, ' ');
}

/** Runs a tool; a missing tool or a complaint fails the test. */
function run(tool: string, ...args: string[]): string {
  return execFileSync(tool, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
