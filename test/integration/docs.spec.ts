import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { printOpenApi } from '../../apps/api/src/openapi.print.js';

it('prints docs/openapi.json freshly: run npm run docs', async () => {
  expect(readFileSync('docs/openapi.json', 'utf8')).toBe(await printOpenApi());
});
