import {
  type ApprovalSigner,
  type AccessCase,
  addDays,
  caseById,
  type CaseCommand,
  CaseService,
  osloDate,
} from '#cases';
import { type Actor, systemActor } from '#parties';
import { type Database, Refused } from '#platform';
import type { Life, Newborn, Turn } from './life.js';
import { type PastOffice, PlayedClock } from './past.office.js';

interface Running {
  /** In the order in which they were opened. */
  number: number;
  id: string;
  life: Life;
  turn: Turn;
  /** What a case does comes after what it did before. */
  lastAt: Date;
}

interface ToCome {
  at: Date;
  newborn: Newborn;
}

export interface Played {
  opened: number;
  commands: number;
  /** By command, code and fields: a life that is refused something ends there. */
  refused: Map<string, number>;
}

interface PlayerParts {
  db: Database;
  office: PastOffice;
  actors: ReadonlyMap<string, Actor>;
  lanes: number;
  /** Called when a day is over. */
  tell?: (on: string, played: Played) => Promise<void>;
}

/**
 * Plays the lives of many cases together, day by day: first what time brings, then what people do,
 * several cases at a time, each lane by a clock of its own. The office does its part in between.
 */
export class HistoryPlayer {
  readonly played: Played = { opened: 0, commands: 0, refused: new Map() };
  private readonly lanes: { clock: PlayedClock; cases: CaseService }[];
  private running: Running[] = [];
  private toCome: ToCome[] = [];

  constructor(private readonly parts: PlayerParts) {
    this.lanes = Array.from({ length: parts.lanes }, () => {
      const clock = new PlayedClock();
      return { clock, cases: new CaseService(parts.db, clock, signedForNobody) };
    });
  }

  /** From the first day until this moment; what would come later stays undone. */
  async play(newcomers: readonly Newborn[], fromOn: string, until: Date): Promise<void> {
    const { office, tell } = this.parts;
    this.toCome = newcomers.map((newborn) => ({ at: newborn.at, newborn }));
    for (let on = fromOn; on <= osloDate(until); on = addDays(on, 1)) {
      const morning = earliest(new Date(`${on}T04:00:00Z`), until);
      if (/-(01|04|07|10)-01$/.test(on)) await office.quarter(morning);
      await office.day(morning);
      await this.people(earliest(new Date(`${on}T21:30:00Z`), until));
      await office.jobs();
      await tell?.(on, this.played);
    }
    await office.day(until);
    await office.quarter(until);
  }

  private async people(until: Date): Promise<void> {
    const opening = this.toCome.filter(({ at }) => at <= until);
    this.toCome = this.toCome.filter(({ at }) => at > until);
    opening.sort((a, b) => a.at.getTime() - b.at.getTime());
    // One after another: their references tell the order in which they were opened.
    for (const { newborn } of opening) await this.open(newborn);
    const acting = this.running.filter(({ turn }) => turn.at <= until);
    const left = [...acting].sort((a, b) => a.number - b.number);
    await Promise.all(
      this.lanes.map(async (lane) => {
        for (let next = left.shift(); next; next = left.shift()) await this.act(lane, next, until);
      }),
    );
  }

  private async open({ kind, login, language, at, parentId, live }: Newborn): Promise<void> {
    const [lane] = this.lanes;
    if (!lane) return;
    lane.clock.at = at;
    const opening = { language, kind, ...(parentId && { parentCaseId: parentId }) };
    let id: string;
    try {
      id = await lane.cases.create(this.actor(login), opening);
    } catch (error) {
      // The permit that it was to be about may have ended meanwhile.
      if (!(error instanceof Refused)) throw error;
      return this.note('open', error);
    }
    this.played.opened += 1;
    const { rows } = await this.parts.db.pool.query<{ content: Record<string, unknown> }>(
      'SELECT content FROM application WHERE case_id = $1',
      [id],
    );
    const life = live(rows[0]?.content ?? {});
    const first = life.next();
    if (first.done) return;
    this.running.push({ number: this.played.opened, id, life, turn: first.value, lastAt: at });
  }

  /** All that somebody does in one case until the day is over. */
  private async act(
    { clock, cases }: { clock: PlayedClock; cases: CaseService },
    running: Running,
    until: Date,
  ): Promise<void> {
    const { id, life } = running;
    while (running.turn.at <= until) {
      clock.at = running.lastAt = latest(running.turn.at, running.lastAt);
      if ('born' in running.turn) {
        const { born } = running.turn;
        this.toCome.push({ at: born.at, newborn: born });
      } else if (running.turn.by !== null) {
        const { by, command } = running.turn;
        try {
          await cases.execute(id, { ...command, version: null } as CaseCommand, this.actor(by));
          this.played.commands += 1;
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          this.note(command.type, error);
          return this.end(running);
        }
      }
      const next = life.next(isSeen(running.turn) ? await this.caseNow(id) : undefined);
      if (next.done) return this.end(running);
      running.turn = next.value;
    }
  }

  private async caseNow(id: string): Promise<AccessCase> {
    const found = await caseById(this.parts.db, id);
    if (!found) throw new Error('A case that was opened is gone');
    return found;
  }

  private actor(login: string): Actor {
    if (login === 'system') return systemActor;
    const actor = this.parts.actors.get(login);
    if (!actor) throw new Error(`Nobody is called ${login}`);
    return actor;
  }

  private note(what: string, { refusal }: Refused): void {
    const fields = (refusal.problems ?? []).map(({ field }) => field).slice(0, 3);
    const key = [`${what}: ${refusal.code}`, ...fields].join(' ');
    this.played.refused.set(key, (this.played.refused.get(key) ?? 0) + 1);
  }

  private end(running: Running): void {
    this.running = this.running.filter((each) => each !== running);
  }
}

/** The vault of a history judges no approval, and no other vault is to take one for real. */
const signedForNobody: ApprovalSigner = {
  sign: ({ approves, orderId }) => Promise.resolve(`history ${approves} ${orderId}`),
};

/** Whether somebody looks at the case after this turn: most commands come in a row. */
function isSeen(turn: Turn): boolean {
  return !('born' in turn) && (turn.by === null || turn.isLooked === true);
}

const earliest = (a: Date, b: Date) => (a < b ? a : b);
const latest = (a: Date, b: Date) => (a > b ? a : b);
