import { caseProcessors, NoMail } from '#cases';
import {
  type DispatchRoutes,
  DispatchService,
  letterProcessors,
  LetterService,
  PortalChannel,
} from '#letters';
import { numberEntries } from '../../libs/cases/src/archive/journal.numbering.js';
import type { CasesUnderTest } from './given.js';

const jobs = ['produce-letter', 'letter-dispatched', 'draw-journal-entry', 'hand-over-case'];

/** Does what the worker does for the archive: letters, pages, numbers, and the hand-over. */
export async function workArchive({ db, clock, cases }: CasesUnderTest): Promise<void> {
  // Everything by the portal: what waits to be printed is not sent yet.
  const routes: DispatchRoutes = {
    channels: [new PortalChannel(db)],
    choose: () => [{ channel: 'portal', reason: 'portal-user', isCopy: false }],
  };
  const dispatches = new DispatchService(db, clock, routes);
  const letters = new LetterService(db, clock, dispatches);
  const mail = { channel: new NoMail(), publicUrl: 'https://tilgang.example' };
  const processors = [...letterProcessors(letters), ...caseProcessors(cases, db, clock, mail)];
  for (;;) {
    const { rows } = await db.pool.query<{
      id: string;
      job: string;
      payload: Record<string, string>;
    }>(
      `SELECT id, job, payload FROM outbox
        WHERE job = ANY ($1) AND processed_at IS NULL
        ORDER BY job = 'hand-over-case', created_at, id LIMIT 100`,
      [jobs],
    );
    if (rows.length === 0) break;
    for (const { id, job, payload } of rows) {
      await processors.find((each) => each.job.name === job)?.process(payload);
      await db.pool.query('UPDATE outbox SET processed_at = $2 WHERE id = $1', [id, clock.at]);
    }
  }
  await numberEntries(db, clock);
}
