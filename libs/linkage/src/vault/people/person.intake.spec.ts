import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { people } from '../../../../../test/integration/linkage/people.js';
import { identityPolicy, reasonCode } from './identity.rules.js';
import {
  blocksOf,
  datePart,
  individualPart,
  lineOf,
  mostLines,
  partCount,
  partOf,
  PersonIntake,
} from './person.intake.js';
import { TagCipher } from './tag.cipher.js';

const policy = identityPolicy('test', new Date('2026-11-21T12:00:00Z'));

describe('taking in people', () => {
  it.each([
    ['in memory', undefined, 20_000],
    ['in a temporary file when memory may hold none', 0, 560_000],
  ])('keeps every number with its line, in the part its tag belongs to, %s', (_, blocks, count) => {
    const cipher = new TagCipher(randomBytes(32));
    const intake = new PersonIntake(policy, cipher, tmpdir(), blocks);
    const list = people(count);
    list.forEach((number, i) => intake.digits(Buffer.from(number), 0, mostLines - i));

    const found = new Map<number, string>();
    for (let part = 0; part < partCount; part++) {
      const rows = intake.takePart(part);
      const tags = cipher.tagsOf(blocksOf(rows));
      for (let row = 0; row < rows.length / 2; row++) {
        if (partOf(tags[row * 4]!) !== part) throw new Error('a row lies in the wrong part');
        const digits = `${datePart(rows, row)}`.padStart(6, '0');
        found.set(lineOf(rows, row), digits + `${individualPart(rows, row)}`.padStart(5, '0'));
        const identity = cipher.identityOf(tags.slice(row * 4, row * 4 + 4));
        if (identity !== found.get(lineOf(rows, row))) throw new Error('a tag leads elsewhere');
      }
    }
    expect(found.size).toBe(list.length);
    expect(list.filter((number, i) => found.get(mostLines - i) !== number)).toEqual([]);
    intake.close();
  });

  it('refuses a list where one person fills a part on a million lines and more', () => {
    const intake = new PersonIntake(policy, new TagCipher(randomBytes(32)));
    const one = Buffer.from(people(1)[0]!);
    for (let line = 1; line <= 1_048_576; line++) intake.digits(one, 0, line);
    expect(() => {
      for (let line = 1; line <= 8_192; line++) intake.digits(one, 0, line);
    }).toThrow('one-person-too-often');
    intake.close();
  });

  it('gives the same person different tags in different domains', () => {
    const block = Uint32Array.of(58670, 12345, 0, 0);
    const tags = [0, 0].map(() => [...new TagCipher(randomBytes(32)).tagsOf(block)].join());
    expect(tags[0]).not.toBe(tags[1]);
  });

  it('reports refused rows in order of line', () => {
    const intake = new PersonIntake(policy, new TagCipher(randomBytes(32)));
    for (let line = 5_000; line > 0; line--) intake.refused(line, reasonCode('empty'));
    intake.digits(Buffer.from('01010112345'), 0, 6_000);
    const reported = [...intake.reported.inOrder()];
    expect(reported).toHaveLength(5_001);
    expect(reported.map(({ line }) => line)).toEqual(
      reported.map(({ line }) => line).sort((a, b) => a - b),
    );
    expect(reported.at(-1)).toEqual({ line: 6_000, reason: reasonCode('not-synthetic') });
  });

  it('refuses more lines than it can keep apart', () => {
    const intake = new PersonIntake(policy, new TagCipher(randomBytes(32)));
    expect(() => intake.refused(mostLines, reasonCode('empty'))).not.toThrow();
    expect(() => intake.refused(mostLines + 1, reasonCode('empty'))).toThrow('too-many-lines');
    expect(() => intake.digits(Buffer.from(people(1)[0]!), 0, mostLines + 1)).toThrow(
      'too-many-lines',
    );
  });
});
