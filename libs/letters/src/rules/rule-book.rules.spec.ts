import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { languages } from '../wording/letter.templates.js';
import { type RuleSources, readRuleBook } from './rule-book.model.js';
import {
  citationFor,
  cite,
  criteriaInForce,
  criteriaOf,
  legalBases,
  ruleBook,
  rulesOn,
} from './rule-book.rules.js';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

interface Sources extends RuleSources {
  criteria: {
    bases: Record<string, { versions: { validFrom: string | null; validTo: string | null }[] }>;
    wordings: Record<string, Record<string, unknown>>;
  };
  citations: { citations: Record<string, object[]> };
}

const json = (name: string): unknown => JSON.parse(readFileSync(`data/rules/${name}.json`, 'utf8'));
const sources = (): Sources =>
  ({
    criteria: json('criteria'),
    citations: json('citations'),
    startDates: json('start-dates'),
  }) as Sources;

describe('criteria in force', () => {
  const ids = (basis: string, on: string) =>
    criteriaInForce(basis, on)?.criteria.map(({ id }) => id) ?? null;

  it.each([
    ['hrl-19a', '2026-04-14', 'hrl-19a-1', false],
    ['hrl-19a', '2026-04-15', 'hrl-19a-2', true],
    ['hrl-19e', '2026-04-14', 'hrl-19e-1', false],
    ['hrl-19e', '2026-04-15', 'hrl-19e-2', true],
    ['hrl-19b', '2026-04-14', 'hrl-19b-1', false],
    ['hrl-19b', '2026-04-15', 'hrl-19b-2', true],
    ['hrl-19', '2026-04-14', 'hrl-19-1', false],
    ['hrl-19', '2026-04-15', 'hrl-19-2', true],
    ['hpl-29', '2026-04-14', 'hpl-29-1', false],
    ['hpl-29', '2026-04-15', 'hpl-29-2', true],
  ])('%s on %s is %s; the bar on threats to society holds: %s [law 1] [law 10]', (...row) => {
    const [basis, on, versionId, hasBar] = row;
    expect(criteriaInForce(basis, on)?.versionId).toBe(versionId);
    const bars = criteriaInForce(basis, on)?.criteria.filter(({ isBar }) => isBar) ?? [];
    expect(bars.map(({ id }) => id)).toEqual(hasBar ? ['no-threat-to-society'] : []);
  });

  it('asks for consent in patient records from 1 June 2026, and moves to section 29 e a month later [law 1] [law 9]', () => {
    expect(ids('hpl-29', '2026-05-31')).not.toContain('consent-not-obtainable');
    expect(ids('hpl-29', '2026-06-01')).toContain('consent-not-obtainable');
    expect(criteriaInForce('hpl-29', '2026-06-30')?.versionId).toBe('hpl-29-3');
    expect(criteriaInForce('hpl-29', '2026-07-01')?.versionId).toBe('hpl-29-4');
    expect(ids('hpl-29', '2026-07-01')).toEqual(ids('hpl-29', '2026-06-30'));
    const [first] = criteriaInForce('hpl-29', '2026-07-01')?.criteria ?? [];
    expect(plain(first?.reference.nb ?? '')).toBe('helsepersonelloven § 29 e');
  });

  it('has the four criteria of section 19 a, first paragraph, each with its letter [law 9]', () => {
    const { criteria } = criteriaInForce('hrl-19a', '2026-11-21')!;
    expect(criteria.map(({ reference }) => plain(reference.nb))).toEqual([
      'helseregisterloven § 19 a første ledd bokstav a',
      'helseregisterloven § 19 a første ledd bokstav b',
      'helseregisterloven § 19 a første ledd bokstav c',
      'helseregisterloven § 19 a første ledd bokstav d',
      'helseregisterloven § 19 a annet ledd',
      'helseregisterloven § 19 a tredje ledd',
      'helseregisterloven § 19 a femte ledd',
      'helseregisterloven § 19 a åttende ledd',
    ]);
    expect(plain(criteria[0]?.reference.en ?? '')).toBe(
      'first paragraph, letter a, section 19 a of the Health Registries Act (helseregisterloven)',
    );
  });

  it('has Article 68 ready from 26 March 2029 and not a day before [law 1]', () => {
    expect(criteriaInForce('ehds-68', '2029-03-25')).toBeNull();
    const criteria = criteriaInForce('ehds-68', '2029-03-26')?.criteria ?? [];
    expect(criteria.map(({ reference }) => plain(reference.en).split(' of ')[0])).toEqual([
      ...'abcdefgh'.split('').map((letter) => `Article 68(1)(${letter})`),
      'Article 68(2)',
    ]);
  });

  it('asks of statistics for a purpose and that nobody can be recognised [law 32]', () => {
    expect(ids('hrl-19', '2026-11-21')).toEqual([
      'statistics-purpose',
      'no-disclosure-risk',
      'no-threat-to-society',
    ]);
  });

  it('brings a passed act into force on the day that is set for it, and until then names it as waiting [law 1]', () => {
    expect(ruleBook.awaiting).toContainEqual({
      rule: 'hrl-19e',
      version: 'hrl-19e-3',
      startDate: 'registry-exemption-consent',
    });
    expect(criteriaInForce('hrl-19e', '2031-01-01')?.versionId).toBe('hrl-19e-2');
    const book = readRuleBook({
      ...sources(),
      startDates: {
        'registry-exemption-consent': '2027-01-01',
        'administration-act-2025': '2027-07-01',
      },
    });
    expect(criteriaInForce('hrl-19e', '2026-12-31', book)?.versionId).toBe('hrl-19e-2');
    const begun = criteriaInForce('hrl-19e', '2027-01-01', book)?.criteria.map(({ id }) => id);
    expect(begun).toContain('consent-not-obtainable');
    expect(plain(cite('reasons', 'nb', '2027-07-01', book))).toBe(
      'forvaltningsloven 2025 §§ 56 og 57',
    );
    expect(plain(cite('reasons', 'nb', '2027-06-30', book))).toBe('forvaltningsloven §§ 24 og 25');
    expect(book.awaiting).toEqual([]);
  });

  it('finds the version that a decision pinned, whatever holds now [law 1]', () => {
    expect(criteriaOf('hpl-29', 'hpl-29-2')?.validTo).toBe('2026-06-01');
    expect(criteriaOf('hpl-29', 'hpl-29-9')).toBeNull();
    expect(() => criteriaInForce('hrl-35', '2026-01-01')).toThrow('No legal basis');
  });
});

describe('citations', () => {
  it('cite the section in the form of the language', () => {
    expect(plain(cite('access', 'nb', '2026-05-01'))).toBe('helseregisterloven § 19 a');
    expect(plain(cite('file-access', 'nn', '2026-05-01'))).toBe('forvaltningslova §§ 18 og 19');
    expect(plain(cite('appeal-period', 'en', '2026-05-01'))).toBe(
      'section 29 of the Public Administration Act (forvaltningsloven)',
    );
  });

  it('follow a rule that moves, from the day it moves [law 1]', () => {
    const on = (day: string) => plain(cite('patient-record-exemption', 'nb', day));
    expect(on('2026-06-30')).toBe('helsepersonelloven § 29');
    expect(on('2026-07-01')).toBe('helsepersonelloven § 29 e');
    expect(citationFor('patient-record-exemption', '2026-07-01').sections).toBe('29 e');
  });

  it('know every rule in every language', () => {
    for (const name of Object.keys(ruleBook.citations)) {
      const on = name.startsWith('ehds') ? '2029-03-26' : '2026-11-21';
      for (const language of languages) expect(cite(name, language, on)).toMatch(/\d/);
    }
  });

  it('refuse a rule that is not in the list, and a day when it does not hold', () => {
    expect(() => cite('toString', 'nb', '2026-05-01')).toThrow('No rule');
    expect(() => cite('ehds-access', 'nb', '2026-05-01')).toThrow('no version in force');
  });
});

describe('the rules as data', () => {
  it('are shown whole for a day [law 1]', () => {
    const shown = rulesOn('2026-11-21');
    expect(shown.criteria.map(({ legalBasis }) => legalBasis)).toEqual(
      legalBases.filter((basis) => basis !== 'ehds-68'),
    );
    expect(shown.citations.find(({ name }) => name === 'appeal')?.text.nb).toContain('28');
  });

  const broken = (change: (changed: Sources) => void) => {
    const changed = sources();
    change(changed);
    return () => readRuleBook(changed);
  };
  const versionsOf = (changed: Sources, basis: string) => changed.criteria.bases[basis]!.versions;

  it.each([
    [
      'a gap',
      'hpl-29 has a gap',
      (changed: Sources) => (versionsOf(changed, 'hpl-29')[0]!.validTo = '2026-04-01'),
    ],
    [
      'an overlap',
      'hpl-29 has an overlap',
      (changed: Sources) => (versionsOf(changed, 'hpl-29')[0]!.validTo = '2026-05-01'),
    ],
    [
      'an end with nothing after it',
      'hrl-19b has a gap',
      (changed: Sources) => (versionsOf(changed, 'hrl-19b')[1]!.validTo = '2027-01-01'),
    ],
    [
      'a version that ends before it begins',
      'before it begins',
      (changed: Sources) => (versionsOf(changed, 'hpl-29')[1]!.validTo = '2026-04-15'),
    ],
    [
      'a criterion without its nynorsk',
      'nn',
      (changed: Sources) => delete changed.criteria.wordings['legal-basis']!['nn'],
    ],
    [
      'a criterion without wording',
      'lacks the wording legal-basis',
      (changed: Sources) => delete changed.criteria.wordings['legal-basis'],
    ],
    ['a start date with no name', 'No start date', (changed: Sources) => (changed.startDates = {})],
  ])('with %s stop the program [law 1]', (_, said, change) => {
    expect(broken(change)).toThrow(said);
  });

  it('hold together as they are, each criterion in three languages [law 1] [law 21]', () => {
    expect(() => readRuleBook(sources())).not.toThrow();
    for (const { criteria } of rulesOn('2026-11-21').criteria) {
      for (const { wording, reference } of criteria) {
        for (const language of languages) {
          expect(wording[language].text).toMatch(/\.$/);
          expect(reference[language]).toMatch(/\d/);
        }
      }
    }
  });
});
