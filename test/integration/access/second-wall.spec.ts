import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseById, reachOf, rolesInCase, worklist } from '#cases';
import { caseDetail, caseTimeline } from '../../../libs/cases/src/case.queries.js';
import type { Actor } from '#parties';
import { assertUnwalled, assertWalled, beginReach, Database, setReach } from '#platform';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, type Stage, stages } from '../../support/journey.js';
import { type Table, tablesOf, withoutCaseContent } from './tables.js';

let tilgang: CasesUnderTest;
let app: Database;
let tables: Table[];
let caseIds: string[];

beforeAll(async () => {
  tilgang = await givenCases();
  app = await Database.connect({ url: tilgang.databaseUrl, schema: 'tilgang', poolSize: 2 });
  tables = await tablesOf(tilgang.owner);
  for (const stage of [undefined, ...(Object.keys(stages) as Stage[])]) {
    await tilgang.givenCase(stage);
  }
  const { rows } = await tilgang.db.pool.query<{ id: string }>('SELECT id FROM access_case');
  caseIds = rows.map(({ id }) => id);
});
afterAll(async () => {
  await app.close();
  await tilgang.close();
});

/** What a request of this person reaches, whatever the code in it asks for. */
function as<T>(actor: Actor | null, work: () => Promise<T>): Promise<T> {
  return beginReach(() => {
    if (actor) setReach(reachOf(actor));
    return work();
  });
}

const strangers: Record<string, Actor | null> = {
  'nobody at all': null,
  'another applicant': people.otherApplicant,
  'an administrator': people.administrator,
  'the adviser of a registry that is in no case': {
    ...people.adviserNpr,
    personId: people.administrator.personId,
    roles: [{ role: 'registry-adviser', registryId: 'kreftregisteret' }],
  },
  'the deliverer of a registry that is in no case': {
    ...people.deliveryNpr,
    personId: people.administrator.personId,
    roles: [{ role: 'registry-delivery', registryId: 'kreftregisteret' }],
  },
};

const walled = () => tables.filter(({ isWalled }) => isWalled);

describe('row-level security', () => {
  it('is on every table, but for those without content of a case [law 27]', () => {
    expect(tables.length).toBeGreaterThan(50);
    const open = tables.filter(({ isWalled }) => !isWalled).map(({ name }) => name);
    expect(open).toEqual(Object.keys(withoutCaseContent).sort());
  });

  it('has something to hide in nearly every table it is on', async () => {
    const empty: string[] = [];
    for (const { name } of walled()) {
      const { rowCount } = await tilgang.db.pool.query(`SELECT FROM ${name} LIMIT 1`);
      if (rowCount === 0) empty.push(name);
    }
    expect(empty).toEqual([
      'alert',
      'archive_handover',
      'audit',
      'audit_sample',
      'case_file',
      'case_print',
      'destruction_approval',
      'disclosure',
      'dispatch',
      'draft_presence',
      'export_order',
      'file_piece',
      'file_upload',
      'insight',
      'journal_file',
      'journal_number',
      'journal_shielding',
      'letter_file',
      'member_invitation',
      'message_read',
      'saved_filter',
    ]);
  });

  it.each(Object.keys(strangers))(
    'shows %s nothing of any table where the query asks for everything [R7.1.1] [law 27]',
    async (name) => {
      await as(strangers[name] ?? null, async () => {
        for (const table of walled()) {
          const { rows } = await app.pool.query(`SELECT * FROM ${table.name}`);
          expect([table.name, rows]).toEqual([table.name, []]);
        }
        const { rows } = await app.pool.query("SELECT * FROM cases_with('hjerneslag'::tsquery)");
        expect(rows).toEqual([]);
      });
    },
  );

  it('shows each person just the cases in which they have a role, and no row of another', async () => {
    for (const actor of Object.values<Actor>(people)) {
      if (actor.personId === null) continue;
      const expected: string[] = [];
      for (const id of caseIds) {
        const accessCase = await caseById(tilgang.db, id);
        if (accessCase && rolesInCase(accessCase, actor).length > 0) expected.push(id);
      }
      await as(actor, async () => {
        const { rows } = await app.pool.query<{ id: string }>('SELECT id FROM access_case');
        expect([actor.name, rows.map(({ id }) => id).sort()]).toEqual([
          actor.name,
          expected.sort(),
        ]);
        for (const { name } of walled().filter(({ hasCaseId }) => hasCaseId)) {
          const { rows: seen } = await app.pool.query<{ case_id: string }>(
            `SELECT DISTINCT case_id FROM ${name}`,
          );
          const beyond = seen.filter(({ case_id }) => !expected.includes(case_id));
          expect([actor.name, name, beyond]).toEqual([actor.name, name, []]);
        }
      });
    }
  });

  it('holds where the code of the API takes a stranger for an auditor [R15.2.3]', async () => {
    const request = { sort: 'changed', limit: 100, today: '2026-11-02' } as const;
    const now = tilgang.clock.at;
    expect((await worklist(tilgang.db, people.auditor, request)).items.length).toBeGreaterThan(10);
    for (const [name, stranger] of Object.entries(strangers)) {
      await as(stranger, async () => {
        const listed = await worklist(app, people.auditor, request);
        const found = await worklist(app, people.auditor, { ...request, search: 'hjerneslag' });
        expect([name, listed.items, found.items]).toEqual([name, [], []]);
        for (const id of caseIds) {
          const opened = caseDetail(app, id, people.auditor);
          await expect(opened).rejects.toMatchObject({ refusal: { code: 'case-unknown' } });
          const told = caseTimeline(app, id, people.auditor, now);
          await expect(told).rejects.toMatchObject({ refusal: { code: 'case-unknown' } });
        }
      });
    }
  });

  it('leaves nothing of one request for the next on the same connection', async () => {
    const count = async () =>
      (await app.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM access_case')).rows[0]
        ?.n;
    for (let round = 0; round < 3; round++) {
      const seen = await Promise.all([
        as(people.auditor, count),
        as(people.otherApplicant, count),
        as(people.auditor, count),
        as(null, count),
        count(),
      ]);
      expect(seen).toEqual([caseIds.length - 1, 0, caseIds.length - 1, 0, 0]);
    }
    const byOrm = () =>
      as(people.otherApplicant, () => app.orm.query('SELECT id FROM access_case'));
    await as(people.auditor, count);
    expect(await byOrm()).toEqual([]);
  });

  it('holds within a transaction, and after one that failed', async () => {
    const count = () =>
      app.transaction(async (tx) => (await tx.query('SELECT FROM access_case')).rowCount);
    expect(await as(people.auditor, count)).toBe(caseIds.length - 1);
    const failing = as(people.auditor, () => app.transaction((tx) => tx.query('SELECT 1 / 0')));
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect(await as(people.otherApplicant, count)).toBe(0);
  });

  it('gives the role of the API no way to become the worker [R16.0.5]', async () => {
    for (const role of ['tilgang_worker', 'tilgang_owner']) {
      await expect(app.pool.query(`SET ROLE ${role}`)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(
      app.pool.query('SET row_security = off; SELECT FROM access_case'),
    ).rejects.toThrow();
    await expect(
      app.pool.query('ALTER TABLE access_case DISABLE ROW LEVEL SECURITY'),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('is asked for at the start: an API that sees all and a worker that sees nothing do not run', async () => {
    await expect(assertWalled(app)).resolves.toBeUndefined();
    await expect(assertWalled(tilgang.db)).rejects.toThrow('tilgang_app');
    await expect(assertUnwalled(tilgang.db)).resolves.toBeUndefined();
    await expect(assertUnwalled(app)).rejects.toThrow('tilgang_worker');
  });
});
