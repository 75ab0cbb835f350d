import { ReadableStream } from 'node:stream/web';
import { createHash } from 'node:crypto';

/** Each registry keeps its people in its own way; the vault must read them all. */
const formats = {
  comma: { mark: '', header: ['pasient', 'fnr', 'bosted'], delimiter: ',', lineEnd: '\n' },
  semicolon: {
    mark: '',
    header: ['løpende', 'fødselsnummer', 'bosted'],
    delimiter: ';',
    lineEnd: '\r\n',
  },
  tab: { mark: '\ufeff', header: ['fodselsnr', 'bosted'], delimiter: '\t', lineEnd: '\n' },
};

/** Quoted, with delimiters and quotes inside: a list is not split at every comma. */
const homes = ['Tromsø', '"Kárášjohka; Karasjok"', '"Oslo, ""Tøyen"""', 'Deatnu'];

const EVERY_TWICE = 400;
const EVERY_INVALID = 250;
const FIRST_ROW_LINE = 2;
const CHUNK_CHARACTERS = 32_768;

/** What can be wrong with a row, and what the registry is told. */
const faults = [
  { reason: 'check-digits-differ', of: (number) => number.slice(0, 10) + nextDigit(number[10]) },
  { reason: 'not-eleven-digits', of: (number) => number.slice(0, 8) },
  { reason: 'empty', of: () => '' },
  { reason: 'date-does-not-exist', of: (number) => `31${'82'}${number.slice(4)}` },
  { reason: 'kind-not-accepted', of: (number) => `9${number.slice(1)}` },
];

/**
 * A registry's list of people: each of them once in an order that says nothing, some of them a
 * second time, and between them rows that name nobody.
 *
 * @param {readonly string[]} people identity numbers
 * @param {keyof typeof formats} format
 * @param {{ columns: readonly string[], of: (number: string) => readonly string[] }} [attributes]
 *   more columns of each row
 */
export function personList(people, format, attributes = { columns: [], of: () => [] }) {
  return {
    /** The list as a stream of bytes, made while it is read, and its SHA-256 once it is over. */
    open() {
      const hash = createHash('sha256');
      const chunks = bytesOf(people, formats[format], attributes, hash);
      return { stream: ReadableStream.from(chunks), sha256: () => hash.copy().digest('hex') };
    },

    /** The whole list in memory, to send it in parts. */
    bytes() {
      return Buffer.concat([...bytesOf(people, formats[format], attributes, createHash('sha256'))]);
    },

    /**
     * What the registry must be told: counts, and `line;reason` per row without a number, in order.
     *
     * @param {{ reserved: Set<string>, population: Map<string, unknown> | null }} known who may not
     *   be linked, and whom the list is cut to; null: nobody is cut off
     */
    expected({ reserved, population }) {
      const counts = { rows: 0, accepted: 0, repeated: 0, invalid: 0, reserved: 0, outside: 0 };
      const report = ['line;reason'];
      for (const { line, number, reason } of rows(people)) {
        counts.rows += 1;
        const isSomebody = !reason || reason === 'repeated';
        if (isSomebody && !reserved.has(number) && population && !population.has(number)) {
          // Of people outside only how many they are is told.
          counts.outside += 1;
          continue;
        }
        const told = isSomebody && reserved.has(number) ? 'reserved' : reason;
        counts[countedAs(told)] += 1;
        if (told) report.push(`${line};${told}`);
      }
      return { counts, report };
    },
  };
}

function countedAs(reason) {
  if (!reason) return 'accepted';
  return reason === 'repeated' || reason === 'reserved' ? reason : 'invalid';
}

function* bytesOf(people, { mark, header, delimiter, lineEnd }, { columns, of }, hash) {
  let text = `${mark}${[...header, ...columns].join(delimiter)}${lineEnd}`;
  for (const { number, line, person } of rows(people)) {
    const own = [number, homes[line % homes.length], ...of(person)];
    const fields = header.length === 3 ? [line - 1, ...own] : own;
    text += `${fields.join(delimiter)}${lineEnd}`;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield hashed(text, hash);
    text = '';
  }
  yield hashed(text, hash);
}

function hashed(text, hash) {
  const bytes = Buffer.from(text);
  hash.update(bytes);
  return bytes;
}

function* rows(people) {
  let line = FIRST_ROW_LINE;
  const stride = strideFor(people.length);
  for (let index = 0; index < people.length; index += 1) {
    const at = (index * stride) % people.length;
    yield { line: line++, number: people[at], person: people[at] };
    if (index % EVERY_INVALID === EVERY_INVALID - 1) {
      const { reason, of } = faults[Math.floor(index / EVERY_INVALID) % faults.length];
      yield { line: line++, number: of(people[at]), reason, person: people[at] };
    }
    if (index % EVERY_TWICE === EVERY_TWICE - 1) {
      // Somebody from far back in the list, so that only the whole list shows it.
      const earlier = people[(Math.floor(index / 2) * stride) % people.length];
      yield { line: line++, number: earlier, reason: 'repeated', person: earlier };
    }
  }
}

/** A step that visits every place once. */
function strideFor(count) {
  let stride = Math.floor(count * 0.618) | 1;
  while (greatestCommonDivisor(stride, count) !== 1) stride += 2;
  return stride;
}

function greatestCommonDivisor(a, b) {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function nextDigit(digit) {
  return String((Number(digit) + 1) % 10);
}
