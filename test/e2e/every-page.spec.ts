import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { languages, openBrowser, type Seen, themes, tour } from '../../scripts/gallery/tour.mjs';
import { visits } from '../../scripts/gallery/visits.mjs';
import { freePort } from '../support/ports.js';
import { type Start, startTilgang, temporaryDataFolder } from '../support/tilgang.js';

describe('every page, to somebody it is for', () => {
  const { folder, remove } = temporaryDataFolder();
  let start: Start;
  let browser: Browser;
  const seen: Seen[] = [];

  beforeAll(async () => {
    start = startTilgang(folder, await freePort());
    await start.ready();
    browser = await openBrowser();
    // A reader of each language at a time: alone, each would wait most of the time.
    await Promise.all(
      languages.map(async (language) => {
        const pages = tour(browser, start.url, { visits, languages: [language] });
        for await (const page of pages) seen.push(page);
      }),
    );
  }, 900_000);

  afterAll(async () => {
    await browser?.close();
    process.kill(-start.supervisor.pid!, 'SIGINT');
    await start.ended;
    remove();
  }, 60_000);

  it.each([...languages])(
    'holds WCAG 2.2 AA in both themes, asks nobody else, and complains of nothing: %s',
    (language) => {
      const pages = seen.filter((page) => page.language === language);
      expect(
        pages.flatMap(({ name, theme, faults }) =>
          faults.map((fault) => `${name} ${theme}: ${fault}`),
        ),
      ).toEqual([]);
      expect(pages.length).toBe(visits.length * themes.length);
    },
  );
});
