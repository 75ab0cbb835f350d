import { addDays, addMonths } from '../../../cases/src/clocks/calendar.rules.js';
import { dayNumber } from '../../../cases/src/clocks/holiday.rules.js';
import type { MeasureName } from '../measures/measure.model.js';
import type { ReportName } from '../reports/report.model.js';
import { daysOfWeekGroup, type WeekGroup, weekGroups } from '../reports/spread.rules.js';

/** Cells of one measure that a number was added up from. */
export interface CellsWanted {
  measure: MeasureName;
  /** null: any. */
  part: string | null;
  /** Of waits: the party that was waited for, in whatever stage. */
  party?: string;
  least: number;
  most: number;
  /**
   * What each case is listed with: the cell's own days, the days since the day the cell names, the
   * days of that which fall in the period, or the days that the cell counts.
   */
  amount: 'value' | 'since' | 'since-in-period' | 'count' | 'none';
}

/** The cells behind one number of a report, and in which unit each case is listed. */
export interface FigureWanted {
  cells: CellsWanted[];
  unit: 'days' | 'working-days' | 'days-past-limit' | null;
  /** Where the row is a kind of case or a month. */
  kind?: string;
  month?: string;
}

const EVER = 100_000_000;
const any = { part: null, least: -EVER, most: EVER, amount: 'none' } as const;

/** The number of a report that a row and a column name, as cells; null: none that has cases behind it. */
export function figureWanted(
  name: ReportName,
  { row, column, asOfOn }: { row: string; column: string; asOfOn: string },
): FigureWanted | null {
  const today = dayNumber(asOfOn);
  switch (name) {
    case 'by-month':
      return byMonth(row, column);
    case 'weeks-to-data':
      return weeksToData(row, column, today);
    case 'within-limits':
      return withinLimits(row, column, today);
    case 'time-per-party':
      if (column !== 'days') return null;
      return {
        cells: [
          { ...any, measure: 'held-days', party: row, amount: 'count' },
          { ...any, measure: 'holding', party: row, amount: 'since-in-period' },
        ],
        unit: 'days',
      };
    case 'stages':
      return column === 'left' ? one('stages', row, 'working-days') : null;
    case 'open-ages':
      return openAges(row, column, today);
    case 'kinds':
      return column === 'count'
        ? { cells: [{ ...any, measure: 'received' }], unit: null, kind: row }
        : null;
    case 'decisions':
      return column === 'count' ? one('decisions', row, 'working-days') : null;
    case 'purposes':
    case 'exemptions':
    case 'appeals':
      return column === 'count' ? one(name, row, null) : null;
    case 'recipients':
      if (column === 'recipients') return one('recipients', row, null);
      return column === 'deliveries' ? one('deliveries', row, 'days') : null;
    default:
      return null;
  }
}

/** The day asked about, the day before the period and the last of it, as cells number them. */
export function daysOf(from: string, to: string, asOfOn: string) {
  const last = addDays(addMonths(`${to}-01`, 1), -1);
  return {
    today: dayNumber(asOfOn),
    before: dayNumber(addDays(`${from}-01`, -1)),
    last: dayNumber(last < asOfOn ? last : asOfOn),
  };
}

function one(measure: MeasureName, part: string, unit: FigureWanted['unit']): FigureWanted {
  return { cells: [{ ...any, measure, part, amount: unit ? 'value' : 'none' }], unit };
}

function byMonth(month: string, column: string): FigureWanted | null {
  const measure = (['received', 'decisions', 'data-available'] as const).find(
    (each) => each === column,
  );
  return measure ? { cells: [{ ...any, measure }], unit: null, month } : null;
}

function weeksToData(row: string, column: string, today: number): FigureWanted | null {
  const group = groupOf(row);
  if (!group) return null;
  const states = ['delivered', 'waiting', 'ended'].filter((each) => [each, 'all'].includes(column));
  if (states.length === 0) return null;
  return {
    cells: states.map((part) => ({
      measure: 'time-to-data',
      part,
      ...(part === 'waiting' ? since(group, today) : { ...daysOfWeekGroup[group] }),
      amount: part === 'waiting' ? 'since' : 'value',
    })),
    unit: 'days',
  };
}

/** What is open is late when its last day has passed. */
function withinLimits(limit: string, column: string, today: number): FigureWanted | null {
  const cells = (state: string): CellsWanted => ({
    ...any,
    measure: 'statutory-time',
    part: `${limit}:${state}`,
    amount: 'value',
  });
  switch (column) {
    case 'in-time':
    case 'late':
      return { cells: [cells(column)], unit: 'working-days' };
    case 'open-late':
      return {
        cells: [{ ...cells('open'), most: today - 1, amount: 'since' }],
        unit: 'days-past-limit',
      };
    case 'open':
      return { cells: [{ ...cells('open'), least: today, amount: 'none' }], unit: null };
    case 'paused':
    case 'ended':
      return { cells: [{ ...cells(column), amount: 'none' }], unit: null };
    default:
      return null;
  }
}

function openAges(part: string, column: string, today: number): FigureWanted | null {
  const group = groupOf(column);
  if (!group && column !== 'open') return null;
  const days = group ? since(group, today) : { least: -EVER, most: EVER };
  return { cells: [{ measure: 'open', part, ...days, amount: 'since' }], unit: 'days' };
}

/** What began so many weeks ago, by the number of the day on which it began. */
function since(group: WeekGroup, today: number): { least: number; most: number } {
  const { least, most } = daysOfWeekGroup[group];
  return { least: today - most, most: today - least };
}

function groupOf(name: string): WeekGroup | undefined {
  return weekGroups.find((each) => each === name);
}
