import type { Database, Tx } from '#platform';
import type { DomainKeys } from '../keys/domain.keys.js';
import { type ListOpening, readList } from '../lists/list.intake.js';
import { type ListRead, ListSum } from '../lists/list.sum.js';
import { openedList } from '../lists/list.wrappings.js';
import type { IdentityPolicy } from '../people/identity.rules.js';
import type { PersonIntake } from '../people/person.intake.js';
import { TagCipher } from '../people/tag.cipher.js';
import { listRefused } from '../vault.refusals.js';
import {
  type Admission,
  CohortAdmission,
  EverybodyAdmission,
  PopulationAdmission,
} from './admission.js';
import { PlanPeople } from './plan.people.js';
import { PoolList } from './pool.list.js';
import { PopulationPeople } from './population.people.js';
import { PopulationStore } from './population.store.js';
import type { RecordReader } from './record.reader.js';
import { RelationList } from './relation.list.js';
import type { OpenStep, StepCounts } from './step.work.js';

/** What a list's step makes of it: how it is read, what it settles, and who of it gets a number. */
export interface StepHandling {
  read(bytes: AsyncIterable<Uint8Array>, opening: ListOpening): Promise<ListRead>;
  /** In the transaction of the run, before anybody is numbered. */
  settle(tx: Tx): Promise<StepCounts>;
  admission(tx: Tx): Promise<Admission | null>;
}

export interface HandledList {
  step: OpenStep | null;
  db: Database;
  keys: DomainKeys;
  intake: PersonIntake;
  policy: IdentityPolicy;
}

export function handlingOf({ step, db, keys, intake, policy }: HandledList): StepHandling {
  const plain: StepHandling = {
    read: (bytes, opening) => readList(bytes, intake, opening),
    settle: () => Promise.resolve({}),
    admission: () => Promise.resolve(null),
  };
  if (step?.populationOrderId == null) return plain;
  const place = { domainId: step.domainId, orderId: step.populationOrderId };
  const storeIn = (tx: Tx): PopulationStore => new PopulationStore(tx, place, keys.map);
  const planIn = (tx: Tx): Promise<PlanPeople> => PlanPeople.open(tx, step, keys.map);
  const populationIn = async (tx: Tx): Promise<PopulationPeople> =>
    PopulationPeople.open(storeIn(tx), await planIn(tx));
  const cut: StepHandling = {
    ...plain,
    admission: async (tx) =>
      new PopulationAdmission(await populationIn(tx), step.kind === 'controls'),
  };
  switch (step.kind) {
    case 'cohort':
      return { ...plain, admission: (tx) => Promise.resolve(new CohortAdmission(storeIn(tx))) };
    case 'list':
      return cut;
    case 'key-file':
      return {
        ...plain,
        read: () => Promise.resolve(noList),
        admission: async (tx) =>
          new EverybodyAdmission(await populationIn(tx), new TagCipher(keys.tag)),
      };
    case 'controls': {
      const pool = new PoolList(intake, step.controls!);
      return {
        ...cut,
        read: (bytes, opening) => readRecords(bytes, pool.reader(), opening),
        settle: async (tx) => pool.draw(storeIn(tx), await planIn(tx), new TagCipher(keys.tag)),
      };
    }
    case 'relatives': {
      const { relations } = step.relatives!;
      const list = new RelationList(intake, new TagCipher(keys.tag), policy, relations);
      return {
        ...plain,
        read: async (bytes, opening) => {
          await db.transaction(async (tx) => list.open(await populationIn(tx)));
          return readRecords(bytes, list.reader(), opening);
        },
        settle: async (tx) => list.settle(storeIn(tx), await planIn(tx)),
      };
    }
  }
}

const noList = new ListSum().read(0);

/** Reads a list with several columns to its end, plain or wrapped. */
async function readRecords(
  bytes: AsyncIterable<Uint8Array>,
  reader: RecordReader,
  { identity, limits, progress }: ListOpening,
): Promise<ListRead> {
  const sum = new ListSum();
  const list = await openedList(sum.pass(bytes), identity, limits);
  if (list.format === 'parquet') {
    throw listRefused(
      'parquet-not-for-this-list',
      'csv-with-a-header',
      'Send pools of controls and relation files as CSV, packed and encrypted as you like.',
    );
  }
  for await (const chunk of list.bytes) {
    reader.push(chunk);
    progress?.(reader.rows);
  }
  reader.end();
  return sum.read(reader.rows);
}
