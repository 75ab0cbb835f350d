import { describe, expect, it } from '@jest/globals';
import { securityText } from './security-text.rules.js';

const settings = {
  PUBLIC_URL: 'https://tilgang.example/app',
  SECURITY_CONTACT: ['mailto:security@tilgang.example', 'https://tilgang.example/report'],
  SECURITY_POLICY_URL: 'https://tilgang.example/policy',
};

describe('the file of security contacts (RFC 9116)', () => {
  it('names contacts in their order, when it ends, languages, its own address and the policy', () => {
    expect(securityText(settings, new Date('2026-11-22T10:15:00.000Z'))).toBe(
      [
        'Contact: mailto:security@tilgang.example',
        'Contact: https://tilgang.example/report',
        'Expires: 2027-02-20T00:00:00.000Z',
        'Preferred-Languages: nb, nn, en',
        'Canonical: https://tilgang.example/.well-known/security.txt',
        'Policy: https://tilgang.example/policy',
        '',
      ].join('\n'),
    );
  });

  it('is none where nobody is named: a file without a contact is none', () => {
    const { PUBLIC_URL } = settings;
    expect(securityText({ PUBLIC_URL }, new Date())).toBeNull();
  });
});
