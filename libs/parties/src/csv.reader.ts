import { type Info, parse } from 'csv-parse/sync';
import { type FieldProblem, Refused } from '#platform';

/** One record of a file with a header line, its cells under our own names for the columns. */
export interface CsvRecord<Column extends string> {
  /** The line of the file that the record ends on, the header being line 1. */
  lineNumber: number;
  cells: Partial<Record<Column, string>>;
}

/** Our name for each column, and the headers that mean it. Case and blanks at the ends do not count. */
export type CsvColumns<Column extends string> = Readonly<
  Record<Column, { isRequired: boolean; headers: readonly string[] }>
>;

/**
 * Reads a file of comma-, semicolon- or tab-separated values whose header line names the columns, in
 * any order. Columns nobody asked for are left alone. Reading stops behind the last row allowed: a
 * small file can hold a million rows. Throws {@link Refused} with `code`.
 */
export function readCsv<Column extends string>(
  text: string,
  columns: CsvColumns<Column>,
  code: string,
  mostRows: number,
): CsvRecord<Column>[] {
  const [header, ...records] = recordsOf(text, code, mostRows);
  const places = placesOf(header?.record ?? [], columns, code);
  if (records.length > mostRows) {
    throw refused(code, {
      field: 'file',
      rule: `at most ${mostRows} rows`,
      todo: 'send the list in parts',
    });
  }
  return records.map(({ record, info }) => ({
    lineNumber: info.lines,
    cells: Object.fromEntries(
      places.map(([column, index]) => [column, (record[index] ?? '').trim()]),
    ) as CsvRecord<Column>['cells'],
  }));
}

type Parsed = { record: string[]; info: Info };

function recordsOf(text: string, code: string, mostRows: number): Parsed[] {
  const firstLine = /^\ufeff?([^\r\n]*)/.exec(text)?.[1] ?? '';
  const delimiter = [';', '\t'].find((mark) => firstLine.includes(mark)) ?? ',';
  try {
    return parse(text, {
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // The header, the rows, and one more to tell that there are too many.
      to: mostRows + 2,
    }) as unknown as Parsed[];
  } catch {
    throw refused(code, {
      field: 'file',
      rule: 'comma, semicolon or tab between the cells, and every quotation mark closed',
      todo: 'save it as CSV, UTF-8',
    });
  }
}

function placesOf<Column extends string>(
  header: readonly string[],
  columns: CsvColumns<Column>,
  code: string,
): [Column, number][] {
  const names = header.map((name) => name.trim().toLowerCase());
  const places = (Object.keys(columns) as Column[]).map(
    (column) =>
      [column, names.findIndex((name) => columns[column].headers.includes(name))] as const,
  );
  const missing = places.filter(([column, index]) => index < 0 && columns[column].isRequired);
  if (missing.length > 0) {
    throw refused(
      code,
      ...missing.map(([column]) => ({
        field: `line 1, ${column}`,
        rule: `the header line names this column: ${columns[column].headers.join(', ')}`,
        todo: 'add the column, or its name in the first line',
      })),
    );
  }
  return places.filter(([, index]) => index >= 0).map(([column, index]) => [column, index]);
}

function refused(code: string, ...problems: FieldProblem[]): Refused {
  return new Refused({ code, kind: 'facts', problems });
}
