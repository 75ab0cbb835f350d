import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { decompress as unzstd } from 'fzstd';
import { type CompressionCodec, snappyUncompress } from 'hyparquet';
import { parquetRefusals } from './parquet.refusals.js';

/** A page as it was before it was packed: never more of it than `length`, whatever it holds. */
export function unpackedPage(page: Uint8Array, length: number, codec: CompressionCodec): Buffer {
  const unpack = unpackers[codec];
  if (!unpack) throw parquetRefusals.codec();
  let unpacked: Uint8Array;
  try {
    unpacked = unpack(page, length);
  } catch {
    throw parquetRefusals.damaged();
  }
  if (unpacked.length !== length) throw parquetRefusals.damaged();
  return Buffer.from(unpacked.buffer, unpacked.byteOffset, unpacked.length);
}

type Unpack = (page: Uint8Array, length: number) => Uint8Array;

const unpackers: Partial<Record<CompressionCodec, Unpack>> = {
  UNCOMPRESSED: (page) => page,
  GZIP: (page, length) => gunzipSync(page, { maxOutputLength: Math.max(length, 1) }),
  BROTLI: (page, length) => brotliDecompressSync(page, { maxOutputLength: Math.max(length, 1) }),
  SNAPPY: (page, length) => into(length, (room) => snappyUncompress(page, room)),
  // With a room of its own the package makes none by what the page says.
  ZSTD: (page, length) => into(length, (room) => void unzstd(page, room)),
};

function into(length: number, unpack: (room: Uint8Array) => void): Uint8Array {
  const room = new Uint8Array(length);
  if (length > 0) unpack(room);
  return room;
}
