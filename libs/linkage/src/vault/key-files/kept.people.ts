import type { SerialFormat } from '../numbers/serial.rules.js';
import type { RunFileWriter } from '../runs/run.file.js';
import { largestPacked, pack } from '../map/packed.people.js';

const peopleAtOnce = 32_768;

/** Whether the serial numbers of a format fit beside a person in eight bytes. */
export function canBeKept({ first, count }: SerialFormat): boolean {
  return first + count - 1 <= largestPacked;
}

/**
 * The people of a key file and their serial numbers as they rest, packed as the map is: a third of
 * the lines they make.
 */
export class KeptPeople {
  private readonly words = new Uint32Array(peopleAtOnce * 2);
  private filled = 0;
  private readonly full: Uint8Array[] = [];

  constructor(private readonly rows: RunFileWriter) {}

  add(date: number, individual: number, serial: number): void {
    pack(this.words, this.filled++, date, individual, serial);
    if (this.filled < peopleAtOnce) return;
    this.full.push(bytesOf(this.words.slice()));
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
    if (this.filled > 0) await this.rows.store(bytesOf(this.words.subarray(0, this.filled * 2)));
    this.words.fill(0);
  }
}

function bytesOf(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}
