import { describe, expect, it } from '@jest/globals';
import {
  identityFrom,
  isFromOwnPages,
  isLocalPath,
  mayUsePlainHttp,
  otherLoopbackName,
  settingProblems,
} from './sign-in.rules.js';

const demo = {
  TILGANG_MODE: 'demo',
  PUBLIC_URL: 'http://127.0.0.1:3000',
  OIDC_ISSUER: 'http://127.0.0.1:3000/idp',
  OIDC_CLIENT_ID: 'tilgang-web',
  OIDC_AUDIENCE: 'tilgang',
} as const;
const production = {
  ...demo,
  TILGANG_MODE: 'production',
  PUBLIC_URL: 'https://tilgang.example',
  OIDC_ISSUER: 'https://id.example',
} as const;

describe('settings of sign-in', () => {
  it('are right for a demonstration on this machine and for production behind TLS', () => {
    expect(settingProblems(demo)).toEqual([]);
    expect(settingProblems(production)).toEqual([]);
  });

  it.each([
    ['a plain http issuer', { OIDC_ISSUER: 'http://id.example' }],
    ['a plain http issuer on loopback', { OIDC_ISSUER: 'http://127.0.0.1:3000/other' }],
    ['the demo identity provider', { OIDC_ISSUER: 'https://tilgang.example/idp' }],
    ['a plain http address', { PUBLIC_URL: 'http://tilgang.example' }],
    ['one name for audience and client', { OIDC_AUDIENCE: 'tilgang-web' }],
  ])('refuse %s in production', (_, wrong) => {
    expect(settingProblems({ ...production, ...wrong })).toHaveLength(1);
  });

  it('let http be used on loopback only', () => {
    expect(mayUsePlainHttp(demo)).toBe(true);
    expect(mayUsePlainHttp({ ...demo, OIDC_ISSUER: 'http://127.0.0.1.evil.example/idp' })).toBe(
      false,
    );
    expect(mayUsePlainHttp({ ...demo, TILGANG_MODE: 'production' })).toBe(false);
  });
});

describe('the path to return to', () => {
  it.each(['/', '/cases', '/cases/1?tab=letters#last', '/s%C3%B8k?q=a%20b'])(
    'may be %s',
    (path) => {
      expect(isLocalPath(path)).toBe(true);
    },
  );

  it.each([
    '',
    'cases',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/a\\..\\evil',
    '\\/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n//evil.example',
    ' /cases',
    '/ø',
  ])('may not be %j', (path) => {
    expect(isLocalPath(path)).toBe(false);
  });
});

describe('the name a browser uses for this machine', () => {
  it.each([
    ['localhost:3000', 'http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000', null],
    ['tilgang.example', 'http://127.0.0.1:3000', null],
    ['localhost:3000', 'https://tilgang.example', null],
    [undefined, 'http://127.0.0.1:3000', null],
    ['not a host', 'http://127.0.0.1:3000', null],
  ])('%s, with the address %s, leads to %s', (host, publicUrl, expected) => {
    expect(otherLoopbackName(host, publicUrl)).toBe(expected);
  });
});

describe('a request that a cookie speaks for', () => {
  const publicUrl = 'https://tilgang.example/';
  const post = { method: 'POST', origin: undefined, fetchSite: undefined };

  it('may always read', () => {
    expect(
      isFromOwnPages({ ...post, method: 'GET', origin: 'https://evil.example' }, publicUrl),
    ).toBe(true);
  });

  it('may write from our own pages only', () => {
    expect(isFromOwnPages({ ...post, origin: 'https://tilgang.example' }, publicUrl)).toBe(true);
    expect(isFromOwnPages({ ...post, fetchSite: 'same-origin' }, publicUrl)).toBe(true);
    expect(isFromOwnPages(post, publicUrl)).toBe(false);
    expect(isFromOwnPages({ ...post, fetchSite: 'same-site' }, publicUrl)).toBe(false);
    expect(isFromOwnPages({ ...post, origin: 'null' }, publicUrl)).toBe(false);
    expect(
      isFromOwnPages(
        { ...post, origin: 'https://evil.example', fetchSite: 'same-origin' },
        publicUrl,
      ),
    ).toBe(false);
  });
});

describe('what a provider says of a person', () => {
  it('gives a name from whichever claim there is', () => {
    expect(
      identityFrom({ sub: 's-1', name: 'Kari', email: 'k@demo.example', locale: 'nn-NO' }),
    ).toEqual({ subject: 's-1', name: 'Kari', email: 'k@demo.example', language: 'nn' });
    expect(identityFrom({ sub: 's-1', given_name: 'Kari', family_name: 'Demo' })?.name).toBe(
      'Kari Demo',
    );
    expect(identityFrom({ sub: 's-1', name: 7 })).toEqual({
      subject: 's-1',
      name: null,
      email: '',
      language: 'nb',
    });
  });

  it('is refused when it is a national identity number', () => {
    expect(identityFrom({ sub: '01820112345' })).toBeNull();
    expect(identityFrom({ sub: 's-1', name: '018201 12345' })).toBeNull();
    expect(identityFrom({ sub: 's-1', email: '01820112345@demo.example' })).toBeNull();
    expect(identityFrom({ sub: '0182011234567890' })).not.toBeNull();
  });
});
