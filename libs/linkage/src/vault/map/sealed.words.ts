import { aligned } from '../people/tag.cipher.js';
import { seal, unseal } from './segment.seal.js';

/** Seals 32-bit words as {@link seal} does bytes. */
export function sealWords(key: Uint8Array, context: string, words: Uint32Array): Buffer {
  return seal(key, context, new Uint8Array(words.buffer, words.byteOffset, words.byteLength));
}

export function unsealWords(key: Uint8Array, context: string, sealed: Uint8Array): Uint32Array {
  return aligned(unseal(key, context, sealed));
}
