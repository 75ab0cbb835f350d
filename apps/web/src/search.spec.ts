import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { heldBy } from './addresses';
import {
  count,
  day,
  holds,
  instant,
  month,
  oneOf,
  parseSearch,
  stringifySearch,
  text,
} from './search';

describe('what an address holds', () => {
  it('is plain text, as every other program writes it', () => {
    expect(parseSearch('?n=1&b=true&empty=&j=%7B%22a%22%3A1%7D')).toEqual({
      n: '1',
      b: 'true',
      empty: '',
      j: '{"a":1}',
    });
    expect(stringifySearch({ n: '1', search: 'æ & ø', none: undefined, empty: '' })).toBe(
      '?n=1&search=%C3%A6+%26+%C3%B8',
    );
    expect(stringifySearch({})).toBe('');
  });

  it('is a list where a name is repeated', () => {
    expect(parseSearch('?a=1&b=2&a=3&a=4')).toEqual({ a: ['1', '3', '4'], b: '2' });
    expect(stringifySearch({ a: ['1', '3'], b: '2' })).toBe('?a=1&a=3&b=2');
  });

  it('comes back as it was written', () => {
    const value = fc.string({ minLength: 1, unit: 'grapheme' });
    const name = value.filter((each) => each !== '__proto__');
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.oneof(value, fc.array(value, { minLength: 2 }))),
        (held) => {
          expect(parseSearch(stringifySearch(held))).toEqual({ ...held });
        },
      ),
    );
  });

  it('is the same for good once it has been read and written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webQueryParameters()), (written) => {
        const once = stringifySearch(parseSearch(written));
        expect(stringifySearch(parseSearch(once))).toBe(once);
      }),
    );
  });
});

describe('what a page reads from its address', () => {
  const read = holds({
    on: day,
    in: month,
    at: instant,
    after: count,
    state: oneOf(['waiting', 'late']),
    search: text,
  });

  it('is what it understands', () => {
    const held = {
      on: '2026-02-28',
      in: '2026-02',
      at: '2026-02-28T10:15:00.000Z',
      after: '12',
      state: 'late',
      search: 'hofte',
    };
    expect(read(held)).toEqual(held);
  });

  it.each([
    ['on', '2026-02-30'],
    ['on', '28.02.2026'],
    ['in', '2026-13'],
    ['at', 'yesterday'],
    ['after', '-1'],
    ['after', '1e3'],
    ['state', 'LATE'],
    ['search', ''],
    ['search', 'x'.repeat(1_001)],
  ] as const)('is nothing for %s where it stands as %s', (name, value) => {
    expect(read({ [name]: value })[name]).toBeUndefined();
  });

  it('is the first of what is repeated, and nothing of what it was not made to hold', () => {
    expect(read({ search: ['one', 'two'], other: 'x' })).toEqual({ search: 'one' });
  });

  it.each(Object.entries(heldBy))('breaks no page, whatever is written: %s', (_, readOf) => {
    const names = Object.keys(readOf({}));
    const written = fc.array(
      fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string()), fc.string({ unit: 'binary' })),
    );
    fc.assert(
      fc.property(written, (pairs) => {
        const held = readOf(parseSearch(`?${new URLSearchParams(pairs)}`));
        expect(Object.keys(held)).toEqual(names);
        for (const value of Object.values<string | undefined>(held)) {
          expect(value === undefined || value.length > 0).toBe(true);
        }
        // Where the router has put it right, it stays.
        const again = readOf(parseSearch(stringifySearch(held)));
        expect(again).toEqual(held);
      }),
      { numRuns: 50 },
    );
  });

  it('is what the links mean that are in letters, mails and notices', () => {
    expect(heldBy.case(parseSearch('?command=edit-draft'))).toEqual({ command: 'edit-draft' });
    expect(heldBy.worklist(parseSearch('?state=submitted&overdue=true'))).toEqual({
      state: 'submitted',
      overdue: 'true',
    });
  });
});
