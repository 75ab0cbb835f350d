import type { Clock, Database, FileStore } from '#platform';
import { archivePackage } from './archive.package.js';
import type { ArchivePort } from './archive.port.js';
import { archiveCase, READY } from './archive.queries.js';

export interface Handover {
  id: string;
  requestedAt: Date;
  handedOverAt: Date | null;
  sizeBytes: number | null;
  sha256: string | null;
}

/** Notes that a case is to be handed over; once for each time it was closed. */
export async function requestHandover(
  db: Database,
  clock: Clock,
  { caseId, handoverId }: { caseId: string; handoverId: string },
): Promise<void> {
  await db.pool.query(
    `INSERT INTO archive_handover (id, case_id, requested_at) VALUES ($1, $2, $3)
     ON CONFLICT (id) DO NOTHING`,
    [handoverId, caseId, await clock.now()],
  );
}

/**
 * Hands over the closed cases whose last letters have left. Of many workers one runs this at a time,
 * and a row that is handed over is never taken again.
 */
export async function handOverCases(
  db: Database,
  clock: Clock,
  { port, store }: { port: ArchivePort; store: FileStore },
): Promise<void> {
  const { rows } = await db.pool.query<{ id: string; caseId: string }>(
    `SELECT h.id, h.case_id AS "caseId" FROM archive_handover h
      WHERE h.handed_over_at IS NULL AND ${READY('h.case_id')}
      ORDER BY h.requested_at LIMIT 20`,
  );
  for (const { id, caseId } of rows) {
    const archived = await archiveCase(db, caseId);
    const bytes = archivePackage(archived, { db, store, madeAt: archived.changedAt });
    const { receipt, sizeBytes, sha256 } = await port.handOver(id, bytes);
    await db.pool.query(
      `UPDATE archive_handover SET handed_over_at = $2, receipt = $3, size_bytes = $4, sha256 = $5
        WHERE id = $1 AND handed_over_at IS NULL`,
      [id, await clock.now(), receipt, sizeBytes, sha256],
    );
  }
}

/** When a case was handed over, oldest first. */
export async function handoversOf(db: Database, caseId: string): Promise<Handover[]> {
  const { rows } = await db.pool.query<Handover>(
    `SELECT id, requested_at AS "requestedAt", handed_over_at AS "handedOverAt",
            size_bytes::float8 AS "sizeBytes", sha256
       FROM archive_handover WHERE case_id = $1 ORDER BY requested_at LIMIT 100`,
    [caseId],
  );
  return rows;
}
