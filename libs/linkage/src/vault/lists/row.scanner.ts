import { type ReasonCode, reasonCode } from '../people/identity.rules.js';
import type { ListLayout } from './list.layout.js';
import { listRefused } from '../vault.refusals.js';

/** Where the rows of a list go. */
export interface RowSink {
  /** Eleven ASCII digits stand at `at` on this line; the bytes are only lent. */
  digits(bytes: Uint8Array, at: number, line: number): void;
  /** Twelve ASCII digits, as a DUF number has. A sink without this refuses them. */
  twelveDigits?(bytes: Uint8Array, at: number, line: number): void;
  /** The row on this line holds nothing that can be an identity number. */
  refused(line: number, reason: ReasonCode): void;
}

/** The longest record, in bytes. A longer one means a lost line end or an unclosed quote. */
export const longestRecordBytes = 65_536;

const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const quote = 34;
const numberLength = 11;
const longestNumber = 12;

const enum At {
  fieldStart,
  plain,
  quoted,
  quoteInQuoted,
}

/**
 * Finds the identity column of every record in a stream of bytes, whatever way the stream is cut
 * into chunks. Holds twelve bytes at most; every record reaches the sink exactly once.
 */
export class RowScanner {
  private at = At.fieldStart;
  private column = 0;
  private reported = false;
  private recordLine: number;
  private recordStart = 0;
  private position = 0;
  private readonly field = new Uint8Array(longestNumber);
  private fieldLength = 0;
  private fieldClosed = false;
  private fieldSpoilt = false;
  private rowCount = 0;

  constructor(
    private readonly layout: ListLayout,
    private line: number,
    private readonly sink: RowSink,
  ) {
    this.recordLine = line;
  }

  get rows(): number {
    return this.rowCount;
  }

  push(chunk: Uint8Array): void {
    const { delimiter, identityColumn } = this.layout;
    const length = chunk.length;
    let i = 0;
    while (i < length) {
      if (
        this.at === At.fieldStart &&
        this.column === identityColumn &&
        i + numberLength < length
      ) {
        // The common row, straight from the chunk: digits, then the end of the field.
        const after = chunk[i + numberLength]!;
        const lineEnd =
          after === lineFeed ? 1 : after === carriageReturn && chunk[i + 12] === lineFeed ? 2 : 0;
        if ((lineEnd > 0 || after === delimiter) && areDigits(chunk, i)) {
          this.sink.digits(chunk, i, this.recordLine);
          this.reported = true;
          i += numberLength + Math.max(lineEnd, 1);
          if (lineEnd > 0) this.endRecord(this.position + i);
          else this.column++;
          continue;
        }
      }
      const byte = chunk[i++]!;
      if (this.at === At.quoted) {
        if (byte === quote) this.at = At.quoteInQuoted;
        else {
          if (byte === lineFeed) this.line++;
          this.take(byte);
        }
      } else if (byte === lineFeed) {
        this.endField();
        this.endRecord(this.position + i);
      } else if (byte === delimiter) this.endField();
      else if (byte === quote && this.at === At.fieldStart) this.at = At.quoted;
      else if (byte === quote && this.at === At.quoteInQuoted) {
        this.at = At.quoted;
        this.take(byte);
      } else {
        this.at = At.plain;
        this.take(byte);
      }
    }
    this.position += length;
    if (this.position - this.recordStart > longestRecordBytes) throw recordTooLong();
  }

  /** Ends the last record, with or without a line end behind it. */
  end(): void {
    if (this.at === At.quoted) {
      throw listRefused('quote-not-closed', 'quotes-in-pairs', 'Close the last quoted field.');
    }
    if (this.position > this.recordStart) {
      this.endField();
      this.endRecord(this.position);
    }
  }

  private take(byte: number): void {
    if (this.column !== this.layout.identityColumn) return;
    if (byte >= 48 && byte <= 57) {
      if (this.fieldLength === longestNumber || this.fieldClosed) this.fieldSpoilt = true;
      else this.field[this.fieldLength++] = byte;
    } else if (byte === space || byte === carriageReturn) this.fieldClosed = this.fieldLength > 0;
    else this.fieldSpoilt = true;
  }

  private endField(): void {
    if (this.column === this.layout.identityColumn && !this.reported) {
      this.reported = true;
      if (this.fieldLength === numberLength && !this.fieldSpoilt) {
        this.sink.digits(this.field, 0, this.recordLine);
      } else if (
        this.fieldLength === longestNumber &&
        !this.fieldSpoilt &&
        this.sink.twelveDigits !== undefined
      ) {
        this.sink.twelveDigits(this.field, 0, this.recordLine);
      } else {
        const digits = this.fieldSpoilt ? null : this.fieldLength;
        this.sink.refused(this.recordLine, reasonOf(digits));
      }
    }
    this.at = At.fieldStart;
    this.column++;
    this.fieldLength = 0;
    this.fieldClosed = false;
    this.fieldSpoilt = false;
  }

  private endRecord(nextStart: number): void {
    if (!this.reported) this.sink.refused(this.recordLine, reasonCode('empty'));
    if (nextStart - this.recordStart > longestRecordBytes) throw recordTooLong();
    this.rowCount++;
    this.reported = false;
    this.at = At.fieldStart;
    this.column = 0;
    this.recordStart = nextStart;
    this.recordLine = ++this.line;
  }
}

/** Why a field is no identity number: of how many digits it is, null when it holds anything else. */
export function reasonOf(digits: number | null): ReasonCode {
  if (digits === 0) return reasonCode('empty');
  return reasonCode(digits === numberLength - 1 ? 'leading-zero-lost' : 'not-eleven-digits');
}

function areDigits(bytes: Uint8Array, at: number): boolean {
  for (let i = at; i < at + numberLength; i++) {
    if ((bytes[i]! - 48) >>> 0 > 9) return false;
  }
  return true;
}

function recordTooLong(): Error {
  return listRefused(
    'line-too-long',
    `at-most-${longestRecordBytes}-bytes-a-line`,
    'Check line ends and quotes: one line holds more than a person.',
  );
}
