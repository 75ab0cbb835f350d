import {
  type ColumnMetaData,
  type FileMetaData,
  parquetMetadata,
  type SchemaElement,
} from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { reasonCode } from '../people/identity.rules.js';
import { listRefused } from '../vault.refusals.js';
import { identityColumnOf } from './list.layout.js';
import { decodePage, dictionaryOf, type PageValues } from './parquet.page.js';
import { parquetRefusals } from './parquet.refusals.js';
import { unpackedPage } from './parquet.unpacking.js';
import { reasonOf, type RowSink } from './row.scanner.js';

/** A file that is read to and fro. */
export interface RandomBytes {
  length: number;
  read(from: number, to: number): Buffer;
}

const mark = 'PAR1';
const endBytes = 8;
const longestFooterBytes = 2 * 2 ** 20;
const longestHeaderBytes = 65_536;
const longestPageBytes = 32 * 2 ** 20;
const mostRows = 0x7ff_ffff;
// Whole numbers are identity numbers whose type somebody guessed: read as the digits they are.
const textTypes = new Set(['BYTE_ARRAY', 'FIXED_LEN_BYTE_ARRAY', 'INT64']);
const numberLength = 11;
const longestNumber = 12;
const space = 32;

/**
 * The identity column of a Parquet file, page by page. Its contents, which stand at its end, may
 * claim anything: every place and length in them is held against the file before it is used.
 *
 * The hyparquet package reads the contents and the headers of pages. The values are decoded here,
 * from bytes to bytes: the package makes a string of each, and takes what a page says of its own
 * size at its word.
 */
export class ParquetList {
  private done = 0;

  private constructor(
    private readonly file: RandomBytes,
    private readonly contents: FileMetaData,
    private readonly column: SchemaElement,
  ) {}

  /** Throws a {@link listRefused} problem for what is no Parquet file, or one without such a column. */
  static open(file: RandomBytes): ParquetList {
    const contents = contentsOf(file);
    const columns = columnsOf(contents.schema);
    const column = columns[identityColumnOf(columns.map(({ name }) => name))]!;
    const isText = textTypes.has(column.type ?? '') && column.converted_type !== 'DECIMAL';
    if (column.repetition_type === 'REPEATED' || !isText) throw parquetRefusals.column();
    const rows = contents.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
    if (rows !== Number(contents.num_rows) || !(rows >= 0)) throw parquetRefusals.damaged();
    if (rows > mostRows) throw parquetRefusals.tooManyRows(mostRows);
    if (rows === 0) {
      throw listRefused('list-empty', 'at-least-one-row', 'Send a list with at least one person.');
    }
    return new ParquetList(file, contents, column);
  }

  get rows(): number {
    return this.done;
  }

  /** Hands every row to `sink`; pauses after each page and tells how many rows there were so far. */
  *read(sink: RowSink): Generator<number> {
    for (const group of this.contents.row_groups) {
      const chunk = group.columns.find(
        ({ meta_data: data }) =>
          data?.path_in_schema.length === 1 && data.path_in_schema[0] === this.column.name,
      );
      if (!chunk?.meta_data || chunk.file_path || chunk.crypto_metadata)
        throw parquetRefusals.damaged();
      yield* this.readChunk(chunk.meta_data, Number(group.num_rows), sink);
    }
  }

  private *readChunk(meta: ColumnMetaData, groupRows: number, sink: RowSink): Generator<number> {
    let at = Number(meta.dictionary_page_offset || meta.data_page_offset);
    const end = at + Number(meta.total_compressed_size);
    if (!(at >= mark.length && end <= this.file.length - endBytes)) throw parquetRefusals.damaged();
    const options = { column: this.column, codec: meta.codec };
    let dictionary: PageValues | null = null;
    let left = groupRows;
    while (left > 0) {
      if (at >= end) throw parquetRefusals.damaged();
      const { header, length } = this.headerAt(at, end);
      const { type, compressed_page_size: packed, uncompressed_page_size: open } = header;
      at += length;
      if (!(packed >= 0 && open >= 0 && at + packed <= end)) throw parquetRefusals.damaged();
      if (packed > longestPageBytes || open > longestPageBytes)
        throw parquetRefusals.pageTooLong(longestPageBytes);
      const bytes = this.file.read(at, at + packed);
      at += packed;
      if (type === 'DICTIONARY_PAGE') {
        dictionary = dictionaryOf(unpackedPage(bytes, open, meta.codec), header, options.column);
      } else if (type === 'DATA_PAGE' || type === 'DATA_PAGE_V2') {
        const rows = decodePage(bytes, header, dictionary, options, left, (value, from, to) =>
          this.row(sink, value, from, to),
        );
        left -= rows;
        yield this.done;
      }
    }
  }

  private headerAt(
    at: number,
    end: number,
  ): { header: ReturnType<typeof parquetHeader>; length: number } {
    const bytes = this.file.read(at, Math.min(end, at + longestHeaderBytes));
    const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), offset: 0 };
    return readable(() => ({ header: parquetHeader(reader), length: reader.offset }));
  }

  /** One row, which is a line of its own: blanks around a number mean as little as they do in CSV. */
  private row(sink: RowSink, bytes: Uint8Array | null, from: number, to: number): void {
    const line = ++this.done;
    if (!bytes) return sink.refused(line, reasonCode('empty'));
    while (from < to && bytes[from] === space) from++;
    while (from < to && bytes[to - 1] === space) to--;
    let digits = 0;
    while (digits < to - from && (bytes[from + digits]! - 48) >>> 0 <= 9) digits++;
    const isNumber = digits === to - from;
    if (isNumber && digits === numberLength) sink.digits(bytes, from, line);
    else if (isNumber && digits === longestNumber && sink.twelveDigits) {
      sink.twelveDigits(bytes, from, line);
    } else sink.refused(line, reasonOf(isNumber ? digits : null));
  }
}

function contentsOf(file: RandomBytes): FileMetaData {
  if (file.length < mark.length + endBytes + 1) throw parquetRefusals.damaged();
  const end = file.read(file.length - endBytes, file.length);
  if (end.toString('latin1', 4) !== mark) throw parquetRefusals.damaged();
  const length = end.readUInt32LE(0);
  if (length > file.length - endBytes - mark.length) throw parquetRefusals.damaged();
  if (length > longestFooterBytes) throw parquetRefusals.tooMuchContents(longestFooterBytes);
  const footer = file.read(file.length - endBytes - length, file.length);
  return readable(() => parquetMetadata(new Uint8Array(footer), { geoparquet: false }));
}

/** The columns that stand in no list or group. */
function columnsOf([root, ...elements]: readonly SchemaElement[]): SchemaElement[] {
  const columns: SchemaElement[] = [];
  const open = [root?.num_children ?? 0];
  for (const element of elements) {
    if (open.length === 1 && !element.num_children) columns.push(element);
    open[open.length - 1]! -= 1;
    if (element.num_children) open.push(element.num_children);
    while (open.length > 1 && open.at(-1) === 0) open.pop();
  }
  return columns;
}

/** The package throws plain errors, of which some hold what was read. */
function readable<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw parquetRefusals.damaged();
  }
}
