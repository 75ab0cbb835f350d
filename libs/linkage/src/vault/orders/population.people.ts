import { inUse } from '../aliases/alias.people.js';
import { partCount } from '../people/person.intake.js';
import { tagWords } from '../people/tag.cipher.js';
import { TagCursor } from '../people/tag.cursor.js';
import type { PlanPeople } from './plan.people.js';
import {
  caseSetAt,
  controlSetAt,
  memberWords,
  overlaid,
  type PopulationStore,
  roleBits,
  rolesAt,
} from './population.store.js';

const factWords = memberWords - tagWords;

/**
 * A population by person: whoever is in it under one identity number is so under all, whether the
 * vault learnt of them before the population or after. What rests is what the lists said; aliases
 * are laid over it where it is read, so that nothing has to be moved when one comes.
 */
export class PopulationPeople {
  private constructor(
    private readonly store: PopulationStore,
    private readonly people: PlanPeople,
    /** Roles and sets of each person with several numbers. */
    private readonly facts: Uint32Array,
  ) {}

  static async open(store: PopulationStore, people: PlanPeople): Promise<PopulationPeople> {
    const facts = new Uint32Array(people.several * factWords);
    for (let part = 0; part < partCount && people.several > 0; part++) {
      const { tags, groups } = await people.aliasesOf(part);
      if (groups.length > 0) gather(facts, await store.part(part), tags, groups);
    }
    return new PopulationPeople(store, people, facts);
  }

  /** How many people with several numbers are a case under one and a control under another. */
  controlsThatAreCases(): number {
    const both = roleBits.case | roleBits.control;
    let count = 0;
    for (let at = 0; at < this.facts.length; at += factWords) {
      if ((this.facts[at]! & both) === both) count += 1;
    }
    return count;
  }

  /** The members of one part under all their numbers, in order of tag. */
  async part(part: number): Promise<Uint32Array> {
    const members = await this.store.part(part);
    if (this.facts.length === 0) return members;
    const { tags, groups } = await this.people.aliasesOf(part);
    const more = new Uint32Array(groups.length * memberWords);
    let to = 0;
    for (let place = 0; place < groups.length; place++) {
      const at = ((groups[place]! & ~inUse) >>> 0) * factWords;
      if (this.facts[at] === 0) continue;
      more.set(tags.subarray(place * tagWords, (place + 1) * tagWords), to);
      more.set(this.facts.subarray(at, at + factWords), to + rolesAt);
      to += memberWords;
    }
    return to === 0 ? members : overlaid(members, more.subarray(0, to));
  }
}

/** Adds what the members of one part say of people with several numbers. */
function gather(
  facts: Uint32Array,
  members: Uint32Array,
  tags: Uint32Array,
  groups: Uint32Array,
): void {
  const cursor = new TagCursor(tags);
  for (let at = 0; at < members.length; at += memberWords) {
    const place = cursor.find(members, at);
    if (place < 0) continue;
    const to = ((groups[place]! & ~inUse) >>> 0) * factWords;
    facts[to] = facts[to]! | members[at + rolesAt]!;
    facts[to + caseSetAt - rolesAt] ||= members[at + caseSetAt]!;
    facts[to + controlSetAt - rolesAt] ||= members[at + controlSetAt]!;
  }
}
