import pg from 'pg';
import type { Tx } from '#platform';
import { type TagMap, weave } from './map.merge.js';
import { copyOut } from './copy.out.js';
import { seal, unseal } from './segment.seal.js';
import { aligned } from '../people/tag.cipher.js';
import type { WritesInFlight } from './writes.in-flight.js';

/** One stretch of a domain's map as it rests: the people whose tags begin with these bytes. */
export interface SegmentPlace {
  firstPart: number;
  lastPart: number;
}

/**
 * A segment as it rests: in layers, the largest first. A run adds a layer with those who are new;
 * the segment is written anew as one layer when that has become worth it.
 */
export interface Segment extends SegmentPlace {
  layers: Layer[];
}

export interface Layer {
  /** The run that wrote it. */
  runId: string;
  people: number;
}

/** The project's own map; a child domain has its registry's id for a branch. */
export const mainBranch = '';

interface LayerRow {
  first_part: number;
  last_part: number;
  run_id: string;
  people: number;
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

  async segments(): Promise<Segment[]> {
    const { rows } = await this.tx.query<LayerRow>(
      `SELECT first_part, last_part, run_id, people FROM segment
       WHERE domain_id = $1 AND branch = $2 ORDER BY first_part, people DESC`,
      [this.domainId, this.branch],
    );
    const segments: Segment[] = [];
    for (const { first_part, last_part, run_id, people } of rows) {
      if (segments.at(-1)?.firstPart !== first_part) {
        segments.push({ firstPart: first_part, lastPart: last_part, layers: [] });
      }
      segments.at(-1)!.layers.push({ runId: run_id, people });
    }
    return segments;
  }

  /** The serial numbers of each layer of a segment, without its tags. */
  async *serialsAt(segment: Segment): AsyncGenerator<Uint32Array> {
    for (const { runId } of segment.layers) {
      const [serials] = await this.columns(segment, runId, ['serials']);
      yield this.open(segment, runId, 'serials', serials!);
    }
  }

  /** One segment whole, its layers woven together. */
  async mapAt(segment: Segment): Promise<TagMap> {
    let map: TagMap = { tags: new Uint32Array(0), serials: new Uint32Array(0) };
    for (const { runId } of segment.layers) {
      const [tags, serials] = await this.columns(segment, runId, ['tags', 'serials']);
      const layer = {
        tags: this.open(segment, runId, 'tags', tags!),
        serials: this.open(segment, runId, 'serials', serials!),
      };
      map = map.serials.length === 0 ? layer : weave(map, layer);
    }
    return map;
  }

  /** Removes all layers of a segment. */
  async remove(place: SegmentPlace): Promise<void> {
    await this.writes.add(
      this.tx.query(
        'DELETE FROM segment WHERE domain_id = $1 AND branch = $2 AND first_part = $3',
        [this.domainId, this.branch, place.firstPart],
      ),
    );
  }

  /** Adds a layer: the first one of a segment, or those who are new in it. */
  async write(place: SegmentPlace, runId: string, map: TagMap): Promise<void> {
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
          runId,
          map.serials.length,
          seal(this.key, this.context(place, runId, 'tags'), bytes(map.tags)),
          seal(this.key, this.context(place, runId, 'serials'), bytes(map.serials)),
        ],
      ),
    );
  }

  private columns(
    { firstPart }: SegmentPlace,
    runId: string,
    columns: readonly string[],
  ): Promise<Buffer[]> {
    return copyOut(
      this.tx,
      `SELECT ${columns.join(', ')} FROM segment
       WHERE domain_id = '${this.domainId}' AND branch = ${pg.escapeLiteral(this.branch)}
         AND first_part = ${firstPart} AND run_id = '${runId}'`,
    );
  }

  private open(place: SegmentPlace, runId: string, column: string, sealed: Buffer): Uint32Array {
    return aligned(unseal(this.key, this.context(place, runId, column), sealed));
  }

  private context({ firstPart, lastPart }: SegmentPlace, runId: string, column: string): string {
    const domain = this.branch === mainBranch ? this.domainId : `${this.domainId}:${this.branch}`;
    return `${domain}/${firstPart}-${lastPart}/${column}/${runId}`;
  }
}

function bytes(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}
