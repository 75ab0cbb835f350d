/**
 * The public holidays of Norway: the days of helligdagsloven section 2, and 1 and 17 May, which
 * count as Sundays (act of 26 April 1947 no. 1). They are twelve days fixed by two acts, seven of
 * them by Easter, so they are computed here and need no table that ends some year.
 */
export function holidaysIn(year: number): ReadonlySet<string> {
  const easter = easterSunday(year);
  return new Set([
    ...['01-01', '05-01', '05-17', '12-25', '12-26'].map((day) => `${yearText(year)}-${day}`),
    ...[-3, -2, 0, 1, 39, 49, 50].map((days) => isoDate(easter + days)),
  ]);
}

/**
 * Easter Sunday of the Gregorian calendar as a day number: the first Sunday after the first full
 * moon, by the church's reckoning, on or after 21 March.
 */
function easterSunday(year: number): number {
  const century = Math.floor(year / 100);
  const leapCorrection = century - Math.floor(century / 4);
  const moonCorrection = Math.floor((8 * century + 13) / 25);
  const epact = (19 * (year % 19) + leapCorrection - moonCorrection + 15) % 30;
  // The two dates that the reckoning moves back by a day, so that Easter is never after 25 April.
  const isMovedBack = epact === 29 || (epact === 28 && year % 19 > 10);
  const fullMoon = dayNumber(`${yearText(year)}-03-21`) + (isMovedBack ? epact - 1 : epact);
  return fullMoon + 7 - weekdayOf(fullMoon);
}

/** Days since 1 January 1970 of a date `YYYY-MM-DD`. */
export function dayNumber(on: string): number {
  const [year, month, day] = [on.slice(0, 4), on.slice(5, 7), on.slice(8, 10)];
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY_MS;
}

export function isoDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Sunday is 0, Saturday 6. */
export function weekday(on: string): number {
  return weekdayOf(dayNumber(on));
}

function weekdayOf(day: number): number {
  return (((day + THURSDAY) % 7) + 7) % 7;
}

const DAY_MS = 86_400_000;

/** 1 January 1970, day number 0, was a Thursday. */
const THURSDAY = 4;

function yearText(year: number): string {
  return String(year).padStart(4, '0');
}
