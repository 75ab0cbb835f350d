import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson, certify } from './certificate.rules.js';

describe('the certificate of destruction', () => {
  it('carries the hash of everything else in it, whatever order its members come in', () => {
    const certificate = certify({
      runs: [],
      serialNumberCount: 2,
      destroyedAt: '2026-11-21T10:00:00.000Z',
      orderedBy: { name: 'Kari', id: '1' },
      caseReference: 'HDS-1',
      domainId: 'd',
    });
    const text =
      '{"caseReference":"HDS-1","destroyedAt":"2026-11-21T10:00:00.000Z","domainId":"d",' +
      '"orderedBy":{"id":"1","name":"Kari"},"runs":[],"serialNumberCount":2}';
    expect(certificate.sha256).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('writes JSON that parses to the same, with members in order of name', () => {
    const value = { b: [1, 'æ"', null, { d: true, c: -0.5 }], a: {} };
    expect(canonicalJson(value)).toBe('{"a":{},"b":[1,"æ\\"",null,{"c":-0.5,"d":true}]}');
    expect(JSON.parse(canonicalJson(value))).toEqual(value);
  });
});
