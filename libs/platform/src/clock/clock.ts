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

/**
 * A clock that can be set forwards, for demonstrations and tests. Its offset is one row that every
 * process asks for, so that all of them agree.
 */
export class DemoClock implements Clock {
  constructor(private readonly db: Database) {}

  async now(): Promise<Date> {
    const { rows } = await this.db.pool.query<{ offset_ms: string }>(
      'SELECT offset_ms FROM demo_clock',
    );
    return new Date(Date.now() + Number(rows[0]?.offset_ms ?? 0));
  }

  /** Sets the clock; false when `at` lies behind the clock's own time. */
  async set(at: Date): Promise<boolean> {
    const offsetMs = at.getTime() - Date.now();
    const { rowCount } = await this.db.pool.query(
      'UPDATE demo_clock SET offset_ms = $1 WHERE offset_ms <= $1',
      [offsetMs],
    );
    return rowCount === 1;
  }
}
