import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import retention from '../../../../data/rules/retention.json' with { type: 'json' };
import { printArchive } from './journal.printer.js';

it('prints docs/archive.md freshly: run npm run docs', () => {
  expect(readFileSync('docs/archive.md', 'utf8')).toBe(printArchive());
});

it('says how long each table of the archive is kept, and by which provision [law 23]', () => {
  const kept = retention.filter(({ keep }) => keep === 'for ever').flatMap(({ rows }) => rows);
  expect(kept).toEqual(
    expect.arrayContaining([
      'journal_entry',
      'journal_number',
      'journal_document',
      'journal_file',
      'journal_shielding',
      'letter_file',
      'case_event',
      'case_text',
    ]),
  );
  expect(retention.every(({ basis }) => /§|article/.test(basis))).toBe(true);
});
