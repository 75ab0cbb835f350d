import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { NotUnderstood } from './outcome.mjs';

const MOST_SHOWN = 100;
const HEADER = /^(identity_number;)?serial_number$/;

/** Check characters and shape of serial numbers, line by line; no number is ever printed. */
export const verifyCommands = {
  verify: {
    usage: 'verify FILE [--alphabet decimal] [--length 8] [--prefix PREFIX]',
    needs: ['FILE'],
    async run(_, [file], { alphabet = 'decimal', length, prefix }) {
      if (!existsSync(file)) throw new NotUnderstood(`There is no file ${file}.`);
      const { SerialFormat } =
        await import('../../dist/libs/linkage/src/vault/numbers/serial.rules.js');
      let format = null;
      const seen = new Set();
      const result = { lines: 0, right: 0, wrong: 0, repeated: 0, faults: [] };
      const fault = (line, rule) => {
        if (result.faults.length < MOST_SHOWN) result.faults.push({ line, rule });
      };
      for await (const text of createInterface({
        input: createReadStream(file),
        crlfDelay: Infinity,
      })) {
        result.lines++;
        const written = text.split(';').at(-1).trim();
        if (result.lines === 1 && HEADER.test(text.trim())) continue;
        format ??= new SerialFormat(shapeOf(written, { alphabet, length, prefix }));
        const parsed = format.parse(written);
        if ('wrong' in parsed) {
          result.wrong++;
          fault(result.lines, parsed.wrong);
        } else if (seen.has(parsed.serial)) {
          result.repeated++;
          fault(result.lines, 'repeated');
        } else {
          seen.add(parsed.serial);
          result.right++;
        }
      }
      return result;
    },
    holds: ({ wrong, repeated, right }) => wrong === 0 && repeated === 0 && right > 0,
    say: ({ lines, right, wrong, repeated, faults }) =>
      [
        ...faults.map(({ line, rule }) => `FAULT  line ${line}: ${rule}`),
        `${lines} lines: ${right} right, ${wrong} wrong, ${repeated} repeated`,
      ].join('\n'),
  },
};

/** The shape that was named, and for the rest that of the first number. */
function shapeOf(first, { alphabet, length, prefix }) {
  const at = first.lastIndexOf('-');
  const own = prefix ?? (at > 0 ? first.slice(0, at) : null);
  const number = at > 0 ? first.slice(at + 1) : first;
  const characters = Number(length ?? number.length - 1);
  if (!Number.isInteger(characters) || characters < 4 || characters > 8) {
    throw new NotUnderstood('Say how long the numbers are, without check character: --length 8');
  }
  return { alphabet, length: characters, prefix: own };
}
