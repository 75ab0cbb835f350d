import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { render } from '#letters';
import { rowOf } from './letter.fixtures.js';
import { faultsOf } from './pdf.checker.js';

const folder = mkdtempSync(join(tmpdir(), 'tilgang-long-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'long.pdf');
const longName = 'Nasjonalt kompetansesenter for registerbasert og tverrfaglig helsetjenesteforskning '.repeat(4).trim(); // prettier-ignore
const variables = Array.from({ length: 400 }, (_, index) => ({
  registryName: index < 200 ? 'Norsk pasientregister (NPR)' : 'Legemiddelregisteret (LMR)',
  name: `variabel ${index + 1} ${'med et svært langt navn '.repeat(index % 4)}slutt`,
  isGranted: index % 10 !== 9,
  reason: index % 10 === 9 ? `avslag ${index + 1}: ikke nødvendig for formålet` : '',
}));
const conditions = Array.from({ length: 60 }, (_, index) => ({
  text: `Vilkår ${index + 1}: ${'dataene behandles som avtalt, '.repeat(1 + (index % 5))}uten unntak.`,
  dueOn: null,
  followedUpBy: 'registry',
}));

let pages: string[];

beforeAll(() => {
  const change = { variables, conditions, projectTitle: longName, institutionName: longName };
  writeFileSync(file, render(rowOf('decision', 'nb', change)).pdf);
  const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
  pages = text.split('\f').slice(0, -1);
});

describe('a decision with very long names, 400 variables and 60 conditions', () => {
  it('is a PDF/A of many pages, whole to qpdf', () => {
    expect(faultsOf(file)).toEqual([]);
    expect(pages.length).toBeGreaterThan(15);
    const checked = execFileSync('qpdf', ['--check', file], { encoding: 'utf8' });
    expect(checked).toContain('No syntax or stream encoding errors found');
  });

  it('says of every page which of how many it is', () => {
    const feet = pages.map((page) => page.trimEnd().split('\n').at(-1));
    const expected = pages.map((_, at) => `HDS-2026-000148 Side ${at + 1} av ${pages.length}`);
    expect(feet).toEqual(expected);
  });

  it('names every variable and every condition, in their order', () => {
    const words = wordsOf(pages.join('\n'));
    const named = variables.map(({ name }) => wordsOf(name));
    expect(inOrder(words, named)).toEqual([]);
    const set = conditions.map(({ text }) => wordsOf(text));
    expect(inOrder(words, set)).toEqual([]);
    const refused = variables.filter(({ isGranted }) => !isGranted);
    expect(
      inOrder(
        words,
        refused.map(({ reason }) => wordsOf(reason)),
      ),
    ).toEqual([]);
    expect(words.split(wordsOf(longName)).length).toBeGreaterThan(1);
  });

  it('repeats the header of the variables on every page that they go on to', () => {
    const header = /Kilde\s+Variabel\s+Vedtak\s+Begrunnelse/;
    const withVariables = pages.filter((page) => /^variabel \d+|\nvariabel \d+/m.test(page));
    expect(withVariables.length).toBeGreaterThan(8);
    for (const page of withVariables) expect(page).toMatch(header);
  });

  it('leaves no heading alone at the end of a page, however much stands before it', () => {
    const headings = ['Variablene', 'Vilkår', 'Vurderingene våre', 'Hva skjer nå?', 'Resultatet'];
    const shorter = join(folder, 'shorter.pdf');
    for (let length = 1; length <= 45; length += 3) {
      const facts = `Opplysning. ${'En linje som fyller hele bredden av arket og litt til på neste. '.repeat(length)}`;
      const some = { facts, considerations: facts, conditions: conditions.slice(0, length) };
      writeFileSync(shorter, render(rowOf('decision', 'nb', some)).pdf);
      const text = execFileSync('pdftotext', ['-raw', shorter, '-'], { encoding: 'utf8' });
      for (const page of text.split('\f').slice(0, -1)) {
        const lines = page.trimEnd().split('\n');
        const notesFrom = lines.findIndex((line) => /^[¹²³⁴⁵⁶⁷⁸⁹]/.test(line));
        const body = lines.slice(0, notesFrom < 0 ? -1 : notesFrom);
        expect(headings).not.toContain(body.at(-1));
      }
    }
  }, 60_000);

  it('cuts nothing: all that is drawn lies between the edges of the text', () => {
    const boxes = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' });
    const words = Array.from(boxes.matchAll(/xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)"/g)); // prettier-ignore
    expect(words.length).toBeGreaterThan(500);
    for (const [, left, right, bottom] of words) {
      expect(Number(left)).toBeGreaterThan(70);
      expect(Number(right)).toBeLessThan(595.28 - 68);
      expect(Number(bottom)).toBeLessThan(841.89 - 20);
    }
  });
});

/** Those that do not stand in the text behind the one before them. */
function inOrder(text: string, pieces: readonly string[]): string[] {
  let from = 0;
  return pieces.filter((piece) => {
    const found = text.indexOf(piece, from);
    if (found >= 0) from = found + piece.length;
    return found < 0;
  });
}

/** Without white space, feet and repeated headers: they may come in the middle of anything. */
function wordsOf(text: string): string {
  return text
    .replace(/HDS-2026-000148\s+Side \d+ av \d+/g, '')
    .replace(/\s+/g, '')
    .replaceAll('KildeVariabelVedtakBegrunnelse', '');
}
