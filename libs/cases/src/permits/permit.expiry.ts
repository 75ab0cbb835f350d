import { systemActor } from '#parties';
import { type Clock, type Database, Refused } from '#platform';
import { addDays, osloDate } from '../clocks/calendar.rules.js';
import type { CaseService } from '../case.service.js';

const WARNED_DAYS_BEFORE = 60;

/** Warns once of each end date, sixty days before it; a missed night is caught up. */
export async function warnOfExpiry(cases: CaseService, db: Database, clock: Clock): Promise<void> {
  const today = osloDate(await clock.now());
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT id FROM access_case
      WHERE permit_ends_on >= $1 AND permit_ends_on <= $2
        AND tracks -> 'permit' ->> 'warnedForEndsOn' IS DISTINCT FROM tracks -> 'permit' ->> 'endsOn'
      ORDER BY permit_ends_on LIMIT 100`,
    [today, addDays(today, WARNED_DAYS_BEFORE)],
  );
  for (const { id } of rows) {
    try {
      await cases.execute(id, { type: 'warn-of-expiry', version: null }, systemActor);
    } catch (error) {
      // A refusal stands in the log of its case and must not hold up the others.
      if (!(error instanceof Refused)) throw error;
    }
  }
}
