import { describe, expect, it } from '@jest/globals';
import { roles } from '#parties';
import { carries, isOfUse, signInProfiles } from './sign-in.profiles.js';
import { browserInWords } from './browser.rules.js';

describe('the profiles of sign-in', () => {
  it('let nobody bind others, open the vault or see everything below level high [law 36]', () => {
    const strict = ['decision-maker', 'linkage-custodian', 'auditor', 'administrator'] as const;
    const low = [
      null,
      '',
      'substantial',
      'idporten-loa-substantial',
      'entraid',
      'idporten-loa-low',
    ];
    for (const [name, profile] of Object.entries(signInProfiles)) {
      if (name === 'generic') continue;
      for (const role of strict) {
        for (const acr of low) {
          expect([name, role, acr, carries(profile, acr, role)]).toEqual([name, role, acr, false]);
        }
      }
    }
  });

  it('take ID-porten at level high alone, and give every role by it', () => {
    const profile = signInProfiles['id-porten'];
    expect(roles.filter((role) => carries(profile, 'idporten-loa-high', role))).toEqual([...roles]);
    expect(isOfUse(profile, 'idporten-loa-substantial')).toBe(false);
    expect(isOfUse(profile, null)).toBe(false);
  });

  it('carry daily work by the sign-in of a workplace', () => {
    const profile = signInProfiles['ansattporten-entraid'];
    expect(carries(profile, 'entraid', 'caseworker')).toBe(true);
    expect(carries(profile, 'entraid', 'decision-maker')).toBe(false);
    expect(carries(profile, 'high', 'decision-maker')).toBe(true);
    expect(carries(signInProfiles['ansattporten-high'], 'entraid', 'caseworker')).toBe(false);
  });
});

describe('a browser in words', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge, Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1',
      'Safari, iOS',
    ],
    ['curl/8.0', ''],
    [undefined, ''],
  ])('is told of %s', (agent, words) => {
    expect(browserInWords(agent)).toBe(words);
  });
});
