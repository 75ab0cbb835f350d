import { csvLine } from '../../../platform/src/http/csv.rules.js';
import type { Report } from './report.model.js';

/**
 * A report as CSV: semicolons and a byte order mark, as Norwegian spreadsheets take them. What could
 * be taken for a formula is led by an apostrophe.
 */
export function csvOf(report: Report, labelOf: (key: string) => string): string {
  const { columns, rows, summary } = report;
  const lines = [
    ['', ...columns.map(({ id, unit }) => `${labelOf(id)} (${labelOf(unit)})`)],
    ...rows.map(({ key, label, cells }) => [label ?? labelOf(key), ...cells]),
    ...summary.map(({ key, unit, value }) => [`${labelOf(key)} (${labelOf(unit)})`, value]),
  ];
  return `\uFEFF${lines.map((line) => csvLine(line, ';')).join('')}`;
}
