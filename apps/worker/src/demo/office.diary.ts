import { addDays, isWorkingDay, osloDate } from '#cases';
import type { Chance } from './chance.js';

/** How much is done on a working day: less in July and at Christmas, less of each the more waits. */
export type Pace = (on: string) => number;

const DAY_MS = 86_400_000;

/** The moments of a case's history, each after the one before and in the hours of those who act. */
export class OfficeDiary {
  constructor(
    readonly chance: Chance,
    private moment: Date,
    private readonly pace: Pace,
  ) {}

  get today(): string {
    return osloDate(this.moment);
  }

  /** Some minutes later, in one sitting. */
  soon(): Date {
    return this.go(new Date(this.moment.getTime() + this.chance.whole(40, 300) * 1_000));
  }

  /** When about so many working days of an office have been put in. */
  work(median: number, spread = 0.5): Date {
    let left = this.chance.around(median, spread);
    let on = this.today;
    do {
      on = addDays(on, 1);
      if (isWorkingDay(on)) left -= this.pace(on);
    } while (left > 0 || !isWorkingDay(on));
    return this.go(this.inHours(on, 7, 13));
  }

  /** About so many days later, of somebody who does not keep office hours. */
  days(median: number, spread = 0.6): Date {
    const days = Math.max(1, Math.round(this.chance.around(median, spread)));
    return this.go(this.inHours(addDays(this.today, days), 8, 18));
  }

  /** On a day, or on this one where it has passed. */
  on(day: string): Date {
    return day <= this.today ? this.soon() : this.go(this.inHours(day, 7, 13));
  }

  /** In the first office hours there are. */
  nextDay(): Date {
    return this.work(0.1, 0.1);
  }

  private inHours(on: string, from: number, to: number): Date {
    const minutes = this.chance.whole(from * 60, to * 60);
    return new Date(Date.parse(`${on}T00:00:00Z`) + minutes * 60_000);
  }

  private go(at: Date): Date {
    this.moment = at;
    return at;
  }
}

/** The pace of an office over a history: holidays, and a backlog that grows and shrinks again. */
export function paceOf(fromOn: string, toOn: string): Pace {
  const from = Date.parse(fromOn);
  const days = (Date.parse(toOn) - from) / DAY_MS;
  return (on) => {
    const month = on.slice(5, 7);
    const monthDay = on.slice(5);
    const isQuiet = month === '07' || monthDay > '12-21' || monthDay < '01-03';
    const share = (Date.parse(on) - from) / DAY_MS / days;
    // Most waits a little past the middle of the history.
    const backlog = 1 + 0.9 * Math.exp(-(((share - 0.58) / 0.17) ** 2));
    return (isQuiet ? 0.3 : 1) / backlog;
  };
}
