import { caseKinds } from '../../../cases/src/case.kinds.model.js';
import type { MeasureName } from '../measures/measure.model.js';
import type { Row, Sum, Surroundings, Table } from './report.model.js';
import { monthsBetween } from './report.months.rules.js';
import { countOf, quantile, shareOf } from './spread.rules.js';

const inTable: Table['columns'] = [
  { id: 'count', unit: 'count' },
  { id: 'share', unit: 'share' },
];

/** What came, was decided and was delivered, month by month. */
export function byMonth(sums: readonly Sum[], { fromMonth, toMonth }: Surroundings): Table {
  const count = (measure: MeasureName, month: string) =>
    countOf(sums.filter((sum) => sum.measure === measure && sum.month === month));
  const measures = ['received', 'decisions', 'data-available'] as const;
  const rows = monthsBetween(fromMonth, toMonth).map((key) => ({
    key,
    cells: measures.map((measure) => count(measure, key)),
  }));
  return {
    columns: measures.map((id) => ({ id, unit: 'count' })),
    rows,
    summary: measures.map((measure, index) => ({
      key: measure,
      unit: 'count',
      value: rows.reduce((sum, { cells }) => sum + (cells[index] ?? 0), 0),
    })),
  };
}

/** New applications against changes of what was granted. */
export function kinds(sums: readonly Sum[]): Table {
  const all = countOf(sums);
  const rows = caseKinds.map((key) => {
    const count = countOf(sums.filter(({ kind }) => kind === key));
    return { key, cells: [count, shareOf(count, all)] };
  });
  return { columns: inTable, rows, summary: [{ key: 'received', unit: 'count', value: all }] };
}

/** An application may name several purposes: the shares are of the applications. */
export function purposes(sums: readonly Sum[]): Table {
  const received = countOf(sums.filter(({ measure }) => measure === 'received'));
  return {
    columns: inTable,
    rows: counted(sums, 'purposes', received),
    summary: [{ key: 'received', unit: 'count', value: received }],
  };
}

/** Every signed decision, and how long after the application came. */
export function decisions(sums: readonly Sum[]): Table {
  const made = sums.filter(({ measure }) => measure === 'decisions');
  const rows = ['granted', 'partly-granted', 'refused', 'dismissed'].map((key) => {
    const days = made.filter(({ part }) => part === key);
    const count = countOf(days);
    return { key, cells: [count, shareOf(count, countOf(made)), quantile(days, 0.5)] };
  });
  return {
    columns: [...inTable, { id: 'median', unit: 'working-days' }],
    rows,
    summary: [
      { key: 'decisions', unit: 'count', value: countOf(made) },
      { key: 'median', unit: 'working-days', value: quantile(made, 0.5) },
    ],
  };
}

export function exemptions(sums: readonly Sum[]): Table {
  return wholeOf(sums, 'exemptions');
}

/** Every appeal that came, with what became of it, or where it lies. */
export function appeals(sums: readonly Sum[]): Table {
  return wholeOf(sums, 'appeals');
}

/** Per registry: projects that had data from it for the first time, and deliveries made. */
export function recipients(sums: readonly Sum[], { registries }: Surroundings): Table {
  const rows = registries.map(({ id, name }) => {
    const deliveries = sums.filter((sum) => sum.measure === 'deliveries' && sum.part === id);
    return {
      key: id,
      label: name,
      cells: [
        countOf(sums.filter((sum) => sum.measure === 'recipients' && sum.part === id)),
        countOf(deliveries),
        quantile(deliveries, 0.5),
        quantile(deliveries, 0.9),
      ],
    };
  });
  const kindOf = new Map(registries.map(({ id, kind }) => [id, kind]));
  const ofKind = (measure: MeasureName, kind: string) =>
    countOf(sums.filter((sum) => sum.measure === measure && kindOf.get(sum.part) === kind));
  return {
    columns: [
      { id: 'recipients', unit: 'count' },
      { id: 'deliveries', unit: 'count' },
      { id: 'median', unit: 'days' },
      { id: 'p90', unit: 'days' },
    ],
    rows: rows.sort((a, b) => (b.cells[0] ?? 0) - (a.cells[0] ?? 0) || compare(a, b)),
    summary: (['statutory', 'quality'] as const).flatMap((kind) => [
      { key: `recipients-${kind}`, unit: 'count' as const, value: ofKind('recipients', kind) },
      { key: `deliveries-${kind}`, unit: 'count' as const, value: ofKind('deliveries', kind) },
    ]),
  };
}

/** Which registries delivered on application in the period, and which delivered nothing. */
export function deliveringRegistries(sums: readonly Sum[], { registries }: Surroundings): Table {
  const delivered = new Set(sums.filter(({ count }) => count > 0).map(({ part }) => part));
  const rows = (['statutory', 'quality'] as const).map((key) => {
    const ofKind = registries.filter(({ kind }) => kind === key);
    const active = ofKind.filter(({ id }) => delivered.has(id)).length;
    return { key, cells: [active, ofKind.length - active, ofKind.length] };
  });
  const silent = registries
    .filter(({ id }) => !delivered.has(id))
    .map(({ id, name }) => ({ key: id, label: name, cells: [0, 1, 1] }));
  return {
    columns: [
      { id: 'delivered', unit: 'count' },
      { id: 'none', unit: 'count' },
      { id: 'all', unit: 'count' },
    ],
    rows: [...rows, ...silent.sort(compare)],
    summary: [],
  };
}

/** How often the data of each kind of registry were linked with others. */
export function linkages(sums: readonly Sum[], { registries }: Surroundings): Table {
  const rows = (['statutory', 'quality'] as const).map((key) => {
    const ids = new Set(registries.filter(({ kind }) => kind === key).map(({ id }) => id));
    const ofKind = sums.filter(({ part }) => ids.has(part));
    return { key, cells: [countOf(ofKind), new Set(ofKind.map(({ part }) => part)).size] };
  });
  return {
    columns: [
      { id: 'linkages', unit: 'count' },
      { id: 'registries', unit: 'count' },
    ],
    rows,
    summary: [{ key: 'linkages', unit: 'count', value: countOf(sums) }],
  };
}

export function hoursAndFees(sums: readonly Sum[]): Table {
  const minutes = new Map<string, number>();
  for (const { measure, part, count } of sums) {
    if (measure === 'minutes') minutes.set(part, (minutes.get(part) ?? 0) + count);
  }
  const fees = (part: string) =>
    countOf(sums.filter((sum) => sum.measure === 'fees' && sum.part === part));
  const all = [...minutes.values()].reduce((sum, worked) => sum + worked, 0);
  return {
    columns: [
      { id: 'hours', unit: 'hours' },
      { id: 'share', unit: 'share' },
    ],
    rows: [...minutes]
      .map(([key, worked]) => ({ key, cells: [worked / 60, shareOf(worked, all)] }))
      .sort(compare),
    summary: [
      { key: 'hours', unit: 'hours', value: all / 60 },
      { key: 'invoiced', unit: 'nok', value: fees('invoiced') },
      { key: 'exempt', unit: 'count', value: fees('exempt') },
    ],
  };
}

function wholeOf(sums: readonly Sum[], measure: MeasureName): Table {
  const all = countOf(sums.filter((sum) => sum.measure === measure));
  return {
    columns: inTable,
    rows: counted(sums, measure, all),
    summary: [{ key: measure, unit: 'count', value: all }],
  };
}

function counted(sums: readonly Sum[], measure: MeasureName, whole: number): Row[] {
  const counts = new Map<string, number>();
  for (const sum of sums) {
    if (sum.measure === measure) counts.set(sum.part, (counts.get(sum.part) ?? 0) + sum.count);
  }
  return [...counts]
    .map(([key, count]) => ({ key, cells: [count, shareOf(count, whole)] }))
    .sort(compare);
}

function compare(a: Row, b: Row): number {
  return (a.label ?? a.key) < (b.label ?? b.key) ? -1 : 1;
}
