import { addDays, addMonths } from '../../../cases/src/clocks/calendar.rules.js';

/**
 * The public has figures of whole quarters, each as of one day for ever: were there two days, or
 * periods that overlap, the one could be subtracted from the other.
 */
export interface Quarter {
  /** `2026-Q3` */
  period: string;
  fromMonth: string;
  toMonth: string;
}

export function quarterOf(month: string): Quarter {
  const [year = '', number = '1'] = month.split('-');
  const quarter = Math.ceil(Number(number) / 3);
  const fromMonth = `${year}-${String(quarter * 3 - 2).padStart(2, '0')}`;
  const toMonth = `${year}-${String(quarter * 3).padStart(2, '0')}`;
  return { period: `${year}-Q${quarter}`, fromMonth, toMonth };
}

/** The end of the month in which a quarter's figures have settled. */
export function asOfOf({ toMonth }: Quarter, settlesMonths: number): string {
  return addDays(addMonths(`${toMonth}-01`, settlesMonths + 1), -1);
}

/** The quarters from a month on whose figures have settled, oldest first. */
export function settledQuarters(
  firstMonth: string,
  settlesMonths: number,
  today: string,
): Quarter[] {
  const quarters: Quarter[] = [];
  let quarter = quarterOf(firstMonth);
  while (asOfOf(quarter, settlesMonths) < today) {
    quarters.push(quarter);
    quarter = quarterOf(addMonths(`${quarter.toMonth}-01`, 1).slice(0, 7));
  }
  return quarters;
}
