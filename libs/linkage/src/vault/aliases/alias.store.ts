import type { Tx } from '#platform';
import { sealWords, unsealWords } from '../map/sealed.words.js';
import { type AliasPart, noAliases } from './alias.people.js';

const pairsAtOnce = 65_536;

/** The aliases of one domain at rest: all of it sealed under the key of its map. */
export class AliasStore {
  constructor(
    private readonly tx: Tx,
    private readonly domainId: string,
    private readonly key: Uint8Array,
  ) {}

  async isEmpty(): Promise<boolean> {
    const { rows } = await this.tx.query('SELECT FROM alias_part WHERE domain_id = $1 LIMIT 1', [
      this.domainId,
    ]);
    return rows.length === 0;
  }

  /** Every pair accepted so far, a file's worth of words at a time. */
  async *pairs(): AsyncGenerator<Uint32Array> {
    let after: { file_id: string; part: number } = { file_id: nil, part: -1 };
    for (;;) {
      const { rows } = await this.tx.query<{ file_id: string; part: number; pairs: Buffer }>(
        `SELECT file_id, part, pairs FROM alias_pair
         WHERE domain_id = $1 AND (file_id, part) > ($2, $3) ORDER BY file_id, part LIMIT 1`,
        [this.domainId, after.file_id, after.part],
      );
      const row = rows[0];
      if (!row) return;
      after = row;
      yield unsealWords(this.key, this.context('pairs', row.file_id, row.part), row.pairs);
    }
  }

  async addPairs(fileId: string, pairs: Uint32Array): Promise<void> {
    for (let part = 0; part * pairsAtOnce * 4 < pairs.length; part++) {
      const words = pairs.subarray(part * pairsAtOnce * 4, (part + 1) * pairsAtOnce * 4);
      await this.tx.query(
        'INSERT INTO alias_pair (domain_id, file_id, part, pairs) VALUES ($1, $2, $3, $4)',
        [
          this.domainId,
          fileId,
          part,
          sealWords(this.key, this.context('pairs', fileId, part), words),
        ],
      );
    }
  }

  async part(part: number): Promise<AliasPart> {
    const { rows } = await this.tx.query<{ file_id: string; tags: Buffer; groups: Buffer }>(
      'SELECT file_id, tags, groups FROM alias_part WHERE domain_id = $1 AND part = $2',
      [this.domainId, part],
    );
    const row = rows[0];
    if (!row) return noAliases;
    return {
      tags: unsealWords(this.key, this.context('tags', row.file_id, part), row.tags),
      groups: unsealWords(this.key, this.context('groups', row.file_id, part), row.groups),
    };
  }

  async replaceParts(fileId: string, parts: readonly AliasPart[]): Promise<void> {
    await this.tx.query('DELETE FROM alias_part WHERE domain_id = $1', [this.domainId]);
    for (const [part, { tags, groups }] of parts.entries()) {
      if (groups.length === 0) continue;
      await this.tx.query(
        `INSERT INTO alias_part (domain_id, part, file_id, tags, groups)
         VALUES ($1, $2, $3, $4, $5)`,
        [
          this.domainId,
          part,
          fileId,
          sealWords(this.key, this.context('tags', fileId, part), tags),
          sealWords(this.key, this.context('groups', fileId, part), groups),
        ],
      );
    }
  }

  /** The serial number of each person with several numbers, in one map; empty where none are. */
  async serials(branch: string): Promise<{ fileId: string; serials: Uint32Array } | null> {
    const { rows } = await this.tx.query<{ file_id: string; serials: Buffer }>(
      'SELECT file_id, serials FROM alias_serial WHERE domain_id = $1 AND branch = $2',
      [this.domainId, branch],
    );
    const row = rows[0];
    if (!row) return null;
    const context = this.context('serials', row.file_id, branch);
    return { fileId: row.file_id, serials: unsealWords(this.key, context, row.serials) };
  }

  async replaceSerials(fileId: string, branch: string, serials: Uint32Array): Promise<void> {
    await this.tx.query('DELETE FROM alias_serial WHERE domain_id = $1 AND branch = $2', [
      this.domainId,
      branch,
    ]);
    await this.tx.query(
      'INSERT INTO alias_serial (domain_id, branch, file_id, serials) VALUES ($1, $2, $3, $4)',
      [
        this.domainId,
        branch,
        fileId,
        sealWords(this.key, this.context('serials', fileId, branch), serials),
      ],
    );
  }

  /** Numbers that were given out in a map and retired: they are never given out again. */
  async retired(branch: string): Promise<Uint32Array> {
    const { rows } = await this.tx.query<{ file_id: string; pairs: Buffer }>(
      'SELECT file_id, pairs FROM retired_serial WHERE domain_id = $1 AND branch = $2',
      [this.domainId, branch],
    );
    const found = rows.map(({ file_id, pairs }) =>
      unsealWords(this.key, this.context('retired', file_id, branch), pairs),
    );
    const words = found.reduce((sum, { length }) => sum + length, 0) / 2;
    const retired = new Uint32Array(words);
    let at = 0;
    for (const pairs of found) {
      for (let i = 0; i < pairs.length; i += 2) retired[at++] = pairs[i]!;
    }
    return retired;
  }

  /** Keeps which number was retired in favour of which. */
  async addRetired(fileId: string, branch: string, pairs: Uint32Array): Promise<void> {
    await this.tx.query(
      'INSERT INTO retired_serial (domain_id, branch, file_id, pairs) VALUES ($1, $2, $3, $4)',
      [
        this.domainId,
        branch,
        fileId,
        sealWords(this.key, this.context('retired', fileId, branch), pairs),
      ],
    );
  }

  private context(what: string, fileId: string, part: number | string): string {
    return `${this.domainId}/alias-${what}/${fileId}/${part}`;
  }
}

const nil = '00000000-0000-0000-0000-000000000000';
