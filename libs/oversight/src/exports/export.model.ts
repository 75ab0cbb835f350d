import { z } from 'zod';

/** What can be taken out, and who may: the log itself names people by their ids. */
export const exportKinds = {
  'log-extract': { isForAuditorsAlone: true, type: 'application/zip', ending: 'zip' },
  'case-packs': { isForAuditorsAlone: true, type: 'application/zip', ending: 'zip' },
  'events-csv': { isForAuditorsAlone: false, type: 'text/csv; charset=utf-8', ending: 'csv' },
  'events-parquet': {
    isForAuditorsAlone: false,
    type: 'application/vnd.apache.parquet',
    ending: 'parquet',
  },
  'events-xes': { isForAuditorsAlone: false, type: 'application/xml', ending: 'xes' },
  'events-ocel': { isForAuditorsAlone: false, type: 'application/json', ending: 'json' },
} as const;

export type ExportKind = keyof typeof exportKinds;

export const exportRequest = z
  .strictObject({
    kind: z.enum(Object.keys(exportKinds) as [ExportKind, ...ExportKind[]]),
    /** The audit that it is for; an administrator has none. */
    auditId: z.uuid().optional(),
    /** Left out: every case. */
    caseIds: z.array(z.uuid()).min(1).max(500).optional(),
    /** Of case packs: the sample whose cases they are. */
    sampleId: z.uuid().optional(),
    from: z.iso.datetime().optional(),
    before: z.iso.datetime().optional(),
  })
  .refine(({ kind, sampleId }) => (kind === 'case-packs') === (sampleId !== undefined), {
    path: ['sampleId'],
    message: 'case packs are of a sample, and nothing else is',
  })
  .refine(({ from, before }) => !from || !before || from < before, {
    path: ['before'],
    message: 'a period ends after it begins',
  });

export type ExportRequest = z.infer<typeof exportRequest>;

/** How long a finished export is kept. */
export const keptExportHours = 72;

export interface Export {
  id: string;
  kind: ExportKind;
  state: 'queued' | 'running' | 'done' | 'failed';
  orderedAt: Date;
  casesDone: number;
  cases: number | null;
  sizeBytes: number | null;
  sha256: string | null;
  /** Why there is none. */
  failure: string | null;
  /** The audit that it was ordered in. */
  auditId: string | null;
  sampleId: string | null;
  from: string | null;
  before: string | null;
  /** After this it is gone. */
  keptUntil: Date;
}
