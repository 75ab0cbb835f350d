import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandBodies, commandNames, transitions } from '#cases';

const folder = 'apps/web/src/pages/case/commands';

// Read, not imported: the forms themselves need a browser.
const listed = new Set(
  readdirSync(folder)
    .filter((file) => /forms\.tsx?$/.test(file))
    .flatMap((file) => keysIn(readFileSync(join(folder, file), 'utf8'))),
);

describe('the forms of the commands', () => {
  it('are there for every command that a person gives with more than a confirmation', () => {
    const lacking = commandNames.filter((name) => isAPersons(name) && asks(name));
    const inTheApplication = ['edit-draft', 'save-answers'];
    expect(lacking.filter((name) => !listed.has(name))).toEqual(inTheApplication);
  });

  it('are of commands that exist', () => {
    const known: ReadonlySet<string> = new Set(commandNames);
    expect([...listed].filter((name) => !known.has(name))).toEqual([]);
    expect(listed.size).toBeGreaterThan(50);
  });
});

function isAPersons(name: string): boolean {
  return transitions[name]?.transition.by.some((role) => role !== 'system') ?? false;
}

/** Whether the body has a field that must be filled in; the page itself knows which part is meant. */
function asks(name: string): boolean {
  const keyedBy = transitions[name]?.track.keyedBy;
  return Object.entries(commandBodies[name]?.shape ?? {}).some(
    ([field, schema]) => field !== keyedBy && !schema.safeParse(undefined).success,
  );
}

/** `'edit-draft': {` of a list of forms, as prettier writes it. */
function keysIn(source: string): string[] {
  return [
    ...source.matchAll(/^ {2}'?([a-z]+(?:-[a-z]+)*)'?: \{(?:$| Fields| body| initial)/gm),
  ].map(([, name]) => name ?? '');
}
