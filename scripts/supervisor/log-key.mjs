import { generateKeyPairSync } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The key that extracts of the log are signed with where nothing is real: made at the first start and
 * kept in the data folder, with its public key beside it for those who verify.
 *
 * @returns {string} the private key's file
 */
export function openLogKey(dataFolder) {
  const keyFile = join(dataFolder, 'log-key.pem');
  if (!existsSync(keyFile)) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const publicFile = join(dataFolder, 'log-public-key.pem');
    writeWhole(publicFile, publicKey.export({ format: 'pem', type: 'spki' }), 0o644);
    writeWhole(keyFile, privateKey.export({ format: 'pem', type: 'pkcs8' }), 0o600);
  }
  return keyFile;
}

function writeWhole(path, text, mode) {
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, text, { mode, flush: true });
  renameSync(draft, path);
}
