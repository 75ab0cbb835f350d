import type { KeyFileWriter } from '../key-files/key-file.writer.js';
import { repeated } from '../map/map.merge.js';
import {
  type IdentityKind,
  identityKinds,
  reasonCode,
  type RowReason,
} from '../people/identity.rules.js';
import { datePart, individualPart, lineOf, type PersonIntake } from '../people/person.intake.js';
import { PeopleSeen } from '../people/tag.cursor.js';

/** What became of the rows of a list. */
export interface CountsGiven {
  accepted: number;
  repeated: number;
  /** Rows of people who may not be linked. */
  reserved: number;
  /** Rows with a number that has been replaced; they are accepted, and reported all the same. */
  replaced: number;
  /** How many people those accepted are: somebody on two lines under two numbers is one. */
  people: number;
  /** How many of those accepted have a number of each kind; kinds nobody has are left out. */
  kinds: Partial<Record<IdentityKind, number>>;
}

/** Hands out the serial numbers of a list: to the key file, the report and the counts. */
export class NumbersGiven {
  private readonly kinds = new Uint32Array(identityKinds.length);
  private readonly seen = new PeopleSeen();
  private accepted = 0;
  private repeated = 0;
  private reserved = 0;
  private replaced = 0;
  private together = 0;

  constructor(
    private readonly intake: PersonIntake,
    private readonly keyFile: KeyFileWriter,
    /** What else stands in the key file of a row. */
    private readonly marks: ((row: number) => string) | null,
  ) {}

  get counts(): CountsGiven {
    const { accepted, repeated, reserved, replaced } = this;
    const kinds = identityKinds.map((kind, place) => [kind, this.kinds[place]!] as const);
    return {
      ...{ accepted, repeated, reserved, replaced },
      people: accepted - this.together,
      kinds: Object.fromEntries(kinds.filter(([, count]) => count > 0)),
    };
  }

  reserve(rows: Uint32Array, row: number): void {
    this.reserved += this.report(rows, row, 'reserved');
  }

  /** Counts one part, and reports who is there again or under a number no longer in use. */
  count(
    rows: Uint32Array,
    list: {
      order: Uint32Array;
      personOf: ((row: number) => { person: number; isReplaced: boolean } | null) | null;
    },
    serials: Uint32Array,
  ): void {
    const { order, personOf } = list;
    for (let i = 0; i < order.length; i++) {
      if (serials[i] === repeated) {
        this.report(rows, order[i]!, 'repeated');
        this.repeated++;
        continue;
      }
      this.accepted++;
      const person = personOf?.(order[i]!);
      if (!person) continue;
      if (person.isReplaced) this.replaced += this.report(rows, order[i]!, 'replaced-number');
      if (!this.seen.isFirst(person.person)) this.together++;
    }
  }

  /** Writes the key file of one part. */
  write(rows: Uint32Array, order: Uint32Array, serials: Uint32Array): void {
    const { intake, keyFile, kinds, marks } = this;
    for (let i = 0; i < order.length; i++) {
      const serial = serials[i]!;
      if (serial === repeated) continue;
      const row = order[i]!;
      const date = datePart(rows, row);
      kinds[intake.kindOf(date)]!++;
      if (marks) keyFile.addUnusual(date, individualPart(rows, row), serial, marks(row));
      else keyFile.add(date, individualPart(rows, row), serial);
    }
  }

  // Line 0 is nobody's: people of a population stand on it, when a registry sends no list.
  private report(rows: Uint32Array, row: number, reason: RowReason): number {
    const line = lineOf(rows, row);
    if (line > 0) this.intake.reported.add(line, reasonCode(reason));
    return line > 0 ? 1 : 0;
  }
}
