import { longestRecordBytes } from '../lists/row.scanner.js';
import { listRefused } from '../vault.refusals.js';

const lineFeed = 10;
const carriageReturn = 13;
const quote = 34;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** A record's wanted fields as text, in the order in which the columns were asked for. */
export type OnRecord = (fields: readonly string[], line: number) => void;

/**
 * Reads several named columns of a list with a header: what matching and relations need beside the
 * identity number. Holds one record; the header settles delimiter and columns.
 *
 * Throws a {@link listRefused} problem when the list as a whole cannot be trusted.
 */
export class RecordReader {
  private rest: Buffer = Buffer.alloc(0);
  private quoted = false;
  private scanned = 0;
  private line = 1;
  private columns: number[] | null = null;
  private delimiter = 0;
  private count = 0;
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true });

  constructor(
    /** For each column the names it may have, in small letters. */
    private readonly wanted: readonly (readonly string[])[],
    private readonly onRecord: OnRecord,
  ) {}

  get rows(): number {
    return this.count;
  }

  push(chunk: Uint8Array): void {
    this.rest = this.rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.rest, chunk]);
    let from = 0;
    for (let at = this.scanned; at < this.rest.length; at++) {
      const byte = this.rest[at];
      if (byte === quote) this.quoted = !this.quoted;
      else if (byte === lineFeed && !this.quoted) {
        this.record(this.rest.subarray(from, at));
        from = at + 1;
      }
    }
    this.rest = this.rest.subarray(from);
    this.scanned = this.rest.length;
    if (this.rest.length > longestRecordBytes) throw tooLong();
  }

  end(): void {
    if (this.quoted) {
      throw listRefused('quote-not-closed', 'quotes-in-pairs', 'Close the last quoted field.');
    }
    if (this.rest.length > 0) this.record(this.rest);
    if (this.count === 0) {
      throw listRefused('list-empty', 'at-least-one-row', 'Send a list with at least one row.');
    }
  }

  private record(bytes: Buffer): void {
    if (bytes.length > longestRecordBytes) throw tooLong();
    const line = this.line;
    for (const byte of bytes) if (byte === lineFeed) this.line++;
    this.line++;
    if (this.columns === null) return this.open(bytes);
    this.count++;
    const fields = this.fieldsOf(bytes);
    this.onRecord(
      this.columns.map((column) => fields[column] ?? ''),
      line,
    );
  }

  private open(bytes: Buffer): void {
    const start = byteOrderMark.equals(bytes.subarray(0, 3)) ? bytes.subarray(3) : bytes;
    for (const delimiter of [';', ',', '\t']) {
      this.delimiter = delimiter.charCodeAt(0);
      const names = this.fieldsOf(start).map((name) => name.normalize('NFC').toLowerCase());
      const columns = this.wanted.map((known) => names.findIndex((name) => known.includes(name)));
      if (columns.every((column) => column >= 0)) {
        this.columns = columns;
        return;
      }
    }
    throw listRefused(
      'columns-missing',
      'columns-of-the-plan',
      `Name the columns in the first line: ${this.wanted.map(([name]) => name).join(', ')}.`,
    );
  }

  private fieldsOf(bytes: Buffer): string[] {
    const text = this.textOf(bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes);
    const delimiter = String.fromCharCode(this.delimiter);
    if (!text.includes('"')) return text.split(delimiter).map((field) => field.trim());
    const fields: string[] = [];
    let field = '';
    let quoted = false;
    for (let at = 0; at < text.length; at++) {
      const character = text[at]!;
      if (character === '"') {
        if (quoted && text[at + 1] === '"') {
          field += '"';
          at++;
        } else quoted = !quoted;
      } else if (character === delimiter && !quoted) {
        fields.push(field.trim());
        field = '';
      } else field += character;
    }
    return [...fields, field.trim()];
  }

  private textOf(bytes: Buffer): string {
    try {
      return this.utf8.decode(bytes);
    } catch {
      throw listRefused('list-not-utf-8', 'utf-8', 'Save the list as UTF-8 and send it again.');
    }
  }
}

function tooLong(): Error {
  return listRefused(
    'line-too-long',
    `at-most-${longestRecordBytes}-bytes-a-line`,
    'Check line ends and quotes: one line holds more than a row.',
  );
}
