import { type IdentityPolicy, judgeIdentity } from '../people/identity.rules.js';
import { type RowReport } from '../people/row.report.js';
import { listRefused } from '../vault.refusals.js';
import { aliasCode } from './alias.rules.js';

/** Aliases a file may have: each takes some forty bytes of memory while people are made out. */
export const mostAliases = 4_000_000;

const longestLine = 65_536;
const numbers = /^[0-9]{11}$/;
const dates = /^(\d{4}-\d{2}-\d{2})?(T.*)?$/;

const oldNames = [
  'old_number',
  'oldnumber',
  'gammelt_nummer',
  'gammel',
  'foedselsEllerDNummerGammelt',
];
const newNames = ['new_number', 'newnumber', 'nytt_nummer', 'ny', 'foedselsEllerDNummerNytt'];
const fromNames = ['from', 'from_date', 'gyldighetstidspunkt', 'gyldig_fra'];

interface Columns {
  delimiter: string;
  old: number;
  new: number;
  from: number;
}

/** Pairs of identity numbers: date and individual part of the old one, then of the new one. */
export class AliasPairs {
  private pairs = new Uint32Array(4_096);
  private lines = new Uint32Array(1_024);
  count = 0;

  add(old: string, replaced: string, line: number): void {
    if (this.count === this.lines.length) this.grow();
    const at = this.count * 4;
    this.pairs[at] = Number(old.slice(0, 6));
    this.pairs[at + 1] = Number(old.slice(6));
    this.pairs[at + 2] = Number(replaced.slice(0, 6));
    this.pairs[at + 3] = Number(replaced.slice(6));
    this.lines[this.count++] = line;
  }

  /** Pairs that stood before: they have no line. */
  addWords(words: Uint32Array): void {
    while (this.count * 4 + words.length > this.pairs.length) this.grow();
    this.pairs.set(words, this.count * 4);
    this.count += words.length / 4;
  }

  lineOf(pair: number): number {
    return this.lines[pair]!;
  }

  words(): Uint32Array {
    return this.pairs.subarray(0, this.count * 4);
  }

  private grow(): void {
    const pairs = new Uint32Array(this.pairs.length * 2);
    pairs.set(this.pairs);
    this.pairs = pairs;
    const lines = new Uint32Array(this.lines.length * 2);
    lines.set(this.lines);
    this.lines = lines;
  }
}

/**
 * Reads a file of replaced identity numbers as Folkeregisteret hands them on: old number, new
 * number and, where given, the day the new one holds from; comma, semicolon or tab between columns,
 * with or without names in the first line.
 */
export class AliasReader {
  private rest = '';
  private line = 0;
  private columns: Columns | null = null;
  private rowCount = 0;
  private refusedCount = 0;

  constructor(
    private readonly policy: IdentityPolicy,
    private readonly today: string,
    private readonly pairs: AliasPairs,
    readonly reported: RowReport,
  ) {}

  get rows(): number {
    return this.rowCount;
  }

  get refused(): number {
    return this.refusedCount;
  }

  push(chunk: Uint8Array): void {
    // Only digits, dates and delimiters are looked at: their bytes mean the same in all encodings.
    const lines = (this.rest + Buffer.from(chunk).toString('latin1')).split('\n');
    this.rest = lines.pop()!;
    if (this.rest.length > longestLine) throw lineTooLong();
    for (const line of lines) this.take(line);
  }

  end(): void {
    if (this.rest !== '') this.take(this.rest);
    this.rest = '';
    if (this.rowCount === 0) {
      throw listRefused('list-empty', 'at-least-one-row', 'Send a file with at least one row.');
    }
  }

  private take(text: string): void {
    this.line++;
    if (text.length > longestLine) throw lineTooLong();
    if (this.columns === null) {
      const first = columnsOf(text.replace(/^ï»¿/, ''));
      this.columns = first.columns;
      if (first.isHeader) return;
    }
    this.rowCount++;
    if (this.rowCount > mostAliases) {
      throw listRefused('too-many-rows', `at-most-${mostAliases}-rows`, 'Send the file in two.');
    }
    const { delimiter, old, new: replaced, from } = this.columns;
    const fields = fieldsOf(text, delimiter);
    const reason = this.judge(fields[old] ?? '', fields[replaced] ?? '', fields[from] ?? '');
    if (reason === 0) this.pairs.add(fields[old]!, fields[replaced]!, this.line);
    else {
      this.refusedCount++;
      this.reported.add(this.line, reason);
    }
  }

  private judge(old: string, replaced: string, from: string): number {
    if (old === '' || replaced === '') return aliasCode('not-two-numbers');
    if (!this.isValid(old)) return aliasCode('old-number-invalid');
    if (!this.isValid(replaced)) return aliasCode('new-number-invalid');
    if (!dates.test(from)) return aliasCode('from-date-malformed');
    return from.slice(0, 10) > this.today ? aliasCode('not-in-force-yet') : 0;
  }

  private isValid(number: string): boolean {
    return numbers.test(number) && judgeIdentity(Buffer.from(number), 0, this.policy) === 0;
  }
}

function columnsOf(text: string): { columns: Columns; isHeader: boolean } {
  for (const delimiter of [';', ',', '\t']) {
    const names = fieldsOf(text, delimiter).map((name) => name.toLowerCase());
    const placeOf = (known: string[]): number =>
      names.findIndex((name) => known.some((other) => other.toLowerCase() === name));
    const [old, replaced] = [placeOf(oldNames), placeOf(newNames)];
    const from = placeOf(fromNames);
    if (old >= 0 && replaced >= 0) {
      return { columns: { delimiter, old, new: replaced, from }, isHeader: true };
    }
    if (/^\d{11}$/.test(names[0]!) && names.length > 1) {
      return { columns: { delimiter, old: 0, new: 1, from: 2 }, isHeader: false };
    }
  }
  throw listRefused(
    'alias-columns-missing',
    'old-number-and-new-number',
    'Name the columns in the first line: old_number, new_number and, if known, from_date.',
  );
}

const fieldsOf = (text: string, delimiter: string): string[] =>
  text.split(delimiter).map((field) =>
    field
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );

function lineTooLong(): Error {
  return listRefused('line-too-long', `at-most-${longestLine}-bytes-a-line`, 'Check line ends.');
}
