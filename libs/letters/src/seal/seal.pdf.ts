import { createHash } from 'node:crypto';
import type { Seal, SealPlace } from './letter.seal.js';

/** Stands in a drawn file where the true byte range comes; as long as any true one. */
export const AWAITED_RANGE = [0, 9_999_999_999, 9_999_999_999, 9_999_999_999] as const;

const awaited = `/ByteRange [${AWAITED_RANGE.join(' ')}]`;

/**
 * Seals a drawn file in the place made for it. The seal is over every byte of the file but the
 * seal itself, so nothing can be changed or added afterwards.
 */
export async function sealPdf(pdf: Buffer, place: SealPlace, seal: Seal): Promise<Buffer> {
  const sealed = Buffer.from(pdf);
  const rangeAt = sealed.indexOf(awaited, place.offset, 'latin1');
  const from = sealed.indexOf('<0000', place.offset, 'latin1');
  const to = from + 2 * place.length + 2;
  if (rangeAt < 0 || from < 0 || sealed[to - 1] !== 0x3e) throw new Error('No place for a seal');
  const range = `/ByteRange [0 ${from} ${to} ${sealed.length - to}]`;
  sealed.write(range.padEnd(awaited.length), rangeAt, 'latin1');

  const cms = await seal.seal(digestOutside(sealed, from, to));
  if (cms.length !== place.length) throw new Error('The seal does not fill its place');
  sealed.write(cms.toString('hex'), from + 1, 'latin1');
  return sealed;
}

/** SHA-256 of all bytes before `from` and from `to` on. */
export function digestOutside(pdf: Buffer, from: number, to: number): Buffer {
  return createHash('sha256').update(pdf.subarray(0, from)).update(pdf.subarray(to)).digest();
}
