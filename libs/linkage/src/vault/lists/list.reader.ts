import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { layoutOf } from './list.layout.js';
import { longestRecordBytes, RowScanner, type RowSink } from './row.scanner.js';
import { listRefused } from '../vault.refusals.js';

const lineFeed = 10;
const quote = 34;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads a person list as a stream of bytes: comma, semicolon or tab between columns, with or
 * without byte order mark, carriage returns and quotes. Holds one record of text and no more.
 *
 * Throws a {@link listRefused} problem when the list as a whole cannot be trusted.
 */
export class ListReader {
  private opening: Uint8Array | null = Buffer.alloc(0);
  private scanner: RowScanner | null = null;
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true });
  private withinCharacter = false;

  constructor(private readonly sink: RowSink) {}

  get rows(): number {
    return this.scanner?.rows ?? 0;
  }

  push(chunk: Uint8Array): void {
    this.checkEncoding(chunk);
    if (this.scanner) return this.scanner.push(chunk);

    const opening = Buffer.concat([this.opening ?? Buffer.alloc(0), chunk]);
    const end = endOfRecord(opening);
    if (end < 0 && opening.length <= longestRecordBytes) this.opening = opening;
    else if (end < 0 || end > longestRecordBytes) {
      throw listRefused(
        'line-too-long',
        `at-most-${longestRecordBytes}-bytes-a-line`,
        'Check line ends and quotes: the first line does not end.',
      );
    } else this.open(opening, end);
  }

  end(): void {
    this.checkEncoding(null);
    if (!this.scanner) {
      const opening = this.opening ?? Buffer.alloc(0);
      if (withoutMark(opening).length === 0) throw empty();
      this.open(opening, opening.length);
    }
    this.scanner?.end();
    if (this.rows === 0) throw empty();
  }

  private open(opening: Uint8Array, end: number): void {
    const list = withoutMark(opening);
    const headerLength = end - (opening.length - list.length);
    const header = Buffer.from(list.subarray(0, headerLength));
    const text = header.toString('utf8').replace(/\r?\n?$/, '');
    const layout = layoutOf(text);

    const firstRow = layout.hasHeader ? headerLength : 0;
    const firstLine = layout.hasHeader ? text.split('\n').length + 1 : 1;
    this.scanner = new RowScanner(layout, firstLine, this.sink);
    this.opening = null;
    this.scanner.push(list.subarray(firstRow));
  }

  // A list that is not UTF-8 may also hide its delimiters and quotes, so no row of it is trusted.
  private checkEncoding(chunk: Uint8Array | null): void {
    if (chunk && !this.withinCharacter && isAscii(chunk)) return;
    try {
      this.utf8.decode(chunk ?? undefined, { stream: chunk !== null });
      this.withinCharacter = chunk !== null && chunk.length > 0 && chunk[chunk.length - 1]! > 127;
    } catch {
      throw listRefused('list-not-utf-8', 'utf-8', 'Save the list as UTF-8 and send it again.');
    }
  }
}

/** Where the first record ends, its line feed included; -1 when it does not end here. */
function endOfRecord(bytes: Uint8Array): number {
  let quoted = false;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === quote) quoted = !quoted;
    else if (bytes[i] === lineFeed && !quoted) return i + 1;
  }
  return -1;
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  return byteOrderMark.equals(bytes.subarray(0, 3)) ? bytes.subarray(3) : bytes;
}

function empty(): Error {
  return listRefused('list-empty', 'at-least-one-row', 'Send a list with at least one person.');
}
