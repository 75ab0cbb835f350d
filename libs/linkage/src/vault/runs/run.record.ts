import { randomUUID } from 'node:crypto';
import type { Tx } from '#platform';
import type { RunManifest } from './run.manifest.js';
import type { RunReceipt } from './run.receipt.js';

/** Keeps the counts and hashes of a run, and tells the case system of it. */
export async function recordRun(
  tx: Tx,
  receipt: RunReceipt,
  run: {
    domainId: string;
    registryId: string;
    at: Date;
    /** When the case system may be told. */
    shownAt: Date;
    fresh: number;
    replaced: number;
    hasKeyFile: boolean;
    manifest: RunManifest;
  },
): Promise<void> {
  const { runId, counts, kinds, inputSha256, keyFile, report, bridge } = receipt;
  await tx.query(
    `INSERT INTO run (id, domain_id, registry_id, at, rows, accepted, repeated, invalid, fresh,
       input_sha256, key_file_bytes, key_file_sha256, report_rows, report_sha256, kinds,
       bridge_rows, bridge_sha256, outside, has_key_file, manifest, reserved, replaced)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
       $20, $21, $22)`,
    [
      runId,
      run.domainId,
      run.registryId,
      run.at,
      counts.rows,
      counts.accepted,
      counts.repeated,
      counts.invalid,
      run.fresh,
      inputSha256,
      keyFile.bytes,
      keyFile.sha256,
      report.rows,
      report.sha256,
      JSON.stringify(kinds),
      bridge?.rows ?? null,
      bridge?.sha256 ?? null,
      counts.outside ?? 0,
      run.hasKeyFile,
      JSON.stringify(run.manifest),
      counts.reserved,
      run.replaced,
    ],
  );
  await tx.query('UPDATE domain SET people = people + $2 WHERE id = $1', [run.domainId, run.fresh]);
  if (!run.hasKeyFile) return;
  await tx.query(
    `INSERT INTO notice (id, kind, domain_id, registry_id, at, data)
     VALUES ($1, 'key-file-made', $2, $3, $4, $5)`,
    [
      randomUUID(),
      run.domainId,
      run.registryId,
      run.shownAt,
      { runId, ...counts, kinds, inputSha256, keyFileSha256: keyFile.sha256 },
    ],
  );
}
