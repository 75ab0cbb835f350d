import { randomFillSync } from 'node:crypto';
import type { Tx } from '#platform';
import type { DomainKeys } from '../keys/domain.keys.js';
import { reasonCode } from '../people/identity.rules.js';
import { KeyFileWriter } from '../key-files/key-file.writer.js';
import { merge, type TagMap, TagMapBuilder } from '../map/map.merge.js';
import { MapStore, type SegmentPlace } from '../map/map.store.js';
import {
  blocksOf,
  datePart,
  individualPart,
  lineOf,
  partCount,
  partOf,
  type PersonIntake,
  WordScratch,
} from '../people/person.intake.js';
import { writeReport } from './report.writer.js';
import { RunFileWriter, type WrittenFile } from './run.file.js';
import { SerialPool } from '../numbers/pool.rules.js';
import { SerialFormat, type SerialShape } from '../numbers/serial.rules.js';
import { TagCipher, tagWords } from '../people/tag.cipher.js';
import { orderByTag, OrderScratch } from '../people/tag.order.js';
import { WritesInFlight } from '../map/writes.in-flight.js';

/** People a segment holds before the next one is begun. */
const fullSegment = 16_384;
const mostWritesInFlight = 3;

export interface ListRun {
  tx: Tx;
  runId: string;
  domainId: string;
  serialShape: SerialShape;
  ageRecipient: string;
  keys: DomainKeys;
  intake: PersonIntake;
}

export interface ListRunResult {
  accepted: number;
  repeated: number;
  /** People the domain did not know before. */
  fresh: number;
  keyFile: WrittenFile;
  report: WrittenFile & { rows: number };
}

/**
 * Gives every accepted person of one list their serial number: those the domain knows keep theirs.
 * Goes through the domain's map once, segment by segment, and rewrites the segments that grew; all
 * of it in the transaction it is given.
 */
export async function runList(run: ListRun): Promise<ListRunResult> {
  const writes = new WritesInFlight(mostWritesInFlight);
  const store = new MapStore(run.tx, run.domainId, run.keys.map, writes);
  const cipher = new TagCipher(run.keys.tag);
  const fileOf = (kind: 'key-file' | 'report'): RunFileWriter =>
    new RunFileWriter(run.tx, run.runId, kind, run.keys.files, writes);
  const format = new SerialFormat(run.serialShape);
  const keyFile = await KeyFileWriter.to(run.ageRecipient, fileOf('key-file'), format);

  const known = await store.places();
  const pool = new SerialPool((words) => randomFillSync(words), format);
  for (const place of known) pool.markUsed(await store.serialsAt(place));

  const places = known.length > 0 ? known : [{ ...wholeMap, runId: null }];
  const builder = new TagMapBuilder();
  const blocks = new WordScratch();
  const order = new OrderScratch();
  let accepted = 0;
  let repeated = 0;
  let fresh = 0;
  let coming = store.mapAt(places[0]!);
  for (const [index, place] of places.entries()) {
    const map = await coming;
    const next = places[index + 1];
    if (next) {
      coming = store.mapAt(next);
      coming.catch(() => undefined);
    }
    const segment = new SegmentRewriter(store, place, run.runId, builder);
    let from = 0;
    for (let part = place.firstPart; part <= place.lastPart; part++) {
      const rows = run.intake.takePart(part);
      const tags = rows.length > 0 ? cipher.tagsOf(blocksOf(rows, blocks)) : new Uint32Array(0);
      const to = endOfPart(map, from, part);
      const freshHere = merge({
        tags,
        order: orderByTag(tags, order),
        known: map,
        from,
        to,
        draw: () => pool.draw(),
        accepted: (row, serial) => {
          keyFile.add(datePart(rows, row), individualPart(rows, row), serial);
          accepted++;
        },
        repeated: (row) => {
          run.intake.reported.add(lineOf(rows, row), reasonCode('repeated'));
          repeated++;
        },
        into: builder,
      });
      fresh += freshHere;
      from = to;
      await keyFile.flush();
      await segment.partDone(part, freshHere);
    }
    await segment.end();
  }

  const written = await keyFile.end();
  const report = await writeReport(run.intake.reported, fileOf('report'));
  await writes.settled();
  return {
    accepted,
    repeated,
    fresh,
    keyFile: written,
    report: { ...report, rows: run.intake.reported.count },
  };
}

const wholeMap = { firstPart: 0, lastPart: partCount - 1 };

/**
 * Writes one old segment anew when somebody in it is new, in as many segments as it needs; leaves
 * it as it rests when nobody is.
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

  async partDone(part: number, fresh: number): Promise<void> {
    if (fresh > 0 && !this.changed) {
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
