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
  return `\uFEFF${lines.map((line) => line.map(fieldOf).join(';')).join('\r\n')}\r\n`;
}

/** One field: quoted where it must be, and never a formula. */
export function fieldOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number')
    return String(Math.round(value * 10_000) / 10_000).replace('.', ',');
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
