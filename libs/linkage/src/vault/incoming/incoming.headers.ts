import { headerMalformed, lengthToCome, uploadMetadata } from '#platform';

/** `Upload-Length`, and `sha256` of `Upload-Metadata`. A list has no name: only bytes say what it is. */
export function listToCome(
  length: unknown,
  metadata: unknown,
): { sizeBytes: number; sha256: string | null } {
  const sizeBytes = lengthToCome(length, 'a list is not empty');
  const sha256 = uploadMetadata(metadata).get('sha256')?.toLowerCase() ?? null;
  if (sha256 !== null && !/^[0-9a-f]{64}$/.test(sha256)) {
    throw headerMalformed('Upload-Metadata', 'sha256 is 64 hexadecimal digits in base64');
  }
  return { sizeBytes, sha256 };
}
