import { describe, expect, it } from '@jest/globals';
import { atPath, withoutEmpty, withPath } from './typed-text';

describe('what is typed into a form', () => {
  it('is set and found again at a dotted path, through lists', () => {
    const values = withPath({ title: 'A' }, 'sources.1.reason', 'because');
    expect(atPath(values, 'sources.1.reason')).toBe('because');
    expect(atPath(values, 'title')).toBe('A');
    expect(atPath(values, 'title.none.0')).toBeUndefined();
  });

  it('leaves the values it was given as they were', () => {
    const before = { sources: [{ reason: 'old' }] };
    withPath(before, 'sources.0.reason', 'new');
    expect(before).toEqual({ sources: [{ reason: 'old' }] });
  });

  it('is sent without what was left empty, and with false and zero', () => {
    expect(
      withoutEmpty({ a: '', b: '  ', c: null, d: false, e: 0, f: ['', 'x'], g: { h: '' }, i: [] }),
    ).toEqual({ d: false, e: 0, f: ['x'] });
  });

  it('keeps the place of an empty row in a list of rows', () => {
    expect(withoutEmpty({ rows: [{ a: '' }, { a: 'b' }] })).toEqual({ rows: [{}, { a: 'b' }] });
  });
});
