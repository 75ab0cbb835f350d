import { verify, X509Certificate } from 'node:crypto';
import { OctetString } from 'asn1js';
import { ContentInfo, SignedData } from 'pkijs';
import { signedAttributes, writeCms } from './seal.cms.js';
import { digestOutside } from './seal.pdf.js';

export interface SealFinding {
  /** What must hold, as a sentence. */
  fact: string;
  holds: boolean;
  detail: string;
}

export interface SealReport {
  findings: SealFinding[];
  /** Who sealed, and when; null where no seal can be read. */
  sealedBy: string | null;
  sealedAt: Date | null;
  certificateSha256: Buffer | null;
}

interface FoundSeal {
  /** Where the seal begins and ends, with its brackets. */
  from: number;
  to: number;
  cms: Buffer;
  at: Date | null;
}

interface ReadSeal {
  digest: Buffer;
  /** The one that sealed is the first. */
  certificates: X509Certificate[];
  signature: Buffer;
}

/**
 * Checks the seal of a file. It trusts the certificates given: the one that sealed must be among
 * them, or be issued by one of them over those in the seal. Nothing of the file is left out: what is
 * not under the signature has one form only, and must have it to the byte.
 */
export function verifySeal(pdf: Buffer, trusted: readonly X509Certificate[]): SealReport {
  const report: SealReport = {
    findings: [],
    sealedBy: null,
    sealedAt: null,
    certificateSha256: null,
  };
  const note = (fact: string, holds: boolean, detail = '') => {
    report.findings.push({ fact, holds, detail });
    return holds;
  };
  const found = findSeal(pdf);
  if (typeof found === 'string') {
    note('the file has one seal, over all of it', false, found);
    return report;
  }
  note('the file has one seal, over all of it', true);
  const { from, to, cms, at } = found;
  const read = readSeal(cms);
  if (!note('the seal can be read', read !== null) || !read) return report;
  const [own, ...others] = read.certificates;
  if (!own) return report;

  report.sealedBy = String(own.toLegacyObject().subject.CN);
  report.sealedAt = at;
  report.certificateSha256 = Buffer.from(own.fingerprint256.replaceAll(':', ''), 'hex');
  note('nothing was changed since', digestOutside(pdf, from, to).equals(read.digest));
  const raw = read.certificates.map((certificate) => certificate.raw);
  const attributes = signedAttributes(read.digest, raw);
  note(
    'the signature is that of the certificate',
    own.publicKey.asymmetricKeyType === 'rsa' &&
      verify('sha256', attributes, own.publicKey, read.signature),
  );
  note(
    'the seal has the form of PAdES baseline B-B to the byte',
    writeCms(read.digest, raw, read.signature).equals(cms),
  );
  const chain = chainFaults(own, others, trusted);
  note('the certificate leads to one that is trusted', chain === '', chain);
  note('the certificate was valid when it sealed', at !== null && isValidAt(own, at));
  return report;
}

/** The seal, or why there is none that covers the file. */
function findSeal(pdf: Buffer): FoundSeal | string {
  const text = pdf.toString('latin1');
  const ranges = Array.from(text.matchAll(/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\] */g));
  const range = ranges[0];
  if (!range) return 'there is no seal';
  if (ranges.length > 1) return 'there are several';
  const [start, from, to, rest] = range.slice(1).map(Number) as [number, number, number, number];
  if (start !== 0 || to + rest !== pdf.length) return 'something stands behind what is sealed';
  const contents = text.slice(from, to);
  if (!/^<(?:[0-9a-f]{2})+>$/.test(contents)) return 'the seal does not fill its place';
  const dictionary = text.slice(text.lastIndexOf(' obj', from), text.indexOf('endobj', to));
  if (!dictionary.includes('/SubFilter /ETSI.CAdES.detached')) return 'it is no PAdES seal';
  return {
    from,
    to,
    cms: Buffer.from(contents.slice(1, -1), 'hex'),
    at: timeOf(dictionary),
  };
}

function timeOf(dictionary: string): Date | null {
  const parts = /\/M \(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)/.exec(dictionary)?.slice(1);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Throws where the certificate or its key cannot be read: the key is else read when it is used. */
function readableCertificate(der: Buffer): X509Certificate {
  const certificate = new X509Certificate(der);
  certificate.publicKey.export({ type: 'spki', format: 'der' });
  return certificate;
}

/** The parts of a seal; null where it is none. */
function readSeal(cms: Buffer): ReadSeal | null {
  try {
    const content = ContentInfo.fromBER(new Uint8Array(cms).buffer);
    const signed = new SignedData({ schema: content.content as unknown });
    const [signer] = signed.signerInfos;
    const digest = signer?.signedAttrs?.attributes.find(({ type }) => type === MESSAGE_DIGEST);
    const [value] = (digest?.values ?? []) as unknown[];
    if (!signer || !(value instanceof OctetString) || !signed.certificates?.length) return null;
    return {
      digest: bytesOf(value),
      certificates: (signed.certificates ?? []).map((each) => {
        const schema = (each as { toSchema(): { toBER(): ArrayBuffer } }).toSchema();
        return readableCertificate(Buffer.from(schema.toBER()));
      }),
      signature: bytesOf(signer.signature),
    };
  } catch {
    // Whatever the bytes are, they are no seal.
    return null;
  }
}

const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';

function bytesOf(value: OctetString): Buffer {
  return Buffer.from(value.valueBlock.valueHexView);
}

/**
 * Why a certificate is not trusted; empty where it is. Every certificate in the seal must be of use.
 * An authority issues to many: where a certificate of the agency is given, it must be that holder's.
 */
function chainFaults(
  own: X509Certificate,
  others: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
): string {
  const holders = trusted.filter(({ ca }) => !ca);
  if (holders.length > 0 && !holders.some(({ subject }) => subject === own.subject)) {
    return 'somebody else has sealed it';
  }
  const isTrusted = (each: X509Certificate) => trusted.some(({ raw }) => raw.equals(each.raw));
  const chain = [own, ...others];
  const areLinked = others.every((issuer, index) => isIssuer(issuer, chain[index]!));
  const last = chain.at(-1)!;
  const isVouchedFor = trusted.some((anchor) => isIssuer(anchor, last));
  // A last certificate that nobody vouches for must at least be as its holder signed it.
  if (!areLinked || !(isVouchedFor || isTrusted(last) || isIssuer(last, last))) {
    return 'the certificates in the seal do not belong together';
  }
  return isVouchedFor || chain.some(isTrusted) ? '' : 'nobody who is trusted has issued it';
}

function isIssuer(issuer: X509Certificate, of: X509Certificate): boolean {
  return issuer.ca && of.checkIssued(issuer) && of.verify(issuer.publicKey);
}

function isValidAt(certificate: X509Certificate, at: Date): boolean {
  return new Date(certificate.validFrom) <= at && at <= new Date(certificate.validTo);
}
