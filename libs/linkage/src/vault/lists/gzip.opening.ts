import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { listRefused } from '../vault.refusals.js';

/** How far a list may grow when it is opened. */
export interface Expansion {
  /** Bytes altogether. */
  mostBytes: number;
  /** Bytes for each byte of the packed list, once so much has come out that it matters. */
  mostTimes: number;
  mattersFromBytes: number;
}

// Lists of people hold digits that differ: they shrink to a third or a tenth. Two hundred times is
// what repetition alone gives; DEFLATE itself ends at 1,032.
export const usualExpansion: Expansion = {
  mostBytes: 32 * 2 ** 30,
  mostTimes: 200,
  mattersFromBytes: 64 * 2 ** 20,
};

/**
 * The bytes in a gzip file as they come out.
 *
 * Throws a {@link listRefused} problem for a file that is damaged, cut short, has something behind
 * its end, or grows beyond `limits`: as much as that is read and no more.
 */
export async function* gunzipped(
  packed: AsyncIterable<Uint8Array>,
  limits: Expansion = usualExpansion,
): AsyncGenerator<Uint8Array> {
  let arrived = 0;
  let trailing = true;
  const source = counted(packed, (chunk) => (arrived += chunk.length));
  const gunzip = createGunzip({ chunkSize: 65_536 });
  const input = Readable.from(source, { objectMode: false, highWaterMark: 65_536 });
  // What the sender's stream throws is told as it is; what the format throws is told as its own.
  const sender: { error?: Error } = {};
  input.once('error', (error) => {
    sender.error = error;
    gunzip.destroy(error);
  });
  input.pipe(gunzip);
  let opened = 0;
  try {
    for await (const chunk of gunzip) {
      opened += (chunk as Buffer).length;
      const tooMany = opened > limits.mattersFromBytes && opened > arrived * limits.mostTimes;
      if (tooMany || opened > limits.mostBytes) throw growsTooFar();
      yield chunk as Buffer;
    }
    trailing = gunzip.bytesWritten !== arrived;
  } catch (error) {
    if (sender.error) throw sender.error;
    throw refusalOf(error);
  } finally {
    input.destroy();
    gunzip.destroy();
  }
  if (trailing) throw damaged();
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  count: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    count(chunk);
    yield chunk;
  }
}

function refusalOf(error: unknown): unknown {
  switch ((error as { code?: string }).code) {
    case 'Z_BUF_ERROR':
      return listRefused(
        'gzip-cut-short',
        'the-whole-gzip-file-arrives',
        'Pack the list again and send all of it.',
      );
    case 'Z_DATA_ERROR':
    case 'Z_NEED_DICT':
      return damaged();
    default:
      return error;
  }
}

function damaged(): Error {
  return listRefused(
    'gzip-damaged',
    'one-whole-gzip-file',
    'Pack the list again with gzip and send it again.',
  );
}

function growsTooFar(): Error {
  return listRefused(
    'list-grows-too-far',
    'at-most-200-times-the-packed-size',
    'Send the list without gzip, or in several parts.',
  );
}
