import { webcrypto } from 'node:crypto';
import { BitString, Integer, PrintableString, Sequence, Set as Asn1Set, Utf8String } from 'asn1js';
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  CryptoEngine,
  Extension,
  RelativeDistinguishedNames,
  setEngine,
} from 'pkijs';

export interface TestSeal {
  /** PEM, PKCS#8. */
  key: string;
  /** PEM: the certificate, and after it the authority that issued it. */
  certificates: string;
}

const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 3072,
  publicExponent: new Uint8Array([1, 0, 1]),
};
const oids = {
  country: '2.5.4.6',
  organisation: '2.5.4.10',
  commonName: '2.5.4.3',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
} as const;
/** Bits of the key usage extension, from the left. */
const usage = { seal: 0b0100_0000, authority: 0b0000_0110 } as const;

/**
 * A key and certificate to seal with where nothing is real: its names say that it is for
 * demonstration. The authority's key is forgotten at once. It is valid for as long as the demo clock
 * may be set.
 */
export async function makeTestSeal(): Promise<TestSeal> {
  setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto }));
  const [authorityKeys, sealKeys] = await Promise.all([makeKeys(), makeKeys()]);
  const authorityName = 'Tilgang test authority (for demonstration only)';
  const authority = await issue({
    serialNumber: 1,
    subject: authorityName,
    issuer: authorityName,
    publicKey: authorityKeys.publicKey,
    signedBy: authorityKeys.privateKey,
    isAuthority: true,
  });
  const certificate = await issue({
    serialNumber: 2,
    subject: 'Helsedataservice (test seal, for demonstration only)',
    issuer: authorityName,
    publicKey: sealKeys.publicKey,
    signedBy: authorityKeys.privateKey,
    isAuthority: false,
  });
  const key = await webcrypto.subtle.exportKey('pkcs8', sealKeys.privateKey);
  return {
    key: pem('PRIVATE KEY', key),
    certificates: [certificate, authority].map((each) => pem('CERTIFICATE', each)).join(''),
  };
}

function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(RSA, true, ['sign', 'verify']);
}

interface CertificateOrder {
  serialNumber: number;
  subject: string;
  issuer: string;
  publicKey: webcrypto.CryptoKey;
  signedBy: webcrypto.CryptoKey;
  isAuthority: boolean;
}

async function issue(order: CertificateOrder): Promise<ArrayBuffer> {
  const certificate = new Certificate({
    version: 2,
    serialNumber: new Integer({ value: order.serialNumber }),
  });
  certificate.issuer = nameOf(order.issuer);
  certificate.subject = nameOf(order.subject);
  certificate.notBefore.value = new Date('2020-01-01T00:00:00Z');
  certificate.notAfter.value = new Date('2049-12-31T23:59:59Z');
  certificate.extensions = [
    new Extension({
      extnID: oids.basicConstraints,
      critical: true,
      extnValue: new BasicConstraints({ cA: order.isAuthority }).toSchema().toBER(),
    }),
    new Extension({
      extnID: oids.keyUsage,
      critical: true,
      extnValue: keyUsage(order.isAuthority ? usage.authority : usage.seal),
    }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(order.publicKey);
  await certificate.sign(order.signedBy, 'SHA-256');
  return certificate.toSchema(true).toBER();
}

/** Country, organisation and name, each a part of its own: the library would write them as one. */
function nameOf(commonName: string): RelativeDistinguishedNames {
  const parts = [
    { type: oids.country, value: new PrintableString({ value: 'NO' }) },
    { type: oids.organisation, value: new Utf8String({ value: 'Tilgang demo' }) },
    { type: oids.commonName, value: new Utf8String({ value: commonName }) },
  ].map((part) => new Asn1Set({ value: [new AttributeTypeAndValue(part).toSchema()] }));
  return RelativeDistinguishedNames.fromBER(new Sequence({ value: parts }).toBER());
}

function keyUsage(bits: number): ArrayBuffer {
  const unusedBits = Math.log2(bits & -bits);
  return new BitString({ valueHex: new Uint8Array([bits]).buffer, unusedBits }).toBER();
}

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
