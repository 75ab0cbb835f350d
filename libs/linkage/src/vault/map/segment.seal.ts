import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const proofBytes = 16;

/** Seals `content` with AES-256-GCM, bound to `context`: nonce, proof, ciphertext. */
export function seal(key: Uint8Array, context: string, content: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context));
  const sealed = cipher.update(content);
  cipher.final();
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Opens what {@link seal} made; throws when the key, the context or a single bit differs. */
export function unseal(key: Uint8Array, context: string, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
    authTagLength: proofBytes,
  });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + proofBytes));
  const content = decipher.update(sealed.subarray(nonceBytes + proofBytes));
  decipher.final();
  return content;
}
