import { type Cipher, createCipheriv, createDecipheriv, type Decipher } from 'node:crypto';
import { endianness } from 'node:os';
import { afterDates, dufNumber } from './duf.rules.js';

// Tags are compared and stored as 32-bit words; a map made on one byte order is unreadable on the
// other, and every platform the program is shipped for is little-endian.
if (endianness() !== 'LE') throw new Error('The vault runs on little-endian machines only.');

/** 32-bit words in a tag, and in the block it is made of. */
export const tagWords = 4;

/**
 * Turns identity numbers into tags and back: one AES-256 block each, under a key of the domain.
 *
 * Why ECB is right here, and only here: each block holds exactly one identity number, distinct
 * people have distinct blocks, and the wish is a keyed permutation: the same person must get the
 * same tag in every run, so nothing random may enter. Equal blocks giving equal tags, the weakness
 * of ECB for text, is the very function. One call over many blocks runs at the speed of the
 * processor; a call or an HMAC per person does not. Tags never leave the vault, and rest encrypted
 * once more with a random nonce (segment.seal.ts).
 */
export class TagCipher {
  // Made once: blocks know nothing of each other, and making one costs as much as a thousand of them.
  private readonly cipher: Cipher;
  private readonly decipher: Decipher;

  constructor(key: Uint8Array) {
    this.cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
    this.decipher = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  }

  /** The tags of `blocks`, four words each: date part, individual part, zero, zero. */
  tagsOf(blocks: Uint32Array): Uint32Array {
    return words(this.cipher, blocks);
  }

  /** The blocks behind tags: what {@link tagsOf} made them of. */
  blocksOf(tags: Uint32Array): Uint32Array {
    return words(this.decipher, tags);
  }

  /** The identity number behind one tag. */
  identityOf(tag: Uint32Array): string {
    const [date = 0, individual = 0] = words(this.decipher, tag);
    if (date >= afterDates) return String(dufNumber(date, individual));
    return `${String(date).padStart(6, '0')}${String(individual).padStart(5, '0')}`;
  }
}

function words(cipher: Cipher | Decipher, blocks: Uint32Array): Uint32Array {
  const result = cipher.update(new Uint8Array(blocks.buffer, blocks.byteOffset, blocks.byteLength));
  return aligned(result);
}

/** The same bytes as 32-bit words, copied only when they do not start on a word. */
export function aligned(bytes: Uint8Array): Uint32Array {
  const whole = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  return new Uint32Array(whole.buffer, whole.byteOffset, whole.byteLength / 4);
}
