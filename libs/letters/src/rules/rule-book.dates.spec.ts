import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readRuleBook } from './rule-book.model.js';
import { cite, criteriaInForce, ruleBook } from './rule-book.rules.js';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const json = (name: string): unknown => JSON.parse(readFileSync(`data/rules/${name}.json`, 'utf8'));
const dayBefore = (on: string) => {
  const at = new Date(`${on}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() - 1);
  return at.toISOString().slice(0, 10);
};
/** The rules as they will be when the King in Council has set the days that acts wait for. */
const started = readRuleBook({
  criteria: json('criteria'),
  citations: json('citations'),
  startDates: {
    'registry-exemption-consent': '2027-01-01',
    'administration-act-2025': '2027-07-01',
  },
});
const idsOn = (basis: string, on: string, book = ruleBook) =>
  criteriaInForce(basis, on, book)?.criteria.map(({ id }) => id) ?? [];

describe('criteria before and after each day that changes them', () => {
  it.each([
    ['hrl-19', '2026-04-15', ['no-threat-to-society']],
    ['hrl-19a', '2026-04-15', ['no-threat-to-society']],
    ['hrl-19b', '2026-04-15', ['no-threat-to-society']],
    ['hrl-19e', '2026-04-15', ['no-threat-to-society']],
    ['hpl-29', '2026-04-15', ['no-threat-to-society']],
    ['hpl-29', '2026-06-01', ['consent-not-obtainable']],
    ['hpl-29', '2026-07-01', []],
    ['hrl-19e', '2027-01-01', ['promotes-health', 'permitted-use', 'consent-not-obtainable']],
  ])('of %s gain on %s: %j, and lose none [law 1] [law 9]', (basis, day, gained) => {
    const before = idsOn(basis, dayBefore(day), started);
    const after = idsOn(basis, day, started);
    expect(after.filter((id) => !before.includes(id))).toEqual(gained);
    expect(before.filter((id) => !after.includes(id))).toEqual([]);
    const versionOn = (on: string) => criteriaInForce(basis, on, started)?.versionId;
    expect(versionOn(day)).not.toBe(versionOn(dayBefore(day)));
  });

  it('stand in section 29 until 30 June 2026 and in section 29 e from 1 July, each of them [law 1]', () => {
    const sections = (on: string) =>
      new Set(
        criteriaInForce('hpl-29', on)?.criteria.map(
          ({ reference }) => /§ (29(?: e)?)/.exec(plain(reference.nb))?.[1],
        ),
      );
    expect([...sections('2026-06-30')]).toEqual(['29']);
    expect([...sections('2026-07-01')]).toEqual(['29 e']);
  });

  it('that wait for a day hold on no day until it is set [law 1]', () => {
    const waiting = ruleBook.awaiting.map(({ version, startDate }) => [version, startDate]);
    expect(waiting).toContainEqual(['hrl-19e-3', 'registry-exemption-consent']);
    expect(idsOn('hrl-19e', '2099-12-31')).not.toContain('consent-not-obtainable');
    expect(idsOn('hrl-19e', '2099-12-31', started)).toContain('consent-not-obtainable');
  });
});

describe('citations before and after each day that moves them', () => {
  it.each([
    [
      'patient-record-exemption',
      '2026-07-01',
      'helsepersonelloven § 29',
      'helsepersonelloven § 29 e',
    ],
    ['guidance', '2027-07-01', 'forvaltningsloven § 11', 'forvaltningsloven 2025 § 14'],
    ['put-to-party', '2027-07-01', 'forvaltningsloven § 17', 'forvaltningsloven 2025 §§ 43 og 44'],
    ['preliminary-reply', '2027-07-01', 'forvaltningsloven § 11 a', 'forvaltningsloven 2025 § 17'],
    ['file-access', '2027-07-01', 'forvaltningsloven §§ 18 og 19', 'forvaltningsloven 2025 § 46'],
    [
      'reasons',
      '2027-07-01',
      'forvaltningsloven §§ 24 og 25',
      'forvaltningsloven 2025 §§ 56 og 57',
    ],
    ['appeal-period', '2027-07-01', 'forvaltningsloven § 29', 'forvaltningsloven 2025 § 63'],
    ['reversal', '2027-07-01', 'forvaltningsloven § 35', 'forvaltningsloven 2025 § 71'],
    ['deferred-effect', '2027-07-01', 'forvaltningsloven § 42', 'forvaltningsloven 2025 § 76'],
    ['prior-notice', '2027-07-01', 'forvaltningsloven § 16', 'forvaltningsloven 2025 § 42'],
    ['first-instance', '2027-07-01', 'forvaltningsloven § 33', 'forvaltningsloven 2025 § 67'],
    ['appeal-body', '2027-07-01', 'forvaltningsloven § 34', 'forvaltningsloven 2025 § 68'],
    ['appeal-costs', '2027-07-01', 'forvaltningsloven § 36', 'forvaltningsloven 2025 § 69'],
  ])('move %s on %s from %s to %s [law 1]', (rule, day, before, after) => {
    expect(plain(cite(rule, 'nb', dayBefore(day), started))).toBe(before);
    expect(plain(cite(rule, 'nb', day, started))).toBe(after);
  });

  it('of what waits for the act of 2025 stay with the old one while no day is set [law 1]', () => {
    const waiting = ruleBook.awaiting
      .filter(({ startDate }) => startDate === 'administration-act-2025')
      .map(({ rule }) => rule);
    expect(waiting.length).toBeGreaterThan(10);
    for (const rule of waiting) expect(cite(rule, 'nb', '2099-12-31')).not.toContain('2025');
  });
});
