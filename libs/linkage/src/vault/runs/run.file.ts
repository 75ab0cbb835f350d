import { createHash } from 'node:crypto';
import type { Tx } from '#platform';
import type { DomainKeys } from '../keys/domain.keys.js';
import { seal, unseal } from '../map/segment.seal.js';
import type { WritesInFlight } from '../map/writes.in-flight.js';

export type RunFileKind = 'key-file' | 'report' | 'bridge';

/** What rests of a run: its files, and what a key file is made of where it is fetched. */
export type StoredKind = RunFileKind | 'key-file-people' | 'key-file-recipe';

const rowBytes = 262_144;

export interface WrittenFile {
  bytes: number;
  /** SHA-256 of the file as it is fetched, in hexadecimal. */
  sha256: string;
}

/** Counts and hashes a file that is made here, and hands it on if somebody takes it. */
export class FileDigest {
  private readonly hash = createHash('sha256');
  private bytes = 0;

  constructor(private readonly take: (content: Uint8Array) => void = () => undefined) {}

  write(content: Uint8Array): Promise<void> {
    this.hash.update(content);
    this.bytes += content.length;
    this.take(content);
    return Promise.resolve();
  }

  end(): Promise<WrittenFile> {
    return Promise.resolve({ bytes: this.bytes, sha256: this.hash.digest('hex') });
  }
}

/**
 * Writes one file of a run as rows of a quarter of a megabyte, hashing as it goes. Each row is
 * sealed: a key file is encrypted to its registry already, but the registry keeps its own key, and
 * with a backup of this table could read the file after the domain's keys are destroyed.
 */
export class RunFileWriter implements Pick<FileDigest, 'write' | 'end'> {
  private readonly digest = new FileDigest();
  private readonly buffer = Buffer.allocUnsafeSlow(rowBytes);
  private filled = 0;
  private part = 0;

  constructor(
    protected readonly tx: Tx,
    protected readonly runId: string,
    protected readonly kind: StoredKind | 'correction',
    private readonly key: Uint8Array,
    private readonly writes: WritesInFlight,
  ) {}

  async write(content: Uint8Array): Promise<void> {
    await this.digest.write(content);
    for (let at = 0; at < content.length;) {
      const taken = Math.min(content.length - at, rowBytes - this.filled);
      this.buffer.set(content.subarray(at, at + taken), this.filled);
      this.filled += taken;
      at += taken;
      if (this.filled === rowBytes) await this.storeBuffer();
    }
  }

  async end(): Promise<WrittenFile> {
    if (this.filled > 0) await this.storeBuffer();
    return this.digest.end();
  }

  /** One row of exactly this, which is sealed before anything is waited for. */
  async store(content: Uint8Array): Promise<void> {
    const part = this.part++;
    const row = seal(this.key, contextOf(this.runId, this.kind, part), content);
    await this.writes.add(this.insert(part, row));
  }

  protected insert(part: number, row: Buffer): Promise<unknown> {
    return this.tx.query(
      `INSERT INTO run_file (run_id, kind, part, bytes, sealed) VALUES ($1, $2, $3, $4, true)`,
      [this.runId, this.kind, part, row],
    );
  }

  private storeBuffer(): Promise<void> {
    const content = this.buffer.subarray(0, this.filled);
    this.filled = 0;
    return this.store(content);
  }
}

/** The bytes of a stored file in order, one row in memory at a time; forgets the keys at the end. */
export async function* readRunFile(
  db: Tx,
  runId: string,
  kind: RunFileKind,
  keys: DomainKeys,
): AsyncGenerator<Buffer> {
  try {
    for (let part = 0; ; part++) {
      const row = await readRunRow(db, { runId, kind, part }, keys);
      if (!row) return;
      yield row;
    }
  } finally {
    keys.forget();
  }
}

/** One row of what rests, opened; null where there is none. */
export async function readRunRow(
  db: Tx,
  { runId, kind, part }: { runId: string; kind: StoredKind; part: number },
  keys: DomainKeys,
): Promise<Buffer | null> {
  const { rows } = await db.query<{ bytes: Buffer; sealed: boolean }>(
    'SELECT bytes, sealed FROM run_file WHERE run_id = $1 AND kind = $2 AND part = $3',
    [runId, kind, part],
  );
  if (!rows[0]) return null;
  const { bytes, sealed } = rows[0];
  return sealed ? unseal(keys.files, contextOf(runId, kind, part), bytes) : bytes;
}

export const contextOf = (runId: string, kind: StoredKind | 'correction', part: number): string =>
  `${runId}/${kind}/${part}`;
