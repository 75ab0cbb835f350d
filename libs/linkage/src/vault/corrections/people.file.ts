import type { Tx } from '#platform';
import type { DomainKeys } from '../keys/domain.keys.js';
import { unseal } from '../map/segment.seal.js';
import { WritesInFlight } from '../map/writes.in-flight.js';
import { contextOf, RunFileWriter } from '../runs/run.file.js';

type PeopleFileKind = 'correction' | 'report';

/** Writes a correction, or the report on a file of aliases or reservations, as a run's files are. */
export class PeopleFileWriter extends RunFileWriter {
  constructor(
    tx: Tx,
    private readonly domainId: string,
    fileId: string,
    kind: PeopleFileKind,
    key: Uint8Array,
  ) {
    super(tx, fileId, kind, key, new WritesInFlight(0));
  }

  protected override insert(part: number, row: Buffer): Promise<unknown> {
    return this.tx.query(
      'INSERT INTO people_file (run_id, domain_id, kind, part, bytes) VALUES ($1, $2, $3, $4, $5)',
      [this.runId, this.domainId, this.kind, part, row],
    );
  }
}

/** The bytes of such a file in order; forgets the keys at the end. */
export async function* readPeopleFile(
  db: Tx,
  fileId: string,
  kind: PeopleFileKind,
  keys: DomainKeys,
): AsyncGenerator<Buffer> {
  try {
    for (let part = 0; ; part++) {
      const { rows } = await db.query<{ bytes: Buffer }>(
        'SELECT bytes FROM people_file WHERE run_id = $1 AND kind = $2 AND part = $3',
        [fileId, kind, part],
      );
      if (!rows[0]) return;
      yield unseal(keys.files, contextOf(fileId, kind, part), rows[0].bytes);
    }
  } finally {
    keys.forget();
  }
}
