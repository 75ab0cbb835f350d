import pg from 'pg';
import type { Tx } from '#platform';
import { type TagMap, weave } from './map.merge.js';
import { copyOut } from './copy.out.js';
import { packed, packedSerials, taken, unpacked } from './packed.people.js';
import { sealWords, unsealWords } from './sealed.words.js';
import type { DomainKeys } from '../keys/domain.keys.js';
import { TagCipher, tagWords } from '../people/tag.cipher.js';
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
  /** How many there is room for: as many as are in it, or a few more. */
  people: number;
  /** Whether it is one column, packed; else two, tags and serial numbers apart. */
  isPacked: boolean;
}

/** The project's own map; a child domain has its registry's id for a branch. */
export const mainBranch = '';

type Column = 'packed' | 'tags' | 'serials';

interface LayerRow {
  first_part: number;
  last_part: number;
  run_id: string;
  people: number;
  is_packed: boolean;
}

/**
 * The map of one domain at rest: rows of sealed columns, in order of tag, packed wherever serial
 * numbers are small enough. A segment is bound to its domain, its place, its column and the run that wrote it, so that
 * rows cannot be exchanged.
 */
export class MapStore {
  private readonly cipher: TagCipher;

  constructor(
    private readonly tx: Tx,
    private readonly domainId: string,
    private readonly keys: Pick<DomainKeys, 'map' | 'tag'>,
    private readonly writes: WritesInFlight,
    readonly branch: string = mainBranch,
  ) {
    this.cipher = new TagCipher(keys.tag);
  }

  async segments(): Promise<Segment[]> {
    const { rows } = await this.tx.query<LayerRow>(
      `SELECT first_part, last_part, run_id, people, packed IS NOT NULL AS is_packed FROM segment
       WHERE domain_id = $1 AND branch = $2 ORDER BY first_part, people DESC`,
      [this.domainId, this.branch],
    );
    const segments: Segment[] = [];
    for (const { first_part, last_part, run_id, people, is_packed } of rows) {
      if (segments.at(-1)?.firstPart !== first_part) {
        segments.push({ firstPart: first_part, lastPart: last_part, layers: [] });
      }
      segments.at(-1)!.layers.push({ runId: run_id, people, isPacked: is_packed });
    }
    return segments;
  }

  /** The serial numbers of each layer of a segment, without its tags. */
  async *serialsAt(segment: Segment): AsyncGenerator<Uint32Array> {
    for (const layer of segment.layers) {
      if (layer.isPacked) {
        const [words] = await this.columns(segment, layer, ['packed']);
        yield packedSerials(words!);
      } else {
        const [serials] = await this.columns(segment, layer, ['serials']);
        yield serials!.subarray(0, taken(serials!));
      }
    }
  }

  /** One segment whole, its layers woven together. */
  async mapAt(segment: Segment): Promise<TagMap> {
    let map: TagMap = { tags: new Uint32Array(0), serials: new Uint32Array(0) };
    for (const layer of segment.layers) {
      const read = await this.layerAt(segment, layer);
      map = map.serials.length === 0 ? read : weave(map, read);
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

  /**
   * Adds a layer: the first one of a segment, or those who are new in it. What of its room nobody
   * takes is filled with nothing, and sealed with the rest.
   */
  async write(
    place: SegmentPlace,
    runId: string,
    map: TagMap,
    room = map.serials.length,
  ): Promise<void> {
    const words = packed(map, this.cipher, room);
    const sealed = (column: Column, content: Uint32Array | null): Buffer | null =>
      content && sealWords(this.keys.map, this.context(place, runId, column), content);
    await this.writes.add(
      this.tx.query(
        `INSERT INTO segment
           (domain_id, branch, first_part, last_part, run_id, people, packed, tags, serials)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          this.domainId,
          this.branch,
          place.firstPart,
          place.lastPart,
          runId,
          room,
          sealed('packed', words),
          sealed('tags', words ? null : widened(map.tags, room * tagWords)),
          sealed('serials', words ? null : widened(map.serials, room)),
        ],
      ),
    );
  }

  private async layerAt(place: SegmentPlace, layer: Layer): Promise<TagMap> {
    if (layer.isPacked) {
      const [words] = await this.columns(place, layer, ['packed']);
      return unpacked(words!, this.cipher);
    }
    const [tags, serials] = await this.columns(place, layer, ['tags', 'serials']);
    const people = taken(serials!);
    return { tags: tags!.subarray(0, people * tagWords), serials: serials!.subarray(0, people) };
  }

  private async columns(
    place: SegmentPlace,
    { runId }: Layer,
    columns: readonly Column[],
  ): Promise<Uint32Array[]> {
    const sealed = await copyOut(
      this.tx,
      `SELECT ${columns.join(', ')} FROM segment
       WHERE domain_id = '${this.domainId}' AND branch = ${pg.escapeLiteral(this.branch)}
         AND first_part = ${place.firstPart} AND run_id = '${runId}'`,
    );
    return columns.map((column, i) =>
      unsealWords(this.keys.map, this.context(place, runId, column), sealed[i]!),
    );
  }

  private context({ firstPart, lastPart }: SegmentPlace, runId: string, column: Column): string {
    const domain = this.branch === mainBranch ? this.domainId : `${this.domainId}:${this.branch}`;
    return `${domain}/${firstPart}-${lastPart}/${column}/${runId}`;
  }
}

function widened(words: Uint32Array, length: number): Uint32Array {
  if (words.length >= length) return words;
  const wide = new Uint32Array(length);
  wide.set(words);
  return wide;
}
