import { systemActor } from '#parties';
import {
  type Clock,
  type Database,
  type FileStore,
  type MalwareScanner,
  type Processor,
  processor,
  type Schedule,
} from '#platform';
import { removeForgotten } from './attachment.queries.js';
import { scanFile } from './file.jobs.js';
import type { CaseService } from '../case.service.js';

export interface ScanParts {
  db: Database;
  store: FileStore;
  scanner: MalwareScanner;
  cases: CaseService;
  clock: Clock;
}

/**
 * Looks for malware in a file that has come. Infected bytes are taken away, and the case's log says
 * that it happened, without the name. Throws where the scanner cannot tell now: the file waits. Does
 * nothing where it is known already.
 */
export async function scanCaseFile(parts: ScanParts, fileId: string): Promise<void> {
  const { db, store, scanner, cases, clock } = parts;
  const { rows } = await db.pool.query<{ caseId: string; state: string }>(
    'SELECT case_id AS "caseId", state FROM case_file WHERE id = $1',
    [fileId],
  );
  const [file] = rows;
  if (!file) return;
  const verdict = file.state === 'scanning' ? await scanner.scan(store.read(fileId)) : file.state;
  if (file.state === 'scanning') {
    await db.pool.query(
      `UPDATE case_file SET state = $2, scanned_at = $3 WHERE id = $1 AND state = 'scanning'`,
      [fileId, verdict, await clock.now()],
    );
  }
  if (verdict !== 'infected') return;
  // Also the second time, where the first was cut off between these.
  await store.remove([fileId]);
  await cases.note(file.caseId, 'file-infected', 'accepted', { fileId }, systemActor);
}

/** What is done with files by job. */
export function fileProcessors(parts: ScanParts): Processor[] {
  return [processor(scanFile, ({ fileId }) => scanCaseFile(parts, fileId))];
}

export function fileSchedules(db: Database, store: FileStore, clock: Clock): Schedule[] {
  return [
    {
      name: 'take away files that nobody finished or attached',
      everyMs: 60_000,
      run: async () => removeForgotten(db, store, await clock.now()),
    },
  ];
}
