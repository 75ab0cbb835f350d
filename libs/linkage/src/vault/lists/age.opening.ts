import { createDecipheriv, hkdfSync, type webcrypto } from 'node:crypto';
import { Decrypter } from 'age-encryption';
import { agePieceBytes } from '../key-files/age.cipher.js';
import { listRefused } from '../vault.refusals.js';
import type { ByteSource } from './byte.source.js';

const longestHeaderBytes = 65_536;
const nonceBytes = 16;
const proofBytes = 16;
const sealedBytes = agePieceBytes + proofBytes;

/**
 * The bytes in an age file as they come out, each piece only after its proof held.
 *
 * The age package reads the header and unwraps the file key; the pieces are opened here with the
 * ChaCha20-Poly1305 of Node's OpenSSL, for the speed (docs/decisions/0006-vault.md).
 *
 * Throws a {@link listRefused} problem for a file for somebody else, and one that is damaged or cut
 * short: its last piece says that it is the last.
 */
export async function* ageOpened(
  source: ByteSource,
  identity: webcrypto.CryptoKey,
): AsyncGenerator<Uint8Array> {
  const fileKey = await fileKeyOf(await headerOf(source), identity);
  const nonce = await source.take(nonceBytes);
  if (!nonce) throw damaged();
  const key = Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
  fileKey.fill(0);
  try {
    for (let number = 0n; ; number++) {
      const piece = await source.take(sealedBytes);
      if (piece && (await source.peek(1)).length > 0) {
        yield opened(key, number, piece, false) ?? fail(damaged());
        continue;
      }
      const last = piece ?? (await source.peek(sealedBytes));
      const text = last.length < proofBytes ? null : opened(key, number, last, true);
      yield text ?? fail(damaged());
      return;
    }
  } finally {
    key.fill(0);
  }
}

async function headerOf(source: ByteSource): Promise<Buffer> {
  for (let length = 1_024; ; length *= 2) {
    const start = await source.peek(length);
    const end = /\n--- [A-Za-z0-9+/]+\n/.exec(start.toString('latin1'));
    if (end) return (await source.take(end.index + end[0].length))!;
    if (start.length < length) throw damaged();
    if (length >= longestHeaderBytes) throw damaged();
  }
}

async function fileKeyOf(header: Buffer, identity: webcrypto.CryptoKey): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return await decrypter.decryptHeader(new Uint8Array(header));
  } catch (error) {
    // The package tells its reasons apart by words alone.
    throw /no identity matched/.test((error as Error).message) ? forSomebodyElse() : damaged();
  }
}

function opened(key: Buffer, number: bigint, piece: Uint8Array, last: boolean): Buffer | null {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(number, 3);
  if (last) nonce[11] = 1;
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: proofBytes });
  const end = piece.length - proofBytes;
  decipher.setAuthTag(piece.subarray(end));
  const text = decipher.update(piece.subarray(0, end));
  try {
    decipher.final();
    return text;
  } catch {
    return null;
  }
}

function fail(error: Error): never {
  throw error;
}

function forSomebodyElse(): Error {
  return listRefused(
    'age-for-somebody-else',
    'encrypted-to-the-public-key-of-this-project',
    'Fetch the public key of the project from the vault and encrypt the list to it.',
  );
}

function damaged(): Error {
  return listRefused(
    'age-damaged',
    'the-whole-age-file-as-it-was-encrypted',
    'Encrypt the list again and send all of it.',
  );
}
