import { randomUUID } from 'node:crypto';
import type { Person } from '#parties';
import { type Clock, type Database, enqueue, outboxRow, Refused } from '#platform';
import { noteForAudit } from '../room/audit.rows.js';
import { makeExport } from './export.jobs.js';
import { type Export, type ExportRequest, keptExportHours } from './export.model.js';

/** Orders an export; the order itself is told in the chain of the service. */
export async function orderExport(
  { db, clock }: { db: Database; clock: Clock },
  { kind, auditId, ...parameters }: ExportRequest,
  person: Person,
): Promise<string> {
  const id = randomUUID();
  const now = await clock.now();
  await db.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO export_order (id, kind, parameters, audit_id, ordered_by, ordered_at, state)
       VALUES ($1, $2, $3, $4, $5, $6, 'queued')`,
      [id, kind, JSON.stringify(parameters), auditId ?? null, person.personId, now],
    );
    const { caseIds, ...rest } = parameters;
    const data = { exportId: id, kind, ...(auditId && { auditId }), ...rest };
    const told = { ...data, cases: caseIds?.length ?? 'all' };
    await noteForAudit(
      tx,
      person,
      { type: 'export-ordered', outcome: 'accepted', data: told },
      now,
    );
    await enqueue(tx, [outboxRow(makeExport, { exportId: id })], now);
  });
  return id;
}

/** The person's own exports that are still kept, newest first. */
export async function exportsOf(
  db: Database,
  person: Person,
  now: Date,
): Promise<{ items: Export[] }> {
  const { rows } = await db.pool.query<Export>(
    `${SELECT} WHERE ordered_by = $1 AND ordered_at > $2::timestamptz - make_interval(hours => $3)
      ORDER BY ordered_at DESC LIMIT 100`,
    [person.personId, now, keptExportHours],
  );
  return { items: rows };
}

/** One of the person's own. Throws {@link Refused} `export-unknown` where it is gone or another's. */
export async function exportOf(
  db: Database,
  id: string,
  person: Person,
  now: Date,
): Promise<Export> {
  const { rows } = await db.pool.query<Export>(
    `${SELECT} WHERE id::text = $1 AND ordered_by = $2
        AND ordered_at > $3::timestamptz - make_interval(hours => $4)`,
    [id, person.personId, now, keptExportHours],
  );
  if (rows[0]) return rows[0];
  throw new Refused({ code: 'export-unknown', kind: 'absent' });
}

const SELECT = `
  SELECT id, kind, state, ordered_at AS "orderedAt", cases_done AS "casesDone", cases,
         size_bytes::float8 AS "sizeBytes", sha256, failure, audit_id AS "auditId",
         parameters ->> 'sampleId' AS "sampleId", parameters ->> 'from' AS "from",
         parameters ->> 'before' AS before,
         ordered_at + make_interval(hours => ${keptExportHours}) AS "keptUntil"
    FROM export_order`;
