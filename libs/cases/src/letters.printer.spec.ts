import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { printLetters } from './letters.printer.js';

it('prints docs/letters.md freshly: run npm run docs', () => {
  expect(readFileSync('docs/letters.md', 'utf8')).toBe(printLetters());
});
