import { daysBetween, workingDaysBetween } from '../../../cases/src/clocks/calendar.rules.js';
import { dayNumber, isoDate } from '../../../cases/src/clocks/holiday.rules.js';
import { isNet } from '../measures/measure.party.rules.js';
import { waitsIn } from './report.months.rules.js';
import type { Sum, Surroundings, Table } from './report.model.js';
import {
  countOf,
  medianWithWaiting,
  quantile,
  shareOf,
  type Weighted,
  weekGroupOf,
  weekGroups,
} from './spread.rules.js';

/** How long it took from application to data, in the auditor general's groups of weeks. */
export function weeksToData(sums: readonly Sum[], { asOfOn }: Surroundings): Table {
  const delivered = of(sums, 'time-to-data', 'delivered');
  const ended = of(sums, 'time-to-data', 'ended');
  const waiting = aged(of(sums, 'time-to-data', 'waiting'), asOfOn);
  const all = countOf(delivered) + countOf(ended) + countOf(waiting);
  const rows = weekGroups.map((key) => {
    const [came, waits, went] = [delivered, waiting, ended].map((days) =>
      countOf(days.filter(({ value }) => weekGroupOf(value) === key)),
    ) as [number, number, number];
    return {
      key,
      cells: [came, shareOf(came, countOf(delivered)), waits, went, came + waits + went],
    };
  });
  return {
    columns: [
      { id: 'delivered', unit: 'count' },
      { id: 'share-of-delivered', unit: 'share' },
      { id: 'waiting', unit: 'count' },
      { id: 'ended', unit: 'count' },
      { id: 'all', unit: 'count' },
    ],
    rows,
    summary: [
      { key: 'received', unit: 'count', value: all },
      { key: 'delivered', unit: 'count', value: countOf(delivered) },
      { key: 'p25', unit: 'days', value: quantile(delivered, 0.25) },
      { key: 'median', unit: 'days', value: quantile(delivered, 0.5) },
      { key: 'p90', unit: 'days', value: quantile(delivered, 0.9) },
      {
        key: 'median-with-waiting',
        unit: 'days',
        // What ended without data waited till then and no longer.
        value: medianWithWaiting(delivered, [...waiting, ...ended]),
      },
    ],
  };
}

/** How many kept the 30 or 60 working days: what is open and past them has not. */
export function withinLimits(sums: readonly Sum[], { asOfOn }: Surroundings): Table {
  const today = dayNumber(asOfOn);
  const limits = [...new Set(sums.map(({ part }) => part.split(':')[0] ?? ''))].sort();
  const counts = (limit: string, state: string) => of(sums, 'statutory-time', `${limit}:${state}`);
  const rows = limits.map((limit) => {
    const open = counts(limit, 'open');
    const openLate = countOf(open.filter(({ value }) => value < today));
    const inTime = countOf(counts(limit, 'in-time'));
    const late = countOf(counts(limit, 'late'));
    const others = countOf(counts(limit, 'paused')) + countOf(counts(limit, 'ended'));
    return {
      key: limit,
      cells: [
        inTime,
        late,
        openLate,
        countOf(open) - openLate,
        countOf(counts(limit, 'paused')),
        countOf(counts(limit, 'ended')),
        inTime + late + countOf(open) + others,
        shareOf(inTime, inTime + late + openLate),
        quantile([...counts(limit, 'in-time'), ...counts(limit, 'late')], 0.5),
      ],
    };
  });
  return {
    columns: [
      { id: 'in-time', unit: 'count' },
      { id: 'late', unit: 'count' },
      { id: 'open-late', unit: 'count' },
      { id: 'open', unit: 'count' },
      { id: 'paused', unit: 'count' },
      { id: 'ended', unit: 'count' },
      { id: 'all', unit: 'count' },
      { id: 'share-in-time', unit: 'share' },
      { id: 'median', unit: 'working-days' },
    ],
    rows,
    summary: [{ key: 'complete', unit: 'count', value: total(rows, 6) }],
  };
}

/** Whose time it was: each day of waiting in the period belongs to exactly one party. */
export function timePerParty(sums: readonly Sum[], scope: Surroundings): Table {
  const parties = new Map<string, { days: number; workingDays: number }>();
  const add = (party: string, days: number, workingDays: number) => {
    const sum = parties.get(party) ?? { days: 0, workingDays: 0 };
    parties.set(party, { days: sum.days + days, workingDays: sum.workingDays + workingDays });
  };
  const since = heldSince(scope);
  for (const { measure, part: party, value, count } of sums) {
    if (measure === 'held-days') add(party, count, 0);
    if (measure === 'held-working-days') add(party, 0, count);
    if (measure !== 'holding') continue;
    const { days, workingDays } = since(value);
    if (days === 0) continue;
    add(party, count * days, count * workingDays);
  }
  const ordered = [...parties].sort(([a, x], [b, y]) => y.days - x.days || (a < b ? -1 : 1));
  const gross = sumOf(ordered.map(([, held]) => held));
  const net = sumOf(ordered.filter(([party]) => isNet(party)).map(([, held]) => held));
  return {
    columns: [
      { id: 'working-days', unit: 'working-days' },
      { id: 'days', unit: 'days' },
      { id: 'share', unit: 'share' },
    ],
    rows: ordered.map(([key, { days, workingDays }]) => ({
      key,
      cells: [workingDays, days, shareOf(days, gross.days)],
    })),
    summary: [
      { key: 'gross', unit: 'working-days', value: gross.workingDays },
      { key: 'net', unit: 'working-days', value: net.workingDays },
      { key: 'gross', unit: 'days', value: gross.days },
      { key: 'net', unit: 'days', value: net.days },
    ],
  };
}

/** The days in the period of what has been waited for since a day: many cases came on the same. */
function heldSince(scope: Surroundings): (day: number) => { days: number; workingDays: number } {
  const inPeriod = waitsIn(scope);
  const known = new Map<number, { days: number; workingDays: number }>();
  return (day) => {
    let held = known.get(day);
    if (!held) {
      const { fromOn, untilOn } = inPeriod(isoDate(day));
      const toOn = fromOn < untilOn ? untilOn : fromOn;
      held = {
        days: daysBetween(fromOn, toOn),
        workingDays: workingDaysBetween(fromOn, toOn, scope.calendar),
      };
      known.set(day, held);
    }
    return held;
  };
}

/** How long each stage took, of those that have left it. */
export function stages(sums: readonly Sum[]): Table {
  const rows = partsOf(sums, 'stages').map((key) => {
    const days = of(sums, 'stages', key);
    return {
      key,
      cells: [countOf(days), quantile(days, 0.5), quantile(days, 0.9), quantile(days, 1)],
    };
  });
  return {
    columns: [
      { id: 'left', unit: 'count' },
      { id: 'median', unit: 'working-days' },
      { id: 'p90', unit: 'working-days' },
      { id: 'longest', unit: 'working-days' },
    ],
    rows,
    summary: [],
  };
}

/** The cases that are open, by where they are and how long ago they came. */
export function openAges(sums: readonly Sum[], { asOfOn }: Surroundings): Table {
  const rows = partsOf(sums, 'open').map((key) => {
    const ages = aged(of(sums, 'open', key), asOfOn);
    const groups = weekGroups.map((group) =>
      countOf(ages.filter(({ value }) => weekGroupOf(value) === group)),
    );
    return { key, cells: [countOf(ages), ...groups, quantile(ages, 0.5), quantile(ages, 1)] };
  });
  const all = aged(
    sums.filter(({ measure }) => measure === 'open'),
    asOfOn,
  );
  return {
    columns: [
      { id: 'open', unit: 'count' },
      ...weekGroups.map((id) => ({ id, unit: 'count' as const })),
      { id: 'median', unit: 'days' },
      { id: 'oldest', unit: 'days' },
    ],
    rows,
    summary: [
      { key: 'open', unit: 'count', value: countOf(all) },
      { key: 'median', unit: 'days', value: quantile(all, 0.5) },
      { key: 'oldest', unit: 'days', value: quantile(all, 1) },
    ],
  };
}

/** What completeness at submission is worth: the time to a decision by how often more was asked for. */
export function completeness(sums: readonly Sum[]): Table {
  const rows = ['0', '1', '2', '3'].map((key) => {
    const decided = of(sums, 'completeness', key);
    const ended = countOf(of(sums, 'completeness', `${key}:ended`));
    const waiting = countOf(of(sums, 'completeness', `${key}:waiting`));
    return {
      key: `requests-${key}`,
      cells: [
        countOf(decided) + ended + waiting,
        countOf(decided),
        ended,
        waiting,
        quantile(decided, 0.5),
        quantile(decided, 0.9),
      ],
    };
  });
  return {
    columns: [
      { id: 'all', unit: 'count' },
      { id: 'decided', unit: 'count' },
      { id: 'ended', unit: 'count' },
      { id: 'waiting', unit: 'count' },
      { id: 'median', unit: 'working-days' },
      { id: 'p90', unit: 'working-days' },
    ],
    rows,
    summary: [{ key: 'received', unit: 'count', value: total(rows, 0) }],
  };
}

function of(sums: readonly Sum[], measure: Sum['measure'], part: string): Sum[] {
  return sums.filter((sum) => sum.measure === measure && sum.part === part);
}

function partsOf(sums: readonly Sum[], measure: Sum['measure']): string[] {
  return [...new Set(sums.filter((sum) => sum.measure === measure).map(({ part }) => part))].sort();
}

/** How old what began on a day is now. */
function aged(since: readonly Weighted[], asOfOn: string): Weighted[] {
  const today = dayNumber(asOfOn);
  return since.map(({ value, count }) => ({ value: today - value, count }));
}

function sumOf(held: readonly { days: number; workingDays: number }[]) {
  return held.reduce(
    (sum, { days, workingDays }) => ({
      days: sum.days + days,
      workingDays: sum.workingDays + workingDays,
    }),
    { days: 0, workingDays: 0 },
  );
}

function total(rows: readonly { cells: (number | null)[] }[], column: number): number {
  return rows.reduce((sum, { cells }) => sum + (cells[column] ?? 0), 0);
}
