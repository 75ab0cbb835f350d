import { randomFillSync } from 'node:crypto';
import { merge, type TagMap, TagMapBuilder } from './map.merge.js';
import type { MapStore, SegmentPlace } from './map.store.js';
import { SerialPool } from '../numbers/pool.rules.js';
import type { SerialFormat } from '../numbers/serial.rules.js';
import { partCount, partOf } from '../people/person.intake.js';
import { tagWords } from '../people/tag.cipher.js';

/** People a segment holds before the next one is begun. */
const fullSegment = 16_384;

const wholeMap = { firstPart: 0, lastPart: partCount - 1, runId: null };
const noone: TagMap = { tags: new Uint32Array(0), serials: new Uint32Array(0) };

/** The rows of one part of a list: their tags, and which of them count, smallest tag first. */
export interface PartOfList {
  tags: Uint32Array;
  order: Uint32Array;
  /** The serial number the person of a row has under another identity number; 0 for none. */
  serialElsewhere: (row: number) => number;
  accepted: (row: number, serial: number, isDrawn: boolean) => void;
  repeated: (row: number) => void;
}

/**
 * The map of a project or of a child domain, while one list goes through it: once, segment by
 * segment, in order of part. Only segments that somebody new falls into are written anew.
 */
export class BranchMap {
  private readonly builder = new TagMapBuilder();
  private index = -1;
  private map = noone;
  private from = 0;
  private coming: Promise<TagMap>;
  private segment: SegmentRewriter | null = null;
  private drawnCount = 0;

  private constructor(
    private readonly store: MapStore,
    private readonly runId: string,
    private readonly places: readonly SegmentPlace[],
    private readonly pool: SerialPool,
  ) {
    this.coming = store.mapAt(places[0]!);
    this.coming.catch(() => undefined);
  }

  /** `spent` are numbers that were given out and are nobody's any more. */
  static async open(
    store: MapStore,
    runId: string,
    format: SerialFormat,
    spent: Uint32Array = new Uint32Array(0),
  ): Promise<BranchMap> {
    const known = await store.places();
    const pool = new SerialPool((words) => randomFillSync(words), format);
    for (const place of known) pool.markUsed(await store.serialsAt(place));
    pool.markUsed(spent);
    return new BranchMap(store, runId, known.length > 0 ? known : [wholeMap], pool);
  }

  /** Serial numbers given out by this list. */
  get drawn(): number {
    return this.drawnCount;
  }

  /** Gives the people of one part their serial numbers; parts come in order, none left out. */
  async take(part: number, list: PartOfList): Promise<void> {
    const segment = await this.segmentOf(part);
    const to = endOfPart(this.map, this.from, part);
    let isDrawn = false;
    const added = merge({
      ...list,
      known: this.map,
      from: this.from,
      to,
      draw: (row) => {
        const elsewhere = list.serialElsewhere(row);
        if (elsewhere !== 0) return elsewhere;
        isDrawn = true;
        this.drawnCount++;
        return this.pool.draw();
      },
      accepted: (row, serial) => {
        list.accepted(row, serial, isDrawn);
        isDrawn = false;
      },
      into: this.builder,
    });
    this.from = to;
    await segment.partDone(part, added);
  }

  async end(): Promise<void> {
    await this.segment?.end();
  }

  private async segmentOf(part: number): Promise<SegmentRewriter> {
    const place = this.places[this.index];
    if (this.segment && place && part <= place.lastPart) return this.segment;
    await this.segment?.end();
    this.index++;
    this.map = await this.coming;
    this.from = 0;
    const next = this.places[this.index + 1];
    if (next) {
      this.coming = this.store.mapAt(next);
      this.coming.catch(() => undefined);
    }
    const { store, runId, builder } = this;
    this.segment = new SegmentRewriter(store, this.places[this.index]!, runId, builder);
    return this.segment;
  }
}

/**
 * Writes one old segment anew when something in it changed, in as many segments as it needs;
 * leaves it as it rests when nothing did.
 */
class SegmentRewriter {
  private changed = false;
  private firstPart: number;

  constructor(
    private readonly store: MapStore,
    private readonly old: SegmentPlace,
    private readonly runId: string,
    private readonly builder: TagMapBuilder,
  ) {
    this.firstPart = old.firstPart;
    builder.clear();
  }

  async partDone(part: number, added: number): Promise<void> {
    if (added > 0 && !this.changed) {
      this.changed = true;
      if (this.old.runId !== null) await this.store.remove(this.old);
    }
    if (this.changed && this.builder.count >= fullSegment) await this.write(part);
  }

  async end(): Promise<void> {
    if (this.changed && this.firstPart <= this.old.lastPart) await this.write(this.old.lastPart);
    this.builder.clear();
  }

  private async write(lastPart: number): Promise<void> {
    const place = { firstPart: this.firstPart, lastPart, runId: this.runId };
    await this.store.write(place, this.builder.view());
    this.builder.clear();
    this.firstPart = lastPart + 1;
  }
}

function endOfPart(map: TagMap, from: number, part: number): number {
  let to = from;
  while (to < map.serials.length && partOf(map.tags[to * tagWords]!) === part) to++;
  return to;
}
