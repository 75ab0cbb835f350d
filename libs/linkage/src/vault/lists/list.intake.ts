import type { webcrypto } from 'node:crypto';
import type { Expansion } from './gzip.opening.js';
import { ListReader } from './list.reader.js';
import { type ListRead, ListSum } from './list.sum.js';
import { openedList } from './list.wrappings.js';
import { ParquetList } from './parquet.list.js';
import type { RowSink } from './row.scanner.js';
import { SealedBytes } from './sealed.file.js';

/** What a list needs to be read. */
export interface ListOpening {
  /** The private key of the project that a list may be encrypted to. */
  identity: () => Promise<webcrypto.CryptoKey>;
  /** Where temporary files go, sealed. */
  tempFolder: string;
  limits?: Expansion;
  /** Told of each piece of the list as it is rows: how many so far. */
  progress?: (rows: number) => void;
}

/**
 * Reads a list to its end, whatever it is packed in, and hands its rows to `sink`. Of CSV one record
 * is in memory; Parquet, whose contents stand at its end, waits in a sealed temporary file.
 *
 * Throws a {@link listRefused} problem when the list as a whole cannot be trusted.
 */
export async function readList(
  bytes: AsyncIterable<Uint8Array>,
  sink: RowSink,
  opening: ListOpening,
): Promise<ListRead> {
  const sum = new ListSum();
  const list = await openedList(sum.pass(bytes), opening.identity, opening.limits);
  const rows =
    list.format === 'parquet'
      ? await readParquet(list.bytes, sink, opening)
      : await readText(list.bytes, sink, opening);
  return sum.read(rows);
}

async function readText(
  bytes: AsyncIterable<Uint8Array>,
  sink: RowSink,
  { progress }: ListOpening,
): Promise<number> {
  const reader = new ListReader(sink);
  for await (const chunk of bytes) {
    reader.push(chunk);
    progress?.(reader.rows);
  }
  reader.end();
  return reader.rows;
}

async function readParquet(
  bytes: AsyncIterable<Uint8Array>,
  sink: RowSink,
  { tempFolder, progress }: ListOpening,
): Promise<number> {
  const file = new SealedBytes(tempFolder);
  try {
    for await (const chunk of bytes) file.write(chunk);
    const list = ParquetList.open(file);
    for (const rows of list.read(sink)) {
      progress?.(rows);
      // Decoding is one long calculation: others have their turn between two pages.
      await turn();
    }
    return list.rows;
  } finally {
    file.close();
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
