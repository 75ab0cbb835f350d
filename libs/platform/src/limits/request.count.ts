import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { type LimitKind, type Limits, secondsLeft, windowOf } from './limit.rules.js';

export type Standing = { isOver: false } | { isOver: true; retryAfterSeconds: number };

interface Entry {
  windowMs: number;
  kind: LimitKind;
  subject: string;
  /** By all processes, as of the last time this one asked. */
  told: number;
  /** By this process since then. */
  untold: number;
  toldAtMs: number;
  telling: Promise<void> | null;
}

const tellAfterMs = 1_000;
const mostEntries = 20_000;

/**
 * How many requests somebody has made this minute, in all processes together. The count is a row; a
 * process adds what it has seen at most once a second for each person, and at once where a twentieth
 * of the limit has come since. So a flood is stopped everywhere within a second, and what a process
 * knows alone is never more than that twentieth.
 */
export class RequestCount {
  private readonly entries = new Map<string, Entry>();
  private clearedMs = 0;

  constructor(
    private readonly pool: Pick<Pool, 'query'>,
    private readonly limits: Limits,
    // Real time, as sessions have: a demonstration may move the clock of its cases.
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** Counts one more. `subject` is a person's id or an address; it is kept as a hash. */
  async add(kind: LimitKind, subject: string): Promise<Standing> {
    const most = this.limits[kind];
    if (most === 0) return { isOver: false };
    const entry = this.entryOf(kind, subject);
    entry.untold += 1;
    await this.settle(entry, most);
    return this.standing(entry, most);
  }

  /** What is known without asking, and without counting. */
  known(kind: LimitKind, subject: string): Standing {
    const most = this.limits[kind];
    if (most === 0) return { isOver: false };
    return this.standing(this.entryOf(kind, subject), most);
  }

  private standing(entry: Entry, most: number): Standing {
    if (entry.told + entry.untold <= most) return { isOver: false };
    return { isOver: true, retryAfterSeconds: secondsLeft(this.nowMs()) };
  }

  /** Near the limit the answer is waited for; far from it nobody waits. */
  private async settle(entry: Entry, most: number): Promise<void> {
    const isDue =
      this.nowMs() - entry.toldAtMs >= tellAfterMs || entry.untold >= Math.max(1, most / 20);
    if (isDue) entry.telling ??= this.tell(entry).finally(() => (entry.telling = null));
    if (entry.telling && entry.told + entry.untold >= most / 2) await entry.telling;
  }

  private async tell(entry: Entry): Promise<void> {
    const more = entry.untold;
    entry.told += more;
    entry.untold = 0;
    entry.toldAtMs = this.nowMs();
    try {
      const { rows } = await this.pool.query<{ count: number }>(
        `INSERT INTO request_count (window_at, kind, subject, count) VALUES ($1, $2, $3, $4)
         ON CONFLICT (window_at, kind, subject)
           DO UPDATE SET count = request_count.count + excluded.count
         RETURNING count`,
        [new Date(entry.windowMs), entry.kind, entry.subject, more],
      );
      entry.told = rows[0]?.count ?? entry.told;
    } catch {
      // A database that is away answers nobody; what was counted here stands.
    }
  }

  private entryOf(kind: LimitKind, subject: string): Entry {
    const current = windowOf(this.nowMs());
    if (this.clearedMs !== current || this.entries.size >= mostEntries) this.clear(current);
    const hash = createHash('sha256').update(subject).digest('base64url').slice(0, 22);
    const key = `${kind} ${hash}`;
    const found = this.entries.get(key);
    if (found) return found;
    const entry: Entry = {
      ...{ windowMs: current, kind, subject: hash },
      ...{ told: 0, untold: 0, toldAtMs: 0, telling: null },
    };
    this.entries.set(key, entry);
    return entry;
  }

  private clear(current: number): void {
    this.entries.clear();
    if (this.clearedMs === current) return;
    this.clearedMs = current;
    const old = new Date(current - 5 * 60_000);
    this.pool.query('DELETE FROM request_count WHERE window_at < $1', [old]).catch(() => undefined);
  }
}
