import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseById, rolesInCase, worklist } from '#cases';
import { queues } from '../../../libs/cases/src/worklist/case.worklist.js';
import { worklistQueryFor } from '../../../libs/cases/src/worklist/case.worklist.query.js';
import { type Place, sorts } from '../../../libs/cases/src/worklist/worklist.cursor.rules.js';
import {
  removeFilter,
  savedFiltersOf,
  saveFilter,
} from '../../../libs/cases/src/worklist/worklist.filters.js';
import type { Actor } from '#parties';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, registryIds, type Stage, stages } from '../../support/journey.js';

type Request = Partial<Parameters<typeof worklist>[2]>;

const today = '2026-12-24';
let tilgang: CasesUnderTest;

beforeAll(async () => {
  tilgang = await givenCases();
  for (const stage of [undefined, ...(Object.keys(stages) as Stage[])]) {
    await tilgang.givenCase(stage);
  }
});

afterAll(() => tilgang.close());

describe('the worklist', () => {
  it('shows each person exactly the cases in which they have a role [R6.1.5]', async () => {
    const { rows } = await tilgang.db.pool.query<{ id: string }>('SELECT id FROM access_case');
    for (const actor of Object.values(people)) {
      if (actor.personId === null) continue;
      const expected: string[] = [];
      for (const { id } of rows) {
        const accessCase = await caseById(tilgang.db, id);
        if (accessCase && rolesInCase(accessCase, actor).length > 0) expected.push(id);
      }
      const seen = await idsFor(actor);
      expect([actor.name, seen.sort()]).toEqual([actor.name, expected.sort()]);
    }
  });

  it.each(['changed', 'created', 'due'] as const)(
    'pages in the order of %s without losing or repeating a case',
    async (sort) => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listFor(people.auditor, { limit: 4, cursor, sort });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual(await idsFor(people.auditor, { sort }));
      expect(new Set(seen).size).toBe(seen.length);
    },
  );

  it('takes a cursor of one order in no other', async () => {
    const { nextCursor } = await listFor(people.auditor, { limit: 1 });
    await expect(
      listFor(people.auditor, { cursor: nextCursor ?? '', sort: 'due' }),
    ).rejects.toMatchObject({ refusal: { code: 'cursor-invalid' } });
  });

  it('puts what is due first, and says what is overdue [R6.3.3]', async () => {
    const { items } = await listFor(people.caseworker, { sort: 'due' });
    const dates = items.map(({ dueOn }) => dueOn ?? '9999');
    expect(dates).toEqual([...dates].sort());
    expect(items.filter(({ isOverdue }) => isOverdue).length).toBeGreaterThan(0);
    for (const { dueOn, isOverdue } of items) {
      expect(isOverdue).toBe(dueOn !== null && dueOn < today);
    }
    const overdue = items.filter(({ isOverdue }) => isOverdue).map(({ id }) => id);
    expect((await idsFor(people.caseworker, { overdue: true })).sort()).toEqual(overdue.sort());
  });

  it('filters by who works on it, and by nobody', async () => {
    const mine = await listFor(people.caseworker, { assignee: 'me' });
    const nobodys = await listFor(people.caseworker, { assignee: 'none' });
    const all = await listFor(people.caseworker);
    expect(new Set(mine.items.map(({ assigneeName }) => assigneeName))).toEqual(
      new Set([people.caseworker.name]),
    );
    expect(new Set(nobodys.items.map(({ assigneeName }) => assigneeName))).toEqual(new Set([null]));
    expect(mine.items.length + nobodys.items.length).toBe(all.items.length);
  });

  it('filters by who is waited for: any registry, or one', async () => {
    const { id, version } = await tilgang.givenCase('in-assessment');
    const command = {
      type: 'consult-registry' as const,
      registryId: registryIds.npr,
      question: 'Er variablene egnet?',
      answerDueOn: '2026-11-20',
    };
    await tilgang.give(id, version, { by: 'caseworker', command });
    const any = await listFor(people.caseworker, { waitingFor: 'registry' });
    expect(any.items.length).toBeGreaterThan(0);
    expect(any.items.filter(({ waitingFor }) => !waitingFor.startsWith('registry:'))).toEqual([]);
    const waitingFor = any.items[0]?.waitingFor ?? '';
    const one = await listFor(people.caseworker, { waitingFor });
    expect(one.items).toEqual(any.items.filter((item) => item.waitingFor === waitingFor));
  });

  it('tells a registry nothing of another by the way it filters', async () => {
    const { items } = await listFor(people.adviserNpr);
    expect(items.length).toBeGreaterThan(0);
    const others = Object.values(registryIds).filter(
      (id) => !people.adviserNpr.roles.some(({ registryId }) => registryId === id),
    );
    for (const id of others) {
      expect(await idsFor(people.adviserNpr, { waitingFor: `registry:${id}` })).toEqual([]);
      expect(await idsFor(people.adviserNpr, { registryId: id })).toEqual([]);
    }
  });

  it('shows a linkage custodian no free text, and finds none for one', async () => {
    const { items } = await listFor(people.custodian);
    expect(items.length).toBeGreaterThan(0);
    expect(
      items.every(({ title, applicantName }) => title === null && applicantName === null),
    ).toBe(true);
    expect(await idsFor(people.custodian, { search: 'hjerneslag' })).toEqual([]);
  });

  it('finds words in any inflection, the beginning of a word, and a reference', async () => {
    const find = async (search: string) => (await idsFor(people.caseworker, { search })).length;
    expect(await find('hjerneslag')).toBeGreaterThan(0);
    expect(await find('hjerneslaget')).toBe(await find('hjerneslag'));
    expect(await find('hjernes')).toBe(await find('hjerneslag'));
    expect(await find('hjerneslag finnesikke')).toBe(0);
    const { items } = await listFor(people.caseworker, { limit: 1 });
    expect(await find(items[0]?.reference.toLowerCase() ?? '')).toBe(1);
  });

  it.each(sorts)(
    'finds the same by the index of words as by reading, ordered by %s',
    async (sort) => {
      for (let more = 0; more < 3; more++) await tilgang.givenCase('submitted');
      const page = async (after: Place | null, readInOrder: number) => {
        const filter = { sort, limit: 2, today, after, search: 'hjerneslag' };
        const query = worklistQueryFor(people.caseworker, filter, readInOrder);
        const { rows } = await tilgang.db.pool.query<Place>(query?.text ?? '', query?.values);
        return rows.map(({ id, place }) => ({ id, place }));
      };
      const read = await page(null, 1_000);
      expect(read).toHaveLength(2);
      expect(await page(null, 1)).toEqual(read);
      expect(await page(null, 0)).toEqual(read);
      const next = await page(read[1]!, 1_000);
      expect(next.length).toBeGreaterThan(0);
      expect(next.map(({ id }) => id)).not.toContain(read[1]!.id);
      expect(await page(read[1]!, 1)).toEqual(next);
    },
  );

  it('keeps what is searched in step with the cases', async () => {
    await tilgang.givenCase('closed');
    const { rows } = await tilgang.db.pool.query(
      `SELECT c.reference FROM access_case c LEFT JOIN case_search s ON s.case_id = c.id
        WHERE (s.created_at, s.changed_at, s.due_on) IS DISTINCT FROM
              (c.created_at, c.changed_at, c.due_on)`,
    );
    expect(rows).toEqual([]);
  });

  it.each(['100%', '_', "'", '&', '| !', ':*', '\\', '(('])(
    'takes %s for no operator',
    async (search) => {
      expect(await idsFor(people.caseworker, { search: `${search} finnesikke` })).toEqual([]);
      expect(await idsFor(people.caseworker, { search })).toEqual([]);
    },
  );
});

describe('the queues', () => {
  it('count what the lists they stand for hold', async () => {
    const counts = await queues(tilgang.db, people.caseworker, today);
    const of = async (request: Request) => (await idsFor(people.caseworker, request)).length;
    expect(counts).toEqual({
      mine: await of({ assignee: 'me' }),
      unassigned: await of({ assignee: 'none', state: 'submitted' }),
      overdue: await of({ overdue: true }),
      waitingForUs: await of({ waitingFor: 'helsedataservice' }),
    });
    expect(counts.mine).toBeGreaterThan(0);
  });

  it('are empty for who has no relation to any case', async () => {
    const nobody = { ...people.caseworker, roles: [] };
    expect(await queues(tilgang.db, nobody, today)).toEqual({
      mine: 0,
      unassigned: 0,
      overdue: 0,
      waitingForUs: 0,
    });
  });
});

describe('saved filters', () => {
  const now = new Date('2026-12-24T09:00:00Z');
  const own = people.caseworker.personId ?? '';
  const others = people.decisionMaker.personId ?? '';

  it('are kept per person, replaced by name and removed by their owner alone', async () => {
    const first = { name: 'Forfalt', filter: { overdue: true } };
    const id = await saveFilter(tilgang.db, own, first, now);
    const changed = { name: 'Forfalt', filter: { overdue: true, assignee: 'me' as const } };
    expect(await saveFilter(tilgang.db, own, changed, now)).toBe(id);
    expect(await savedFiltersOf(tilgang.db, own)).toEqual([{ id, ...changed }]);
    expect(await savedFiltersOf(tilgang.db, others)).toEqual([]);
    await removeFilter(tilgang.db, others, id);
    expect(await savedFiltersOf(tilgang.db, own)).toHaveLength(1);
    await removeFilter(tilgang.db, own, id);
    expect(await savedFiltersOf(tilgang.db, own)).toEqual([]);
  });

  it('are at most fifty, and the fiftieth can still be changed', async () => {
    const filter = (index: number) => ({ name: `Utvalg ${index}`, filter: {} });
    for (let index = 1; index <= 50; index++) {
      await saveFilter(tilgang.db, others, filter(index), now);
    }
    await expect(saveFilter(tilgang.db, others, filter(51), now)).rejects.toMatchObject({
      refusal: { code: 'too-many-filters' },
    });
    await saveFilter(tilgang.db, others, filter(50), now);
    expect(await savedFiltersOf(tilgang.db, others)).toHaveLength(50);
  });
});

function listFor(actor: Actor, request: Request = {}) {
  return worklist(tilgang.db, actor, { limit: 100, sort: 'changed', today, ...request });
}

async function idsFor(actor: Actor, request: Request = {}): Promise<string[]> {
  return (await listFor(actor, request)).items.map(({ id }) => id);
}
