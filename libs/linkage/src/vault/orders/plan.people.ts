import type { Tx } from '#platform';
import { type AliasPart, inUse, noAliases } from '../aliases/alias.people.js';
import { AliasStore } from '../aliases/alias.store.js';
import { mainBranch } from '../map/map.store.js';
import { type PeopleSeen, TagCursor } from '../people/tag.cursor.js';
import { ReservationStore, wholeProject } from '../reservations/reservation.store.js';

/** Of one part: whose a tag is, and whether they may be linked. Tags are asked for in order. */
export class PartOfPeople {
  private readonly aliases: TagCursor;
  private readonly reserved: readonly TagCursor[];

  constructor(
    private readonly part: AliasPart,
    reserved: readonly Uint32Array[],
  ) {
    this.aliases = new TagCursor(part.tags);
    this.reserved = reserved.map((tags) => new TagCursor(tags));
  }

  /** The person among those with several numbers; -1 for everybody else. */
  personOf(words: Uint32Array, at: number): number {
    const place = this.aliases.find(words, at);
    return place < 0 ? -1 : (this.part.groups[place]! & ~inUse) >>> 0;
  }

  isReserved(words: Uint32Array, at: number): boolean {
    return this.reserved.some((tags) => tags.find(words, at) >= 0);
  }

  /** Whether it is the first number of its person that is asked about. */
  isFirst(words: Uint32Array, at: number, seen: PeopleSeen): boolean {
    const person = this.personOf(words, at);
    return person < 0 || seen.isFirst(person);
  }
}

/**
 * Who is one person, and who may not be linked, for a step of a plan. Costs nothing where the domain
 * has neither aliases nor reservations.
 */
export class PlanPeople {
  private constructor(
    private readonly aliases: AliasStore,
    private readonly reservations: ReservationStore,
    private readonly scopes: readonly string[],
    /** How many people have several numbers. */
    readonly several: number,
  ) {}

  static async open(
    tx: Tx,
    { domainId, registryId }: { domainId: string; registryId: string },
    key: Uint8Array,
  ): Promise<PlanPeople> {
    const aliases = new AliasStore(tx, domainId, key);
    const reservations = new ReservationStore(tx, domainId, key);
    const scopes = (await reservations.scopes()).filter(
      (scope) => scope === wholeProject || scope === registryId,
    );
    // One serial number is kept for each of them, given out or not.
    const several = (await aliases.serials(mainBranch))?.serials.length ?? 0;
    return new PlanPeople(aliases, reservations, scopes, several);
  }

  aliasesOf(part: number): Promise<AliasPart> {
    return this.several > 0 ? this.aliases.part(part) : Promise.resolve(noAliases);
  }

  async part(part: number): Promise<PartOfPeople> {
    const reserved: Uint32Array[] = [];
    for (const scope of this.scopes) reserved.push(await this.reservations.part(scope, part));
    return new PartOfPeople(await this.aliasesOf(part), reserved);
  }
}
