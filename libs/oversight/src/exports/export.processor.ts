import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { actorById } from '#parties';
import {
  type Clock,
  type Database,
  type FileStore,
  type Processor,
  processor,
  type Schedule,
  takeAwaySchedule,
} from '#platform';
import { logExtract } from '../log/extract.js';
import type { ExtractScope } from '../log/extract.lines.js';
import { countCases } from '../log/extract.rows.js';
import { casePacks } from '../room/case.packs.js';
import { drawnCases } from '../room/sample.rows.js';
import { eventsAsCsv } from './event.csv.js';
import { eventsAsOcel } from './event.ocel.js';
import { eventsAsParquet } from './event.parquet.js';
import type { EventSource } from './event.row.js';
import { eventsAsXes } from './event.xes.js';
import { makeExport } from './export.jobs.js';
import { type ExportKind, type ExportRequest, keptExportHours } from './export.model.js';

export interface ExportParts {
  db: Database;
  store: FileStore;
  clock: Clock;
  /** Signs what is taken out of the log; null where none is set up. */
  key: KeyObject | null;
}

/** The key that extracts are signed with. Throws unless it is an Ed25519 key. */
export function openLogKey(keyFile: string): KeyObject {
  const key = createPrivateKey(readFileSync(keyFile));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The key of the log is no Ed25519 key');
  return key;
}

export function exportProcessors(parts: ExportParts): Processor[] {
  return [processor(makeExport, ({ exportId }) => makeOneExport(parts, exportId))];
}

export function exportSchedules(parts: ExportParts): Schedule[] {
  return [
    takeAwaySchedule(parts, {
      name: 'take away old exports',
      everyMs: 10 * 60_000,
      table: 'export_order',
      hours: keptExportHours,
    }),
  ];
}

interface Order {
  kind: ExportKind;
  parameters: Pick<ExportRequest, 'caseIds' | 'from' | 'before' | 'sampleId'>;
  orderedBy: string;
}

/** Makes one export, from the start where it was begun and cut off; does nothing where it is done. */
export async function makeOneExport(parts: ExportParts, exportId: string): Promise<void> {
  const { db, store, clock } = parts;
  const { rows } = await db.pool.query<Order>(
    `UPDATE export_order SET state = 'running', cases_done = 0
      WHERE id = $1 AND state IN ('queued', 'running')
      RETURNING kind, parameters, ordered_by AS "orderedBy"`,
    [exportId],
  );
  const [order] = rows;
  if (!order) return;
  await store.remove([exportId]);
  const isSigned = order.kind === 'log-extract' || order.kind === 'case-packs';
  if (isSigned && !parts.key) {
    await db.pool.query(
      `UPDATE export_order SET state = 'failed', failure = 'no-signing-key' WHERE id = $1`,
      [exportId],
    );
    return;
  }
  const stored = await store.write(exportId, await contentOf(parts, exportId, order));
  // What was told of the progress may not have been written yet: nobody waits for it.
  await db.pool.query(
    `UPDATE export_order SET state = 'done', cases_done = cases, size_bytes = $2, sha256 = $3,
            finished_at = $4
      WHERE id = $1`,
    [exportId, stored.sizeBytes, stored.sha256, await clock.now()],
  );
}

async function contentOf(
  parts: ExportParts,
  exportId: string,
  { kind, parameters, orderedBy }: Order,
): Promise<AsyncIterable<Uint8Array>> {
  const { db, key, clock } = parts;
  const { caseIds, from, before, sampleId } = parameters;
  const scope: ExtractScope = {
    caseIds: caseIds ?? null,
    from: from ? new Date(from) : null,
    before: before ? new Date(before) : null,
  };
  const onCases = progressOf(db, exportId);
  const madeAt = await clock.now();
  if (kind === 'case-packs') {
    const person = await actorById(db.pool, orderedBy);
    if (!key || !person || !sampleId) throw new Error('An order without key, person or sample');
    const drawn = await drawnCases(db, sampleId);
    await setCases(db, exportId, drawn.length);
    return casePacks({ ...parts, key, madeAt, onCases }, drawn, person);
  }
  await setCases(db, exportId, await countCases(db, scope));
  if (kind === 'log-extract') {
    if (!key) throw new Error('An extract without a key');
    return logExtract({ db, key, madeAt, onCases }, scope);
  }
  return eventFormats[kind]({ db, scope, onCases });
}

async function setCases(db: Database, exportId: string, cases: number): Promise<void> {
  await db.pool.query('UPDATE export_order SET cases = $2 WHERE id = $1', [exportId, cases]);
}

const eventFormats: Readonly<
  Record<
    Exclude<ExportKind, 'log-extract' | 'case-packs'>,
    (source: EventSource) => AsyncIterable<Buffer>
  >
> = {
  'events-csv': eventsAsCsv,
  'events-parquet': eventsAsParquet,
  'events-xes': eventsAsXes,
  'events-ocel': eventsAsOcel,
};

/** Writes the progress down as it is told; one that is not written is made good by the next. */
function progressOf(db: Database, exportId: string): (count: number) => void {
  let done = 0;
  return (count) => {
    done += count;
    db.pool
      .query('UPDATE export_order SET cases_done = $2 WHERE id = $1 AND cases_done < $2', [
        exportId,
        done,
      ])
      .catch(() => undefined);
  };
}
