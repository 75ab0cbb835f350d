export type Cell = string | number | boolean | null | undefined;

/**
 * One line of a CSV file (RFC 4180). A spreadsheet takes a text that begins with one of these marks
 * for a formula; an apostrophe before it keeps it a text.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
