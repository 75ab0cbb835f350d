import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PermitState } from '../case.model.js';
import {
  breachOfProfile,
  closeVersions,
  comparePermitIds,
  euPermitStatus,
  type EuPermitStatus,
  formatPermitId,
  parsePermitId,
  type PermitVersion,
  requestStateOf,
  type RequestState,
  type VersionKind,
  withVersion,
} from './permit.rules.js';

const version = (number: number, activeFrom: string, kind: VersionKind = 'amended') => ({
  permitId: `NO-HDS-2026-000123.${number}`,
  version: number,
  kind,
  activeFrom,
  activeTo: null,
  endsOn: '2030-12-31',
  contentSha256: 'a'.repeat(64),
  changeCaseId: null,
});

describe('the id of a permit', () => {
  it('tells who issued it, the base that lasts and the version [R9.3.8]', () => {
    expect(parsePermitId('NO-HDS-2026-000123.2')).toEqual({
      issuer: 'NO-HDS',
      base: '2026-000123',
      version: 2,
    });
  });

  it('is what its parts make, for any parts [R9.3.8]', () => {
    const parts = fc.record({
      issuer: fc.constantFrom('NO-HDS', 'FI-FINDATA', 'DK-SDS'),
      base: fc
        .tuple(fc.integer({ min: 2020, max: 2999 }), fc.nat(999_999))
        .map(([year, number]) => `${year}-${String(number).padStart(6, '0')}`),
      version: fc.integer({ min: 1, max: 9999 }),
    });
    fc.assert(fc.property(parts, (id) => expect(parsePermitId(formatPermitId(id))).toEqual(id)));
  });

  it.each(['', 'T-000001', 'NO-HDS-2026-000123', 'NO-HDS-2026-000123.0', 'no-hds-2026-000123.1'])(
    'is not %p',
    (text) => expect(parsePermitId(text)).toBeNull(),
  );

  it('sorts in the order of the versions, also past the ninth [R9.3.8]', () => {
    const ids = [10, 2, 1, 11].map((number) => `NO-HDS-2026-000123.${number}`);
    expect([...ids, 'NO-HDS-2025-000999.1'].sort(comparePermitIds)).toEqual([
      'NO-HDS-2025-000999.1',
      ...[1, 2, 10, 11].map((number) => `NO-HDS-2026-000123.${number}`),
    ]);
  });
});

describe('the chain of versions', () => {
  it('has no gap and no overlap, however many versions follow [R9.3.3]', () => {
    const times = fc
      .uniqueArray(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 30 })
      .map((minutes) => [...minutes].sort((a, b) => a - b))
      .map((minutes) => minutes.map((m) => new Date(1.78e12 + m * 60_000).toISOString()));
    fc.assert(
      fc.property(times, (at) => {
        const chain = at.reduce<PermitVersion[]>(
          (versions, from, index) => withVersion(versions, version(index + 1, from)),
          [],
        );
        chain.forEach((each, index) => {
          expect(each.activeTo).toBe(chain[index + 1]?.activeFrom ?? null);
          expect(each.activeTo === null || each.activeFrom < each.activeTo).toBe(true);
        });
        expect(chain.filter(({ activeTo }) => activeTo === null)).toHaveLength(1);
      }),
    );
  });

  it('leaves no version in force when the permit ends, and moves no earlier end', () => {
    const chain = withVersion([version(1, '2026-01-01T00:00:00.000Z', 'issued')], {
      ...version(2, '2026-06-01T00:00:00.000Z'),
    });
    expect(closeVersions(chain, '2027-01-01T00:00:00.000Z').map((each) => each.activeTo)).toEqual([
      '2026-06-01T00:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ]);
  });
});

describe('the European status', () => {
  const pairs: [EuPermitStatus, PermitState, RequestState][] = [
    ['GRANTED', 'active', 'none'],
    ['RENEWAL_REQUESTED', 'active', 'extension-requested'],
    ['RENEWED', 'extended', 'none'],
    ['RENEWAL_REJECTED', 'active', 'extension-refused'],
    ['EXPIRED', 'expired', 'none'],
    ['AMENDMENT_REQUESTED', 'extended', 'change-requested'],
    ['AMENDED', 'amended', 'none'],
    ['AMENDMENT_REJECTED', 'amended', 'change-refused'],
    ['REVOKED', 'revoked', 'none'],
    ['REVOKE_APPEALED', 'revoked', 'revocation-appealed'],
    ['APPEAL_APPROVED', 'active', 'appeal-upheld'],
    ['APPEAL_REJECTED', 'revoked', 'appeal-rejected'],
  ];

  it.each(pairs)('is %s where the permit is %s and the request %s [R9.3.1]', (status, ...pair) => {
    expect(euPermitStatus(...pair)).toBe(status);
  });

  it('has twelve values, each from a pair of its own [R9.3.1]', () => {
    expect(new Set(pairs.map(([status]) => status)).size).toBe(12);
    expect(new Set(pairs.map(([, ...pair]) => pair.join())).size).toBe(12);
  });

  it('is none where the case holds no permit', () => {
    expect(euPermitStatus('none', 'none')).toBeNull();
    expect(euPermitStatus('carried', 'none')).toBeNull();
  });
});

describe('what is asked of a permit', () => {
  const asked = (kind: 'change' | 'extension', state: 'requested' | 'granted' | 'refused') =>
    requestStateOf({
      appeal: {},
      permit: { state: 'active', requests: { c: { kind, state, requestedOn: '2026-01-01' } } },
    });

  it('is told apart from the state of the permit, which stays valid meanwhile [R9.3.1]', () => {
    expect(asked('change', 'requested')).toBe('change-requested');
    expect(asked('extension', 'requested')).toBe('extension-requested');
    expect(asked('change', 'refused')).toBe('change-refused');
    expect(asked('extension', 'refused')).toBe('extension-refused');
    expect(asked('extension', 'granted')).toBe('none');
  });
});

describe('the rules on how long a permit lasts', () => {
  const issued = [version(1, '2026-01-01T00:00:00.000Z', 'issued')];
  const extended = [...issued, version(2, '2027-01-01T00:00:00.000Z', 'extended')];
  const changedSince = [...extended, version(3, '2028-01-01T00:00:00.000Z', 'amended')];
  const again = { kind: 'extended', startsOn: '2029-01-01', endsOn: '2035-12-31' } as const;

  it('let a European permit be renewed once, also after a change in between [R9.4.8]', () => {
    expect(breachOfProfile('ehds', issued, again)).toBeNull();
    expect(breachOfProfile('ehds', extended, again)).toBe('permit-renewed-before');
    expect(breachOfProfile('ehds', changedSince, again)).toBe('permit-renewed-before');
  });

  it('set no such limit to a Norwegian permit [R9.4.8]', () => {
    expect(breachOfProfile('norwegian', changedSince, again)).toBeNull();
  });

  it('give a European permit ten years, and ten more from its end', () => {
    const first = { kind: 'issued', startsOn: '2026-11-21' } as const;
    expect(breachOfProfile('ehds', [], { ...first, endsOn: '2036-11-21' })).toBeNull();
    expect(breachOfProfile('ehds', [], { ...first, endsOn: '2036-11-22' })).toBe('permit-too-long');
    const longer = { ...again, endsOn: '2040-12-31' };
    expect(breachOfProfile('ehds', issued, longer)).toBeNull();
    expect(breachOfProfile('ehds', issued, { ...longer, endsOn: '2041-01-01' })).toBe(
      'permit-too-long',
    );
  });
});
