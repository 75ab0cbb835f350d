import { Refused } from '#platform';
import { line, sha256 } from '../field.rules.js';

/** The headers of the tus protocol, version 1.0.0: what a request says of the file it brings. */

export interface FileToCome {
  name: string;
  sizeBytes: number;
  /** Of the whole file, where its sender knows. */
  sha256: string | null;
}

/** `Upload-Length`, and `filename` and `sha256` of `Upload-Metadata`. */
export function fileToCome(length: unknown, metadata: unknown): FileToCome {
  const sizeBytes = wholeNumber('Upload-Length', length);
  if (sizeBytes === 0) throw malformed('Upload-Length', 'a file is not empty');
  const pairs = metadataIn(metadata);
  const name = line(200).safeParse((pairs.get('filename') ?? '').replace(/^.*[\\/]/, ''));
  if (!name.success) {
    throw malformed('Upload-Metadata', 'names the file: filename and its name in base64');
  }
  const sum = sha256.optional().safeParse(pairs.get('sha256'));
  if (!sum.success) throw malformed('Upload-Metadata', 'sha256 is 64 hexadecimal digits in base64');
  return { name: name.data, sizeBytes, sha256: sum.data ?? null };
}

/** A header that is a whole number. */
export function wholeNumber(name: string, value: unknown): number {
  if (typeof value !== 'string' || !/^\d{1,15}$/.test(value)) {
    throw malformed(name, 'is a whole number of bytes');
  }
  return Number(value);
}

/** `Upload-Checksum: sha256 <base64>` as hexadecimal; null where the part comes without one. */
export function partChecksum(value: unknown): string | null {
  if (value === undefined) return null;
  const [algorithm, sum = ''] = typeof value === 'string' ? value.split(' ') : [];
  const bytes = Buffer.from(sum, 'base64');
  if (algorithm !== 'sha256' || bytes.length !== 32) {
    throw malformed('Upload-Checksum', 'is sha256 and a SHA-256 in base64');
  }
  return bytes.toString('hex');
}

export function assertProtocol(version: unknown): void {
  if (version !== undefined && version !== '1.0.0') throw malformed('Tus-Resumable', 'is 1.0.0');
}

function metadataIn(value: unknown): Map<string, string> {
  const pairs = typeof value === 'string' ? value.split(',') : [];
  return new Map(
    pairs.map((pair) => {
      const [key = '', encoded = ''] = pair.trim().split(' ');
      return [key, Buffer.from(encoded, 'base64').toString('utf8')] as const;
    }),
  );
}

function malformed(field: string, rule: string): Refused {
  return new Refused({
    code: 'header-malformed',
    kind: 'malformed',
    problems: [{ field, rule, todo: 'send the header as the tus protocol 1.0.0 has it' }],
  });
}
