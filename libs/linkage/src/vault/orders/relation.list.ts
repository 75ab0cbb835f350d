import { identityColumnNames } from '../lists/list.layout.js';
import { type IdentityPolicy, judgeIdentity, reasonCode } from '../people/identity.rules.js';
import { partCount, partOf, type PersonIntake } from '../people/person.intake.js';
import { type TagCipher, tagWords } from '../people/tag.cipher.js';
import { PeopleSeen } from '../people/tag.cursor.js';
import { OrderScratch } from '../people/tag.order.js';
import { distinct } from './admission.js';
import type { PlanPeople } from './plan.people.js';
import type { PopulationPeople } from './population.people.js';
import { memberWords, type PopulationStore, roleBits, rolesAt, union } from './population.store.js';
import { RecordReader } from './record.reader.js';

const batchRows = 4_096;
const relationNames = ['relation', 'relasjon'];
const relativeNames = [
  'relative_identity_number',
  'relative',
  'slektning',
  'slektning_fodselsnummer',
  'slektning_fødselsnummer',
];

/**
 * A relation file: person, relation, relative. Only the wanted relatives of cases are kept, sixteen
 * bytes each; of the others not even that they were read.
 */
export class RelationList {
  private readonly blocks = new Uint32Array(batchRows * 2 * tagWords);
  private waiting = 0;
  private cases: Uint32Array[] = [];
  /** Tags of relatives, by part. */
  private readonly found: number[][] = Array.from({ length: partCount }, () => []);

  constructor(
    private readonly intake: PersonIntake,
    private readonly cipher: TagCipher,
    private readonly policy: IdentityPolicy,
    private readonly relations: readonly string[],
  ) {}

  /** Reads who the cases are, before the file is read. */
  async open(population: PopulationPeople): Promise<void> {
    this.cases = [];
    for (let part = 0; part < partCount; part++)
      this.cases.push(casesIn(await population.part(part)));
  }

  reader(): RecordReader {
    const columns = [identityColumnNames, relationNames, relativeNames];
    return new RecordReader(columns, ([person, relation, relative], line) => {
      const reason = this.reasonOf(person!) || this.reasonOf(relative!);
      if (reason !== 0) return this.intake.refused(line, reason);
      if (!this.relations.includes(relation!.toLowerCase())) return;
      this.put(this.waiting * 2, person!);
      this.put(this.waiting * 2 + 1, relative!);
      if (++this.waiting === batchRows) this.sift();
    });
  }

  /** Writes who the relatives are; says how many people they are. */
  async settle(store: PopulationStore, plan: PlanPeople): Promise<{ people: number }> {
    this.sift();
    await store.withdraw('relative');
    const seen = new PeopleSeen();
    let people = 0;
    for (const [part, words] of this.found.entries()) {
      if (words.length === 0) continue;
      const tags = Uint32Array.from(words);
      const more = new Uint32Array((tags.length / tagWords) * memberWords);
      const known = await plan.part(part);
      let to = 0;
      for (const row of distinct(tags, new OrderScratch())) {
        more.set(tags.subarray(row * tagWords, (row + 1) * tagWords), to);
        more[to + rolesAt] = roleBits.relative;
        to += memberWords;
        if (known.isFirst(tags, row * tagWords, seen)) people++;
      }
      await store.write(part, union(await store.part(part), more.subarray(0, to)));
    }
    return { people };
  }

  private reasonOf(identity: string): number {
    if (identity === '') return reasonCode('empty');
    if (!/^\d{11}$/.test(identity)) return reasonCode('not-eleven-digits');
    return judgeIdentity(Buffer.from(identity, 'latin1'), 0, this.policy);
  }

  private put(place: number, identity: string): void {
    this.blocks[place * tagWords] = Number(identity.slice(0, 6));
    this.blocks[place * tagWords + 1] = Number(identity.slice(6));
  }

  /** Keeps the relatives of cases among the rows that wait. */
  private sift(): void {
    if (this.waiting === 0) return;
    const tags = this.cipher.tagsOf(this.blocks.subarray(0, this.waiting * 2 * tagWords));
    for (let row = 0; row < this.waiting; row++) {
      const person = row * 2 * tagWords;
      if (!isIn(this.cases[partOf(tags[person]!)]!, tags, person)) continue;
      const relative = person + tagWords;
      const words = this.found[partOf(tags[relative]!)]!;
      for (let word = 0; word < tagWords; word++) words.push(tags[relative + word]!);
    }
    this.waiting = 0;
  }
}

function casesIn(members: Uint32Array): Uint32Array {
  const tags = new Uint32Array((members.length / memberWords) * tagWords);
  let to = 0;
  for (let at = 0; at < members.length; at += memberWords) {
    if ((members[at + rolesAt]! & roleBits.case) === 0) continue;
    tags.set(members.subarray(at, at + tagWords), to);
    to += tagWords;
  }
  return tags.slice(0, to);
}

/** Whether the tag at `at` is among these, which are in order. */
function isIn(sorted: Uint32Array, tags: Uint32Array, at: number): boolean {
  let low = 0;
  let high = sorted.length / tagWords - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    let difference = 0;
    for (let word = 0; word < tagWords && difference === 0; word++) {
      difference = sorted[middle * tagWords + word]! - tags[at + word]!;
    }
    if (difference === 0) return true;
    if (difference < 0) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
