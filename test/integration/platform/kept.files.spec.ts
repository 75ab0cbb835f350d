import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PostgresFileStore, type Schedule } from '#platform';
import type { Person } from '#parties';
import { exportSchedules, makeOneExport } from '#oversight';
import { keptExportHours } from '../../../libs/oversight/src/exports/export.model.js';
import { orderExport } from '../../../libs/oversight/src/exports/export.rows.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people } from '../../support/journey.js';

let tilgang: CasesUnderTest;
beforeAll(async () => {
  tilgang = await givenCases();
});
afterAll(() => tilgang.close());

describe('a file that was made to order', () => {
  it('is taken away with its order when its hours are over, and no earlier', async () => {
    const { db, clock } = tilgang;
    const parts = { db, clock, store: new PostgresFileStore(db), key: null };
    const [schedule] = exportSchedules(parts) as [Schedule];
    const ordered = clock.at;
    const asked = { kind: 'events-csv' as const };
    const id = await orderExport({ db, clock }, asked, people.auditor as Person);
    await makeOneExport(parts, id);
    const left = async () => {
      const { rows } = await db.pool.query<{ orders: number; pieces: number }>(
        `SELECT (SELECT count(*) FROM export_order)::integer AS orders,
                (SELECT count(*) FROM file_piece)::integer AS pieces`,
      );
      return rows[0];
    };
    clock.at = new Date(ordered.getTime() + keptExportHours * 3_600_000);
    await schedule.run();
    expect(await left()).toEqual({ orders: 1, pieces: expect.any(Number) });
    expect((await left())?.pieces).toBeGreaterThan(0);
    clock.at = new Date(clock.at.getTime() + 1);
    await schedule.run();
    expect(await left()).toEqual({ orders: 0, pieces: 0 });
  });
});
