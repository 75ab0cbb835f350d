import { createHash } from 'node:crypto';

/** The end of one chain as a seal holds it. */
export interface ChainHead {
  /** The case, or the chain of the service. */
  chainId: string;
  seq: number;
  hash: Buffer;
}

/** One step from a leaf to the root: the hash beside it, and on which side that stands. */
export interface ProofStep {
  side: 'left' | 'right';
  hash: Buffer;
}

/**
 * A tree of hashes over the heads of a seal: that one head was among them is shown by a dozen hashes,
 * without showing the other cases. Leaves and nodes are hashed differently, so that none passes for
 * the other; a node without a neighbour goes up as it is.
 */
export class SealTree {
  /** The leaves first, the root last. */
  private readonly levels: Buffer[][];

  constructor(heads: readonly ChainHead[]) {
    let level = heads.map(leafOf);
    this.levels = [level];
    while (level.length > 1) {
      level = pairs(level).map(([left, right]) => (right ? nodeOf(left, right) : left));
      this.levels.push(level);
    }
  }

  get root(): Buffer {
    const root = this.levels.at(-1)?.[0];
    if (!root) throw new Error('A seal has at least one head');
    return root;
  }

  /** The way from the head at a place to the root. */
  proofOf(place: number): ProofStep[] {
    let at = place;
    return this.levels.flatMap((level): ProofStep[] => {
      const isRight = at % 2 === 1;
      const neighbour = level[isRight ? at - 1 : at + 1];
      at = Math.floor(at / 2);
      return neighbour ? [{ side: isRight ? 'left' : 'right', hash: neighbour }] : [];
    });
  }
}

function leafOf({ chainId, seq, hash }: ChainHead): Buffer {
  return createHash('sha256')
    .update(Buffer.from([0]))
    .update(JSON.stringify([chainId, seq, hash.toString('hex')]))
    .digest();
}

function nodeOf(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256')
    .update(Buffer.from([1]))
    .update(left)
    .update(right)
    .digest();
}

function pairs(level: readonly Buffer[]): [Buffer, Buffer | undefined][] {
  return level.flatMap((left, at): [Buffer, Buffer | undefined][] =>
    at % 2 === 0 ? [[left, level[at + 1]]] : [],
  );
}
