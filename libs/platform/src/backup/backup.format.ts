/**
 * The inside of a backup: parts, each a kind of one byte, a length of four and so many bytes. A head
 * says what was backed up; then each table with its rows, and an end with the counts, so that a file
 * that was cut off is known.
 */
export const partKinds = { head: 1, table: 2, rows: 3, end: 4 } as const;
export type PartKind = keyof typeof partKinds;

export interface BackupHead {
  format: 1;
  madeAt: string;
  /** A backup goes back into the very schema it came from. */
  migrations: string[];
}

export interface TablePart {
  /** With its schema, quoted. */
  name: string;
  columns: string[];
}

export interface BackupEnd {
  tables: number;
  /** Where each sequence stands. */
  sequences: { name: string; value: string; isCalled: boolean }[];
}

export interface Part {
  kind: PartKind;
  content: Buffer;
}

/** The backup is no backup, is cut off, or is not for this database. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

const openingBytes = 5;
const mostPartBytes = 64 * 1024 * 1024;

export function partOf(kind: PartKind, content: Uint8Array): Buffer {
  const opening = Buffer.alloc(openingBytes);
  opening.writeUInt8(partKinds[kind], 0);
  opening.writeUInt32BE(content.length, 1);
  return Buffer.concat([opening, content]);
}

export function jsonPart(kind: PartKind, value: object): Buffer {
  return partOf(kind, Buffer.from(JSON.stringify(value)));
}

/** Reads parts however the bytes come; throws {@link BackupRefused} where they end in the middle. */
export async function* partsIn(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Part> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    for (;;) {
      const part = firstPart(held);
      if (!part) break;
      held = held.subarray(openingBytes + part.content.length);
      yield part;
    }
  }
  if (held.length > 0) throw new BackupRefused('The backup is cut off.');
}

function firstPart(held: Buffer): Part | null {
  if (held.length < openingBytes) return null;
  const number = held.readUInt8(0);
  const length = held.readUInt32BE(1);
  const kind = (Object.keys(partKinds) as PartKind[]).find((name) => partKinds[name] === number);
  if (!kind || length > mostPartBytes) throw new BackupRefused('This is no backup of Tilgang.');
  if (held.length < openingBytes + length) return null;
  return { kind, content: held.subarray(openingBytes, openingBytes + length) };
}
