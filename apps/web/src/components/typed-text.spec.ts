import { describe, expect, it } from '@jest/globals';
import { withoutEmpty } from './typed-text';

describe('what is typed into a form', () => {
  it('is sent without what was left empty, and with false and zero', () => {
    expect(
      withoutEmpty({ a: '', b: '  ', c: null, d: false, e: 0, f: ['', 'x'], g: { h: '' }, i: [] }),
    ).toEqual({ d: false, e: 0, f: ['x'] });
  });

  it('keeps the place of an empty row in a list of rows', () => {
    expect(withoutEmpty({ rows: [{ a: '' }, { a: 'b' }] })).toEqual({ rows: [{}, { a: 'b' }] });
  });
});
