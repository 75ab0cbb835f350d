import { Refused } from './refused.js';

/** The headers of the tus protocol, version 1.0.0: what a request says of the bytes it brings. */

/** `Upload-Length`; `rule` says what an empty one breaks. */
export function lengthToCome(value: unknown, rule: string): number {
  const sizeBytes = wholeNumber('Upload-Length', value);
  if (sizeBytes === 0) throw headerMalformed('Upload-Length', rule);
  return sizeBytes;
}

/** `Upload-Metadata`: names, and their values out of base64. */
export function uploadMetadata(value: unknown): Map<string, string> {
  const pairs = typeof value === 'string' ? value.split(',') : [];
  return new Map(
    pairs.map((pair) => {
      const [key = '', encoded = ''] = pair.trim().split(' ');
      return [key, Buffer.from(encoded, 'base64').toString('utf8')] as const;
    }),
  );
}

/** A header that is a whole number. */
export function wholeNumber(name: string, value: unknown): number {
  if (typeof value !== 'string' || !/^\d{1,15}$/.test(value)) {
    throw headerMalformed(name, 'is a whole number of bytes');
  }
  return Number(value);
}

/** `Upload-Checksum: sha256 <base64>`; null where the part comes without one. */
export function partChecksum(value: unknown): Buffer | null {
  if (value === undefined) return null;
  const [algorithm, sum = ''] = typeof value === 'string' ? value.split(' ') : [];
  const bytes = Buffer.from(sum, 'base64');
  if (algorithm !== 'sha256' || bytes.length !== 32) {
    throw headerMalformed('Upload-Checksum', 'is sha256 and a SHA-256 in base64');
  }
  return bytes;
}

export function assertProtocol(version: unknown): void {
  if (version !== undefined && version !== '1.0.0') {
    throw headerMalformed('Tus-Resumable', 'is 1.0.0');
  }
}

export function headerMalformed(field: string, rule: string): Refused {
  return new Refused({
    code: 'header-malformed',
    kind: 'malformed',
    problems: [{ field, rule, todo: 'send the header as the tus protocol 1.0.0 has it' }],
  });
}
