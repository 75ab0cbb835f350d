import type { Admission } from '../orders/admission.js';
import type { OpenStep } from '../orders/step.work.js';
import type { ListRunResult } from './list.run.js';

/**
 * What a registry is told about its list; `rows` is always accepted + repeated + invalid + reserved,
 * and those outside the population where a plan has one.
 */
export interface RunReceipt {
  runId: string;
  counts: {
    rows: number;
    accepted: number;
    repeated: number;
    invalid: number;
    reserved: number;
    outside?: number;
  };
  /** How many of those accepted have an identity number of each kind. */
  kinds: ListRunResult['kinds'];
  /** SHA-256 of the list as it was sent, in hexadecimal. */
  inputSha256: string;
  keyFile: { bytes: number; sha256: string; rows: number };
  report: { rows: number; sha256: string };
  /** The linker's file, where the registry has serial numbers of its own. */
  bridge: { bytes: number; sha256: string; rows: number } | null;
}

/** The receipt of a run; throws where its rows do not add up. */
export function receiptOf(
  runId: string,
  step: OpenStep | null,
  list: { rows: number; invalid: number; sha256: string },
  result: ListRunResult,
  admission: Admission | null,
): RunReceipt {
  const { invalid } = list;
  const { accepted, repeated, reserved, replaced } = result;
  // A registry that extracts by the key file sends no list: the population is its list.
  const rows = step?.kind === 'key-file' ? accepted : list.rows;
  // A relation file brings nobody a number by itself.
  const outside = step?.kind === 'relatives' ? rows - invalid : (admission?.outside ?? 0);
  const lost = rows - accepted - repeated - invalid - reserved - outside;
  if (lost !== 0 || result.report.rows !== repeated + invalid + reserved + replaced) {
    throw new Error(`A list run does not add up by ${lost} rows.`);
  }
  return {
    runId,
    counts: {
      rows,
      accepted,
      repeated,
      invalid,
      reserved,
      ...(isCut(step) && { outside }),
    },
    kinds: result.kinds,
    inputSha256: list.sha256,
    keyFile: { ...result.keyFile, rows: accepted },
    report: { rows: result.report.rows, sha256: result.report.sha256 },
    bridge: result.bridge,
  };
}

/** Whether a step cuts its list to a population, so that some of it may stand outside. */
function isCut(step: OpenStep | null): boolean {
  return step?.populationOrderId != null && step.kind !== 'cohort' && step.kind !== 'key-file';
}
