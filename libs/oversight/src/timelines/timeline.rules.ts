import type { WorkingCalendar } from '../../../cases/src/clocks/calendar.rules.js';
import { dayNumber } from '../../../cases/src/clocks/holiday.rules.js';
import { waitOf } from '../measures/measure.model.js';
import { monthsBetween } from '../reports/report.months.rules.js';
import { countOf, quantile } from '../reports/spread.rules.js';
import { grouped } from './timeline.groups.rules.js';
import { type Piece, piecesOf } from './timeline.pieces.rules.js';
import { reckoningOf, spanOf } from './timeline.span.rules.js';
import type {
  OpenWait,
  Period,
  Step,
  Timeline,
  TimelineScope,
  UnitShare,
  UnitSum,
} from './timeline.model.js';

/**
 * Whose time it was, over many cases: folded from the same cells as the reports, so that the parties
 * of a timeline sum to the ledgers of its cases, and the service to its units.
 */
export function timelineOf(
  sums: readonly UnitSum[],
  scope: TimelineScope,
  calendar: WorkingCalendar,
): Timeline {
  const pieces = piecesOf(sums, scope, calendar);
  const count = (measure: UnitSum['measure']) =>
    countOf(sums.filter((sum) => sum.measure === measure));
  const isOfCases = scope.of !== 'registry';
  return {
    periods: periodsOf(pieces, scope),
    total: spanOf(pieces, scope.fromMonth),
    open: openOf(sums, scope),
    cases: isOfCases ? { received: count('received'), open: count('open') } : null,
    units: scope.of === 'service' ? unitsOf(pieces, sums) : [],
  };
}

function periodsOf(pieces: readonly Piece[], { fromMonth, toMonth, step }: TimelineScope) {
  const perMonth = grouped(pieces, ({ month }) => month);
  const months = grouped(monthsBetween(fromMonth, toMonth), (month) => periodOf(month, step));
  return [...months].map(([period, within]): Period => {
    const [first = fromMonth] = within;
    const inPeriod = within.flatMap((month) => perMonth.get(month) ?? []);
    return {
      period,
      fromMonth: first,
      toMonth: within.at(-1) ?? first,
      ...spanOf(inPeriod, first),
    };
  });
}

function periodOf(month: string, step: Step): string {
  const [year = '', number = ''] = month.split('-');
  switch (step) {
    case 'month':
      return month;
    case 'quarter':
      return `${year}-Q${Math.ceil(Number(number) / 3)}`;
    case 'year':
      return year;
  }
}

/** What goes on at the end of the day, whatever the period: the oldest first. */
function openOf(sums: readonly UnitSum[], { asOfOn }: TimelineScope): OpenWait[] {
  const today = dayNumber(asOfOn);
  const perPart = grouped(
    sums.filter(({ measure }) => measure === 'holding'),
    ({ part }) => part,
  );
  return [...perPart]
    .map(([part, holds]) => {
      const ages = holds.map(({ value, count }) => ({ value: today - value, count }));
      return {
        ...waitOf(part),
        waits: countOf(ages),
        medianDays: quantile(ages, 0.5) ?? 0,
        oldestDays: quantile(ages, 1) ?? 0,
      };
    })
    .filter(({ waits }) => waits > 0)
    .sort(
      (a, b) => b.oldestDays - a.oldestDays || (a.stage + a.party < b.stage + b.party ? -1 : 1),
    );
}

function unitsOf(pieces: readonly Piece[], sums: readonly UnitSum[]): UnitShare[] {
  const perUnit = grouped(pieces, ({ unitId }) => unitId);
  const open = grouped(
    sums.filter(({ measure }) => measure === 'open'),
    ({ unitId }) => unitId,
  );
  return [...new Set([...perUnit.keys(), ...open.keys()])]
    .sort((a, b) => ((a ?? '\uFFFF') < (b ?? '\uFFFF') ? -1 : 1))
    .map((unitId) => ({
      unitId,
      ...reckoningOf(perUnit.get(unitId) ?? []),
      open: countOf(open.get(unitId) ?? []),
    }));
}
