import { tagWords } from './tag.cipher.js';

/** Looks tags up among others, both in order: one step forward for each, and none back. */
export class TagCursor {
  private place = 0;

  constructor(private readonly sorted: Uint32Array) {}

  /** The place of the tag that begins at `at` of `words`; -1 where it is not there. */
  find(words: Uint32Array, at: number): number {
    const { sorted } = this;
    for (; this.place * tagWords < sorted.length; this.place++) {
      const difference = compareAt(sorted, this.place * tagWords, words, at);
      if (difference === 0) return this.place;
      if (difference > 0) return -1;
    }
    return -1;
  }
}

/** Remembers people by their place among those with several numbers: a byte each. */
export class PeopleSeen {
  private seen = new Uint8Array(256);

  /** Whether this person has not been met before. */
  isFirst(person: number): boolean {
    if (person >= this.seen.length) {
      const more = new Uint8Array(Math.max(person + 1, this.seen.length * 2));
      more.set(this.seen);
      this.seen = more;
    }
    if (this.seen[person] === 1) return false;
    this.seen[person] = 1;
    return true;
  }
}

/** Negative, zero or positive as the tag at one place comes before, with or after that at the other. */
function compareAt(left: Uint32Array, a: number, right: Uint32Array, b: number): number {
  for (let word = 0; word < tagWords; word++) {
    const difference = left[a + word]! - right[b + word]!;
    if (difference !== 0) return difference;
  }
  return 0;
}
