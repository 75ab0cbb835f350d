/** Calendar dates, `YYYY-MM-DD`, in Norway. Time of day and daylight saving never change a count. */

const oslo = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Oslo',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The Norwegian calendar date at a moment. */
export function osloDate(at: Date): string {
  return oslo.format(at);
}

export function addDays(on: string, days: number): string {
  return isoDate(dayNumber(on) + days);
}

/** A month ends on the same date, or on the month's last day. */
export function addMonths(on: string, months: number): string {
  const [year, month, day] = partsOf(on);
  const target = year * 12 + (month - 1) + months;
  const lastDay = new Date(Date.UTC(Math.floor(target / 12), (target % 12) + 1, 0)).getUTCDate();
  const moved = Date.UTC(Math.floor(target / 12), target % 12, Math.min(day, lastDay));
  return isoDate(moved / DAY_MS);
}

/** Days from one date to another: the first day is not counted, the last is. */
export function daysBetween(fromOn: string, toOn: string): number {
  return dayNumber(toOn) - dayNumber(fromOn);
}

const DAY_MS = 86_400_000;

function dayNumber(on: string): number {
  const [year, month, day] = partsOf(on);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

function isoDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function partsOf(on: string): [number, number, number] {
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number);
  return [year, month, day];
}
