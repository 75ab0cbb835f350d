const windowMs = 15 * 60_000;
const minuteMs = 60_000;
const mostKeys = 10_000;

/**
 * How often the same is told: once in a quarter of an hour, and no more in a minute than a log that is
 * chained can bear, whoever floods it. Each process has its own; what is left out is counted.
 */
export class Pace {
  private readonly toldAtMs = new Map<string, number>();
  private minute = 0;
  private inMinute = 0;
  private untold = 0;

  constructor(private readonly mostInMinute = 60) {}

  /** How many have gone untold since the last that was told; null where this one does too. */
  next(key: string, nowMs: number): number | null {
    const minute = Math.floor(nowMs / minuteMs);
    if (minute !== this.minute) [this.minute, this.inMinute] = [minute, 0];
    const isRepeated = nowMs - (this.toldAtMs.get(key) ?? -windowMs) < windowMs;
    if (isRepeated || this.inMinute >= this.mostInMinute) {
      this.untold += 1;
      return null;
    }
    if (this.toldAtMs.size >= mostKeys) this.toldAtMs.clear();
    this.toldAtMs.set(key, nowMs);
    this.inMinute += 1;
    const before = this.untold;
    this.untold = 0;
    return before;
  }
}
