import { DispatchService, LetterService, PortalChannel, routesBy } from '#letters';
import { Database } from '#platform';
import { FixedClock } from './given.js';

/** Makes and sends the letters of a kind in a case, as a worker does: none runs beside the pages. */
export async function sendLetters(url: string, caseId: string, kind: string): Promise<void> {
  const db = await Database.connect({ url, schema: 'tilgang', poolSize: 2 });
  try {
    const clock = new FixedClock(new Date());
    const dispatch = new DispatchService(db, clock, routesBy([new PortalChannel(db)]));
    const letters = new LetterService(db, clock, dispatch);
    const { rows } = await db.pool.query<{ id: string }>(
      `SELECT id FROM letter WHERE case_id = $1 AND kind = $2 AND recipient ->> 'kind' = 'applicant'`,
      [caseId, kind],
    );
    for (const { id } of rows) await letters.produce(id);
  } finally {
    await db.close();
  }
}
