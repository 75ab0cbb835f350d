import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { readForm } from '../../libs/cases/src/form/form.condition.rules.js';
import type { Answers, FormDefinition, Question } from '../../libs/cases/src/form/form.model.js';
import { isSound, newApplication, openPart, openSection, signIn, visitor } from '../support/web.js';

describe('the application form on the screen', () => {
  it('leads through its sections in their order, forward and back [R6.2.9]', async () => {
    const { page, end } = await visitor();
    await signIn(page, 'soker');
    await newApplication(page);
    const menu = page.getByRole('navigation', { name: 'Deler av søknaden' });
    await menu.getByRole('button').first().click();
    const { form, reading } = await draftOf(page);
    const names = form.sections
      .filter(({ questions }) =>
        questions.some(({ id, type }) => type !== 'case' && reading.isAsked(id)),
      )
      .map(({ name }, index) => `${index + 1}. ${name.nb}`);
    expect(await menu.locator('ol').getByRole('button').count()).toBe(names.length);
    const shown = page.getByRole('heading', { level: 4, name: /^\d+\. / });
    await shown.getByText(names[0] ?? '').waitFor();
    const seen = [await shown.innerText()];
    const next = page.getByRole('button', { name: /^Neste: / });
    while ((await next.count()) > 0) {
      await next.click();
      await shown.getByText(names[seen.length] ?? '', { exact: true }).waitFor();
      seen.push(await shown.innerText());
    }
    expect(seen).toEqual(names);
    await page.getByRole('button', { name: /^Forrige: / }).click();
    await shown.getByText(names.at(-2) ?? '', { exact: true }).waitFor();
    await end();
  }, 120_000);

  it('marks and explains every mandatory question, in words and to a screen reader [R6.2.14]', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'soker');
    await newApplication(page);
    const { form, reading } = await draftOf(page);
    const address = new URL(page.url());
    const marks: [string, object][] = [];
    for (const { id: section, questions, name } of form.sections) {
      const mandatory = questions.filter(
        ({ id, type }) => type !== 'case' && type !== 'variables' && reading.isRequired(id),
      );
      const voluntary = questions.filter(
        ({ id }) => reading.isAsked(id) && !reading.isRequired(id),
      );
      if (mandatory.length === 0) continue;
      address.searchParams.set('section', section);
      await page.goto(address.href);
      await page.getByRole('heading', { level: 4, name: new RegExp(name.nb) }).waitFor();
      for (const question of mandatory) {
        marks.push([question.id, await marksOf(page, question)]);
      }
      for (const { text } of voluntary) {
        expect(await page.getByText(`${text.nb} (må fylles ut)`, { exact: true }).count()).toBe(0);
      }
      await isSound(visit);
    }
    expect(marks.length).toBeGreaterThan(40);
    expect(marks).toEqual(marks.map(([id]) => [id, markedWhole]));
    await visit.end();
  }, 240_000);

  it('takes a file at its question, shows how far it has come, and names it in the answer', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'soker');
    await newApplication(page);
    await openSection(page, 'Formål');
    const question = page.locator('#field-application-projectPlanFile');
    const choose = question.getByLabel('Velg en fil å legge ved');
    await choose.setInputFiles({
      name: 'plan.exe',
      mimeType: 'application/pdf',
      buffer: Buffer.from('MZ'),
    });
    await question.getByText(/Denne filtypen kan ikke legges ved/).waitFor();
    // A refused file is a failed request, which the browser tells of by itself.
    visit.complaints.length = 0;
    await page.route('**/uploads/*', async (route) => {
      await question.getByRole('progressbar', { name: 'Laster opp Plan å.pdf' }).waitFor();
      await route.continue();
    });
    await choose.setInputFiles({
      name: 'Plan å.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\nPlanen\n%%EOF'),
    });
    await question.getByText('Filen er lagt ved: Plan å.pdf').waitFor();
    expect(await question.getByLabel('Dokumentets navn').inputValue()).toBe('Plan å.pdf');
    await page.getByText(/^Lagret \d\d\.\d\d\.\d{4} \d\d\.\d\d$/).waitFor();
    await isSound(visit);
    const { id } = await draftOf(page);
    await openPart(page, 'Søknaden');
    await page.getByRole('link', { name: 'Plan å.pdf' }).waitFor();
    const { attachments, answers } = await read<{ attachments: object[]; answers: Answers }>(
      page,
      `/api/v1/cases/${id}/application.json`,
    );
    expect(attachments).toMatchObject([{ name: 'Plan å.pdf', kind: 'protocol' }]);
    expect(answers['projectPlanFile']).toEqual([{ name: 'Plan å.pdf' }]);
    await visit.end();
  }, 120_000);

  it('goes on with a large file where the network stopped it, also after the page was loaded again', async () => {
    const visit = await visitor();
    const { page } = visit;
    await signIn(page, 'soker');
    await newApplication(page);
    await openSection(page, 'Formål');
    const folder = mkdtempSync(join(tmpdir(), 'upload-'));
    const path = join(folder, 'Stor plan.pdf');
    const content = Buffer.alloc(20 * 1024 * 1024, 'x');
    content.write('%PDF-1.7\n');
    content.write('\n%%EOF\n', content.length - 7);
    writeFileSync(path, content);
    const question = () => page.locator('#field-application-projectPlanFile');
    const offsets: number[] = [];
    let isDown = false;
    await page.route('**/uploads/*', async (route) => {
      const request = route.request();
      const offset = Number(request.headers()['upload-offset'] ?? -1);
      if (request.method() === 'PATCH') offsets.push(offset);
      isDown ||= request.method() === 'PATCH' && offset >= 8 * 1024 * 1024;
      await (isDown ? route.abort('internetdisconnected') : route.continue());
    });
    await question().getByLabel('Velg en fil å legge ved').setInputFiles(path);
    await question()
      .getByText(/Venter på nettet for å laste opp/)
      .waitFor();
    // The page is left while the network is down: it would try again by itself.
    const address = page.url();
    await page.goto('about:blank');
    await page.unroute('**/uploads/*');
    const stoppedAt = Math.max(...offsets);
    offsets.length = 0;
    page.on('request', (request) => {
      if (request.method() === 'PATCH') {
        offsets.push(Number(request.headers()['upload-offset']));
      }
    });
    await page.goto(address);
    await openSection(page, 'Formål');
    await question()
      .getByText(/En opplasting stoppet underveis/)
      .waitFor();
    await question().getByLabel('Velg en fil å legge ved').setInputFiles(path);
    await question().getByText('Filen er lagt ved: Stor plan.pdf').waitFor({ timeout: 60_000 });
    expect(Math.min(...offsets)).toBe(stoppedAt);
    // A network that is down is a failed request, which the browser tells of by itself.
    visit.complaints.length = 0;
    await isSound(visit);
    rmSync(folder, { recursive: true });
    await visit.end();
  }, 180_000);
});

const markedWhole = { isMarked: true, isRequired: true, isExplained: true };

/** How a question shows that it must be answered. */
async function marksOf(page: Page, { id, type, text, help }: Question) {
  const field = page.locator(`#field-application-${id}`);
  await field.waitFor();
  const label = `${text.nb} (må fylles ut)`;
  const name = new RegExp(`^${label.replace(/[()?.]/g, '\\$&')}`);
  // One question of several fields is a group, which has no aria-required: its name says it.
  const isGroup = ['table', 'record', 'files', 'period', 'sources', 'multi-choice'].includes(type);
  const isRadio = type === 'choice' || type === 'yes-no';
  const within = isRadio ? page.getByRole('radiogroup', { name }) : field;
  return {
    isMarked: await page.getByText(label, { exact: true }).first().isVisible(),
    isRequired: isGroup
      ? (await page.getByRole('group', { name }).count()) === 1
      : (await within.getAttribute('aria-required')) === 'true',
    isExplained: await page.getByText(help.nb, { exact: true }).first().isVisible(),
  };
}

/** The form of the draft that a page shows, and how it stands in it. */
async function draftOf(page: Page) {
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const { application } = await read<{ application: Answers }>(page, `/api/v1/cases/${id}`);
  const form = await read<FormDefinition>(page, '/api/v1/forms/2026-1');
  return { id, form, reading: readForm(form, 'individual-level', application) };
}

function read<T>(page: Page, path: string): Promise<T> {
  return page.evaluate(async (at) => (await fetch(at)).json() as T, path);
}
