import type { KeyFileWriter } from '../key-files/key-file.writer.js';
import type { PieceCipher } from '../key-files/recipient.cipher.js';
import type { SerialShape } from '../numbers/serial.rules.js';
import type { RunReceipt } from './run.receipt.js';

/** What a key file is said to be beside it: enough to know it whole and to know what is in it. */
export interface RunManifest {
  version: 1;
  runId: string;
  domainId: string;
  caseReference: string;
  registryId: string;
  madeAt: string;
  /** The list the run was made of, as it was sent. */
  list: { sha256: string; bytes: number } & RunReceipt['counts'];
  /** The key file as it is fetched. Its plain text has no hash: of few people it could be guessed. */
  keyFile: {
    sha256: string;
    bytes: number;
    rows: number;
    columns: readonly string[];
    format: string;
    encryption: PieceCipher['encryption'];
    recipientFingerprint: string;
  } | null;
  serialNumber: SerialShape & { check: 'damm' };
  report: { sha256: string; rows: number };
}

export function manifestOf(
  receipt: RunReceipt,
  run: {
    domainId: string;
    caseReference: string;
    registryId: string;
    at: Date;
    listBytes: number;
    /** Null for a list that gives its registry no numbers. */
    aboutKeyFile: KeyFileWriter['about'] | null;
    serialShape: SerialShape;
  },
): RunManifest {
  const { runId, counts, inputSha256, keyFile, report } = receipt;
  const { domainId, caseReference, registryId, aboutKeyFile: about } = run;
  return {
    version: 1,
    runId,
    domainId,
    caseReference,
    registryId,
    madeAt: run.at.toISOString(),
    list: { sha256: inputSha256, bytes: run.listBytes, ...counts },
    keyFile: about && {
      sha256: keyFile.sha256,
      bytes: keyFile.bytes,
      rows: keyFile.rows,
      columns: about.columns,
      format: 'text/csv; charset=utf-8; header=present; delimiter=semicolon',
      encryption: about.encryption,
      recipientFingerprint: about.fingerprint,
    },
    serialNumber: { ...run.serialShape, check: 'damm' },
    report: { sha256: report.sha256, rows: report.rows },
  };
}
