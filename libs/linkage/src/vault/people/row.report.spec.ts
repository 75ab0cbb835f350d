import { tmpdir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RowReport } from './row.report.js';

describe('the report of a list', () => {
  it('has every row once and in order of line, however many of them memory may hold', () => {
    const row = fc.tuple(fc.integer({ min: 1, max: 0x7ff_ffff }), fc.integer({ min: 1, max: 31 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 4_000, maxLength: 6_000 }), (rows) => {
        const report = new RowReport(tmpdir(), 1_024);
        for (const [line, reason] of rows) report.add(line, reason);
        expect(report.count).toBe(rows.length);
        const found = [...report.inOrder()].map(({ line, reason }) => line * 32 + reason);
        expect(found).toEqual(
          rows.map(([line, reason]) => line * 32 + reason).sort((a, b) => a - b),
        );
        report.close();
      }),
      { numRuns: 20 },
    );
  });
});
