import { identityNumber, people } from './people.js';

/** What one person is called by: each number replaced by the next, once the vault is told. */
export const numbersEach = 3;
export const personCount = 8;
const pool = people(personCount * numbersEach);

export type Registry = 'npr' | 'dar' | 'mfr';
/** A row of a list: a person under one of their numbers, or nobody. */
export type Row = { person: number; nth: number } | 'nobody';

export const numberOf = (person: number, nth: number): string => pool[person * numbersEach + nth]!;
/** Its second check digit is one too many. */
export const wrongNumber = ((right: string) =>
  right.slice(0, 10) + String((Number(right[10]) + 1) % 10))(identityNumber([1, 1, 50], 1)!);

/**
 * What the vault is to know, kept in the plainest way: who is one person as far as it was told, who is
 * reserved, who is in the cohort, and every serial number anybody was seen with.
 */
export class Model {
  private readonly told = new Set<string>();
  private readonly reserved = new Map<Registry | '', Set<string>>();
  private cohort: Set<string> | null = null;
  private readonly serialOf = new Map<string, string>();
  private readonly everOf = new Map<string, Set<string>>();
  private readonly retired = new Set<string>();

  constructor(private readonly hasPlan: boolean) {}

  /** Of these pairs, how many the vault did not know. */
  tell(pairs: readonly { person: number; nth: number }[]): number {
    const before = this.told.size;
    for (const { person, nth } of pairs) this.told.add(`${person}/${nth}`);
    return this.told.size - before;
  }

  reserve(scope: Registry | '', rows: readonly Row[]): void {
    const known = this.reserved.get(scope) ?? new Set();
    for (const row of rows) if (row !== 'nobody') known.add(numberOf(row.person, row.nth));
    this.reserved.set(scope, known);
  }

  /** Whether the plan takes a list of this registry now. */
  takes(registry: Registry): boolean {
    return !this.hasPlan || registry === 'npr' || this.cohort !== null;
  }

  /** What is to become of each row of a list, and who is to stand in the key file. */
  list(registry: Registry, rows: readonly Row[]) {
    const counts = { rows: rows.length, accepted: 0, repeated: 0, invalid: 0, reserved: 0 };
    let outside = 0;
    const accepted = new Map<string, string[]>();
    const settles = this.hasPlan && registry === 'npr';
    for (const row of rows) {
      if (row === 'nobody') {
        counts.invalid++;
        continue;
      }
      const same = this.samePerson(row);
      const number = numberOf(row.person, row.nth);
      if (this.isReserved(registry, same)) counts.reserved++;
      else if (this.hasPlan && !settles && !same.some((each) => this.cohort!.has(each))) outside++;
      else if (accepted.has(number)) counts.repeated++;
      else {
        accepted.set(number, same);
        counts.accepted++;
      }
    }
    if (settles) this.cohort = new Set(accepted.keys());
    return { counts: { ...counts, ...(this.hasPlan && !settles && { outside }) }, accepted };
  }

  /** Holds a key file against all that came before; says what is wrong with it. */
  faultsOf(
    keyFile: ReadonlyMap<string, string>,
    accepted: ReadonlyMap<string, string[]>,
  ): string[] {
    const faults: string[] = [];
    if ([...keyFile.keys()].sort().join() !== [...accepted.keys()].sort().join()) {
      faults.push('other people than were accepted');
    }
    for (const [number, serial] of keyFile) {
      const same = accepted.get(number) ?? [number];
      const before = new Set(same.flatMap((each) => this.serialOf.get(each) ?? []));
      const inUse = this.serialOf.get(same.at(-1)!);
      if (before.size > 0 && !before.has(serial)) faults.push('a person got another number');
      if (inUse !== undefined && inUse !== serial) faults.push('not that of the number in use');
      if (this.retired.has(serial)) faults.push('a retired number came back');
      const had = this.everOf.get(serial) ?? new Set();
      if ([...had].some((each) => !same.includes(each))) faults.push('two people with one number');
      this.everOf.set(serial, had.add(number));
      for (const other of before) if (other !== serial) this.retired.add(other);
      for (const each of same) if (this.serialOf.has(each)) this.serialOf.set(each, serial);
      this.serialOf.set(number, serial);
    }
    return faults;
  }

  /** How many people have a number. */
  get people(): number {
    const found = new Set<string>();
    for (let person = 0; person < personCount; person++) {
      for (let nth = 0; nth < numbersEach; nth++) {
        const same = this.samePerson({ person, nth });
        if (same.some((each) => this.serialOf.has(each))) found.add(same.join());
      }
    }
    return found.size;
  }

  /** All numbers of a person that the vault was told are one, the one in use last. */
  private samePerson({ person, nth }: { person: number; nth: number }): string[] {
    let [first, last] = [nth, nth];
    while (first > 0 && this.told.has(`${person}/${first - 1}`)) first--;
    while (this.told.has(`${person}/${last}`)) last++;
    return Array.from({ length: last - first + 1 }, (_, i) => numberOf(person, first + i));
  }

  private isReserved(registry: Registry, same: readonly string[]): boolean {
    return (['', registry] as const).some((scope) =>
      same.some((each) => this.reserved.get(scope)?.has(each)),
    );
  }
}
