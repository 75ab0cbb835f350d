import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isWorkingDay, type WorkingCalendar } from '../../../cases/src/clocks/calendar.rules.js';
import { dayNumber, isoDate } from '../../../cases/src/clocks/holiday.rules.js';
import { caseKinds } from '../../../cases/src/case.kinds.model.js';

/** The one way of drawing there is; another gets another name, so that old samples can be drawn again. */
export const algorithm = 'lowest-sha256-of-tickets-1';

/** What makes a case worth a look, and how many more tickets it gives. All are read from the figures. */
export const risks = ['appealed', 'exempted', 'late', 'long-wait', 'fee'] as const;

const weight = z.int().min(0).max(100);

export const sampleRequest = z.strictObject({
  /** Whatever was agreed on beforehand; the same seed draws the same cases. */
  seed: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[\x20-\x7e]+$/, 'letters, digits and signs of ASCII'),
  size: z.int().min(1).max(200),
  /** The cases first sent in from this day to that one, in Norway. */
  fromOn: z.iso.date(),
  toOn: z.iso.date(),
  /** As the figures stood at the end of this day; today where it is left out. */
  asOfOn: z.iso.date().optional(),
  kinds: z.array(z.enum(caseKinds)).min(1).optional(),
  /** Tickets beside the one that every case has; left out: every case has one. */
  risks: z
    .strictObject({
      appealed: weight.default(3),
      exempted: weight.default(1),
      late: weight.default(3),
      'long-wait': weight.default(2),
      fee: weight.default(1),
    })
    .optional(),
});

export type SampleRequest = z.infer<typeof sampleRequest>;

export interface PopulationCase {
  caseId: string;
  /** How many tickets it has. */
  tickets: number;
}

export interface DrawnCase extends PopulationCase {
  /** The lowest of the SHA-256 of `seed:case:ticket` over its tickets 1, 2, 3 … */
  rank: string;
}

/**
 * Draws a sample: every case gets the lowest hash of its tickets, and the lowest hashes are drawn.
 * More tickets make a low hash likelier in proportion, and nobody who has the seed and the population
 * draws another sample.
 */
export function draw(
  population: readonly PopulationCase[],
  { seed, size }: Pick<SampleRequest, 'seed' | 'size'>,
): DrawnCase[] {
  return population
    .map((each) => ({ ...each, rank: rankOf(seed, each) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size);
}

/** No wait is older than the archive is asked. */
const MOST_DAYS = 30 * 366;

/** The working days from one day to another by their numbers, to count the days of a wait by. */
export function workingDayNumbers(
  fromOn: string,
  toOn: string,
  calendar: WorkingCalendar,
): number[] {
  const last = dayNumber(toOn);
  const days: number[] = [];
  for (let day = Math.max(dayNumber(fromOn), last - MOST_DAYS); day <= last; day += 1) {
    if (isWorkingDay(isoDate(day), calendar)) days.push(day);
  }
  return days;
}

function rankOf(seed: string, { caseId, tickets }: PopulationCase): string {
  const hashes = Array.from({ length: tickets }, (_, index) =>
    createHash('sha256')
      .update(`${seed}:${caseId}:${index + 1}`)
      .digest('hex'),
  );
  return hashes.reduce((lowest, hash) => (hash < lowest ? hash : lowest));
}
