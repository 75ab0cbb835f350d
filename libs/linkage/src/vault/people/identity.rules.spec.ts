import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idnr } from '@navikt/fnrvalidator';
import { identityNumber } from '../../../../../test/integration/linkage/people.js';
import {
  type IdentityKind,
  identityKinds,
  type IdentityPolicy,
  identityPolicy,
  judgeIdentity,
  type RowReason,
  rowReasons,
} from './identity.rules.js';

const before2032 = new Date('2026-11-21T12:00:00Z');
const from2032 = new Date('2032-01-01T00:00:00Z');

const policies = new Map<string, IdentityPolicy>();

function judge(
  number: string,
  mode: 'production' | 'demo' | 'test' = 'test',
  now = before2032,
): RowReason {
  const name = `${mode} ${now.toISOString()}`;
  const policy = policies.get(name) ?? identityPolicy(mode, now);
  policies.set(name, policy);
  return rowReasons[judgeIdentity(Buffer.from(number), 0, policy)]!;
}

const demo2032 = identityPolicy('demo', from2032);
const production2032 = identityPolicy('production', from2032);
const acceptedBySomeMode = (number: string): boolean =>
  [demo2032, production2032].some((policy) => judgeIdentity(Buffer.from(number), 0, policy) === 0);

const date = fc.tuple(
  fc.integer({ min: 1, max: 28 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 0, max: 99 }),
);
const individual = fc.integer({ min: 0, max: 999 });
const remainder = fc.integer({ min: 0, max: 3 });

describe('identity numbers', () => {
  it('agrees with the validator of NAV on any eleven digits [law 28]', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(digits, (eleven) => {
        const number = eleven.join('');
        expect(acceptedBySomeMode(number)).toBe(validByNav(number));
      }),
      { numRuns: 20_000 },
    );
  });

  it('agrees with the validator of NAV on numbers that are right but for one digit', () => {
    const place = fc.integer({ min: 0, max: 10 });
    const digit = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 15 }), individual),
        fc.record({ dNumber: fc.boolean(), monthOffset: fc.constantFrom(0, 40, 80), remainder }),
        fc.tuple(place, digit),
        ([day, month, rest], kind, [at, other]) => {
          const number = identityNumber([day, month, rest % 100], rest, kind);
          fc.pre(number !== null);
          const changed = number.slice(0, at) + other + number.slice(at + 1);
          expect(acceptedBySomeMode(number)).toBe(validByNav(number));
          expect(acceptedBySomeMode(changed)).toBe(validByNav(changed));
        },
      ),
      { numRuns: 20_000 },
    );
  });

  it('judges every day and month of the calendar as the calendar does', () => {
    for (let day = 0; day <= 45; day++) {
      for (let month = 0; month <= 15; month++) {
        for (const year of [3, 4]) {
          const number = anyNumber(day, month, year);
          expect([day, month, year, judge(number)]).toEqual([
            day,
            month,
            year,
            isInCalendar(day > 40 ? day - 40 : day, month, 2000 + year)
              ? 'accepted'
              : 'date-does-not-exist',
          ]);
        }
      }
    }
  });

  it.each([
    ['02013299997', 'accepted', 'accepted'],
    ['30108299920', 'accepted', 'accepted'],
    ['30108299939', 'check-digits-differ', 'accepted'],
  ])('judges the tax administration’s own example %s', (number, today, then) => {
    expect(judge(number, 'production', before2032)).toBe(today);
    expect(judge(number, 'production', from2032)).toBe(then);
  });

  it('widens the check at midnight in Oslo as 2032 begins, and not a second before [law 28]', () => {
    const number = '30108299939';
    expect(judge(number, 'production', new Date('2031-12-31T22:59:59Z'))).not.toBe('accepted');
    expect(judge(number, 'production', new Date('2031-12-31T23:00:00Z'))).toBe('accepted');
  });

  it('catches every wrong digit in a number of today', () => {
    fc.assert(
      fc.property(
        date,
        individual,
        fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 9 })),
        (day, person, [at, more]) => {
          const number = identityNumber(day, person);
          fc.pre(number !== null);
          const digit = (Number(number[at]) + more) % 10;
          expect(judge(number)).toBe('accepted');
          expect(judge(number.slice(0, at) + digit + number.slice(at + 1))).not.toBe('accepted');
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('refuses synthetic numbers in production and real ones everywhere else [law 28]', () => {
    const synthetic = anyNumber(5, 6, 70);
    const real = anyNumber(5, 6, 70, 0);
    expect([judge(synthetic, 'production'), judge(synthetic, 'demo'), judge(synthetic)]).toEqual([
      'synthetic-refused',
      'accepted',
      'accepted',
    ]);
    expect([judge(real, 'production'), judge(real, 'demo'), judge(real)]).toEqual([
      'accepted',
      'not-synthetic',
      'not-synthetic',
    ]);
  });

  it('accepts D-numbers, synthetic ones too [law 28]', () => {
    expect(judge(anyNumber(45, 6, 70))).toBe('accepted');
    expect(judge('47906701517')).toBe('accepted');
    expect(judge(anyNumber(45, 6, 70, 0), 'production')).toBe('accepted');
  });

  it('takes H-numbers and FH-numbers where the project does, in production alone [law 28]', () => {
    const numbers = [anyNumber(5, 6, 70, 40), '88888888831'];
    const kinds = ['h-number', 'fh-number'] as const;
    for (const [place, number] of numbers.entries()) {
      const judged = (mode: 'production' | 'demo' | 'test', accepted: readonly IdentityKind[]) =>
        rowReasons[
          judgeIdentity(Buffer.from(number), 0, identityPolicy(mode, before2032, accepted))
        ];
      expect(judged('production', [kinds[place]!])).toBe('accepted');
      expect(judged('production', [kinds[1 - place]!])).toBe('kind-not-accepted');
      expect(judged('demo', kinds)).toBe('not-synthetic');
      expect(judged('test', kinds)).toBe('not-synthetic');
    }
  });

  it('takes no fødselsnummer where a project takes D-numbers alone', () => {
    const policy = identityPolicy('test', before2032, ['d-number']);
    const verdict = (number: string) => rowReasons[judgeIdentity(Buffer.from(number), 0, policy)];
    expect(verdict(anyNumber(5, 6, 70))).toBe('kind-not-accepted');
    expect(verdict(anyNumber(45, 6, 70))).toBe('accepted');
  });

  it('tells the kinds apart by day and month, and by nothing else [law 28]', () => {
    const { kinds } = identityPolicy('test', before2032);
    const kindOf = (number: string) => identityKinds[kinds[Number(number.slice(0, 4))]!];
    expect(kindOf(anyNumber(5, 6, 70))).toBe('fodselsnummer');
    expect(kindOf(anyNumber(45, 6, 70))).toBe('d-number');
    expect(kindOf(anyNumber(45, 6, 70, 0))).toBe('d-number');
    expect(kindOf(anyNumber(5, 6, 70, 40))).toBe('h-number');
    expect(kindOf('88888888831')).toBe('fh-number');
  });

  it('names H-numbers and FH-numbers as kinds it does not take [law 28]', () => {
    expect(judge(anyNumber(5, 6, 70, 40), 'production')).toBe('kind-not-accepted');
    expect(judge('81234567890', 'production')).toBe('kind-not-accepted');
    expect(judge('91234567890', 'production')).toBe('kind-not-accepted');
  });
});

function validByNav(number: string): boolean {
  const result = idnr(number);
  // NAV also takes H-numbers, which the vault refuses as a kind.
  return result.status === 'valid' && ['fnr', 'dnr', 'tnr', 'dnr-and-tnr'].includes(result.type);
}

function anyNumber(day: number, month: number, year: number, monthOffset = 80): string {
  for (let individual = 100; individual < 1_000; individual++) {
    const number = identityNumber([day, month, year], individual, { monthOffset });
    if (number) return number;
  }
  throw new Error('No number of this date has check digits.');
}

function isInCalendar(day: number, month: number, year: number): boolean {
  const found = new Date(Date.UTC(year, month - 1, day));
  return found.getUTCDate() === day && found.getUTCMonth() === month - 1;
}
