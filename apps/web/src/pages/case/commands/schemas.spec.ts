import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { commandBodies } from '#cases';
import { Refused } from '#platform';
import { validated } from '../../../../../../libs/platform/src/http/validated.js';
import { problemsInBody } from './schemas';

const folder = 'apps/web/src/pages/case/commands';

// Read, not imported: the forms themselves need a browser.
const withForm = readdirSync(folder)
  .filter((file) => /forms\.tsx?$/.test(file))
  .flatMap((file) => keysIn(readFileSync(join(folder, file), 'utf8')));

describe('the schemas of the server in the page', () => {
  it('find in the body of every command with a form what the server finds, in its words', () => {
    expect(withForm.length).toBeGreaterThan(90);
    for (const name of withForm) {
      for (const body of [{}, { reason: '\n', registryId: 'Ø', isNoField: true }]) {
        const problems = problemsInBody(name, body);
        expect([name, problems]).toEqual([name, saidByServer(name, body)]);
      }
      expect([name, problemsInBody(name, { isNoField: true })]).toEqual([
        name,
        expect.arrayContaining([expect.objectContaining({ field: 'isNoField' })]),
      ]);
    }
  });

  it('leave a command that they do not know to the server', () => {
    expect(problemsInBody('a-command-of-tomorrow', {})).toEqual([]);
  });
});

function saidByServer(name: string, body: object): readonly object[] {
  const schema = commandBodies[name] as unknown as Parameters<typeof validated>[0];
  try {
    validated(schema, body);
    return [];
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.refusal.problems ?? [];
  }
}

/** `'edit-draft': {` of a list of forms, as prettier writes it. */
function keysIn(source: string): string[] {
  return [
    ...source.matchAll(/^ {2}'?([a-z]+(?:-[a-z]+)*)'?: \{(?:$| Fields| body| initial)/gm),
  ].map(([, name]) => name ?? '');
}
