import { createHash, type KeyObject, sign } from 'node:crypto';
import { Null, ObjectIdentifier, OctetString, Sequence, Set as Asn1Set } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';

export const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
} as const;

/**
 * The form of the seals of one key, all bytes but digest and signature: PAdES baseline B-B (ETSI EN
 * 319 142-1), which is detached CMS with the certificate named by its hash and no signing time; that
 * stands in the file. RSA with PKCS#1 v1.5 padding has no chance in it, so the same digest and key
 * give the same bytes.
 */
export class CmsForm {
  private readonly cms: Buffer;
  private readonly attributes: Buffer;
  private readonly places: { digest: number; digestInAttributes: number; signature: number };

  constructor(
    private readonly key: KeyObject,
    certificates: readonly Buffer[],
  ) {
    const digest = createHash('sha256').update('the place of the digest').digest();
    const signature = sign('sha256', digest, key);
    this.cms = writeCms(digest, certificates, signature);
    this.attributes = signedAttributes(digest, certificates);
    this.places = {
      digest: this.cms.indexOf(digest),
      digestInAttributes: this.attributes.indexOf(digest),
      signature: this.cms.indexOf(signature),
    };
    if (!certificates.every((certificate) => this.cms.includes(certificate))) {
      throw new Error('A certificate of the seal is not in DER');
    }
  }

  get length(): number {
    return this.cms.length;
  }

  /** The seal over a file with this digest. */
  fill(digest: Buffer): Buffer {
    const attributes = Buffer.from(this.attributes);
    digest.copy(attributes, this.places.digestInAttributes);
    const cms = Buffer.from(this.cms);
    digest.copy(cms, this.places.digest);
    sign('sha256', attributes, this.key).copy(cms, this.places.signature);
    return cms;
  }
}

/** What the signature is over: the attributes as a DER set. */
export function signedAttributes(digest: Buffer, certificates: readonly Buffer[]): Buffer {
  const value = attributesOf(digest, certificates).map((attribute) => attribute.toSchema());
  return Buffer.from(new Asn1Set({ value }).toBER());
}

/** The one form that a seal of ours has around its signature. */
export function writeCms(
  digest: Buffer,
  certificates: readonly Buffer[],
  signature: Buffer,
): Buffer {
  const parsed = certificates.map((certificate) => Certificate.fromBER(exactly(certificate)));
  const sealing = parsed[0];
  if (!sealing) throw new Error('A seal needs a certificate');
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: oids.sha256 })],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oids.data }),
    certificates: parsed,
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({
          issuer: sealing.issuer,
          serialNumber: sealing.serialNumber,
        }),
        digestAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.sha256 }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: attributesOf(digest, certificates),
        }),
        signatureAlgorithm: new AlgorithmIdentifier({
          algorithmId: oids.sha256WithRsa,
          algorithmParams: new Null(),
        }),
        signature: new OctetString({ valueHex: exactly(signature) }),
      }),
    ],
  });
  const content = new ContentInfo({
    contentType: oids.signedData,
    content: signed.toSchema(true),
  });
  return Buffer.from(content.toSchema().toBER());
}

/** In the order DER asks of a set: by their bytes. */
function attributesOf(digest: Buffer, certificates: readonly Buffer[]): Attribute[] {
  const certificateHash = createHash('sha256')
    .update(certificates[0] ?? '')
    .digest();
  const attributes = [
    new Attribute({
      type: oids.contentType,
      values: [new ObjectIdentifier({ value: oids.data })],
    }),
    new Attribute({
      type: oids.messageDigest,
      values: [new OctetString({ valueHex: exactly(digest) })],
    }),
    new Attribute({
      type: oids.signingCertificateV2,
      // SigningCertificateV2 > certs > ESSCertIDv2 with SHA-256, its default (RFC 5035).
      values: [
        nested([nested([nested([new OctetString({ valueHex: exactly(certificateHash) })])])]),
      ],
    }),
  ];
  const bytes = (attribute: Attribute) => Buffer.from(attribute.toSchema().toBER());
  return attributes.sort((a, b) => Buffer.compare(bytes(a), bytes(b)));
}

function nested(value: (Sequence | OctetString)[]): Sequence {
  return new Sequence({ value });
}

/** The bytes in a buffer of their own: a Buffer may be a window on a larger one. */
function exactly(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
