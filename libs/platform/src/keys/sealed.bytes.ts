import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;
/** How much longer sealed bytes are than what is in them. */
export const sealOverheadBytes = nonceBytes + tagBytes;

/** AES-256-GCM: nonce, ciphertext, tag. `context` is where the bytes belong; elsewhere they do not open. */
export function sealBytes(key: Uint8Array, context: string, content: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context));
  const sealed = cipher.update(content);
  cipher.final();
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
}

/** Throws where the bytes were changed, or sealed with another key or for another place. */
export function openBytes(key: Uint8Array, context: string, sealed: Uint8Array): Buffer {
  if (sealed.length < sealOverheadBytes) throw new Error('Too short to have been sealed.');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const content = decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes));
  decipher.final();
  return content;
}
