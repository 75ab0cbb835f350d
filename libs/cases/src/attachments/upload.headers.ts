import { headerMalformed, lengthToCome, uploadMetadata } from '#platform';
import { line, sha256 } from '../field.rules.js';

export interface FileToCome {
  name: string;
  sizeBytes: number;
  /** Of the whole file, where its sender knows. */
  sha256: string | null;
}

/** `Upload-Length`, and `filename` and `sha256` of `Upload-Metadata`. */
export function fileToCome(length: unknown, metadata: unknown): FileToCome {
  const sizeBytes = lengthToCome(length, 'a file is not empty');
  const pairs = uploadMetadata(metadata);
  const name = line(200).safeParse((pairs.get('filename') ?? '').replace(/^.*[\\/]/, ''));
  if (!name.success) {
    throw headerMalformed('Upload-Metadata', 'names the file: filename and its name in base64');
  }
  const sum = sha256.optional().safeParse(pairs.get('sha256'));
  if (!sum.success) {
    throw headerMalformed('Upload-Metadata', 'sha256 is 64 hexadecimal digits in base64');
  }
  return { name: name.data, sizeBytes, sha256: sum.data ?? null };
}
