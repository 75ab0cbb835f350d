import type { SerialFormat } from '../numbers/serial.rules.js';
import type { RunFileWriter } from '../runs/run.file.js';
import { datePart, individualPart } from '../people/person.intake.js';

const peopleAtOnce = 32_768;
const serialBits = 27;

/** Whether the serial numbers of a format fit beside a person in eight bytes. */
export function canBeKept(format: Pick<SerialFormat, 'count'>): boolean {
  return format.count <= 2 ** serialBits;
}

/**
 * The people of a key file and their serial numbers as they rest, eight bytes each: as rows of a
 * list are kept, with the serial number in place of the line. A third of the lines they make.
 */
export class KeptPeople {
  private readonly words = new Uint32Array(peopleAtOnce * 2);
  private filled = 0;
  private readonly full: Uint8Array[] = [];

  constructor(
    private readonly rows: RunFileWriter,
    private readonly format: SerialFormat,
  ) {}

  add(date: number, individual: number, serial: number): void {
    const { words, filled } = this;
    words[filled] = (individual << serialBits) | (serial - this.format.first);
    words[filled + 1] = (date << 12) | (individual >>> 5);
    this.filled = filled + 2;
    if (this.filled < words.length) return;
    this.full.push(bytesOf(words.slice()));
    this.filled = 0;
  }

  async flush(): Promise<void> {
    for (const people of this.full.splice(0)) {
      await this.rows.store(people);
      people.fill(0);
    }
  }

  async end(): Promise<void> {
    await this.flush();
    if (this.filled > 0) await this.rows.store(bytesOf(this.words.subarray(0, this.filled)));
    this.words.fill(0);
  }
}

/** Hands on the people of one row, in order. */
export function eachKept(
  words: Uint32Array,
  format: SerialFormat,
  person: (date: number, individual: number, serial: number) => void,
): void {
  for (let i = 0; i < words.length / 2; i++) {
    const serial = format.first + (words[i * 2]! & (2 ** serialBits - 1));
    person(datePart(words, i), individualPart(words, i), serial);
  }
}

function bytesOf(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}
