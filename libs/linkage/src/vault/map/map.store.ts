import pg from 'pg';
import type { Tx } from '#platform';
import type { TagMap } from './map.merge.js';
import { copyOut } from './copy.out.js';
import { seal, unseal } from './segment.seal.js';
import { aligned } from '../people/tag.cipher.js';
import type { WritesInFlight } from './writes.in-flight.js';

/** One stretch of a domain's map as it rests: the people whose tags begin with these bytes. */
export interface SegmentPlace {
  firstPart: number;
  lastPart: number;
  /** The run that wrote it; null for a stretch nobody is in yet. */
  runId: string | null;
}

/** The project's own map; a child domain has its registry's id for a branch. */
export const mainBranch = '';

interface SegmentRow {
  first_part: number;
  last_part: number;
  run_id: string;
}

/**
 * The map of one domain at rest: rows of sealed columns, tags and serial numbers apart, in order of
 * tag. A segment is bound to its domain, its place, its column and the run that wrote it, so that
 * rows cannot be exchanged.
 */
export class MapStore {
  constructor(
    private readonly tx: Tx,
    private readonly domainId: string,
    private readonly key: Uint8Array,
    private readonly writes: WritesInFlight,
    readonly branch: string = mainBranch,
  ) {}

  async places(): Promise<SegmentPlace[]> {
    const { rows } = await this.tx.query<SegmentRow>(
      `SELECT first_part, last_part, run_id FROM segment
       WHERE domain_id = $1 AND branch = $2 ORDER BY first_part`,
      [this.domainId, this.branch],
    );
    return rows.map((row) => ({
      firstPart: row.first_part,
      lastPart: row.last_part,
      runId: row.run_id,
    }));
  }

  /** The serial numbers of one segment, without its tags. */
  async serialsAt(place: SegmentPlace): Promise<Uint32Array> {
    const [serials] = await this.columns(place, ['serials']);
    return this.open(place, 'serials', serials!);
  }

  /** One segment whole. */
  async mapAt(place: SegmentPlace): Promise<TagMap> {
    if (place.runId === null) return { tags: new Uint32Array(0), serials: new Uint32Array(0) };
    const [tags, serials] = await this.columns(place, ['tags', 'serials']);
    return {
      tags: this.open(place, 'tags', tags!),
      serials: this.open(place, 'serials', serials!),
    };
  }

  async remove(place: SegmentPlace): Promise<void> {
    await this.writes.add(
      this.tx.query(
        'DELETE FROM segment WHERE domain_id = $1 AND branch = $2 AND first_part = $3',
        [this.domainId, this.branch, place.firstPart],
      ),
    );
  }

  async write(place: SegmentPlace, map: TagMap): Promise<void> {
    await this.writes.add(
      this.tx.query(
        `INSERT INTO segment
           (domain_id, branch, first_part, last_part, run_id, people, tags, serials)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          this.domainId,
          this.branch,
          place.firstPart,
          place.lastPart,
          place.runId,
          map.serials.length,
          seal(this.key, this.context(place, 'tags'), bytes(map.tags)),
          seal(this.key, this.context(place, 'serials'), bytes(map.serials)),
        ],
      ),
    );
  }

  private columns(place: SegmentPlace, columns: readonly string[]): Promise<Buffer[]> {
    return copyOut(
      this.tx,
      `SELECT ${columns.join(', ')} FROM segment
       WHERE domain_id = '${this.domainId}' AND branch = ${pg.escapeLiteral(this.branch)}
         AND first_part = ${place.firstPart}`,
    );
  }

  private open(place: SegmentPlace, column: string, sealed: Buffer): Uint32Array {
    return aligned(unseal(this.key, this.context(place, column), sealed));
  }

  private context(place: SegmentPlace, column: string): string {
    const domain = this.branch === mainBranch ? this.domainId : `${this.domainId}:${this.branch}`;
    return `${domain}/${place.firstPart}-${place.lastPart}/${column}/${place.runId}`;
  }
}

function bytes(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}
