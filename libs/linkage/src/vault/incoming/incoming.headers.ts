import { type FieldProblem, type Refused } from '#platform';
import { refuse } from '../vault.refusals.js';

/** The headers of the tus protocol, version 1.0.0: what a request says of the list it brings. */

/** `Upload-Length`, and `sha256` of `Upload-Metadata`. A list has no name: only bytes say what it is. */
export function listToCome(
  length: unknown,
  metadata: unknown,
): { sizeBytes: number; sha256: string | null } {
  const sizeBytes = wholeNumber('Upload-Length', length);
  if (sizeBytes === 0) throw malformed('Upload-Length', 'a list is not empty');
  const pairs = typeof metadata === 'string' ? metadata.split(',') : [];
  const encoded = pairs.map((pair) => pair.trim().split(' ')).find(([key]) => key === 'sha256');
  if (!encoded) return { sizeBytes, sha256: null };
  const sha256 = Buffer.from(encoded[1] ?? '', 'base64')
    .toString('latin1')
    .toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(sha256)) {
    throw malformed('Upload-Metadata', 'sha256 is 64 hexadecimal digits in base64');
  }
  return { sizeBytes, sha256 };
}

/** A header that is a whole number. */
export function wholeNumber(name: string, value: unknown): number {
  if (typeof value !== 'string' || !/^\d{1,15}$/.test(value)) {
    throw malformed(name, 'is a whole number of bytes');
  }
  return Number(value);
}

/** `Upload-Checksum: sha256 <base64>`; null where the part comes without one. */
export function partChecksum(value: unknown): Buffer | null {
  if (value === undefined) return null;
  const [algorithm, sum = ''] = typeof value === 'string' ? value.split(' ') : [];
  const bytes = Buffer.from(sum, 'base64');
  if (algorithm !== 'sha256' || bytes.length !== 32) {
    throw malformed('Upload-Checksum', 'is sha256 and a SHA-256 in base64');
  }
  return bytes;
}

export function assertProtocol(version: unknown): void {
  if (version !== undefined && version !== '1.0.0') throw malformed('Tus-Resumable', 'is 1.0.0');
}

function malformed(field: string, rule: string): Refused {
  const problem: FieldProblem = {
    field,
    rule,
    todo: 'send the header as the tus protocol 1.0.0 has it',
  };
  return refuse('malformed', 'header-malformed', [problem]);
}
