import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  canonicalJson,
  certify,
  type DestructionFacts,
  faultsOf,
  keyIdOf,
} from './certificate.rules.js';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const trusted = publicKey.export({ format: 'jwk' }).x!;
const key = { keyId: keyIdOf(trusted), privateKey };

const facts: DestructionFacts = {
  runs: [{ runId: 'r', registryId: 'mfr', inputSha256: 'aa', keyFileSha256: 'bb' }],
  serialNumberCount: 2,
  destroyedAt: '2026-11-21T10:00:00.000Z',
  orderedBy: { name: 'Kari', id: '1' },
  confirmedBy: { name: 'Ola', id: '2' },
  custody: ['file'],
  caseReference: 'HDS-1',
  domainId: 'd',
};

describe('the certificate of destruction', () => {
  it('carries the hash of everything else in it, whatever order its members come in', () => {
    const certificate = certify({ ...facts, runs: [] }, key);
    const text =
      '{"caseReference":"HDS-1","confirmedBy":{"id":"2","name":"Ola"},"custody":["file"],' +
      '"destroyedAt":"2026-11-21T10:00:00.000Z","domainId":"d",' +
      '"orderedBy":{"id":"1","name":"Kari"},"runs":[],"serialNumberCount":2}';
    expect(certificate.sha256).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('is the same certificate when it is written again of the same facts', () => {
    const { domainId, ...rest } = facts;
    expect(certify({ ...rest, domainId }, key)).toEqual(certify(facts, key));
  });

  it('is found whole by whoever has the public key, without a vault', () => {
    const read: unknown = JSON.parse(JSON.stringify(certify(facts, key), null, 2));
    expect(faultsOf(read, ['x'.repeat(43), trusted])).toEqual([]);
  });

  it('shows that any part of it was changed, and by whom it was not signed', () => {
    const certificate = certify(facts, key);
    const changes: [object, string[]][] = [
      [{ ...certificate, serialNumberCount: 3 }, ['hash-differs', 'signature-differs']],
      [{ ...certificate, confirmedBy: null }, ['hash-differs', 'signature-differs']],
      [{ ...certificate, extra: 1 }, ['hash-differs', 'signature-differs']],
      [certify({ ...facts, serialNumberCount: 3 }, stranger()), ['key-unknown']],
      [{ ...certificate, signature: undefined }, ['not-signed']],
      [
        { ...certify({ ...facts, serialNumberCount: 3 }, key), signature: certificate.signature },
        ['signature-differs'],
      ],
      [{}, ['not-a-certificate']],
    ];
    for (const [changed, faults] of changes) expect(faultsOf(changed, [trusted])).toEqual(faults);
    expect(faultsOf('certificate', [trusted])).toEqual(['not-a-certificate']);
  });

  it('writes JSON that parses to the same, with members in order of name', () => {
    const value = { b: [1, 'æ"', null, { d: true, c: -0.5 }], a: {} };
    expect(canonicalJson(value)).toBe('{"a":{},"b":[1,"æ\\"",null,{"c":-0.5,"d":true}]}');
    expect(JSON.parse(canonicalJson(value))).toEqual(value);
  });
});

function stranger() {
  const pair = generateKeyPairSync('ed25519');
  return {
    keyId: keyIdOf(pair.publicKey.export({ format: 'jwk' }).x!),
    privateKey: pair.privateKey,
  };
}
