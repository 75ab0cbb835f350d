import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drawJournalEntry } from '../../../libs/cases/src/archive/journal.drawing.js';
import { numberEntries } from '../../../libs/cases/src/archive/journal.numbering.js';
import { workArchive } from '../../support/archiving.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';

interface Entry {
  id: string;
  number: number;
  type: string;
  kind: string;
  party_name: string;
  title: string;
}

describe('the journal of a case', () => {
  let test: CasesUnderTest;
  beforeAll(async () => {
    test = await givenCases();
  });
  afterAll(() => test.close());

  const entriesOf = async (id: string) =>
    (
      await test.db.pool.query<Entry>(
        'SELECT * FROM journal_entry WHERE case_id = $1 ORDER BY number',
        [id],
      )
    ).rows;

  it('has every document that comes and goes, once, numbered without a gap', async () => {
    const { id } = await test.givenCase('closed');
    await workArchive(test);
    const entries = await entriesOf(id);
    expect(entries.map(({ number }) => number)).toEqual(entries.map((_, index) => index + 1));
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(
      new Set([
        'application',
        'rek-decision',
        'registry-advice',
        'controller-decision',
        'registry-correspondence',
        'delivery-report',
        'receipt-of-data',
        'deletion-confirmation',
        'final-report',
        'letter:receipt',
        'letter:rek-forwarding',
        'letter:consultation',
        'letter:decision',
        'letter:permit',
        'letter:permit-notice',
        'letter:environment-notice',
        'letter:delivery-order',
        'letter:delivery-notice',
        'letter:destruction-certificate',
        'letter:closing',
      ]),
    );
    const { rows: letters } = await test.db.pool.query('SELECT id FROM letter WHERE case_id = $1', [
      id,
    ]);
    expect(entries.filter(({ kind }) => kind.startsWith('letter:'))).toHaveLength(letters.length);
  });

  it('marks what a registry within the body says as internal, from outside as incoming [R7.2.10]', async () => {
    const { id } = await test.givenCase('advised');
    const advice = (await entriesOf(id)).filter(({ kind }) => kind === 'registry-advice');
    expect(advice.map(({ party_name, type }) => [party_name, type])).toEqual([
      ['Norsk pasientregister', 'X'],
      ['Norsk hjerneslagregister', 'I'],
    ]);
  });

  it('has a page for each incoming document, drawn once and the same each time [law 23]', async () => {
    const { id } = await test.givenCase('rek-approved');
    await workArchive(test);
    const files = async () =>
      (
        await test.db.pool.query<{ entry: string; pdf: Buffer; sha256: Buffer }>(
          `SELECT d.entry_id AS entry, f.pdf, f.sha256 FROM journal_file f
             JOIN journal_document d ON d.id = f.document_id
             JOIN journal_entry e ON e.id = d.entry_id WHERE e.case_id = $1 ORDER BY e.number`,
          [id],
        )
      ).rows;
    const drawn = await files();
    const incoming = (await entriesOf(id)).filter(({ type }) => type === 'I');
    expect(drawn.map(({ entry }) => entry)).toEqual(incoming.map((entry) => entry.id));
    for (const { pdf, sha256 } of drawn) {
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(createHash('sha256').update(pdf).digest().equals(sha256)).toBe(true);
    }
    await Promise.all(drawn.map(({ entry }) => drawJournalEntry(test.db, test.clock, entry)));
    expect(await files()).toEqual(drawn);
  });

  it('gets numbers of the year without a gap, though many number at once', async () => {
    await Promise.all([1, 2, 3, 4].map(() => test.givenCase('submitted')));
    await Promise.all([1, 2, 3].map(() => numberEntries(test.db, test.clock)));
    const { rows } = await test.db.pool.query<{ year: number; sequence: number }>(
      'SELECT year, sequence FROM journal_number ORDER BY year, sequence',
    );
    expect(rows.length).toBeGreaterThan(4);
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    const { rows: waiting } = await test.db.pool.query('SELECT entry_id FROM journal_waiting');
    expect(waiting).toEqual([]);
  });

  it('cannot be changed or shortened by the program [law 23]', async () => {
    for (const table of [
      'journal_entry',
      'journal_number',
      'journal_document',
      'journal_file',
      'journal_shielding',
      'letter_file',
    ]) {
      for (const sql of [`DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
        await expect(test.db.pool.query(sql)).rejects.toMatchObject({ code: '42501' });
      }
    }
    for (const sql of [
      "UPDATE journal_entry SET title = 'x'",
      'UPDATE journal_number SET sequence = 1',
      'UPDATE journal_document SET file_id = NULL',
      "UPDATE journal_file SET pdf = ''",
      "UPDATE journal_shielding SET reason = 'x'",
    ]) {
      await expect(test.db.pool.query(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('holds nothing of a draft', async () => {
    const { id } = await test.givenCase();
    expect(await entriesOf(id)).toEqual([]);
  });
});
