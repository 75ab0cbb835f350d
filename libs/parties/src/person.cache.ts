import type { Tx } from '#platform';
import { actorOf, type Person } from './person.queries.js';

const keptMs = 2_000;
const mostKept = 5_000;

/**
 * {@link actorOf}, remembered for two seconds.
 *
 * A script or a busy caseworker sends many commands in a row, and each would otherwise ask the
 * database who they are. Two seconds is how late a withdrawn role may take effect in this process;
 * nobody else depends on what is remembered, and people who are unknown are not remembered at all.
 */
export class ActorCache {
  private readonly kept = new Map<string, { person: Person; untilMs: number }>();

  constructor(
    private readonly db: Tx,
    private readonly nowMs: () => number = Date.now,
  ) {}

  async actorOf(issuer: string, subject: string): Promise<Person | null> {
    const key = JSON.stringify([issuer, subject]);
    const hit = this.kept.get(key);
    if (hit && hit.untilMs > this.nowMs()) return hit.person;
    this.kept.delete(key);
    const person = await actorOf(this.db, issuer, subject);
    if (person) this.keep(key, person);
    return person;
  }

  private keep(key: string, person: Person): void {
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(key, { person, untilMs: this.nowMs() + keptMs });
  }
}
