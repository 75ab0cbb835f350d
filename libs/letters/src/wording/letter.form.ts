import { withoutOuter } from './outer.blanks.rules.js';

/**
 * The text form between template and page. Every line is one piece, its first word says of what:
 *
 *     from <sender line>            to <recipient line>          ref <label> TAB <value>
 *     # <title>                     ## <heading>                 p <paragraph>
 *     - <list item>                 sign <name> TAB <role>
 *     cols <weight> TAB <weight>    th <cell> TAB <cell>         tr <cell> TAB <cell>
 *     note <name> TAB <footnote>
 *
 * A value never holds a line feed or a tab ({@link asValue}) and never starts a line, so no value
 * can turn into a piece of its own. Nor can it hold the private characters that footnotes are
 * called by ({@link noteCall}).
 */
export interface LetterForm {
  senderLines: string[];
  recipientLines: string[];
  references: LabelledLine[];
  blocks: LetterBlock[];
  /** The footnotes in the order of their marks: {@link footnoteOf} knows the marks in the texts. */
  footnotes?: readonly string[];
}

export type LetterBlock =
  | { kind: 'title' | 'heading' | 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; weights: number[]; header: string[]; rows: string[][] }
  | { kind: 'signature'; signers: LabelledLine[] };

/** A reference (label and value) or a signer (name and role). */
export interface LabelledLine {
  first: string;
  second: string;
}

/** Around the name of a footnote where a template calls for it. */
const CALL = { open: '\ue000', close: '\ue001' } as const;
const calls = new RegExp(`${CALL.open}([^${CALL.open}${CALL.close}]*)${CALL.close}`, 'g');
/** The mark of footnote n is the n-th character after this one; few letters have ten. */
const MARKS_FROM = 0xe100;
const MOST_NOTES = 99;

const LINE_SEPARATOR = '\u2028';
const PARAGRAPH_SEPARATOR = '\u2029';

/** Reads the text form. Throws where a template is malformed. */
export function parseForm(text: string): LetterForm {
  const form: LetterForm = { senderLines: [], recipientLines: [], references: [], blocks: [] };
  const notes = new Map<string, string>();
  for (const line of text.split('\n')) {
    const trimmed = trimSpaces(line);
    if (trimmed.startsWith('note ')) {
      const { first, second } = labelled(trimmed.slice(5));
      notes.set(first, second);
    } else if (trimmed !== '') readLine(form, trimmed);
  }
  for (const block of form.blocks) checkTable(block);
  return numberNotes(form, notes);
}

/** Calls for a footnote in the text of a template. */
export function noteCall(name: string): string {
  return CALL.open + name + CALL.close;
}

/** A letter's text without its footnotes and the calls for them. */
export function withoutNotes(text: string): string {
  return text.replace(calls, '').replace(/\nnote .*/g, '');
}

/** The number of the footnote that a character is the mark of; null for every other character. */
export function footnoteOf(codePoint: number): number | null {
  const number = codePoint - MARKS_FROM;
  return number >= 1 && number <= MOST_NOTES ? number : null;
}

/**
 * The first call for a footnote in running text, a list or a table becomes its mark; the other
 * calls go, and all in headings. Footnotes are numbered as their marks stand.
 */
function numberNotes(form: LetterForm, notes: ReadonlyMap<string, string>): LetterForm {
  const numbers = new Map<string, number>();
  const silent = (text: string) => text.replace(calls, '');
  const marked = (text: string) =>
    text.replace(calls, (_, name: string) => {
      const isNew = notes.has(name) && !numbers.has(name) && numbers.size < MOST_NOTES;
      if (!isNew) return '';
      numbers.set(name, numbers.size + 1);
      return String.fromCharCode(MARKS_FROM + numbers.size);
    });
  const blocks = form.blocks.map((block): LetterBlock => {
    switch (block.kind) {
      case 'title':
      case 'heading':
        return { ...block, text: silent(block.text) };
      case 'paragraph':
        return { ...block, text: marked(block.text) };
      case 'list':
        return { ...block, items: block.items.map(marked) };
      case 'table':
        return {
          ...block,
          header: block.header.map(silent),
          rows: block.rows.map((row) => row.map(marked)),
        };
      case 'signature':
        return block;
    }
  });
  const footnotes = Array.from(numbers.keys(), (name) => notes.get(name)!);
  return { ...form, blocks, ...(footnotes.length > 0 ? { footnotes } : {}) };
}

/**
 * Makes free text fit to stand in a template: no control, direction or invisible characters, line
 * breaks and paragraphs as the two separators of Unicode, letters composed where Unicode can.
 */
export function asValue(text: string): string {
  const fit = text
    .replace(/[\p{Surrogate}\p{Private_Use}]/gu, '\ufffd')
    .normalize('NFC')
    .replace(/\r\n?|[\u0085\u2028]/g, '\n')
    .replace(/\u2029/g, '\n\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu, '');
  return inParagraphs(fit.split('\n'));
}

/** Empty lines part paragraphs, however many there are. */
function inParagraphs(lines: readonly string[]): string {
  let value = '';
  let isParted = false;
  for (const line of lines) {
    const words = withoutOuter(line, ' ');
    if (words !== '' && value !== '') value += isParted ? PARAGRAPH_SEPARATOR : LINE_SEPARATOR;
    value += words;
    isParted = words === '';
  }
  return value;
}

/** Applies {@link asValue} to every string of a letter's data. */
export function asValues(data: unknown): unknown {
  if (typeof data === 'string') return asValue(data);
  if (Array.isArray(data)) return data.map(asValues);
  if (data === null || typeof data !== 'object') return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, asValues(value)]));
}

/** The lines of a value, as its writer broke them. */
export function linesOf(value: string): string[] {
  return value.split(/[\u2028\u2029]/);
}

function readLine(form: LetterForm, line: string): void {
  const space = line.indexOf(' ');
  const word = space < 0 ? line : line.slice(0, space);
  const rest = space < 0 ? '' : trimSpaces(line.slice(space + 1));
  const { blocks } = form;
  const last = blocks.at(-1);
  switch (word) {
    case 'from':
      form.senderLines.push(rest);
      return;
    case 'to':
      form.recipientLines.push(...linesOf(rest));
      return;
    case 'ref':
      form.references.push(labelled(rest));
      return;
    case '#':
      blocks.push({ kind: 'title', text: rest });
      return;
    case '##':
      blocks.push({ kind: 'heading', text: rest });
      return;
    case 'p':
      for (const text of rest.split(PARAGRAPH_SEPARATOR)) blocks.push({ kind: 'paragraph', text });
      return;
    case '-':
      if (last?.kind === 'list') last.items.push(rest);
      else blocks.push({ kind: 'list', items: [rest] });
      return;
    case 'sign':
      if (last?.kind === 'signature') last.signers.push(labelled(rest));
      else blocks.push({ kind: 'signature', signers: [labelled(rest)] });
      return;
    case 'cols':
      blocks.push({ kind: 'table', weights: cells(rest).map(Number), header: [], rows: [] });
      return;
    case 'th':
      tableOf(last).header = cells(rest);
      return;
    case 'tr':
      tableOf(last).rows.push(cells(rest));
      return;
    default:
      // The rest of the line may be somebody's text, so it stays out of the message.
      throw new Error(`A letter template has a line of no known kind: ${word.slice(0, 8)}`);
  }
}

function labelled(rest: string): LabelledLine {
  const [first = '', second = ''] = cells(rest);
  return { first, second };
}

function cells(rest: string): string[] {
  return rest.split('\t').map(trimSpaces);
}

function tableOf(block: LetterBlock | undefined): LetterBlock & { kind: 'table' } {
  if (block?.kind !== 'table') throw new Error('A letter template has a row outside a table');
  return block;
}

function checkTable(block: LetterBlock): void {
  if (block.kind !== 'table') return;
  const columns = block.weights.length;
  const fits = [block.header, ...block.rows].every((row) => row.length === columns);
  if (!fits || !block.weights.every((weight) => weight > 0)) {
    throw new Error('A letter template has a table whose rows and columns do not match');
  }
}

/** Leaves the separators inside a value alone, which `trim` would take for white space. */
function trimSpaces(text: string): string {
  return withoutOuter(text, ' \r');
}
