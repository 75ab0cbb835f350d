import { tagWords, type TagCipher } from '../people/tag.cipher.js';
import { orderByTag, OrderScratch } from '../people/tag.order.js';
import type { PopulationPeople } from './population.people.js';
import {
  caseSetAt,
  controlSetAt,
  memberWords,
  type PopulationStore,
  roleBits,
  rolesAt,
} from './population.store.js';

/** One part of a list: two words of each row, four of its tag. */
export interface ListedPart {
  rows: Uint32Array;
  tags: Uint32Array;
}

/** Who of a list is given a number: everybody but those outside the population, who are counted. */
export interface Admission {
  /** Rows that were left out. */
  outside: number;
  admit(part: number, listed: ListedPart): Promise<ListedPart>;
  /** Role and set of an admitted row of the last part, for the key file; null where it has none. */
  readonly marks: ((row: number) => string) | null;
}

/** Everybody of the list is a case, and nobody who was one before but is not in it now. */
export class CohortAdmission implements Admission {
  readonly outside = 0;
  readonly marks = null;
  private readonly order = new OrderScratch();

  constructor(private readonly store: PopulationStore) {}

  async admit(part: number, listed: ListedPart): Promise<ListedPart> {
    const { tags } = listed;
    const members = new Uint32Array((tags.length / tagWords) * memberWords);
    let to = 0;
    for (const row of distinct(tags, this.order)) {
      members.set(tags.subarray(row * tagWords, (row + 1) * tagWords), to);
      members[to + rolesAt] = roleBits.case;
      to += memberWords;
    }
    await this.store.write(part, members.subarray(0, to));
    return listed;
  }
}

/** Whoever of the list is in the population (helseregisterloven section 19 c: no more than needed). */
export class PopulationAdmission implements Admission {
  outside = 0;
  readonly marks: ((row: number) => string) | null;
  private readonly order = new OrderScratch();
  private members: Uint32Array = new Uint32Array(0);
  /** Of each admitted row where its member begins. */
  private memberOf = new Uint32Array(0);

  constructor(
    private readonly population: PopulationPeople,
    hasMarks: boolean,
  ) {
    this.marks = hasMarks ? (row) => markOf(this.members, this.memberOf[row]!) : null;
  }

  async admit(part: number, { rows, tags }: ListedPart): Promise<ListedPart> {
    const count = tags.length / tagWords;
    this.members = count > 0 ? await this.population.part(part) : new Uint32Array(0);
    const found = this.find(tags, count);
    const kept = { rows: new Uint32Array(count * 2), tags: new Uint32Array(tags.length) };
    this.memberOf = new Uint32Array(count);
    let to = 0;
    for (let row = 0; row < count; row++) {
      const member = found[row]!;
      if (member === 0) continue;
      kept.rows.set(rows.subarray(row * 2, row * 2 + 2), to * 2);
      kept.tags.set(tags.subarray(row * tagWords, (row + 1) * tagWords), to * tagWords);
      this.memberOf[to++] = member - 1;
    }
    this.outside += count - to;
    return { rows: kept.rows.subarray(0, to * 2), tags: kept.tags.subarray(0, to * tagWords) };
  }

  /** Of each row one more than where its member begins; 0 for who is none. */
  private find(tags: Uint32Array, count: number): Uint32Array {
    const found = new Uint32Array(count);
    const { members } = this;
    let at = 0;
    for (const row of orderByTag(tags, this.order)) {
      while (at < members.length && compareTag(members, at, tags, row) < 0) at += memberWords;
      if (at < members.length && compareTag(members, at, tags, row) === 0) found[row] = at + 1;
    }
    return found;
  }
}

/**
 * The whole population, for a registry that extracts by the key file and sends no list: under every
 * number the vault knows of each, as it cannot know which one the registry has.
 */
export class EverybodyAdmission implements Admission {
  readonly outside = 0;
  readonly marks = null;

  constructor(
    private readonly population: PopulationPeople,
    private readonly cipher: TagCipher,
  ) {}

  async admit(part: number): Promise<ListedPart> {
    const members = await this.population.part(part);
    const count = members.length / memberWords;
    const tags = new Uint32Array(count * tagWords);
    for (let row = 0; row < count; row++) {
      const at = row * memberWords;
      tags.set(members.subarray(at, at + tagWords), row * tagWords);
    }
    const blocks = count > 0 ? this.cipher.blocksOf(tags) : tags;
    const rows = new Uint32Array(count * 2);
    for (let row = 0; row < count; row++) {
      const date = blocks[row * tagWords]!;
      const individual = blocks[row * tagWords + 1]!;
      // As people of a list are kept, on line 0.
      rows[row * 2] = individual << 27;
      rows[row * 2 + 1] = (date << 12) | (individual >>> 5);
    }
    return { rows, tags };
  }
}

/** The first row of each person, in order of tag. */
export function* distinct(tags: Uint32Array, scratch: OrderScratch): Generator<number> {
  let before = -1;
  for (const row of orderByTag(tags, scratch)) {
    if (before >= 0 && sameTag(tags, before, row)) continue;
    before = row;
    yield row;
  }
}

/** Negative, zero or positive as the member at `at` comes before, with or after a row's tag. */
export function compareTag(
  members: Uint32Array,
  at: number,
  tags: Uint32Array,
  row: number,
): number {
  for (let word = 0; word < tagWords; word++) {
    const difference = members[at + word]! - tags[row * tagWords + word]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

function sameTag(tags: Uint32Array, a: number, b: number): boolean {
  for (let word = 0; word < tagWords; word++) {
    if (tags[a * tagWords + word] !== tags[b * tagWords + word]) return false;
  }
  return true;
}

function markOf(members: Uint32Array, at: number): string {
  const roles = members[at + rolesAt]!;
  const names = Object.entries(roleBits).flatMap(([name, bit]) =>
    (roles & bit) > 0 ? [name] : [],
  );
  const sets = [members[at + caseSetAt]!, members[at + controlSetAt]!].filter((set) => set > 0);
  return `${names.join('+')};${sets.join('+')}`;
}
