import { addDays, addMonths } from '../../../cases/src/clocks/calendar.rules.js';

/** The months from one to another, both included. */
export function monthsBetween(fromMonth: string, toMonth: string): string[] {
  const months: string[] = [];
  for (let month = fromMonth; month <= toMonth; month = nextMonth(month)) months.push(month);
  return months;
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/**
 * What finds the part of a wait that falls in a period, as of a day: the day it began is not
 * counted, the last day is.
 */
export function waitsIn({ fromMonth, toMonth, asOfOn }: Period): (sinceOn: string) => Wait {
  const before = addDays(`${fromMonth}-01`, -1);
  const last = addDays(addMonths(`${toMonth}-01`, 1), -1);
  const untilOn = last < asOfOn ? last : asOfOn;
  return (sinceOn) => ({ fromOn: sinceOn > before ? sinceOn : before, untilOn });
}

interface Period {
  fromMonth: string;
  toMonth: string;
  asOfOn: string;
}

interface Wait {
  fromOn: string;
  untilOn: string;
}
