import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lettersRoot } from '../letter.files.js';
import { render } from '../letter.file.js';
import { letterKinds } from '../wording/letter.names.js';
import { languages, type LetterKind } from '../wording/letter.templates.js';
import type { LetterContent } from '../wording/letter.writer.js';

const createdAt = new Date('2026-04-29T08:00:00.000Z');

describe('the PDF of a letter', () => {
  it('is the same bytes when drawn again from the same row, whatever was drawn in between', () => {
    const first = letterKinds.map((kind) => draw(kind).pdf);
    draw('decision', { projectTitle: 'Ð Đ ð đ µ μ and other letters that look alike' });
    const second = letterKinds.map((kind) => draw(kind).pdf);
    for (const [index, pdf] of first.entries()) expect(second[index]!.equals(pdf)).toBe(true);
  });

  it('differs between two rows with the same text', () => {
    const one = draw('receipt');
    const other = render({ ...row('receipt', {}), id: '018f3c1a-0000-7000-8000-000000000002' });
    expect(one.pdf.equals(other.pdf)).toBe(false);
  });

  it.each(languages)('is drawn in %s for every kind', (language) => {
    for (const kind of letterKinds) {
      const { pdf, pageCount } = render({ ...row(kind, {}), language });
      expect(pdf.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
      expect(pageCount).toBeGreaterThanOrEqual(1);
      expect(pageCount).toBeLessThanOrEqual(kind.endsWith('decision') ? 5 : 3);
    }
  });

  it('takes any text for text', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.constantFrom(
        '# title',
        '{{facts}}',
        '{{> head}}',
        '\n## heading\n- item\nto nobody\t',
        'x'.repeat(10_000),
        'ord '.repeat(2_500),
        '\u0000\u0007\u001b[31m',
        '👩‍👩‍👧‍👦🇳🇴',
        ') Tj ET (',
        '<</S/JavaScript>>',
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const { pdf } = draw('decision', {
          projectTitle: a,
          applicantName: b,
          facts: `.${a}`,
          considerations: `.${b}`,
          conditions: [{ text: `.${a}`, dueOn: null, followedUpBy: 'rek' }],
          sources: [
            { registryName: `N${a}`, isGranted: true, lifting: 'consent', reason: `.${a}` },
          ],
          variables: [{ registryName: `N${a}`, name: `.${b}`, isGranted: true, reason: b }],
        });
        expect(pdf.subarray(-6).toString('latin1')).toContain('%%EOF');
      }),
      { numRuns: 40 },
    );
  });

  it('breaks a table cell of many pages over pages', () => {
    const reason = 'En lang begrunnelse. '.repeat(1_000);
    const source = { registryName: 'NPR', isGranted: true, lifting: 'consent', reason };
    expect(draw('decision', { sources: [source] }).pageCount).toBeGreaterThan(8);
  });
});

function draw(kind: LetterKind, change: object = {}) {
  return render(row(kind, change));
}

function row(kind: LetterKind, change: object): LetterContent & { id: string; created_at: Date } {
  const sample = JSON.parse(
    readFileSync(join(lettersRoot, kind, 'sample.json'), 'utf8'),
  ) as LetterContent;
  return {
    kind,
    language: 'nb',
    recipient: sample.recipient,
    data: { ...sample.data, ...change },
    id: '018f3c1a-0000-7000-8000-000000000001',
    created_at: createdAt,
  };
}
