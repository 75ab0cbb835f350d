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
  const pairs: bigint[] = [];
  await scan(store, (map, part, from, to) => {
    let changed = false;
    meetTags(tagsIn(map, from, to), parts[part]!.tags, (person, member) => {
      const kept = serials[parts[part]!.groups[member]! & ~inUse]!;
      const serial = map.serials[from + person]!;
      if (serial === kept) return;
      pairs.push((BigInt(serial) << 32n) | BigInt(kept));
      map.serials[from + person] = kept;
      changed = true;
    });
    return changed;
  });
  return { serials, retired: distinct(BigUint64Array.from(pairs)) };
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

function distinct(pairs: BigUint64Array): Uint32Array {
  pairs.sort();
  const words: number[] = [];
  for (let i = 0; i < pairs.length; i++) {
    if (i > 0 && pairs[i - 1] === pairs[i]) continue;
    words.push(Number(pairs[i]! >> 32n), Number(pairs[i]! & 0xffff_ffffn));
  }
  return Uint32Array.from(words);
}
