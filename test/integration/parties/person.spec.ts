import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, Refused } from '#platform';
import {
  ActorCache,
  actorById,
  actorOf,
  demoUsers,
  PreferencesController,
  PersonRoleRow,
  PersonRow,
  seedDemoPeople,
  upsertPerson,
} from '#parties';
import { databaseForPeople } from './person.database.js';

const issuer = 'https://id.example';
const now = new Date('2027-01-04T08:00:00Z');
const researcher = {
  issuer,
  subject: 'researcher-1',
  name: 'Synne Synthetic',
  email: 'synne@demo.example',
  language: 'nn',
} as const;

describe('people', () => {
  let database: Awaited<ReturnType<typeof databaseForPeople>>;
  let db: Database;

  beforeAll(async () => {
    database = await databaseForPeople();
    db = await Database.connect({
      url: database.appUrl,
      schema: 'tilgang',
      entities: [PersonRow, PersonRoleRow],
    });
  });
  afterAll(async () => {
    await db?.close();
    await database?.drop();
  });

  it('are unknown until they sign in, and then applicants', async () => {
    expect(await actorOf(db.pool, issuer, researcher.subject)).toBeNull();
    const person = await upsertPerson(db.pool, researcher, now);
    expect(person).toMatchObject({
      name: 'Synne Synthetic',
      language: 'nn',
      roles: [{ role: 'applicant', registryId: null }],
    });
    expect(await actorOf(db.pool, issuer, researcher.subject)).toEqual(person);
    expect(await actorById(db.pool, person.personId)).toEqual(person);
  });

  it('keep id and language when they sign in again, and take the new name', async () => {
    const first = await upsertPerson(db.pool, researcher, now);
    const again = await upsertPerson(
      db.pool,
      { ...researcher, name: 'Synne S. Synthetic', language: 'en' },
      now,
    );
    expect(again).toEqual({ ...first, name: 'Synne S. Synthetic' });
  });

  it('keep the language they choose, also when they sign in again [R6.1.3]', async () => {
    const person = await upsertPerson(db.pool, { ...researcher, subject: 'chooser' }, now);
    const api = new PreferencesController(db);
    await api.change(person, { language: 'en' });
    const again = await upsertPerson(db.pool, { ...researcher, subject: 'chooser' }, now);
    expect(again.language).toBe('en');
    await expect(api.change(person, { language: 'se' })).rejects.toThrow(Refused);
    expect((await actorById(db.pool, person.personId))?.language).toBe('en');
  });

  it('are one person when they sign in twenty times at once', async () => {
    const subject = 'in-a-hurry';
    const signIns = Array.from({ length: 20 }, () =>
      upsertPerson(db.pool, { ...researcher, subject }, now),
    );
    const ids = new Set((await Promise.all(signIns)).map((person) => person.personId));
    expect(ids.size).toBe(1);
  });

  it('are someone else at another provider', async () => {
    expect(await actorOf(db.pool, 'https://other.example', researcher.subject)).toBeNull();
  });

  it('of the demonstration are recorded once, each with the roles they are to have', async () => {
    await seedDemoPeople(db, { mode: 'demo', issuer }, now);
    await seedDemoPeople(db, { mode: 'demo', issuer }, now);
    for (const user of demoUsers) {
      const person = await actorOf(db.pool, issuer, user.login);
      expect({ login: user.login, roles: person?.roles, name: person?.name }).toEqual({
        login: user.login,
        roles: user.roles,
        name: user.name,
      });
    }
    const given = demoUsers.flatMap((user) => user.roles);
    expect(await db.orm.getRepository(PersonRoleRow).count()).toBe(given.length);
    const adviser = await db.orm.getRepository(PersonRow).findOneByOrFail({ subject: 'rek' });
    expect(adviser.createdAt).toEqual(now);
  });

  it('of the demonstration are refused in production', async () => {
    await expect(
      seedDemoPeople(db, { mode: 'production', issuer: 'https://prod.example' }, now),
    ).rejects.toThrow('TILGANG_MODE is production');
    expect(await actorOf(db.pool, 'https://prod.example', 'soker')).toBeNull();
  });

  it('are remembered for two seconds and then asked for again', async () => {
    let nowMs = 0;
    const cache = new ActorCache(db.pool, () => nowMs);
    const subject = 'promoted';
    expect(await cache.actorOf(issuer, subject)).toBeNull();
    const person = await upsertPerson(db.pool, { ...researcher, subject }, now);
    expect((await cache.actorOf(issuer, subject))?.roles[0]?.role).toBe('applicant');

    await db.pool.query('INSERT INTO person_role VALUES ($1, $2, NULL)', [
      person.personId,
      'auditor',
    ]);
    nowMs = 1_999;
    expect((await cache.actorOf(issuer, subject))?.roles[0]?.role).toBe('applicant');
    nowMs = 2_000;
    expect((await cache.actorOf(issuer, subject))?.roles[0]?.role).toBe('auditor');
  });
});
