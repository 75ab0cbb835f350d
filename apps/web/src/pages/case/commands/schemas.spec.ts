import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { commandBodies } from '#cases';
import { problemsInBody } from './schemas';

const folder = 'apps/web/src/pages/case/commands';

// Read, not imported: the forms themselves need a browser.
const withForm = readdirSync(folder)
  .filter((file) => /forms\.tsx?$/.test(file))
  .flatMap((file) => keysIn(readFileSync(join(folder, file), 'utf8')));

describe('the schemas of the server in the page', () => {
  it('find in the body of every command with a form what the server finds', () => {
    expect(withForm.length).toBeGreaterThan(90);
    for (const name of withForm) {
      for (const body of [{}, { reason: '\n', registryId: 'Ø', isNoField: true }]) {
        const fields = problemsInBody(name, body).map(({ field }) => field);
        expect([name, fields]).toEqual([name, faultyByServer(name, body)]);
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

interface Issue {
  path: string[];
  keys?: string[];
}

/** The fields that are wrong by the schema that the server was built with. */
function faultyByServer(name: string, body: object): string[] {
  const schema = commandBodies[name] as unknown as {
    safeParse: (value: unknown) => { error?: { issues: Issue[] } };
  };
  const { issues } = schema.safeParse(body).error ?? { issues: [] };
  return issues.flatMap(({ path, keys }) =>
    keys ? keys.map((key) => [...path, key].join('.')) : [path.join('.') || 'body'],
  );
}

/** `'edit-draft': {` of a list of forms, as prettier writes it. */
function keysIn(source: string): string[] {
  return [
    ...source.matchAll(/^ {2}'?([a-z]+(?:-[a-z]+)*)'?: \{(?:$| Fields| body| initial)/gm),
  ].map(([, name]) => name ?? '');
}
