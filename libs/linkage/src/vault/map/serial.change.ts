import { randomUUID } from 'node:crypto';
import { type AliasPart, inUse, meetTags } from '../aliases/alias.people.js';
import { partOf } from '../people/person.intake.js';
import { tagWords } from '../people/tag.cipher.js';
import type { TagMap } from './map.merge.js';
import type { MapStore } from './map.store.js';

/** What {@link mergePeople} did in one map. */
export interface MergedPeople {
  /** The serial number of each person with several numbers; 0 for one nobody has listed yet. */
  serials: Uint32Array;
  /** Retired number and kept number, in order, each pair once. */
  retired: Uint32Array;
}

/**
 * Gives each person with several identity numbers one serial number in a map: that of the number in
 * use where it has one, else the first found. Goes through the map twice and rewrites the segments
 * that somebody was merged in.
 */
export async function mergePeople(
  store: MapStore,
  parts: readonly AliasPart[],
  people: number,
): Promise<MergedPeople> {
  const serials = new Uint32Array(people);
  await scan(store, (map, part, from, to) => {
    meetTags(tagsIn(map, from, to), parts[part]!.tags, (person, member) => {
      const group = parts[part]!.groups[member]!;
      const place = group & ~inUse;
      if (group >= inUse || serials[place] === 0) serials[place] = map.serials[from + person]!;
    });
    return false;
  });
  const pairs = new SerialPairs();
  await scan(store, (map, part, from, to) => {
    let changed = false;
    meetTags(tagsIn(map, from, to), parts[part]!.tags, (person, member) => {
      const kept = serials[parts[part]!.groups[member]! & ~inUse]!;
      const serial = map.serials[from + person]!;
      if (serial === kept) return;
      pairs.add(serial, kept);
      map.serials[from + person] = kept;
      changed = true;
    });
    return changed;
  });
  return { serials, retired: pairs.distinct() };
}

/** The serial numbers that the people of these tags have in a map, each once, in order. */
export async function serialsOf(
  store: MapStore,
  tagsByPart: readonly Uint32Array[],
): Promise<Uint32Array> {
  const found: number[] = [];
  await scan(store, (map, part, from, to) => {
    meetTags(tagsIn(map, from, to), tagsByPart[part]!, (person) => {
      found.push(map.serials[from + person]!);
    });
    return false;
  });
  return Uint32Array.from(new Set(found)).sort();
}

/** Shows every part of a map to `look`; a segment with a part it says it changed is written anew. */
async function scan(
  store: MapStore,
  look: (map: TagMap, part: number, from: number, to: number) => boolean,
): Promise<void> {
  for (const segment of await store.segments()) {
    const map = await store.mapAt(segment);
    let from = 0;
    let changed = false;
    for (let part = segment.firstPart; part <= segment.lastPart; part++) {
      let to = from;
      while (to < map.serials.length && partOf(map.tags[to * tagWords]!) === part) to++;
      if (to > from && look(map, part, from, to)) changed = true;
      from = to;
    }
    if (!changed) continue;
    await store.remove(segment);
    await store.write(segment, randomUUID(), map);
  }
}

const tagsIn = (map: TagMap, from: number, to: number): Uint32Array =>
  map.tags.subarray(from * tagWords, to * tagWords);

/** Pairs of numbers, eight bytes each: a merge may retire a million. */
class SerialPairs {
  private words = new Uint32Array(2_048);
  private count = 0;

  add(retired: number, kept: number): void {
    if (this.count * 2 === this.words.length) {
      const more = new Uint32Array(this.words.length * 2);
      more.set(this.words);
      this.words = more;
    }
    // The retired number is the more significant half of the pair as one number.
    this.words[this.count * 2] = kept;
    this.words[this.count * 2 + 1] = retired;
    this.count++;
  }

  /** Retired number and kept number, in order, each pair once. */
  distinct(): Uint32Array {
    const { words, count } = this;
    new BigUint64Array(words.buffer, 0, count).sort();
    let to = 0;
    for (let pair = 0; pair < count; pair++) {
      const [kept, retired] = [words[pair * 2]!, words[pair * 2 + 1]!];
      if (to > 0 && words[to - 2] === retired && words[to - 1] === kept) continue;
      words[to++] = retired;
      words[to++] = kept;
    }
    return words.subarray(0, to);
  }
}
