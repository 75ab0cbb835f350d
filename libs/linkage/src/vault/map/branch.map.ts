import { randomFillSync } from 'node:crypto';
import type { AliasSerials } from '../aliases/list.people.js';
import {
  findKnown,
  type KnownPeople,
  TagMapBuilder,
  type TagMap,
  undrawn,
  weave,
} from './map.merge.js';
import type { MapStore, Segment } from './map.store.js';
import { SerialPool } from '../numbers/pool.rules.js';
import type { SerialFormat } from '../numbers/serial.rules.js';
import { partCount, partOf, WordScratch } from '../people/person.intake.js';
import { tagWords } from '../people/tag.cipher.js';

/** People a segment holds before the next one is begun. */
const fullSegment = 16_384;

/** Segments that are on their way while one is worked on, so that nobody waits for the database. */
const segmentsAhead = 8;

/** Layers a segment has at most; each is read on its own. */
const mostLayers = 8;

/**
 * A list with no more people in a segment leaves a layer with room for all of them there, whoever of
 * them is new. Otherwise the time of this list and of the next would tell its sender who stood in
 * the list of another registry.
 */
const mostTraced = 64;

const wholeMap: Segment = { firstPart: 0, lastPart: partCount - 1, layers: [] };
const noone: TagMap = { tags: new Uint32Array(0), serials: new Uint32Array(0) };

/** The rows of one part of a list: their tags, and which of them count, smallest tag first. */
export interface PartOfList {
  tags: Uint32Array;
  order: Uint32Array;
  /** The person of a row, among those with several identity numbers; null where nobody has. */
  personOf: ((row: number) => { person: number } | null) | null;
}

/** How the people of a map are numbered. */
interface Numbering {
  format: SerialFormat;
  /** Numbers that were given out and are nobody's any more. */
  spent: Uint32Array;
  aliases: AliasSerials | null;
}

/**
 * The map of a project or of a child domain, while one list goes through it: once, segment by
 * segment, in order of part. Segments that somebody new falls into get a layer more; so do those
 * that few of the list fall into, and numbers are made ready for every list, since what is done must
 * not tell who was known.
 */
export class BranchMap {
  private readonly builder = new TagMapBuilder();
  private readonly scratch = new WordScratch();
  private index = -1;
  private known: KnownPeople = { map: noone, next: 0 };
  private readonly coming: Promise<TagMap>[] = [];
  private growth: SegmentGrowth | null = null;
  private pool: SerialPool | null = null;
  private drawnCount = 0;

  private constructor(
    private readonly store: MapStore,
    private readonly runId: string,
    private readonly segments: readonly Segment[],
    private readonly numbering: Numbering,
  ) {
    for (let ahead = 0; ahead < segmentsAhead; ahead++) this.askFor(ahead);
  }

  static async open(store: MapStore, runId: string, numbering: Numbering): Promise<BranchMap> {
    const known = await store.segments();
    return new BranchMap(store, runId, known.length > 0 ? known : [wholeMap], numbering);
  }

  /** Serial numbers given out by this list. */
  get drawn(): number {
    return this.drawnCount;
  }

  /**
   * Gives the people of one part their serial numbers; parts come in order, none left out. One word
   * for each row in order of tag: the number, or `repeated`; lent until the next part.
   */
  async take(part: number, list: PartOfList): Promise<Uint32Array> {
    const growth = await this.growthOf(part);
    const serials = this.scratch.words(list.order.length);
    const fresh = findKnown(list, this.known, serials);
    if (serials.length > 0) {
      this.pool ??= await this.openPool();
      this.builder.reserve(fresh);
      this.number(list, serials, this.pool);
      await growth.partDone(part, serials.length);
    }
    return serials;
  }

  async end(): Promise<void> {
    await this.growth?.end();
    await this.numbering.aliases?.save();
  }

  private number(
    { tags, order, personOf }: PartOfList,
    serials: Uint32Array,
    pool: SerialPool,
  ): void {
    const { aliases } = this.numbering;
    for (let i = 0; i < serials.length; i++) {
      const row = order[i]!;
      const elsewhere = aliases && personOf?.(row);
      if (elsewhere) aliases.named();
      if (serials[i] !== undrawn) continue;
      let serial = elsewhere ? aliases.of(elsewhere.person) : undrawn;
      if (serial === undrawn) {
        this.drawnCount++;
        serial = pool.draw();
        if (elsewhere) aliases.set(elsewhere.person, serial);
      }
      serials[i] = serial;
      this.builder.add(tags, row, serial);
    }
  }

  /** What may be drawn: every number given out must be seen, so nothing is read for an empty list. */
  private async openPool(): Promise<SerialPool> {
    const pool = new SerialPool((words) => randomFillSync(words), this.numbering.format);
    for (const segment of this.segments) {
      for await (const serials of this.store.serialsAt(segment)) pool.markUsed(serials);
    }
    pool.markUsed(this.numbering.spent);
    pool.makeReady();
    return pool;
  }

  private askFor(index: number): void {
    const segment = this.segments[index];
    if (!segment) return;
    const map = this.store.mapAt(segment);
    // A failure is thrown where the map is waited for: not before, as nobody listens yet.
    map.catch(() => undefined);
    this.coming.push(map);
  }

  private async growthOf(part: number): Promise<SegmentGrowth> {
    const open = this.segments[this.index];
    if (this.growth && open && part <= open.lastPart) return this.growth;
    await this.growth?.end();
    this.index++;
    this.askFor(this.index + segmentsAhead);
    const map = await this.coming.shift()!;
    this.known = { map, next: 0 };
    const { store, runId, builder } = this;
    this.growth = new SegmentGrowth(store, this.segments[this.index]!, map, runId, builder);
    return this.growth;
  }
}

/**
 * Those who are new in one segment: a layer of their own on top of it. A segment nobody is in yet is
 * written in as many segments as it needs, as is one whose layers have become many or large.
 */
class SegmentGrowth {
  private firstPart: number;
  private listed = 0;

  constructor(
    private readonly store: MapStore,
    private readonly segment: Segment,
    private readonly known: TagMap,
    private readonly runId: string,
    private readonly added: TagMapBuilder,
  ) {
    this.firstPart = segment.firstPart;
    added.clear();
  }

  /** Of this part so many rows of the list were gone through. */
  async partDone(part: number, rows: number): Promise<void> {
    this.listed += rows;
    const isFirst = this.segment.layers.length === 0;
    if (isFirst && this.added.count >= fullSegment) {
      await this.write(part, this.added.view());
      this.added.clear();
    }
  }

  async end(): Promise<void> {
    const { lastPart, layers } = this.segment;
    if (layers.length === 0) {
      if (this.firstPart <= lastPart) await this.write(lastPart, this.added.view());
    } else if (this.room > 0) {
      if (this.isOvergrown()) await this.writeAnew();
      else await this.write(lastPart, this.added.view(), this.room);
    }
    this.added.clear();
  }

  /** People that the layer of this list has room for; never a word of who is new in a short list. */
  private get room(): number {
    return this.listed <= mostTraced ? this.listed : this.added.count;
  }

  private isOvergrown(): boolean {
    const [largest, ...others] = this.segment.layers;
    const grown = others.reduce((sum, { people }) => sum + people, this.room);
    return others.length + 2 > mostLayers || grown > largest!.people / 4;
  }

  private async writeAnew(): Promise<void> {
    await this.store.remove(this.segment);
    const map = weave(this.known, this.added.view());
    let from = 0;
    let to = 0;
    for (let part = this.firstPart; part <= this.segment.lastPart; part++) {
      to = endOfPart(map, to, part);
      if (to - from < fullSegment && part < this.segment.lastPart) continue;
      await this.write(part, {
        tags: map.tags.subarray(from * tagWords, to * tagWords),
        serials: map.serials.subarray(from, to),
      });
      from = to;
    }
  }

  private async write(lastPart: number, map: TagMap, room?: number): Promise<void> {
    await this.store.write({ firstPart: this.firstPart, lastPart }, this.runId, map, room);
    this.firstPart = lastPart + 1;
  }
}

function endOfPart(map: TagMap, from: number, part: number): number {
  let to = from;
  while (to < map.serials.length && partOf(map.tags[to * tagWords]!) === part) to++;
  return to;
}
