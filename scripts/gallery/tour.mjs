import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { beginAudit } from './visits.mjs';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

export const widths = { wide: 1280, tablet: 768, phone: 390 };
export const themes = ['light', 'dark'];
export const languages = ['nb', 'nn', 'en'];

/** Tall enough that what sticks to the window is not in the middle of a picture. */
const height = 900;

export async function openBrowser() {
  const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium'].find(
    (path) => path && existsSync(path),
  );
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}

/**
 * Visits pages of a running Tilgang, each in every theme and language that is asked for, and tells of
 * each what axe and the console had to say.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} url where it runs
 * @param {{ visits: readonly import('./visits.mjs').Visit[], themes?: readonly string[],
 *   languages?: readonly string[],
 *   see?: (page: import('playwright-core').Page, seen: Seen) => Promise<void> }} wanted
 *   `see` is given the page when it stands still
 * @returns {AsyncGenerator<Seen>}
 * @typedef {{ name: string, theme: string, language: string, faults: string[] }} Seen
 */
export async function* tour(browser, url, wanted) {
  const { visits, see = async () => undefined } = wanted;
  for (const login of new Set(visits.map((visit) => visit.login))) {
    const theirs = visits.filter((visit) => visit.login === login);
    const cookies = login === null ? undefined : await signedIn(browser, url, login);
    for (const language of wanted.languages ?? languages) {
      const context = await browser.newContext({
        viewport: { width: widths.wide, height },
        locale: 'nb-NO',
        reducedMotion: 'reduce',
        storageState: cookies,
      });
      await context.addInitScript(`localStorage.setItem('tilgang.language', '${language}')`);
      for (const { name, at } of theirs) {
        const page = await context.newPage();
        const complaints = listening(page, url);
        const ask = async (path) => {
          const answer = await context.request.get(`${url}/api/v1${path}`);
          if (!answer.ok()) throw new Error(`${login}: ${path} answered ${answer.status()}`);
          return answer.json();
        };
        const path = typeof at === 'string' ? at : await at(ask, name);
        await page.goto(url + path);
        await atRest(page);
        const [first, ...others] = wanted.themes ?? themes;
        for (const theme of [first, ...others]) {
          await page.emulateMedia({ colorScheme: theme });
          // The colours alone differ between the themes.
          const faults = await axe(page, theme === first ? everyRule : ofColours);
          const seen = { name, theme, language, faults: [...complaints.splice(0), ...faults] };
          await see(page, seen);
          yield seen;
        }
        await page.close();
      }
      await context.close();
    }
  }
}

/** Everything has come that the page asked for. */
export async function atRest(page) {
  await page.waitForLoadState('networkidle');
  await page.locator('h1').first().waitFor();
  // Not by a function to be asked again and again: the policy of the page lets no text become code.
  await page.locator('.loading').first().waitFor({ state: 'detached' });
  await page.evaluate('document.fonts.ready.then(() => null)');
}

/** Signs somebody in by the page; gives what a browser keeps of it. */
export async function signedIn(browser, url, login) {
  const context = await browser.newContext({ locale: 'nb-NO' });
  await context.addInitScript(`localStorage.setItem('tilgang.language', 'nb')`);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('link', { name: 'Logg inn' }).click();
  await page.locator(`button[value="${login}"]`).click();
  await page.getByRole('button', { name: 'Logg ut' }).waitFor();
  if (login === 'revisor') await beginAudit(page);
  const state = await context.storageState();
  await context.close();
  return state;
}

function listening(page, url) {
  const faults = [];
  page.on('console', (message) => faults.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (!['data:', 'blob:'].includes(asked.protocol) && asked.origin !== new URL(url).origin) {
      faults.push(`off the origin: ${asked.origin}`);
    }
  });
  return faults;
}

const everyRule = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
const ofColours = { runOnly: { type: 'rule', values: ['color-contrast'] } };

async function axe(page, rules) {
  // Told to the browser itself: the policy of the page lets no script in.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    `axe.run(${JSON.stringify({ resultTypes: ['violations'], ...rules })})`,
  );
  return violations.map(({ id, nodes }) => `axe ${id}: ${nodes[0].html.slice(0, 120)}`);
}
