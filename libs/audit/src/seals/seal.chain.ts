import { createHash } from 'node:crypto';

/** A seal over the heads of all chains that had grown since the seal before it. */
export interface LogSeal {
  /** 1, 2, 3 … without a gap. */
  number: number;
  at: Date;
  headCount: number;
  /** The root of the tree over the heads. */
  root: Buffer;
  previousHash: Buffer;
  hash: Buffer;
}

/** SHA-256 over the previous seal's hash and this one's number, time, count and root. */
export function hashOfSeal({ previousHash, ...seal }: Omit<LogSeal, 'hash'>): Buffer {
  const { number, at, headCount, root } = seal;
  return createHash('sha256')
    .update(previousHash)
    .update(JSON.stringify(['seal', number, at.toISOString(), headCount, root.toString('hex')]))
    .digest();
}
