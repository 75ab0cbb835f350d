import { dayNumber, holidaysIn, isoDate, weekday } from './holiday.rules.js';

/** Calendar dates, `YYYY-MM-DD`, in Norway. Time of day and daylight saving never change a count. */

/**
 * Which days are working days (virkedager). The act does not define the word, so what is open is
 * a setting: whether Saturday counts, and days on which the office is closed though no act says so.
 */
export interface WorkingCalendar {
  countsSaturdays: boolean;
  closedOn: readonly string[];
}

/** Monday to Friday without public holidays. */
export const norwegianCalendar: WorkingCalendar = { countsSaturdays: false, closedOn: [] };

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
  return isoDate(moved / 86_400_000);
}

/** Days from one date to another: the first day is not counted, the last is. */
export function daysBetween(fromOn: string, toOn: string): number {
  return dayNumber(toOn) - dayNumber(fromOn);
}

export function isWorkingDay(on: string, calendar: WorkingCalendar = norwegianCalendar): boolean {
  const day = weekday(on);
  if (day === 0 || (day === 6 && !calendar.countsSaturdays)) return false;
  return !isHoliday(on) && !calendar.closedOn.includes(on);
}

/** Whether it is a public holiday, a Sunday that is nothing more not included. */
export function isHoliday(on: string): boolean {
  const year = Number(on.slice(0, 4));
  let holidays = holidaysByYear.get(year);
  if (!holidays) {
    holidays = holidaysIn(year);
    holidaysByYear.set(year, holidays);
  }
  return holidays.has(on);
}

/** The date some working days later: the first day is not counted, the last is. */
export function addWorkingDays(
  on: string,
  workingDays: number,
  calendar: WorkingCalendar = norwegianCalendar,
): string {
  let reached = on;
  for (let left = workingDays; left > 0;) {
    reached = addDays(reached, 1);
    if (isWorkingDay(reached, calendar)) left--;
  }
  return reached;
}

/**
 * Working days from one date to another: the first day is not counted, the last is. Negative where
 * the second date is the earlier.
 */
export function workingDaysBetween(
  fromOn: string,
  toOn: string,
  calendar: WorkingCalendar = norwegianCalendar,
): number {
  if (toOn < fromOn) return -workingDaysBetween(toOn, fromOn, calendar);
  let workingDays = workingDaysUpTo(toOn, calendar) - workingDaysUpTo(fromOn, calendar);
  const last = Number(toOn.slice(0, 4));
  for (let year = Number(fromOn.slice(0, 4)); year < last; year++) {
    workingDays += workingDaysIn(year, calendar).at(-1) ?? 0;
  }
  return workingDays;
}

/** Working days of the year up to and with a date. */
function workingDaysUpTo(on: string, calendar: WorkingCalendar): number {
  const year = Number(on.slice(0, 4));
  return workingDaysIn(year, calendar)[daysBetween(`${on.slice(0, 4)}-01-01`, on)] ?? 0;
}

/** For each day of a year the working days up to and with it: a permit lasts a thousand days. */
function workingDaysIn(year: number, calendar: WorkingCalendar): Uint16Array {
  const years = workingDaysByYear.get(calendar) ?? new Map<number, Uint16Array>();
  workingDaysByYear.set(calendar, years);
  let counts = years.get(year);
  if (!counts) {
    const first = `${String(year).padStart(4, '0')}-01-01`;
    let workingDays = 0;
    counts = Uint16Array.from({ length: daysBetween(first, addMonths(first, 12)) }, (_, day) => {
      if (isWorkingDay(addDays(first, day), calendar)) workingDays++;
      return workingDays;
    });
    years.set(year, counts);
  }
  return counts;
}

/**
 * The day itself if it is a working day, else the next one. A time limit that ends on a Saturday or
 * a holiday moves so (domstolloven section 149), and a Saturday moves even where it is counted.
 */
export function nextWorkingDay(on: string, calendar: WorkingCalendar = norwegianCalendar): string {
  const weekdays = { ...calendar, countsSaturdays: false };
  return isWorkingDay(on, weekdays) ? on : addWorkingDays(on, 1, weekdays);
}

/** Holidays follow from the year alone, so what is kept here can never be stale. */
const holidaysByYear = new Map<number, ReadonlySet<string>>();
/** Nor from a calendar, which nobody changes once it is made. */
const workingDaysByYear = new WeakMap<WorkingCalendar, Map<number, Uint16Array>>();

function partsOf(on: string): [number, number, number] {
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number);
  return [year, month, day];
}
