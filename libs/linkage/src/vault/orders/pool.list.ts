import { randomInt } from 'node:crypto';
import { identityColumnNames } from '../lists/list.layout.js';
import { reasonCode } from '../people/identity.rules.js';
import { blocksOf, lineOf, partCount, type PersonIntake } from '../people/person.intake.js';
import { type TagCipher, tagWords } from '../people/tag.cipher.js';
import { PeopleSeen } from '../people/tag.cursor.js';
import { OrderScratch } from '../people/tag.order.js';
import { listRefused } from '../vault.refusals.js';
import { compareTag, distinct } from './admission.js';
import { type Cell, ControlDraw } from './control.draw.js';
import type { ControlsWanted } from './order.dto.js';
import type { PlanPeople } from './plan.people.js';
import { PopulationPeople } from './population.people.js';
import {
  caseSetAt,
  controlSetAt,
  memberWords,
  type PopulationStore,
  roleBits,
  rolesAt,
  union,
} from './population.store.js';
import { RecordReader } from './record.reader.js';

/** Different combinations of attributes a pool may have: a list of unique ones matches nobody. */
const mostCells = 1_000_000;
const roomInPart = 0x1_00_0000;

/**
 * A pool of possible controls: people with the attributes that the plan matches on, as they were
 * delivered. Of each row four bytes are kept beside the person: which combination it has.
 */
export class PoolList {
  private readonly cells: Cell[] = [{ stratum: 0, value: null }];
  private readonly cellOf = new Map<string, number>();
  private readonly strata = new Map<string, number>();
  /** By line; 0 for a row that lacks an attribute and can match nobody. */
  private byLine = new Uint32Array(4_096);

  constructor(
    private readonly intake: PersonIntake,
    private readonly wanted: ControlsWanted,
  ) {}

  reader(): RecordReader {
    const columns = this.wanted.matchOn.map(({ attribute }) => [attribute.toLowerCase()]);
    return new RecordReader([identityColumnNames, ...columns], ([identity, ...values], line) => {
      takeIdentity(this.intake, identity!, line);
      if (line >= this.byLine.length) {
        const more = new Uint32Array(Math.max(line + 1, this.byLine.length * 2));
        more.set(this.byLine);
        this.byLine = more;
      }
      this.byLine[line] = this.cellFor(values);
    });
  }

  /** Draws controls for the cases of the population, and writes who they became. */
  async draw(
    store: PopulationStore,
    plan: PlanPeople,
    cipher: TagCipher,
  ): Promise<{ people: number; unmet: number }> {
    await store.withdraw('control');
    const population = await PopulationPeople.open(store, plan);
    const { perCase, mayBeCases, matchOn } = this.wanted;
    const within = matchOn.find((on) => on.within !== null)?.within ?? null;
    const draw = new ControlDraw(this.cells, { perCase, within, mayBeCases }, (below) =>
      randomInt(below),
    );
    const cases = await countCases(population, plan);
    let matched = 0;
    for await (const { ref, cell, isCase } of this.people(population, plan, cipher)) {
      if (!isCase) continue;
      draw.addCase(ref, cell);
      matched++;
    }
    for await (const { ref, cell, isCase } of this.people(population, plan, cipher)) {
      if (mayBeCases || !isCase) draw.offer(ref, cell);
    }
    const { setOfCase, setOfControl, unmet } = draw.drawAll();
    await this.write(store, cipher, [...setOfCase], caseSetAt, roleBits.case);
    await this.write(store, cipher, [...setOfControl], controlSetAt, roleBits.control);
    return { people: setOfControl.size, unmet: unmet + (cases - matched) * perCase };
  }

  /**
   * The people of the pool who may be linked and have what is matched on, each once however many
   * numbers they stand under, and whether they are cases.
   */
  private async *people(
    population: PopulationPeople,
    plan: PlanPeople,
    cipher: TagCipher,
  ): AsyncGenerator<{ ref: number; cell: number; isCase: boolean }> {
    const seen = new PeopleSeen();
    for (let part = 0; part < partCount; part++) {
      const rows = this.intake.takePart(part, true);
      if (rows.length === 0) continue;
      const known = await plan.part(part);
      const members = await population.part(part);
      const tags = cipher.tagsOf(blocksOf(rows));
      let at = 0;
      for (const row of distinct(tags, new OrderScratch())) {
        const cell = this.byLine[lineOf(rows, row)] ?? 0;
        const tag = row * tagWords;
        if (cell === 0 || known.isReserved(tags, tag)) continue;
        if (!known.isFirst(tags, tag, seen)) continue;
        while (at < members.length && compareTag(members, at, tags, row) < 0) at += memberWords;
        const isMember = at < members.length && compareTag(members, at, tags, row) === 0;
        const isCase = isMember && (members[at + rolesAt]! & roleBits.case) > 0;
        yield { ref: part * roomInPart + row, cell, isCase };
      }
    }
  }

  private async write(
    store: PopulationStore,
    cipher: TagCipher,
    sets: [ref: number, set: number][],
    setAt: number,
    role: number,
  ): Promise<void> {
    sets.sort(([a], [b]) => a - b);
    for (let from = 0, to = 0; from < sets.length; from = to) {
      const part = Math.floor(sets[from]![0] / roomInPart);
      while (to < sets.length && Math.floor(sets[to]![0] / roomInPart) === part) to++;
      const setOf = new Map(sets.slice(from, to).map(([ref, set]) => [ref % roomInPart, set]));
      const tags = cipher.tagsOf(blocksOf(this.intake.takePart(part, true)));
      const more = new Uint32Array(setOf.size * memberWords);
      let at = 0;
      for (const row of distinct(tags, new OrderScratch())) {
        const set = setOf.get(row);
        if (set === undefined) continue;
        more.set(tags.subarray(row * tagWords, (row + 1) * tagWords), at);
        more[at + rolesAt] = role;
        more[at + setAt] = set;
        at += memberWords;
      }
      await store.write(part, union(await store.part(part), more));
    }
  }

  private cellFor(values: readonly string[]): number {
    if (values.some((value) => value === '')) return 0;
    const key = values.join('\u0001');
    const known = this.cellOf.get(key);
    if (known !== undefined) return known;
    if (this.cells.length > mostCells) throw tooManyCells();
    const within = this.wanted.matchOn.findIndex((on) => on.within !== null);
    const value = within < 0 ? null : numberIn(values[within]!);
    if (within >= 0 && value === null) return 0;
    const exact = values.filter((_, index) => index !== within).join('\u0001');
    const stratum = this.strata.get(exact) ?? this.strata.size + 1;
    this.strata.set(exact, stratum);
    this.cellOf.set(key, this.cells.length);
    return this.cells.push({ stratum, value }) - 1;
  }
}

/** How many people are cases and may be linked. */
async function countCases(population: PopulationPeople, plan: PlanPeople): Promise<number> {
  const seen = new PeopleSeen();
  let cases = 0;
  for (let part = 0; part < partCount; part++) {
    const members = await population.part(part);
    const known = await plan.part(part);
    for (let at = 0; at < members.length; at += memberWords) {
      if ((members[at + rolesAt]! & roleBits.case) === 0 || known.isReserved(members, at)) continue;
      if (known.isFirst(members, at, seen)) cases++;
    }
  }
  return cases;
}

/** An identity number that was read as text, judged as any other. */
export function takeIdentity(intake: PersonIntake, identity: string, line: number): void {
  if (/^\d{11}$/.test(identity)) intake.digits(Buffer.from(identity, 'latin1'), 0, line);
  else intake.refused(line, reasonCode(identity === '' ? 'empty' : 'not-eleven-digits'));
}

function numberIn(text: string): number | null {
  return /^-?\d{1,9}$/.test(text) ? Number(text) : null;
}

function tooManyCells(): Error {
  return listRefused(
    'too-many-combinations',
    `at-most-${mostCells}-combinations`,
    'Match on attributes that several people share.',
  );
}
