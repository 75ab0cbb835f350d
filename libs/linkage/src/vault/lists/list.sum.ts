import { createHash } from 'node:crypto';

/** A list that was read to its end. */
export interface ListRead {
  rows: number;
  bytes: number;
  /** SHA-256 of the list as it was sent, in hexadecimal. */
  sha256: string;
}

/** Counts and hashes a list as it was sent, while its bytes pass. */
export class ListSum {
  private readonly hash = createHash('sha256');
  private length = 0;

  async *pass(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.hash.update(chunk);
      this.length += chunk.length;
      yield chunk;
    }
  }

  read(rows: number): ListRead {
    return { rows, bytes: this.length, sha256: this.hash.digest('hex') };
  }
}
