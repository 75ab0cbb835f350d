/** Bytes as they arrive, where somebody may look at the first of them before they are read. */
export class ByteSource {
  private waiting: Buffer = Buffer.alloc(0);
  private ended = false;
  private readonly chunks: AsyncIterator<Uint8Array>;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.chunks = bytes[Symbol.asyncIterator]();
  }

  /** The first `count` bytes that are still to be read, fewer where there are no more. */
  async peek(count: number): Promise<Buffer> {
    while (this.waiting.length < count && (await this.more()));
    return this.waiting.subarray(0, count);
  }

  /** Reads `count` bytes, or null where there are fewer. */
  async take(count: number): Promise<Buffer | null> {
    if ((await this.peek(count)).length < count) return null;
    const taken = this.waiting.subarray(0, count);
    this.waiting = this.waiting.subarray(count);
    return taken;
  }

  /** What is left, as it arrives. */
  async *rest(): AsyncGenerator<Uint8Array> {
    if (this.waiting.length > 0) {
      const { waiting } = this;
      this.waiting = Buffer.alloc(0);
      yield waiting;
    }
    while (!this.ended) {
      const next = await this.chunks.next();
      if (next.done) return void (this.ended = true);
      yield next.value;
    }
  }

  private async more(): Promise<boolean> {
    if (this.ended) return false;
    const next = await this.chunks.next();
    if (next.done) this.ended = true;
    else this.waiting = Buffer.concat([this.waiting, next.value]);
    return !this.ended;
  }
}
