import {
  daysBetween,
  type WorkingCalendar,
  workingDaysBetween,
} from '../../../cases/src/clocks/calendar.rules.js';
import { isoDate } from '../../../cases/src/clocks/holiday.rules.js';
import { monthOf, waitOf } from '../measures/measure.model.js';
import { monthsOfWait } from '../measures/measure.moments.rules.js';
import { waitsIn } from '../reports/report.months.rules.js';
import type { TimelineScope, UnitSum, Wait } from './timeline.model.js';

/** The waiting in one stage for one party in one month, of the cases of one unit. */
export interface Piece extends Omit<Wait, 'waits'> {
  month: string;
  unitId: string | null;
  /** Waits of which the first day counted is in the month, and those that came from a month before. */
  begun: number;
  continued: number;
}

/** What is over as the cells have it, and what goes on as far as it has come on the day. */
export function piecesOf(
  sums: readonly UnitSum[],
  scope: TimelineScope,
  calendar: WorkingCalendar,
): Piece[] {
  const pieces = new Map<string, Piece>();
  const pieceOf = (month: string, { unitId, part }: UnitSum): Piece => {
    const key = `${month}|${unitId ?? ''}|${part}`;
    const known = pieces.get(key);
    if (known) return known;
    const nothing = { days: 0, workingDays: 0, begun: 0, continued: 0 };
    const piece: Piece = { month, unitId, ...waitOf(part), ...nothing };
    pieces.set(key, piece);
    return piece;
  };
  const inPeriod = waitsIn(scope);
  for (const sum of sums) {
    const { measure, month, value, count } = sum;
    if (measure === 'held-days') pieceOf(month, sum).days += count;
    else if (measure === 'held-working-days') pieceOf(month, sum).workingDays += count;
    else if (measure === 'waits') pieceOf(month, sum)[value === 0 ? 'begun' : 'continued'] += count;
    else if (measure === 'holding') {
      const sinceOn = isoDate(value);
      const { fromOn: first, untilOn } = inPeriod(sinceOn);
      for (const { fromOn, toOn } of monthsOfWait(first, untilOn)) {
        const piece = pieceOf(monthOf(toOn), sum);
        piece.days += count * daysBetween(fromOn, toOn);
        piece.workingDays += count * workingDaysBetween(fromOn, toOn, calendar);
        piece[fromOn === sinceOn ? 'begun' : 'continued'] += count;
      }
    }
  }
  return [...pieces.values()];
}
