/**
 * Reads as many numbers of `width` bits as `into` has room for, in the mix of runs and packed bits
 * that Parquet writes levels and places in a dictionary as. False when there are too few.
 */
export function hybrid(bytes: Uint8Array, width: number, into: Uint32Array): boolean {
  const reader = { bytes, at: 0 };
  const wide = Math.ceil(width / 8);
  for (let done = 0; done < into.length;) {
    const header = varint(reader);
    if (header === null || header < 2) return false;
    const isPacked = header % 2 === 1;
    const room = into.length - done;
    if (isPacked) {
      // Eight to a group; the last group may hold more than there are.
      const count = Math.min(Math.floor(header / 2) * 8, room);
      if (reader.at + Math.ceil((count * width) / 8) > bytes.length) return false;
      unpack(bytes, reader.at, width, into.subarray(done, done + count));
      reader.at += Math.floor(header / 2) * width;
      done += count;
    } else {
      if (reader.at + wide > bytes.length) return false;
      let value = 0;
      for (let i = 0; i < wide; i++) value += bytes[reader.at + i]! * 256 ** i;
      const count = Math.min(header / 2, room);
      into.fill(value, done, done + count);
      reader.at += wide;
      done += count;
    }
  }
  return true;
}

function unpack(bytes: Uint8Array, from: number, width: number, into: Uint32Array): void {
  let bit = from * 8;
  for (let i = 0; i < into.length; i++) {
    let value = 0;
    for (let got = 0; got < width;) {
      const within = bit & 7;
      const taken = Math.min(8 - within, width - got);
      value += ((bytes[bit >>> 3]! >>> within) & ((1 << taken) - 1)) * 2 ** got;
      got += taken;
      bit += taken;
    }
    into[i] = value;
  }
}

function varint(reader: { bytes: Uint8Array; at: number }): number | null {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = reader.bytes[reader.at++];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 128) return value;
  }
  return null;
}
