import type { Database } from '../db/database.js';

/** The one source of time. The core never asks for it: the shell passes `now` in. */
export interface Clock {
  now(): Promise<Date>;
}

export const CLOCK = Symbol('Clock');

export class SystemClock implements Clock {
  now(): Promise<Date> {
    return Promise.resolve(new Date());
  }
}

/** Every process has seen a new setting after this long. */
const AGREE_WITHIN_MS = 50;

/**
 * A clock that can be set forwards, for demonstrations and tests. Its offset is one row that every
 * process asks for, so that all of them agree.
 */
export class DemoClock implements Clock {
  private offsetMs = 0;
  private askedAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly db: Database) {}

  async now(): Promise<Date> {
    if (performance.now() - this.askedAtMs > AGREE_WITHIN_MS) {
      const askedAtMs = performance.now();
      const { rows } = await this.db.pool.query<{ offset_ms: string }>(
        'SELECT offset_ms FROM demo_clock',
      );
      this.offsetMs = Math.max(this.offsetMs, Number(rows[0]?.offset_ms ?? 0));
      this.askedAtMs = askedAtMs;
    }
    return new Date(Date.now() + this.offsetMs);
  }

  /** Sets the clock; false when `at` lies behind the clock's own time. */
  async set(at: Date): Promise<boolean> {
    const offsetMs = at.getTime() - Date.now();
    const { rowCount } = await this.db.pool.query(
      'UPDATE demo_clock SET offset_ms = $1 WHERE offset_ms <= $1',
      [offsetMs],
    );
    if (rowCount === 1) this.offsetMs = offsetMs;
    return rowCount === 1;
  }
}
