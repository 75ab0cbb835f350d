import { createHash, type X509Certificate } from 'node:crypto';
import type { LetterFileFacts } from './letter.queries.js';
import { type SealFinding, type SealReport, verifySeal } from './seal/seal.verification.js';

export interface LetterReport extends SealReport {
  /** The letter that the file says it is; null where it says none. */
  letterId: string | null;
}

/**
 * Checks a letter as it was received: its seal, that it says which letter it is, and, where the
 * row is at hand, that it is the very file that was stored. `facts` is undefined where there is no
 * database to ask, and null where it does not know the letter.
 */
export function verifyLetter(
  pdf: Buffer,
  trusted: readonly X509Certificate[],
  facts?: LetterFileFacts | null,
): LetterReport {
  const letterId = letterIdOf(pdf);
  // A letter from before the seal has none to check: its row says so, and its hash is stored.
  const isUnsealed = facts?.sha256 != null && facts.sealCertificateSha256 === null;
  const seal = isUnsealed ? noSeal() : verifySeal(pdf, trusted);
  const own = { fact: 'the file says which letter it is', holds: letterId !== null, detail: '' };
  const stored = facts === undefined ? [] : storedFindings(pdf, facts, seal);
  return { ...seal, letterId, findings: [...seal.findings, own, ...stored] };
}

/** The id of the letter, as the file itself gives it. */
export function letterIdOf(pdf: Buffer): string | null {
  const found = /<pdf:Keywords>([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})<\/pdf:Keywords>/;
  return found.exec(pdf.toString('latin1'))?.[1] ?? null;
}

function storedFindings(
  pdf: Buffer,
  facts: LetterFileFacts | null,
  seal: SealReport,
): SealFinding[] {
  if (facts === null) return [{ fact: 'the letter is known here', holds: false, detail: '' }];
  const isSealedAsStored =
    facts.sealCertificateSha256 === null ||
    facts.sealCertificateSha256.equals(seal.certificateSha256 ?? Buffer.alloc(0));
  const sealedAt = seal.sealedAt?.getTime();
  const producedAt = facts.producedAt && Math.floor(facts.producedAt.getTime() / 1000) * 1000;
  return [
    {
      fact: 'it is the file that was stored, by its SHA-256',
      holds: facts.sha256?.equals(createHash('sha256').update(pdf).digest()) ?? false,
      detail: facts.sha256 ? '' : 'no file is stored yet',
    },
    {
      fact: 'it is sealed with the certificate that the letter was',
      holds: isSealedAsStored,
      detail: facts.sealCertificateSha256 ? '' : 'made before letters were sealed',
    },
    {
      fact: 'it is sealed at the time the letter was produced',
      holds: facts.sealCertificateSha256 === null || sealedAt === producedAt,
      detail: '',
    },
  ];
}

function noSeal(): SealReport {
  return { findings: [], sealedBy: null, sealedAt: null, certificateSha256: null };
}
