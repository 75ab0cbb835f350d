import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The seal that letters get where nothing is real: key and certificate are made at the first start
 * and kept in the data folder. The library that makes them is there only after the build.
 *
 * @returns {Promise<{ SEAL_KEY_FILE: string, SEAL_CERTIFICATE_FILE: string }>}
 */
export async function openTestSeal(dataFolder) {
  const keyFile = join(dataFolder, 'seal-key.pem');
  const certificateFile = sealCertificateFile(dataFolder);
  if (!existsSync(keyFile) || !existsSync(certificateFile)) {
    const letters = await import('../../dist/libs/letters/src/index.js');
    const { key, certificates } = await letters.makeTestSeal();
    // The certificate first: a key without it is made anew, and nothing was sealed with it yet.
    writeWhole(certificateFile, certificates, 0o644);
    writeWhole(keyFile, key, 0o600);
  }
  return { SEAL_KEY_FILE: keyFile, SEAL_CERTIFICATE_FILE: certificateFile };
}

/** Where the certificate of the test seal lies: what its letters are verified with. */
export function sealCertificateFile(dataFolder) {
  return join(dataFolder, 'seal-certificate.pem');
}

function writeWhole(path, text, mode) {
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, text, { mode, flush: true });
  renameSync(draft, path);
}
