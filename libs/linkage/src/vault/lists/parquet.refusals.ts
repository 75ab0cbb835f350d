import { listRefused } from '../vault.refusals.js';

/** Why a Parquet file is not read. */
export const parquetRefusals = {
  damaged: () =>
    listRefused(
      'parquet-damaged',
      'contents-and-pages-agree',
      'Write the list again as Parquet and send all of it.',
    ),
  column: () =>
    listRefused(
      'identity-column-not-text',
      'a-column-of-text-at-the-top-of-the-table',
      'Write the identity numbers as text of eleven digits, in a column that is in no list or group.',
    ),
  tooManyRows: (most: number) =>
    listRefused(
      'too-many-lines',
      `at-most-${most}-lines`,
      'Send one line per person, or send the list in two.',
    ),
  pageTooLong: (most: number) =>
    listRefused(
      'parquet-page-too-long',
      `at-most-${most}-bytes-a-page`,
      'Write the list with smaller pages: one megabyte is usual.',
    ),
  tooMuchContents: (most: number) =>
    listRefused(
      'parquet-contents-too-long',
      `at-most-${most}-bytes-of-contents`,
      'Write the list with the identity column alone, or with larger row groups.',
    ),
  codec: () =>
    listRefused(
      'parquet-codec-not-read',
      'snappy-gzip-zstd-brotli-or-none',
      'Write the list with snappy, zstd, gzip, brotli or no compression.',
    ),
  encoding: () =>
    listRefused(
      'parquet-encoding-not-read',
      'plain-or-dictionary-encoding',
      'Write the identity column in plain or dictionary encoding, which is usual.',
    ),
};
