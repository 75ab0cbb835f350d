import { readFile } from 'node:fs/promises';
import { type ApprovalSigner, CaseService, type CaseCommand } from '#cases';
import { type Actor, importCatalogue } from '#parties';
import { type Clock, Database } from '#platform';
import { entities } from '../../apps/api/src/entities.js';
import { createTestDatabase } from './cluster.js';
import { people, registryIds, type Stage, type Step, stepsTo } from './journey.js';

/** A clock that stands where a test puts it. */
export class FixedClock implements Clock {
  constructor(public at = new Date('2026-11-02T09:00:00.000Z')) {}
  now(): Promise<Date> {
    return Promise.resolve(this.at);
  }
}

export interface CasesUnderTest {
  /** For an API of its own on the same database. */
  databaseUrl: string;
  db: Database;
  /** Connected as the owner: may do what the application's role may not. */
  owner: Database;
  clock: FixedClock;
  cases: CaseService;
  /** A case brought to a stage by the commands of its people. */
  givenCase(stage?: Stage): Promise<{ id: string; version: number }>;
  give(id: string, version: number, step: Step): Promise<number>;
  close(): Promise<void>;
}

/** As the API would have signed it for the vault. */
const signed: ApprovalSigner['sign'] = ({ approves, orderId, person }) =>
  Promise.resolve(`${approves} ${orderId} ${person.id}`);

/** A database with the catalogue and the people of the journey, and the service on it. */
export async function givenCases(): Promise<CasesUnderTest> {
  const database = await createTestDatabase();
  const owner = await Database.connect({ url: database.ownerUrl, schema: 'tilgang', poolSize: 2 });
  const db = await Database.connect({ url: database.workerUrl, schema: 'tilgang', entities });
  const clock = new FixedClock();
  await fill(owner, clock.at);
  const cases = new CaseService(db, clock, { sign: signed });

  const give: CasesUnderTest['give'] = async (id, version, { by, command }) => {
    const full = { ...command, version } as CaseCommand;
    return (await cases.execute(id, full, people[by])).version;
  };
  return {
    databaseUrl: database.appUrl,
    db,
    owner,
    clock,
    cases,
    give,
    givenCase: async (stage) => {
      const id = await cases.create(people.applicant, { language: 'nb' });
      let version = 1;
      for (const step of stage ? stepsTo(stage) : []) version = await give(id, version, step);
      return { id, version };
    },
    close: async () => {
      await db.close();
      await owner.close();
      await database.drop();
    },
  };
}

async function fill(owner: Database, now: Date): Promise<void> {
  const csv = await readFile('data/registries.csv', 'utf8');
  await owner.transaction(async (tx) => {
    await importCatalogue(tx, csv, now);
    await tx.query(
      "INSERT INTO unit (id, name) VALUES ('individual-level', 'Persondata'), ('statistics', 'Statistikk')",
    );
    for (const { personId, name, roles, unitId = null } of Object.values<Actor>(people)) {
      if (personId === null) continue;
      await tx.query(
        `INSERT INTO person (id, issuer, subject, name, email, language, unit_id, created_at)
         VALUES (($1::text)::uuid, 'https://issuer.example', $1::text, $2, $1::text || '@people.example', 'nb',
                 $4, $3)`,
        [personId, name, now, unitId],
      );
      await tx.query(
        `INSERT INTO person_role (person_id, role, registry_id)
         SELECT $1, role, "registryId"
           FROM jsonb_to_recordset($2::jsonb) AS row (role text, "registryId" text)`,
        [personId, JSON.stringify(roles)],
      );
    }
    await tx.query('UPDATE registry SET age_recipient = $2 WHERE id = ANY ($1)', [
      Object.values(registryIds),
      `age1${'q'.repeat(58)}`,
    ]);
  });
}
