import { partCount, partOf } from '../people/person.intake.js';
import { type TagCipher, tagWords } from '../people/tag.cipher.js';
import { compareTags, orderByTag, OrderScratch } from '../people/tag.order.js';
import { type AliasGroups, resolveAliases } from './alias.rules.js';

const batch = 8_192;

/** Bit of a group that says the tag is of the number in use; the rest is the person. */
export const inUse = 0x8000_0000;

/** The tags of one part that are of people with several numbers, in order, and whose they are. */
export interface AliasPart {
  tags: Uint32Array;
  groups: Uint32Array;
}

export const noAliases: AliasPart = { tags: new Uint32Array(0), groups: new Uint32Array(0) };

/**
 * Makes out who is one person among pairs of identity numbers, and sorts their tags as the map is
 * sorted. A few typed arrays however many pairs there are; no object and no text for a person.
 */
export function peopleOf(
  pairs: Uint32Array,
  settled: number,
  cipher: TagCipher,
): { found: AliasGroups; parts: AliasPart[] } {
  const count = pairs.length / 2;
  const { byPart, ends } = sortIntoParts(pairs, cipher);
  const nodes = new Uint32Array(count);
  /** One number for each node, to make its tag of again. */
  const examples = new Uint32Array(count);
  const firstNode = new Uint32Array(partCount + 1);
  const order = new OrderScratch();
  let numbers = 0;
  for (let part = 0, from = 0; part < partCount; from = ends[part++]!) {
    firstNode[part] = numbers;
    const members = byPart.subarray(from, ends[part]);
    const tags = tagsOf(pairs, members, cipher);
    let last = -1;
    for (const place of orderByTag(tags, order)) {
      if (last < 0 || compareTags(tags, last, tags, place) !== 0) {
        examples[numbers++] = members[place]!;
      }
      nodes[members[place]!] = numbers - 1;
      last = place;
    }
  }
  firstNode[partCount] = numbers;

  const found = resolveAliases({
    from: Uint32Array.from({ length: count / 2 }, (_, edge) => nodes[edge * 2]!),
    to: Uint32Array.from({ length: count / 2 }, (_, edge) => nodes[edge * 2 + 1]!),
    settled,
    numbers,
  });
  const parts = Array.from({ length: partCount }, (_, part) => {
    const named: number[] = [];
    for (let node = firstNode[part]!; node < firstNode[part + 1]!; node++) {
      if (found.groups[node]! >= 0) named.push(node);
    }
    const members = Uint32Array.from(named, (node) => examples[node]!);
    return {
      tags: tagsOf(pairs, members, cipher),
      groups: Uint32Array.from(named, (node) =>
        found.heads[node] === node ? (found.groups[node]! | inUse) >>> 0 : found.groups[node]!,
      ),
    };
  });
  return { found, parts };
}

/** Calls `meet` for every tag that is in both, by place in each; both are in order of tag. */
export function meetTags(
  left: Uint32Array,
  right: Uint32Array,
  meet: (left: number, right: number) => void,
): void {
  const [leftEnd, rightEnd] = [left.length / tagWords, right.length / tagWords];
  for (let a = 0, b = 0; a < leftEnd && b < rightEnd;) {
    const difference = compareTags(left, a, right, b);
    if (difference === 0) meet(a++, b++);
    else if (difference < 0) a++;
    else b++;
  }
}

function sortIntoParts(
  pairs: Uint32Array,
  cipher: TagCipher,
): { byPart: Uint32Array; ends: Uint32Array } {
  const count = pairs.length / 2;
  const partOfEach = new Uint8Array(count);
  const ends = new Uint32Array(partCount);
  for (let from = 0; from < count; from += batch) {
    const places = Uint32Array.from({ length: Math.min(batch, count - from) }, (_, i) => from + i);
    const tags = tagsOf(pairs, places, cipher);
    for (let i = 0; i < places.length; i++) {
      const part = partOf(tags[i * tagWords]!);
      partOfEach[from + i] = part;
      ends[part]!++;
    }
  }
  const next = new Uint32Array(partCount);
  for (let part = 1; part < partCount; part++) {
    next[part] = ends[part - 1]!;
    ends[part]! += ends[part - 1]!;
  }
  const byPart = new Uint32Array(count);
  for (let i = 0; i < count; i++) byPart[next[partOfEach[i]!]!++] = i;
  return { byPart, ends };
}

function tagsOf(pairs: Uint32Array, places: Uint32Array, cipher: TagCipher): Uint32Array {
  if (places.length === 0) return new Uint32Array(0);
  const blocks = new Uint32Array(places.length * tagWords);
  for (let i = 0; i < places.length; i++) {
    blocks[i * tagWords] = pairs[places[i]! * 2]!;
    blocks[i * tagWords + 1] = pairs[places[i]! * 2 + 1]!;
  }
  return cipher.tagsOf(blocks);
}
