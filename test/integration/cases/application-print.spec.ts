import { execFileSync } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '#parties';
import { ApplicationPrintController } from '../../../libs/cases/src/application/application.print.controller.js';
import { formOf } from '../../../libs/cases/src/form/form.files.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, wholeApplication } from '../../support/journey.js';

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

async function printed(id: string, by: keyof typeof people = 'applicant'): Promise<Buffer> {
  const controller = new ApplicationPrintController(tilgang.cases, tilgang.db);
  const file = await controller.pdf(people[by] as Person, id);
  return buffer(file.getStream());
}

async function pagesOf(id: string, by: keyof typeof people = 'applicant'): Promise<string[]> {
  const input = await printed(id, by);
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input, encoding: 'utf8' });
  return text.split('\f').filter((page) => page.trim() !== '');
}

/** Without the spaces, wherever the lines were broken. */
const letters = (text: string) => text.normalize('NFC').replace(/\s+/g, '');

async function drafted(language: 'nb' | 'nn' | 'en', application: Record<string, unknown>) {
  const id = await tilgang.cases.create(people.applicant, { language });
  await tilgang.give(id, 1, { by: 'applicant', command: { type: 'edit-draft', application } });
  return id;
}

describe('a printed application', () => {
  it('says on every page of a draft that it is one, and what is not answered, in the language of the applicant [R6.2.22]', async () => {
    const pages = await pagesOf(await drafted('nb', wholeApplication));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toMatch(/Utkast – HDS-/);
    const [english, nynorsk] = await Promise.all([
      pagesOf(await drafted('en', { title: 'Only a title' })),
      pagesOf(await drafted('nn', { title: 'Berre ein tittel' })),
    ]);
    for (const words of ['Draft – HDS-', 'Only a title', 'Not answered']) {
      expect(english.join()).toContain(words);
    }
    for (const words of ['Berre ein tittel', 'Ikkje svart på']) {
      expect(nynorsk.join()).toContain(words);
    }
  });

  it('is a readable, tagged file', async () => {
    const input = await printed(await drafted('nb', wholeApplication));
    const info = execFileSync('pdfinfo', ['-'], { input, encoding: 'utf8' });
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(/Title:\s+Søknad om tilgang til helsedata/);
  });

  it('holds every answer that was sent under its question, names for numbers, and nothing of a draft [R6.2.22]', async () => {
    const { id } = await tilgang.givenCase('submitted');
    const text = (await pagesOf(id)).join('\n');
    expect(text).not.toContain('Utkast');
    expect(text).not.toContain('[object');
    const onPaper = letters((await pagesOf(id)).map(withoutFoot).join('\n'));
    expect(onPaper).toContain(letters('Norsk pasientregister'));
    for (const { variables } of wholeApplication.sources) {
      for (const { name } of variables) expect(onPaper).toContain(letters(name));
    }
    const questions = formOf('2026-1').sections.flatMap((section) => section.questions);
    const written = questions.filter(
      ({ id: field, type }) => wholeApplication[field] !== undefined && type === 'line',
    );
    expect(written.length).toBeGreaterThan(5);
    for (const { id: field } of written) {
      expect(onPaper).toContain(letters(String(wholeApplication[field])));
    }
  });

  it('is cut where it grows beyond all bounds, and says so', async () => {
    const justification = 'Fordi det trengs. '.repeat(100);
    const variables = Array.from({ length: 490 }, (_, number) => ({
      name: `Variabel nummer ${number}`,
      justification,
    }));
    const id = await drafted('nb', {
      sources: [{ registryId: 'norsk-pasientregister', variables }],
    });
    const text = (await pagesOf(id)).join('\n');
    expect(text).toContain('for lang til å skrives ut');
    expect(text).toContain('Variabel nummer 100');
    expect(text).not.toContain('Variabel nummer 489');
  });

  it('shows an adviser no more than the case does', async () => {
    const { id } = await tilgang.givenCase('advised');
    const text = letters((await pagesOf(id, 'adviserNpr')).join('\n'));
    expect(text).toContain(letters('Norsk pasientregister'));
    expect(text).not.toContain(letters('Dødsårsaksregisteret'));
    expect(text).not.toContain(letters(wholeApplication.identificationReason));
    expect(text).not.toMatch(/Utkast|Ikkebesvart/);
  });

  it('is not for another applicant', async () => {
    const { id } = await tilgang.givenCase('submitted');
    await expect(pagesOf(id, 'otherApplicant')).rejects.toMatchObject({
      refusal: { code: 'case-unknown' },
    });
  });
});

function withoutFoot(page: string): string {
  return page.replace(/^.*Side \d+ av \d+\s*$/m, '');
}
