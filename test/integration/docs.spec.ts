import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { trackTables } from '../../libs/cases/src/case.workflow.machine.js';
import { printAccess } from '../../apps/api/src/access/access.printer.js';
import { printOpenApi } from '../../apps/api/src/openapi.print.js';

it('prints docs/openapi.json freshly: run npm run docs', async () => {
  expect(readFileSync('docs/openapi.json', 'utf8')).toBe(await printOpenApi());
});

it('prints docs/access.md freshly: run npm run docs', () => {
  expect(readFileSync('docs/access.md', 'utf8')).toBe(printAccess());
});

it('has every track and every state in docs/glossary.md', () => {
  const glossary = readFileSync('docs/glossary.md', 'utf8');
  const words = new Set([...glossary.matchAll(/`([a-z-]+)`/g)].map(([, word]) => word));
  const said = Object.values(trackTables).flatMap(({ name, states }) => [name, ...states]);
  expect([...new Set(said)].filter((word) => !words.has(word))).toEqual([]);
});
