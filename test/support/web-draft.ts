import { readFile } from 'node:fs/promises';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

/** The id of the case that a page shows. */
export const caseIn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

export function read<T>(page: Page, path: string): Promise<T> {
  return page.evaluate(async (at) => (await fetch(at)).json() as T, path);
}

interface SourceSaved {
  registryId: string;
  variables: object[];
}

/** The sources of the draft that a page shows, as they are saved. */
export async function sourcesOf(page: Page) {
  const { application } = await read<{
    application: { sources: [SourceSaved, ...SourceSaved[]] };
  }>(page, `/api/v1/cases/${caseIn(page)}`);
  return application.sources;
}

/** The answers of the demonstration, as another program sends them, but for some. */
export async function saveAllBut(page: Page, left: readonly string[]): Promise<void> {
  const whole = JSON.parse(await readFile('data/demo/application.json', 'utf8')) as object;
  const answers = Object.entries(whole).filter(([name]) => !left.includes(name));
  await saveAnswers(page, Object.fromEntries(answers));
}

/** Saves answers in the draft that a page shows, as another program does. */
export async function saveAnswers(page: Page, answers: Record<string, unknown>): Promise<void> {
  const status = await page.evaluate(
    async ({ path, saved }) => {
      const { version, application } = (await (await fetch(path)).json()) as {
        version: number;
        application: object;
      };
      const { status: given } = await fetch(`${path}/commands/save-answers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version, answers: saved, seen: application }),
      });
      return given;
    },
    { path: `/api/v1/cases/${caseIn(page)}`, saved: answers },
  );
  expect(status).toBe(201);
}
