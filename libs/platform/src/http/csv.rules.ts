export type Cell = string | number | boolean | null | undefined;

/** Between the cells: a comma for programs, a semicolon for spreadsheets as they are set up in Norway. */
export type Separator = ',' | ';';

/**
 * One line of a CSV file (RFC 4180). A spreadsheet takes a text that begins with one of these marks
 * for a formula, those of double width too; an apostrophe before it keeps it a text. So does one
 * behind the other separator: a spreadsheet that is set up for that one cuts there, quotes or not. With semicolons numbers have the comma of
 * Norway, and as many decimals as somebody reads.
 */
export function csvLine(cells: readonly Cell[], separator: Separator = ','): string {
  return `${cells.map((cell) => csvCell(cell, separator)).join(separator)}\r\n`;
}

function csvCell(value: Cell, separator: Separator): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' && separator === ';') return inNorway(value);
  if (typeof value !== 'string') return String(value);
  const safe = value
    .replace(/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/, "'$&")
    .replace(/([,;\t])([=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1'$2");
  const needsQuotes = /[",;\t\r\n]/.test(safe);
  return needsQuotes ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function inNorway(value: number): string {
  return String(Math.round(value * 10_000) / 10_000).replace('.', ',');
}
