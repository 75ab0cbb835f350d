import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { languages, openBrowser, themes, tour } from '../../scripts/gallery/tour.mjs';
import { visits } from '../../scripts/gallery/visits.mjs';
import { freePort } from '../support/ports.js';
import { type Start, startTilgang, temporaryDataFolder } from '../support/tilgang.js';

describe('every page, to somebody it is for', () => {
  const { folder, remove } = temporaryDataFolder();
  let start: Start;
  let browser: Browser;

  beforeAll(async () => {
    start = startTilgang(folder, await freePort());
    await start.ready();
    browser = await openBrowser();
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    process.kill(-start.supervisor.pid!, 'SIGINT');
    await start.ended;
    remove();
  }, 60_000);

  it.each([...languages])(
    'holds WCAG 2.2 AA in both themes, asks nobody else, and complains of nothing: %s',
    async (language) => {
      const faults: string[] = [];
      let seen = 0;
      for await (const page of tour(browser, start.url, { visits, languages: [language] })) {
        seen++;
        faults.push(...page.faults.map((fault) => `${page.name} ${page.theme}: ${fault}`));
      }
      expect(faults).toEqual([]);
      expect(seen).toBe(visits.length * themes.length);
    },
    600_000,
  );
});
