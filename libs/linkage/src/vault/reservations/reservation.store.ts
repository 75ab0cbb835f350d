import type { Tx } from '#platform';
import { type AliasPart, inUse, meetTags } from '../aliases/alias.people.js';
import { sealWords, unsealWords } from '../map/sealed.words.js';
import { partCount } from '../people/person.intake.js';
import { tagWords } from '../people/tag.cipher.js';
import { orderByTag } from '../people/tag.order.js';

/** Whom a reservation holds for: every list of a project, or the lists of one registry. */
export const wholeProject = '';

const nobody = new Uint32Array(0);

/** The people of one domain who may not be linked, as sealed tags in order. */
export class ReservationStore {
  constructor(
    private readonly tx: Tx,
    private readonly domainId: string,
    private readonly key: Uint8Array,
  ) {}

  /** The scopes that anybody is reserved in. */
  async scopes(): Promise<string[]> {
    const { rows } = await this.tx.query<{ registry_id: string }>(
      'SELECT DISTINCT registry_id FROM reservation_part WHERE domain_id = $1 ORDER BY 1',
      [this.domainId],
    );
    return rows.map(({ registry_id }) => registry_id);
  }

  async part(scope: string, part: number): Promise<Uint32Array> {
    const { rows } = await this.tx.query<{ tags: Buffer }>(
      `SELECT tags FROM reservation_part
       WHERE domain_id = $1 AND registry_id = $2 AND part = $3`,
      [this.domainId, scope, part],
    );
    return rows[0] ? unsealWords(this.key, this.context(scope, part), rows[0].tags) : nobody;
  }

  /**
   * Reserves people in a scope, and with each all numbers of the same person. Returns the tags that
   * were not reserved before, by part.
   */
  async reserve(
    scope: string,
    tagsByPart: readonly Uint32Array[],
    aliasAt: (part: number) => Promise<AliasPart>,
  ): Promise<Uint32Array[]> {
    const people = new Set<number>();
    const before: Uint32Array[] = [];
    const wanted: Uint32Array[] = [];
    for (let part = 0; part < partCount; part++) {
      before.push(await this.part(scope, part));
      wanted.push(distinct([before[part]!, tagsByPart[part] ?? nobody]));
      const { tags, groups } = await aliasAt(part);
      meetTags(tags, wanted[part]!, (member) => people.add(groups[member]! & ~inUse));
    }
    const added: Uint32Array[] = [];
    for (let part = 0; part < partCount; part++) {
      const members = people.size > 0 ? membersOf(await aliasAt(part), people) : nobody;
      const reserved = members.length > 0 ? distinct([wanted[part]!, members]) : wanted[part]!;
      added.push(without(reserved, before[part]!));
      if (added[part]!.length > 0) await this.replace(scope, part, reserved);
    }
    return added;
  }

  private async replace(scope: string, part: number, tags: Uint32Array): Promise<void> {
    const place = [this.domainId, scope, part];
    await this.tx.query(
      'DELETE FROM reservation_part WHERE domain_id = $1 AND registry_id = $2 AND part = $3',
      place,
    );
    await this.tx.query(
      `INSERT INTO reservation_part (domain_id, registry_id, part, tags) VALUES ($1, $2, $3, $4)`,
      [...place, sealWords(this.key, this.context(scope, part), tags)],
    );
  }

  private context(scope: string, part: number): string {
    return `${this.domainId}/reserved/${scope}/${part}`;
  }
}

/** Tags in order, each once. */
export function distinct(lists: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const list of lists) {
    all.set(list, filled);
    filled += list.length;
  }
  const kept = new Uint32Array(all.length);
  let length = 0;
  for (const place of orderByTag(all)) {
    const tag = all.subarray(place * tagWords, (place + 1) * tagWords);
    if (length > 0 && tag.every((word, i) => word === kept[length - tagWords + i])) continue;
    kept.set(tag, length);
    length += tagWords;
  }
  return kept.slice(0, length);
}

function without(tags: Uint32Array, others: Uint32Array): Uint32Array {
  const there = new Set<number>();
  meetTags(tags, others, (place) => there.add(place));
  return pick(tags, (place) => !there.has(place));
}

function membersOf({ tags, groups }: AliasPart, people: ReadonlySet<number>): Uint32Array {
  return pick(tags, (place) => people.has(groups[place]! & ~inUse));
}

function pick(tags: Uint32Array, isWanted: (place: number) => boolean): Uint32Array {
  const kept = new Uint32Array(tags.length);
  let length = 0;
  for (let place = 0; place * tagWords < tags.length; place++) {
    if (!isWanted(place)) continue;
    kept.set(tags.subarray(place * tagWords, (place + 1) * tagWords), length);
    length += tagWords;
  }
  return kept.slice(0, length);
}
