import { createHash, verify, X509Certificate } from 'node:crypto';
import { type Integer, OctetString } from 'asn1js';
import {
  type Certificate,
  ContentInfo,
  PKIStatus,
  SignedData,
  type SignerInfo,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { TimeStampUnavailable } from './time.stamp.js';

const oids = {
  sha256: '2.16.840.1.101.3.4.2.1',
  messageDigest: '1.2.840.113549.1.9.4',
  contentType: '1.2.840.113549.1.9.3',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
} as const;

const digests: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

export interface Expected {
  digest: Buffer;
  /** Left out: the token was asked for by somebody else, and is checked again. */
  nonce?: Buffer;
  trusted: readonly X509Certificate[];
}

/** The token in an answer of the authority. Throws {@link TimeStampUnavailable} where it gave none. */
export function tokenIn(answer: Buffer): Buffer {
  const response = understood(() => TimeStampResp.fromBER(exactly(answer)));
  const { status } = response.status;
  if (status !== PKIStatus.granted && status !== PKIStatus.grantedWithMods) {
    throw new TimeStampUnavailable(`refused with status ${status}`);
  }
  if (!response.timeStampToken) throw new TimeStampUnavailable('no token');
  return Buffer.from(response.timeStampToken.toSchema().toBER());
}

/**
 * When the authority says that the digest existed. Throws {@link TimeStampUnavailable} unless the
 * token is over this digest, answers this request and is signed by whom we trust (RFC 3161 section
 * 2.2 and 2.4.2).
 */
export function readToken(
  token: Buffer,
  { digest, nonce, trusted }: Expected,
): { stampedAt: Date } {
  const { info, content, signed } = understood(() => partsOf(token));
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const isOurs = hashAlgorithm.algorithmId === oids.sha256 && bytesOf(hashedMessage).equals(digest);
  if (!isOurs) throw new TimeStampUnavailable('another digest');
  if (nonce && !(info.nonce && integerOf(info.nonce).equals(nonce))) {
    throw new TimeStampUnavailable('another request');
  }
  const stampedAt = info.genTime;
  if (!isSigned(signed, content, trusted, stampedAt)) {
    throw new TimeStampUnavailable('not signed by the authority that is set up');
  }
  return { stampedAt };
}

function partsOf(token: Buffer) {
  const signed = new SignedData({ schema: ContentInfo.fromBER(exactly(token)).content as unknown });
  const { eContentType, eContent } = signed.encapContentInfo;
  if (eContentType !== oids.tstInfo || !eContent) throw new Error('no time stamp');
  const content = Buffer.from(eContent.getValue());
  return { signed, content, info: TSTInfo.fromBER(exactly(content)) };
}

function isSigned(
  signed: SignedData,
  content: Buffer,
  trusted: readonly X509Certificate[],
  at: Date,
): boolean {
  const [signer, ...others] = signed.signerInfos;
  const hash = digests[signer?.digestAlgorithm.algorithmId ?? ''];
  if (!signer?.signedAttrs || !hash || others.length > 0) return false;
  const digest = attributeOf(signer, oids.messageDigest);
  const isOverContent =
    digest instanceof OctetString &&
    bytesOf(digest).equals(createHash(hash).update(content).digest());
  const attributes = Buffer.from(signer.signedAttrs.encodedValue);
  const signature = bytesOf(signer.signature);
  return (
    isOverContent &&
    certificatesOf(signed, trusted).some(
      (certificate) =>
        isTrusted(certificate, trusted, at) &&
        verify(hash, attributes, certificate.publicKey, signature),
    )
  );
}

function attributeOf(signer: SignerInfo, type: string): unknown {
  const attribute = signer.signedAttrs?.attributes.find((each) => each.type === type);
  return (attribute?.values as unknown[] | undefined)?.[0];
}

/** Those in the token and those that are set up: an authority may leave its own out. */
function certificatesOf(signed: SignedData, trusted: readonly X509Certificate[]) {
  const sent = (signed.certificates ?? []).map(
    (each) => new X509Certificate(Buffer.from((each as Certificate).toSchema().toBER())),
  );
  return [...sent, ...trusted];
}

/** A certificate that is set up, or issued by one that is; for time stamps, and valid then. */
function isTrusted(
  certificate: X509Certificate,
  trusted: readonly X509Certificate[],
  at: Date,
): boolean {
  const isKnown = trusted.some(
    (each) =>
      each.raw.equals(certificate.raw) ||
      (each.ca && certificate.checkIssued(each) && certificate.verify(each.publicKey)),
  );
  return (
    isKnown &&
    // Node names the extended key usages by their numbers here.
    (certificate.keyUsage ?? []).includes(oids.timeStamping) &&
    new Date(certificate.validFrom) <= at &&
    at <= new Date(certificate.validTo)
  );
}

/** Every certificate of a PEM file, in its order. */
export function certificatesIn(pem: string): X509Certificate[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return found.map((text) => new X509Certificate(text));
}

function understood<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw new TimeStampUnavailable('answer not understood');
  }
}

function bytesOf(value: OctetString): Buffer {
  return Buffer.from(value.valueBlock.valueHexView);
}

function integerOf(value: Integer): Buffer {
  return Buffer.from(value.valueBlock.valueHexView);
}

/** The bytes in a buffer of their own: a Buffer may be a window on a larger one. */
function exactly(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
