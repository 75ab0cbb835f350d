import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SealedBytes } from './sealed.file.js';

describe('a sealed temporary file', () => {
  it('gives back what was written to it, from and to anywhere', () => {
    const content = randomBytes(300_000);
    const file = new SealedBytes(tmpdir());
    for (let at = 0; at < content.length; at += 7_001) file.write(content.subarray(at, at + 7_001));
    expect(file.length).toBe(content.length);
    const place = fc.nat({ max: content.length });
    fc.assert(
      fc.property(place, place, (one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        expect(file.read(from, to).equals(content.subarray(from, to))).toBe(true);
      }),
    );
    expect(() => file.read(299_999, 300_001)).toThrow(RangeError);
    file.close();
  });

  it('has no name in its folder, and nothing of its content on the disk [law 26]', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sealed-test-'));
    const file = new SealedBytes(folder);
    file.write(Buffer.from('05867012345;'.repeat(20_000)));
    expect(readdirSync(folder)).toEqual([]);
    const open = readdirSync('/proc/self/fd')
      .map((fd) => `/proc/self/fd/${fd}`)
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
      .map((path) => readFileSync(path).toString('latin1'));
    const stored = open.filter((bytes) => bytes.length > 190_000 && bytes.length < 210_000);
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.filter((bytes) => bytes.includes('05867012345'))).toEqual([]);
    file.close();
    rmSync(folder, { recursive: true });
  });
});
