import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Seal } from './letter.seal.js';
import { CmsForm } from './seal.cms.js';

export interface SealFiles {
  /** The private key, PEM, RSA; encrypted where there is a passphrase. */
  keyFile: string;
  keyPassphrase?: string | undefined;
  /** The certificate, PEM, followed by those that lead to the authority. */
  certificateFile: string;
}

/** A seal whose key lies in a file. Throws where key and certificate do not belong together. */
export function openSealFile({ keyFile, keyPassphrase, certificateFile }: SealFiles): Seal {
  const key = createPrivateKey({
    key: readFileSync(keyFile),
    ...(keyPassphrase ? { passphrase: keyPassphrase } : {}),
  });
  return new FileSeal(key, certificatesOf(readFileSync(certificateFile, 'latin1')));
}

class FileSeal implements Seal {
  readonly certificateSha256: Buffer;
  readonly holderName: string;
  private readonly form: CmsForm;

  constructor(key: KeyObject, certificates: readonly X509Certificate[]) {
    const own = certificates[0];
    if (!own) throw new Error('The file of the seal certificate holds no certificate');
    // Another algorithm draws a random number for each signature: no letter could be made again.
    if (key.asymmetricKeyType !== 'rsa') throw new Error('The seal needs an RSA key');
    if (!own.checkPrivateKey(key)) throw new Error('The seal key is not that of its certificate');
    this.certificateSha256 = createHash('sha256').update(own.raw).digest();
    this.holderName = String(own.toLegacyObject().subject.CN);
    this.form = new CmsForm(
      key,
      certificates.map(({ raw }) => raw),
    );
  }

  get length(): number {
    return this.form.length;
  }

  seal(digest: Buffer): Promise<Buffer> {
    return Promise.resolve(this.form.fill(digest));
  }
}

/** Every certificate of a PEM file, in its order. */
export function certificatesOf(pem: string): X509Certificate[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return found.map((text) => new X509Certificate(text));
}
