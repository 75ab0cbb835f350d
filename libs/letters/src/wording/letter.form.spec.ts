import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asValue, asValues, parseForm } from './letter.form.js';

describe('the text form of a letter', () => {
  it('reads every kind of line', () => {
    const form = parseForm(
      [
        'from Helsedataservice',
        'to Áilu Čáhci',
        'to 9037 Tromsø',
        'ref Dato\t1. mai 2026',
        '# Vedtak',
        '## Resultatet',
        'p Søknaden er innvilget.',
        '',
        '- første',
        '  - andre',
        'cols 40\t60',
        'th Kilde\tVedtak',
        'tr NPR\tInnvilget',
        'sign Håkon\tbeslutter',
        'sign Ingrid\tsaksbehandler',
      ].join('\n'),
    );
    expect(form).toEqual({
      senderLines: ['Helsedataservice'],
      recipientLines: ['Áilu Čáhci', '9037 Tromsø'],
      references: [{ first: 'Dato', second: '1. mai 2026' }],
      blocks: [
        { kind: 'title', text: 'Vedtak' },
        { kind: 'heading', text: 'Resultatet' },
        { kind: 'paragraph', text: 'Søknaden er innvilget.' },
        { kind: 'list', items: ['første', 'andre'] },
        {
          kind: 'table',
          weights: [40, 60],
          header: ['Kilde', 'Vedtak'],
          rows: [['NPR', 'Innvilget']],
        },
        {
          kind: 'signature',
          signers: [
            { first: 'Håkon', second: 'beslutter' },
            { first: 'Ingrid', second: 'saksbehandler' },
          ],
        },
      ],
    });
  });

  it('makes a paragraph of each paragraph in a text, and keeps its line breaks', () => {
    const { blocks } = parseForm(`p ${asValue('first\nline\n\n \n second \r\n\r\nthird')}`);
    expect(blocks).toEqual([
      { kind: 'paragraph', text: 'first\u2028line' },
      { kind: 'paragraph', text: 'second' },
      { kind: 'paragraph', text: 'third' },
    ]);
  });

  it.each([
    ['a line of no known kind', 'hello there'],
    ['a row outside a table', 'tr a\tb'],
    ['a row with too few cells', 'cols 1\t1\nth a\tb\ntr a'],
    ['a table without a header', 'cols 1\t1\ntr a\tb'],
    ['a column without a width', 'cols 1\tx\nth a\tb'],
  ])('refuses %s', (_, text) => {
    expect(() => parseForm(text)).toThrow(/template/);
  });

  it('does not repeat the text of a line it cannot read', () => {
    expect(() => parseForm('secretly about a person')).toThrow(/^(?!.*about a person)/);
  });
});

describe('a value', () => {
  it('cannot become a piece of the form, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const value = asValue(`${text}\n# title\n\n- item\r\nto nobody\t`);
        expect(value).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        const { blocks, recipientLines } = parseForm(`p ${value}`);
        expect(recipientLines).toEqual([]);
        expect(blocks.every(({ kind }) => kind === 'paragraph')).toBe(true);
      }),
    );
  });

  it('keeps the words and composes letters', () => {
    expect(asValue('A\u030asa\u00adne\u200b Š\u0000\u202eok')).toBe('Åsane Šok');
    expect(asValue('\ud83d lone')).toBe('\ufffd lone');
  });

  it('is cleaned wherever it lies in the data, and other data are left alone', () => {
    const data = { a: ['x\ty', { b: 'z\nw' }], c: 3, d: null, e: true };
    expect(asValues(data)).toEqual({ a: ['x y', { b: 'z\u2028w' }], c: 3, d: null, e: true });
  });
});
