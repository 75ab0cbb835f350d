/** Writes that were sent but not answered yet: a few at a time, so that memory stays bounded. */
export class WritesInFlight {
  private readonly waiting: Promise<unknown>[] = [];

  constructor(private readonly most: number) {}

  /** Counts a write in, and waits for the oldest when too many are under way. */
  async add(write: Promise<unknown>): Promise<void> {
    // A failed write is thrown by the wait for it, below: not before, as nobody listens yet.
    write.catch(() => undefined);
    this.waiting.push(write);
    if (this.waiting.length > this.most) await this.waiting.shift();
  }

  async settled(): Promise<void> {
    await Promise.all(this.waiting.splice(0));
  }
}
