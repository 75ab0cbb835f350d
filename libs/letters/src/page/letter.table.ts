import type { LetterBlock } from '../wording/letter.form.js';
import { edges, type Sheet, type Structure, type TextStyle } from './letter.sheet.js';

const body: TextStyle = { font: 'regular', size: 9, leading: 12 };
const head: TextStyle = { ...body, font: 'bold' };
const PADDING = 3.5;
const GUTTER = 8;
/** So many lines of its first row a table begins with at least. */
const ROW_BEGINS = 4;

type Table = LetterBlock & { kind: 'table' };

interface Column {
  x: number;
  width: number;
}

/** Draws a table: header cells that are repeated on each page, rows that break where they must. */
export function drawTable(sheet: Sheet, parent: Structure, { weights, header, rows }: Table): void {
  const columns = columnsOf(weights);
  const headerLines = cellsOf(sheet, header, columns, head);
  const headerHeight = heightOf(headerLines);
  const bodyRows = rows.map((row) => cellsOf(sheet, row, columns, body));

  sheet.keep(heightToStart(sheet, headerLines, bodyRows[0]));
  const table = sheet.group(parent, 'Table');
  const headerRow = sheet.group(table, 'TR');
  headerLines.forEach((lines, index) => {
    const cell = sheet.group(headerRow, 'TH', { scope: 'Column' });
    at(sheet, PADDING, () => sheet.printHere(cell, 'TH', lines, columns[index]!.x, head));
    cell.end();
  });
  endRow(sheet, headerHeight);
  headerRow.end();

  const turnPage = () => {
    sheet.newPage();
    sheet.artifact('Pagination', () => {
      headerLines.forEach((lines, index) => {
        at(sheet, PADDING, () => sheet.draw(lines, columns[index]!.x, head));
      });
    });
    endRow(sheet, headerHeight);
  };
  const roomOnNewPage = edges.bottom - edges.top - headerHeight;
  for (const lines of bodyRows) {
    const height = heightOf(lines) + sheet.heightOfNotes(lines.flat());
    if (height > sheet.room && height <= roomOnNewPage) turnPage();
    drawRow(sheet, sheet.group(table, 'TR'), lines, columns, turnPage);
  }
  table.end();
}

/** What must be left of a page for a table to begin on it. */
export function heightToStartTable(sheet: Sheet, { weights, header, rows }: Table): number {
  const columns = columnsOf(weights);
  const first = rows[0] && cellsOf(sheet, rows[0], columns, body);
  return heightToStart(sheet, cellsOf(sheet, header, columns, head), first);
}

/** A header is not left behind without the beginning of a row. */
function heightToStart(sheet: Sheet, header: string[][], row: string[][] = []): number {
  const lines = row.map((cell) => cell.slice(0, ROW_BEGINS));
  return heightOf(header) + heightOf(lines) + sheet.heightOfNotes(lines.flat());
}

function cellsOf(
  sheet: Sheet,
  row: readonly string[],
  columns: readonly Column[],
  style: TextStyle,
): string[][] {
  return row.map((text, index) => sheet.lines(text, columns[index]!.width, style));
}

/** Draws a row, in pieces where it is taller than what is left of the page. */
function drawRow(
  sheet: Sheet,
  row: Structure,
  cells: readonly string[][],
  columns: readonly Column[],
  turnPage: () => void,
): void {
  const elements = cells.map(() => sheet.group(row, 'TD'));
  const count = Math.max(1, ...cells.map((lines) => lines.length));
  for (let first = 0; first < count;) {
    const rest = cells.map((lines) => lines.slice(first));
    const fitting = sheet.fitting(rest, body.leading, 2 * PADDING);
    if (fitting < 1) {
      turnPage();
      continue;
    }
    const next = Math.min(count, first + fitting);
    cells.forEach((lines, index) => {
      const here = lines.slice(first, next);
      if (here.length === 0) return;
      at(sheet, PADDING, () => {
        sheet.printHere(elements[index]!, 'TD', here, columns[index]!.x, body);
      });
    });
    endRow(sheet, (next - first) * body.leading + 2 * PADDING);
    first = next;
  }
  row.end();
}

/** Does something a little below the cursor. */
function at(sheet: Sheet, offset: number, draw: () => void): void {
  sheet.y += offset;
  draw();
  sheet.y -= offset;
}

function endRow(sheet: Sheet, height: number): void {
  sheet.y += height;
  sheet.rule(edges.left, edges.right, sheet.y);
}

function heightOf(cells: readonly string[][]): number {
  return Math.max(1, ...cells.map((lines) => lines.length)) * body.leading + 2 * PADDING;
}

function columnsOf(weights: readonly number[]): Column[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const usable = edges.right - edges.left;
  let x = edges.left;
  return weights.map((weight) => {
    const share = (usable * weight) / total;
    const column = { x, width: share - GUTTER };
    x += share;
    return column;
  });
}
