import type { CompressionCodec, PageHeader, SchemaElement } from 'hyparquet';
import { hybrid } from './parquet.hybrid.js';
import { parquetRefusals } from './parquet.refusals.js';
import { unpackedPage } from './parquet.unpacking.js';

/** Values of a page: bytes, and where each begins and ends. */
export interface PageValues {
  bytes: Buffer;
  /** Two words each: from, to. */
  places: Uint32Array;
}

/** One row: the bytes of its value, lent, or null where it has none. */
export type OnRow = (bytes: Uint8Array | null, from: number, to: number) => void;

interface PageOptions {
  column: SchemaElement;
  codec: CompressionCodec;
}

const lengthBytes = 4;

/** The values a later page names by their places. */
export function dictionaryOf(page: Buffer, header: PageHeader, column: SchemaElement): PageValues {
  const count = header.dictionary_page_header?.num_values ?? -1;
  if (!(count >= 0 && count <= page.length)) throw parquetRefusals.damaged();
  return plainValues(page, count, column);
}

/** Hands each row of a page over, at most `most`; gives how many there were. */
export function decodePage(
  bytes: Buffer,
  header: PageHeader,
  dictionary: PageValues | null,
  { column, codec }: PageOptions,
  most: number,
  onRow: OnRow,
): number {
  const about = header.data_page_header ?? header.data_page_header_v2;
  const rows = about?.num_values ?? -1;
  if (!about || !(rows >= 0 && rows <= most)) throw parquetRefusals.damaged();
  const optional = column.repetition_type !== 'REQUIRED';
  const { levels, page } = header.data_page_header_v2
    ? levelsBesideValues(bytes, header, codec, optional)
    : levelsBeforeValues(unpackedPage(bytes, header.uncompressed_page_size, codec), optional);

  const present = optional ? levelsOf(levels, rows) : null;
  const count = present ? present.reduce((sum, level) => sum + level, 0) : rows;
  const values = valuesOf(page, about.encoding, count, column, dictionary);
  let value = 0;
  for (let row = 0; row < rows; row++) {
    if (present && present[row] === 0) onRow(null, 0, 0);
    else values(value++, onRow);
  }
  return rows;
}

interface Levels {
  levels: Buffer;
  page: Buffer;
}

function levelsBeforeValues(page: Buffer, optional: boolean): Levels {
  if (!optional) return { levels: Buffer.alloc(0), page };
  if (page.length < lengthBytes) throw parquetRefusals.damaged();
  const end = lengthBytes + page.readUInt32LE(0);
  if (end > page.length) throw parquetRefusals.damaged();
  return { levels: page.subarray(lengthBytes, end), page: page.subarray(end) };
}

function levelsBesideValues(
  bytes: Buffer,
  header: PageHeader,
  codec: CompressionCodec,
  optional: boolean,
): Levels {
  const about = header.data_page_header_v2!;
  const { repetition_levels_byte_length: repetition, definition_levels_byte_length: end } = about;
  const open = header.uncompressed_page_size - end;
  if (repetition !== 0 || !(end >= 0 && end <= bytes.length) || open < 0)
    throw parquetRefusals.damaged();
  if (about.num_rows !== about.num_values || (!optional && end > 0))
    throw parquetRefusals.damaged();
  const packed = bytes.subarray(end);
  const isPacked = about.is_compressed !== false && packed.length > 0;
  return {
    levels: bytes.subarray(0, end),
    page: isPacked ? unpackedPage(packed, open, codec) : packed,
  };
}

/** 1 for a row with a value, 0 for one without. */
function levelsOf(levels: Buffer, rows: number): Uint32Array {
  const present = new Uint32Array(rows);
  if (!hybrid(levels, 1, present)) throw parquetRefusals.damaged();
  return present;
}

function valuesOf(
  page: Buffer,
  encoding: string,
  count: number,
  column: SchemaElement,
  dictionary: PageValues | null,
): (place: number, onRow: OnRow) => void {
  if (encoding === 'PLAIN') return lending(plainValues(page, count, column));
  if (encoding !== 'RLE_DICTIONARY' && encoding !== 'PLAIN_DICTIONARY')
    throw parquetRefusals.encoding();
  if (!dictionary || (count > 0 && page.length === 0)) throw parquetRefusals.damaged();
  const width = page[0] ?? 0;
  const places = new Uint32Array(count);
  if (width > 32 || !hybrid(page.subarray(1), width, places)) throw parquetRefusals.damaged();
  const known = dictionary.places.length / 2;
  if (places.some((place) => place >= known)) throw parquetRefusals.damaged();
  const lend = lending(dictionary);
  return (value, onRow) => lend(places[value]!, onRow);
}

function lending({ bytes, places }: PageValues): (place: number, onRow: OnRow) => void {
  return (place, onRow) => onRow(bytes, places[place * 2]!, places[place * 2 + 1]!);
}

function plainValues(page: Buffer, count: number, column: SchemaElement): PageValues {
  if (count > page.length) throw parquetRefusals.damaged();
  if (column.type === 'INT64') return numbersAsText(page, count);
  const fixed = column.type === 'BYTE_ARRAY' ? null : (column.type_length ?? 0);
  const places = new Uint32Array(count * 2);
  let at = 0;
  for (let value = 0; value < count; value++) {
    if (fixed === null && at + lengthBytes > page.length) throw parquetRefusals.damaged();
    const length = fixed ?? page.readUInt32LE(at);
    at += fixed === null ? lengthBytes : 0;
    if (at + length > page.length) throw parquetRefusals.damaged();
    places[value * 2] = at;
    places[value * 2 + 1] = at += length;
  }
  return { bytes: page, places };
}

const longestNumber = 20;

/** Identity numbers that were taken for numbers: as text again, without the zeros they lost. */
function numbersAsText(page: Buffer, count: number): PageValues {
  if (count * 8 > page.length) throw parquetRefusals.damaged();
  const bytes = Buffer.alloc(count * longestNumber);
  const places = new Uint32Array(count * 2);
  for (let value = 0; value < count; value++) {
    const at = value * longestNumber;
    places[value * 2] = at;
    places[value * 2 + 1] = at + bytes.write(String(page.readBigInt64LE(value * 8)), at, 'latin1');
  }
  return { bytes, places };
}
