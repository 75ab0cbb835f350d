import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { signInAsDemoUser } from '../../scripts/demo-sign-in.mjs';
import { accessProposal, type Step, stepsTo } from '../support/journey.js';
import { HttpCase, HttpTilgang } from '../support/http-case.js';
import { signIn, system, visitor } from '../support/web.js';

/**
 * Every text that people write in a case, written as code: for a browser, a template and a PDF. It
 * is to be seen as it was written, by everybody who reads it, and is to do nothing.
 */

const payload = `<img src=x onerror=__ran=1><script>__ran=1</script>"'><svg onload=__ran=1>{{7*7}}`;
const folder = mkdtempSync(join(tmpdir(), 'tilgang-xss-'));
let attacked: HttpCase;
let fields: number;

beforeAll(async () => {
  attacked = await HttpCase.open(new HttpTilgang(system.url));
  const steps = stepsTo('permitted').map(armed);
  fields = JSON.stringify(steps).split('<script>').length - 1;
  await attacked.play(...steps);
  await attacked.play({
    by: 'caseworker',
    command: { type: 'send-message', body: `Hei ${payload}` },
  });
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('code written into every text field', () => {
  const readers = ['soker', 'saksbehandler', 'beslutter', 'radgiver-npr', 'rek', 'revisor'];

  it.each(readers)(
    'does nothing on any page that %s opens [R16.0.1] [R16.0.5]',
    async (login) => {
      const visit = await visitor();
      const { page } = visit;
      page.on('dialog', (dialog) => visit.complaints.push(`dialog: ${dialog.message()}`));
      await signIn(page, login);
      const pages = [
        '/',
        `/cases/${attacked.id}`,
        `/cases/${attacked.id}/all`,
        '/notices',
        '/journal',
        '/register',
        '/deliveries',
      ];
      for (const path of [...pages, '/publication', '/dispatch', '/exports', '/disclosures']) {
        await page.goto(`${system.url}${path}`, { waitUntil: 'networkidle' });
        await openEverything(page);
        expect([path, await ran(page)]).toEqual([path, false]);
      }
      // A page that somebody may not open asks the API in vain; nothing else is to be complained of.
      expect(visit.complaints.filter((line) => !/40[34]/.test(line))).toEqual([]);
      await visit.end();
    },
    120_000,
  );

  it('is shown to its readers as it was written', async () => {
    expect(fields).toBeGreaterThan(20);
    const visit = await visitor();
    await signIn(visit.page, 'saksbehandler');
    await visit.page.goto(`${system.url}/cases/${attacked.id}/all`, { waitUntil: 'networkidle' });
    await openEverything(visit.page);
    const text = await visit.page.locator('main').innerText();
    expect(text).toContain('<img src=x onerror=__ran=1>');
    expect(text).toContain('{{7*7}}');
    await visit.end();
  });

  it('is text in a PDF: no program, no form, no address that is opened [R16.0.5]', async () => {
    const { accessToken } = await signInAsDemoUser(system.url, 'saksbehandler');
    const headers = { authorization: `Bearer ${accessToken}` };
    const application = await fetch(`${system.url}/api/v1/cases/${attacked.id}/application.pdf`, {
      headers,
    });
    expect(application.status).toBe(200);
    const second = await HttpCase.open(attacked.tilgang);
    await second.play(...stepsTo('exemption-granted').map(armed));
    const { type: _, ...proposal } = armed({ by: 'caseworker', command: accessProposal() }).command;
    const { version } = await second.detail();
    const preview = await fetch(
      `${system.url}/api/v1/cases/${second.id}/commands/propose-access-decision/preview/pdf`,
      {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ ...proposal, version }),
      },
    );
    expect(preview.status).toBe(200);
    for (const [name, answer] of Object.entries({ application, preview })) {
      const file = join(folder, `${name}.pdf`);
      writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
      const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
      expect(text.replace(/\s+/g, '')).toContain('<imgsrc=xonerror=__ran=1>');
      expect(text).toContain('{{7*7}}');
      const inside = execFileSync('qpdf', ['--qdf', '--object-streams=disable', file, '-'], {
        encoding: 'latin1',
        maxBuffer: 200 * 2 ** 20,
      });
      expect(inside).not.toMatch(
        /\/(?:JavaScript|JS|Launch|SubmitForm|AcroForm|GoToR|ImportData|RichMedia|EmbeddedFiles?)\b/,
      );
    }
  });
});

describe('code in an address', () => {
  const paths = [
    `/?search=${encodeURIComponent(payload)}`,
    `/?sign-in=${encodeURIComponent(payload)}`,
    `/cases/${encodeURIComponent(payload)}`,
    `/register?search=${encodeURIComponent(payload)}`,
    `/journal?case=${encodeURIComponent(payload)}`,
    `/nowhere/${encodeURIComponent(payload)}`,
    `/#${encodeURIComponent(payload)}`,
    '/cases/javascript:alert(1)',
  ];

  it.each([null, 'saksbehandler'])(
    'does nothing to %s [R16.0.1]',
    async (login) => {
      const visit = await visitor();
      visit.page.on('dialog', (dialog) => visit.complaints.push(`dialog: ${dialog.message()}`));
      if (login) await signIn(visit.page, login);
      for (const path of paths) {
        await visit.page.goto(system.url + path, { waitUntil: 'networkidle' });
        expect([path, await ran(visit.page)]).toEqual([path, false]);
      }
      expect(visit.complaints.filter((line) => !/40[0-9]/.test(line))).toEqual([]);
      await visit.end();
    },
    120_000,
  );

  it('is no page of the API’s either', async () => {
    for (const path of paths) {
      const answer = await fetch(`${system.url}/api/v1${path}`);
      expect(answer.headers.get('content-type')).toMatch(/^application\/(problem\+)?json/);
      expect(await answer.text()).not.toContain('<img');
    }
  });
});

/** A step with the payload behind every sentence and name in it. */
function armed(step: Step): Step {
  return { ...step, command: withPayload(step.command) as Step['command'] };
}

function withPayload(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => withPayload(each, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, withPayload(inner, name)]),
    );
  }
  return typeof value === 'string' && isFreeText(key, value) ? `${value} ${payload}` : value;
}

const freeKeys =
  /^(title|reason|facts|considerations|statement|summary|text|question|purpose|laySummary|jobTitle|affiliation|tieToApplicant|institutionName|qualifications|justification|fit|.*(Plan|Necessity|Benefit|Criteria|Reason|Measures|Safeguards|Considerations|Needs|Detail|Differences|Reference|Environment))$/;

function isFreeText(key: string, value: string): boolean {
  return freeKeys.test(key) && value.includes(' ') && !/^[\d+ -]+$/.test(value);
}

async function openEverything(page: Page): Promise<void> {
  await page.evaluate(`document.querySelectorAll('details').forEach((each) => (each.open = true))`);
  await page.waitForLoadState('networkidle');
}

/** Whether any of the code ran, or any of it became an element. */
async function ran(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(
    `'__ran' in window || document.querySelector('img[src="x"], svg[onload], [onerror]') !== null`,
  );
}
