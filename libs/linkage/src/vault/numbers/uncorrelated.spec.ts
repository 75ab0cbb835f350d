import { randomBytes, randomFillSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { people } from '../../../../../test/integration/linkage/people.js';
import { identityPolicy } from '../people/identity.rules.js';
import { blocksOf, lineOf, partCount, PersonIntake } from '../people/person.intake.js';
import { TagCipher } from '../people/tag.cipher.js';
import { orderByTag } from '../people/tag.order.js';
import { SerialPool } from './pool.rules.js';
import { SerialFormat } from './serial.rules.js';

// The rank correlation of n independent pairs is normal with variance 1 / (n - 1). Beyond 6.11
// deviations lies one in a thousand million: how often each of these tests alarms without cause.
const mostDeviations = 6.11;
const list = people(20_000);

describe('the serial numbers of two projects', () => {
  const [one, other] = [serialsOf(list), serialsOf(list)];

  it('have nothing to do with each other (alarms falsely once in 1e9) [law 26]', () => {
    expect(Math.abs(deviations(one, other))).toBeLessThan(mostDeviations);
  });

  it('have nothing to do with the identity numbers (alarms falsely once in 1e9) [law 26]', () => {
    expect(Math.abs(deviations(one, list.map(Number)))).toBeLessThan(mostDeviations);
  });

  it('have nothing to do with the order of the list (alarms falsely once in 1e9) [law 26]', () => {
    const places = list.map((_, place) => place);
    expect(Math.abs(deviations(one, places))).toBeLessThan(mostDeviations);
  });

  it('would be found out if one were made of the other', () => {
    const derived = one.map((serial, i) => serial + (other[i]! % 30_000_000));
    expect(deviations(one, derived)).toBeGreaterThan(mostDeviations);
  });
});

/** Serial numbers in a project of its own, with a random key, in order of the list. */
function serialsOf(numbers: readonly string[]): number[] {
  const cipher = new TagCipher(randomBytes(32));
  const intake = new PersonIntake(identityPolicy('test', new Date('2026-11-21')), cipher);
  numbers.forEach((number, place) => intake.digits(Buffer.from(number), 0, place + 1));
  const format = new SerialFormat({ alphabet: 'decimal', length: 8, prefix: null });
  const pool = new SerialPool((words) => randomFillSync(words), format);
  const serials = new Array<number>(numbers.length);
  for (let part = 0; part < partCount; part++) {
    const rows = intake.takePart(part);
    const tags = cipher.tagsOf(blocksOf(rows));
    for (const row of orderByTag(tags)) serials[lineOf(rows, row) - 1] = pool.draw();
  }
  intake.close();
  return serials;
}

/** How many standard deviations the rank correlation lies from none. */
function deviations(left: readonly number[], right: readonly number[]): number {
  const [a, b] = [ranks(left), ranks(right)];
  const n = a.length;
  const apart = a.reduce((sum, rank, i) => sum + (rank - b[i]!) ** 2, 0);
  return (1 - (6 * apart) / (n * (n * n - 1))) * Math.sqrt(n - 1);
}

function ranks(values: readonly number[]): number[] {
  const found = new Array<number>(values.length);
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  order.forEach((place, rank) => (found[place] = rank));
  return found;
}
