import type { Clock, Database, FileStore, Schedule } from '#platform';
import { handOverCases } from './archive.handover.js';
import type { ArchivePort } from './archive.port.js';

/** What the archive does by itself. */
export function archiveSchedules(
  db: Database,
  clock: Clock,
  to: { port: ArchivePort; store: FileStore },
): Schedule[] {
  return [
    {
      name: 'hand cases that have ended over to the archive',
      everyMs: 5_000,
      run: () => handOverCases(db, clock, to),
    },
  ];
}
