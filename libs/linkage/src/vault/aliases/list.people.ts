import type { Tx } from '#platform';
import type { DomainKeys } from '../keys/domain.keys.js';
import type { ListedPart } from '../orders/admission.js';
import { tagWords } from '../people/tag.cipher.js';
import { compareTags, orderByTag } from '../people/tag.order.js';
import { ReservationStore, wholeProject } from '../reservations/reservation.store.js';
import { type AliasPart, inUse, noAliases } from './alias.people.js';
import { AliasStore } from './alias.store.js';

const nobody = 0xffff_ffff;

/** The rows of one part, less the reserved, and whose they are among people with several numbers. */
export interface KnownRows {
  order: Uint32Array;
  /**
   * The person of a row, or null; `isReplaced` when the row has a number no longer in use. Null as a
   * whole where nobody has several.
   */
  personOf: ((row: number) => { person: number; isReplaced: boolean } | null) | null;
}

/**
 * What a list is held against before numbers are given: who is reserved, and who has several
 * identity numbers. Costs nothing where the domain has neither.
 */
export class ListPeople {
  private groups = new Uint32Array(0);

  private constructor(
    private readonly aliases: AliasStore,
    private readonly hasAliases: boolean,
    private readonly reservations: ReservationStore,
    private readonly scopes: readonly string[],
  ) {}

  static async open(
    tx: Tx,
    domainId: string,
    keys: DomainKeys,
    registryId: string,
  ): Promise<ListPeople> {
    const aliases = new AliasStore(tx, domainId, keys.map);
    const reservations = new ReservationStore(tx, domainId, keys.map);
    const scopes = (await reservations.scopes()).filter(
      (scope) => scope === wholeProject || scope === registryId,
    );
    return new ListPeople(aliases, !(await aliases.isEmpty()), reservations, scopes);
  }

  /** The serial numbers of people with several numbers, in one map; null where nobody has. */
  async serials(branch: string): Promise<AliasSerials | null> {
    const found = this.hasAliases ? await this.aliases.serials(branch) : null;
    return found && new AliasSerials(this.aliases, branch, found.fileId, found.serials);
  }

  /** Numbers of a map that are nobody's any more. */
  retired(branch: string): Promise<Uint32Array> {
    return this.hasAliases ? this.aliases.retired(branch) : Promise.resolve(new Uint32Array(0));
  }

  /** A part of a list without the reserved: they come before everything else. */
  async withoutReserved(
    part: number,
    listed: ListedPart,
    reserved: (listed: ListedPart, row: number) => void,
  ): Promise<ListedPart> {
    const { rows, tags } = listed;
    if (this.scopes.length === 0 || tags.length === 0) return listed;
    const gone = new Set<number>();
    for (const scope of this.scopes) {
      const left = orderByTag(tags).filter((row) => !gone.has(row));
      dropReserved(tags, left, await this.reservations.part(scope, part), (row) => {
        gone.add(row);
        reserved(listed, row);
      });
    }
    if (gone.size === 0) return listed;
    const count = tags.length / tagWords - gone.size;
    const kept = { rows: new Uint32Array(count * 2), tags: new Uint32Array(count * tagWords) };
    for (let row = 0, to = 0; row < tags.length / tagWords; row++) {
      if (gone.has(row)) continue;
      kept.rows.set(rows.subarray(row * 2, row * 2 + 2), to * 2);
      kept.tags.set(tags.subarray(row * tagWords, (row + 1) * tagWords), to++ * tagWords);
    }
    return kept;
  }

  async rowsOf(
    part: number,
    tags: Uint32Array,
    order: Uint32Array,
    reserved: (row: number) => void,
  ): Promise<KnownRows> {
    let left = order;
    for (const scope of this.scopes) {
      left = dropReserved(tags, left, await this.reservations.part(scope, part), reserved);
    }
    if (!this.hasAliases || left.length === 0) return { order: left, personOf: null };
    const groups = this.groupsOf(tags, left, await this.aliases.part(part));
    return {
      order: left,
      personOf: (row) => {
        const group = groups[row]!;
        return group === nobody ? null : { person: group & ~inUse, isReplaced: group < inUse };
      },
    };
  }

  private groupsOf(
    tags: Uint32Array,
    order: Uint32Array,
    part: AliasPart = noAliases,
  ): Uint32Array {
    const rows = tags.length / 4;
    if (this.groups.length < rows) this.groups = new Uint32Array(Math.ceil(rows * 1.25));
    const groups = this.groups.fill(nobody, 0, rows);
    let member = 0;
    for (const row of order) {
      while (member < part.groups.length && compareTags(part.tags, member, tags, row) < 0) member++;
      if (member === part.groups.length) break;
      if (compareTags(part.tags, member, tags, row) === 0) groups[row] = part.groups[member]!;
    }
    return groups;
  }
}

/**
 * The serial number each person with several identity numbers has in one map. Written back by every
 * list that names one of them, whether or not that one is new: what is done must not tell.
 */
export class AliasSerials {
  private isNamed = false;

  constructor(
    private readonly store: AliasStore,
    private readonly branch: string,
    private readonly fileId: string,
    private readonly serials: Uint32Array,
  ) {}

  /** 0 for a person nobody has listed yet. */
  of(person: number): number {
    return this.serials[person]!;
  }

  set(person: number, serial: number): void {
    this.serials[person] = serial;
  }

  /** Somebody of them is in the list. */
  named(): void {
    this.isNamed = true;
  }

  async save(): Promise<void> {
    if (this.isNamed) await this.store.replaceSerials(this.fileId, this.branch, this.serials);
  }
}

/** Takes rows of reserved people out of an order, in place. */
function dropReserved(
  tags: Uint32Array,
  order: Uint32Array,
  reserved: Uint32Array,
  drop: (row: number) => void,
): Uint32Array {
  const count = reserved.length / 4;
  if (count === 0) return order;
  let kept = 0;
  let at = 0;
  for (const row of order) {
    while (at < count && compareTags(reserved, at, tags, row) < 0) at++;
    if (at < count && compareTags(reserved, at, tags, row) === 0) drop(row);
    else order[kept++] = row;
  }
  return order.subarray(0, kept);
}
