import { describe, expect, it } from '@jest/globals';
import { citations, cite } from './letter.citations.js';
import { languages } from './letter.templates.js';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('citations', () => {
  it('cites the section in the form of the language', () => {
    expect(plain(cite('access', 'nb', '2026-05-01'))).toBe('helseregisterloven § 19 a');
    expect(plain(cite('file-access', 'nn', '2026-05-01'))).toBe('forvaltningslova §§ 18 og 19');
    expect(plain(cite('appeal-period', 'en', '2026-05-01'))).toBe(
      'section 29 of the Public Administration Act (forvaltningsloven)',
    );
  });

  it('follows a rule that moves, from the day it moves', () => {
    const on = (day: string) => plain(cite('patient-record-exemption', 'nb', day));
    expect(on('2026-06-30')).toBe('helsepersonelloven § 29');
    expect(on('2026-07-01')).toBe('helsepersonelloven § 29 e');
  });

  it('knows every rule in every language, with versions in order', () => {
    for (const [name, versions] of Object.entries(citations)) {
      const days = versions.map(({ validFrom }) => validFrom ?? '');
      expect(days).toEqual(days.toSorted());
      for (const language of languages) expect(cite(name, language, '2026-11-21')).toMatch(/\d/);
    }
  });

  it('refuses a rule that is not in the list', () => {
    expect(() => cite('toString', 'nb', '2026-05-01')).toThrow('No rule');
  });
});
