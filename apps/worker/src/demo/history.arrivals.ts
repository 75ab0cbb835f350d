import { addDays, isWorkingDay } from '#cases';
import { Chance } from './chance.js';
import { newcomer } from './life.case.js';
import type { Newborn } from './life.js';
import { paceOf } from './office.diary.js';

/** Of all that is applied for, so much asks something of a permit, and comes of itself. */
const OWN_SHARE = 0.88;

/** How much is begun in each month of the year. */
const season = [0.95, 1.1, 1.15, 0.95, 1.1, 1.1, 0.35, 0.85, 1.2, 1.25, 1.2, 0.8];

/** When cases are opened, day by day: fewer in the holidays, and somewhat more from year to year. */
export function newcomersOf(wanted: {
  seed: string;
  fromOn: string;
  toOn: string;
  months: number;
  monthly: number;
}): Newborn[] {
  const { seed, fromOn, toOn, months, monthly } = wanted;
  const chance = new Chance(`${seed} arrivals`);
  const pace = paceOf(fromOn, toOn);
  const days = daysOf(fromOn, toOn);
  const count = Math.round(months * monthly * OWN_SHARE);
  const moments = Array.from({ length: count }, () => {
    const { on } = chance.weighed(days, ({ weight }) => weight);
    const minutes = chance.whole(6 * 60, 18 * 60);
    return new Date(Date.parse(`${on}T00:00:00Z`) + minutes * 60_000);
  }).sort((a, b) => a.getTime() - b.getTime());
  return moments.map((at, index) => newcomer(new Chance(`${seed} case ${index}`), at, pace));
}

function daysOf(fromOn: string, toOn: string): { on: string; weight: number }[] {
  const days: { on: string; weight: number }[] = [];
  for (let on = fromOn; on < toOn; on = addDays(on, 1)) {
    const ofSeason = season[Number(on.slice(5, 7)) - 1] ?? 1;
    days.push({ on, weight: isWorkingDay(on) ? ofSeason : ofSeason * 0.12 });
  }
  return days.map(({ on, weight }, index) => ({
    on,
    weight: weight * (0.88 + (0.24 * index) / days.length),
  }));
}
