import { describe, expect, it } from '@jest/globals';
import { isOwnHost } from './host.rules.js';

const own = { publicUrl: 'https://tilgang.example', others: ['api:3000'] };

describe('the host a request names', () => {
  it.each([
    'tilgang.example',
    'TILGANG.example',
    'api:3000',
    '127.0.0.1:3000',
    '[::1]:80',
    'localhost',
  ])('is ours: %s', (host) => {
    expect(isOwnHost(host, own)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'evil.example',
    'tilgang.example.evil.example',
    'eviltilgang.example',
    'tilgang.example:8080',
    'tilgang.example@evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'tilgang.example, evil.example',
    'api:3001',
  ])('is nobody’s: %s', (host) => {
    expect(isOwnHost(host, own)).toBe(false);
  });
});
