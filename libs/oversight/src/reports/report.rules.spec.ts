import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import figures from '../../../../data/rules/figures.json' with { type: 'json' };
import { norwegianCalendar, osloDate } from '../../../cases/src/clocks/calendar.rules.js';
import { ledgerOf } from '../../../cases/src/clocks/case.ledger.js';
import { dayNumber } from '../../../cases/src/clocks/holiday.rules.js';
import { firstDay, type Play } from '../../../../test/support/play.js';
import { asOfDates, plays } from '../../../../test/support/plays.js';
import { cellsOf } from '../measures/measure.rules.js';
import { type MeasureName, measureNames, waitOf } from '../measures/measure.model.js';
import { timelineMeasures } from '../timelines/timeline.model.js';
import { csvOf } from './report.csv.rules.js';
import { reportNames, type Scope, type Sum, type Table } from './report.model.js';
import { recipes, reportOf } from './report.rules.js';

const scope = (asOfOn: string): Scope => ({ fromMonth: '2026-01', toMonth: '2030-12', asOfOn });
const around = (asOfOn: string) => ({
  ...scope(asOfOn),
  registries: [],
  calendar: norwegianCalendar,
});
const sum = (measure: Sum['measure'], part: string, value: number, count: number): Sum => ({
  measure,
  month: '2026-03',
  kind: 'individual-level',
  part,
  value,
  count,
});
const cell = (table: Table, key: string, column: string) =>
  table.rows.find((row) => row.key === key)?.cells[
    table.columns.findIndex(({ id }) => id === column)
  ];
const summary = (table: Table, key: string, unit?: string) =>
  table.summary.find((each) => each.key === key && (!unit || each.unit === unit))?.value;

const knownOn = (play: Play, on: string): Sum[] =>
  cellsOf({
    firstDay,
    history: { events: play.events, notes: [] },
    versions: [],
    purposes: [],
  }).filter(
    ({ knownFromOn, knownUntilOn }) =>
      knownFromOn <= on && (knownUntilOn === null || knownUntilOn > on),
  );

describe('every report', () => {
  it('is defined in three languages, and every measure stands in one', () => {
    expect(Object.keys(figures.reports).sort()).toEqual([...reportNames].sort());
    for (const name of reportNames) {
      for (const language of ['nb', 'nn', 'en'] as const) {
        expect(figures.reports[name][language].definition.length).toBeGreaterThan(30);
      }
    }
    const used = Object.values(recipes).flatMap<MeasureName>(({ measures }) => [...measures]);
    used.push(...timelineMeasures);
    expect([...new Set(used)].sort()).toEqual([...measureNames].sort());
  });

  it('of nothing is a table of nothing, not a fault', () => {
    for (const name of reportNames) {
      const { rows, columns } = reportOf(name, [], around('2026-05-01'));
      for (const { cells } of rows) expect(cells.length).toBe(columns.length);
    }
  });

  it('says which definitions and which day it is by', () => {
    expect(reportOf('kinds', [], around('2026-05-01'))).toMatchObject({
      definitions: figures.version,
      scope: { asOfOn: '2026-05-01', fromMonth: '2026-01' },
    });
  });
});

describe('weeks from application to data', () => {
  const table = reportOf(
    'weeks-to-data',
    [
      sum('time-to-data', 'delivered', 20, 30),
      sum('time-to-data', 'delivered', 100, 42),
      sum('time-to-data', 'ended', 40, 5),
      sum('time-to-data', 'waiting', dayNumber('2026-01-05'), 7),
    ],
    around('2026-06-01'),
  );

  it('has every application once, also the ones that wait or ended another way [law 6]', () => {
    expect(summary(table, 'received')).toBe(84);
    expect(table.rows.reduce((all, { cells }) => all + (cells.at(-1) ?? 0), 0)).toBe(84);
    expect(cell(table, '13+', 'waiting')).toBe(7);
    expect(cell(table, '5-8', 'ended')).toBe(5);
  });

  it('has shares of those that had data, as the auditor general had', () => {
    expect(cell(table, '0-4', 'share-of-delivered')).toBeCloseTo(30 / 72);
    expect(cell(table, '13+', 'share-of-delivered')).toBeCloseTo(42 / 72);
  });

  it('has a median that those who wait weigh on', () => {
    expect(summary(table, 'median')).toBe(100);
    expect(summary(table, 'median-with-waiting')).toBe(100);
  });
});

describe('within the limits', () => {
  it('an open case past its day is late, not left out [law 2] [law 6]', () => {
    const sums = [
      sum('statutory-time', '60:in-time', 55, 3),
      sum('statutory-time', '60:late', 70, 1),
      sum('statutory-time', '60:open', dayNumber('2026-05-31'), 4),
      sum('statutory-time', '60:open', dayNumber('2026-06-01'), 2),
    ];
    const table = reportOf('within-limits', sums, around('2026-06-01'));
    expect(cell(table, '60', 'open-late')).toBe(4);
    expect(cell(table, '60', 'open')).toBe(2);
    expect(cell(table, '60', 'share-in-time')).toBeCloseTo(3 / 8);
    expect(cell(table, '60', 'all')).toBe(10);
  });
});

/** As the report asks for them. */
const byParty = (sums: readonly Sum[]) =>
  sums.map((each) => ({ ...each, part: waitOf(each.part).party }));

describe('whose time it was', () => {
  it('sums to the ledger of the case, gross, net and for each party, on any day [law 6] [R8.0.10]', () => {
    fc.assert(
      fc.property(plays, asOfDates, (play, on) => {
        const table = reportOf('time-per-party', byParty(knownOn(play, on)), around(on));
        const ledger = ledgerOf(firstDay, play.events, on);
        const waits = ledger.perParty.filter(
          ({ party }) => party !== 'in-use' && party !== 'nobody',
        );
        expect(table.rows.map(({ key, cells }) => [key, cells[0], cells[1]]).sort()).toEqual(
          waits.map(({ party, workingDays, days }) => [party, workingDays, days]).sort(),
        );
        const total = (unit: 'days' | 'workingDays') =>
          waits.reduce((sumOfAll, wait) => sumOfAll + wait[unit], 0);
        expect(summary(table, 'gross', 'days')).toBe(total('days'));
        expect(summary(table, 'net', 'working-days')).toBe(ledger.netWorkingDays);
      }),
    );
  });

  it('of the months of a year sums to that of the year', () => {
    fc.assert(
      fc.property(plays, (play) => {
        const last = play.events.at(-1);
        const on = last ? osloDate(last.at) : '2026-12-31';
        const sums = byParty(knownOn(play, on));
        const days = (fromMonth: string, toMonth: string) =>
          summary(
            reportOf(
              'time-per-party',
              sums.filter(
                ({ month = '', measure }) =>
                  month <= toMonth && (month >= fromMonth || measure === 'holding'),
              ),
              { ...around(on), fromMonth, toMonth },
            ),
            'gross',
            'days',
          );
        const months = Array.from(
          { length: 12 },
          (_, index) => `2026-${String(index + 1).padStart(2, '0')}`,
        );
        const perMonth = months.map((month) => days(month, month) ?? 0);
        expect(perMonth.reduce((all, part) => all + part, 0)).toBe(days('2026-01', '2026-12'));
      }),
    );
  });
});

describe('a report as CSV', () => {
  it('has numbers as a Norwegian spreadsheet takes them, and no formula', () => {
    const report = reportOf('kinds', [sum('received', 'portal', 0, 3)], around('2026-06-01'));
    const named = { ...report, rows: [{ key: 'x', label: '=1+1;"', cells: [1, 0.25] }] };
    expect(csvOf(named, (key) => key)).toBe(
      '\uFEFF;count (count);share (share)\r\n"\'=1+1;""";1;0,25\r\nreceived (count);3\r\n',
    );
  });
});
