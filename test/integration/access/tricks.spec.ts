import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type CommandName, commandBodies } from '../../../libs/cases/src/case.commands.js';
import { transitions } from '../../../libs/cases/src/case.workflow.machine.js';
import { accessTable } from '../../../apps/api/src/access/access.table.rules.js';
import { people, stepsTo } from '../../support/journey.js';
import { ask, type By, forEach, pathOf, startWalk, type Stop, type Walk } from './walk.js';

let walk: Walk;
/** A case in which nearly everything is there, and one of somebody else in the same state. */
let others: Stop;
let own: Stop;

beforeAll(async () => {
  walk = await startWalk();
  others = walk.stops.find(({ stage }) => stage === 'received') as Stop;
  const { tilgang } = walk;
  const id = await tilgang.cases.create(people.otherApplicant, { language: 'nb' });
  let version = 1;
  for (const step of stepsTo('submitted')) {
    version = await tilgang.give(id, version, { ...step, by: 'otherApplicant' });
  }
  own = { ...others, ids: { ...others.ids, case: id } };
}, 180_000);
afterAll(() => walk.close());

const routes = Object.keys(accessTable).filter(
  (route) => !route.includes('/demo/') && route !== 'DELETE /api/v1/me/sessions',
);

/** What tells one answer from another, short of the moment it was given. */
const asText = (body: unknown) => JSON.stringify(body).replace(/"(asOf\w*|at)":"[^"]*"/g, '');

describe('an id of somebody else', () => {
  it('opens nothing, in the place of any parameter of any endpoint', async () => {
    const rows = await addIdsOfOthers();
    const tried = { requests: 0 };
    const opened: string[] = [];
    const withIds = routes.filter((route) => /:\w+/.test(route) && isBound(route));
    expect(withIds.length).toBeGreaterThan(60);
    await forEach(withIds, 8, async (route) => {
      for (const ids of [others, own]) {
        // The own case with the parts of another, and all of it another's.
        const path = pathOf(route, ids).replace(/99999999-9999-4999-8999-999999999999/g, (found) =>
          route.includes('/cases/:id/') || !rows[kindOf(route)] ? found : rows[kindOf(route)]!,
        );
        if (ids === own && !/\/cases\/:id\/.*:(?!number)\w+/.test(route)) continue;
        const { status, body } = await ask(walk, 'otherApplicant', route, path);
        tried.requests++;
        const isOpen = status < 300 && !(route.startsWith('DELETE') && status === 204);
        if (isOpen) opened.push(`${route} at ${path}: ${status} ${asText(body).slice(0, 80)}`);
      }
    });
    process.stdout.write(`${withIds.length} endpoints with ids, ${tried.requests} requests\n`);
    expect(opened).toEqual([]);
    expect(await countsOfOthers()).toEqual({ filters: 1, absences: 1 });
  });

  it('is told apart from one that does not exist by nothing in the answer', async () => {
    const there = await walk.http.send('otherApplicant', 'GET', `/cases/${others.ids['case']}`);
    const nowhere = await walk.http.send('otherApplicant', 'GET', `/cases/${randomUUID()}`);
    expect([there.status, asText(there.body)]).toEqual([nowhere.status, asText(nowhere.body)]);
  });
});

describe('a question that asks for more', () => {
  const more = {
    scope: 'all',
    expand: 'all',
    include: 'letters',
    role: 'auditor',
    personId: people.applicant.personId ?? '',
    applicantId: people.applicant.personId ?? '',
    relations: 'audit',
    all: 'true',
  };

  it('is refused, or answered as if it had not asked: no list is widened', async () => {
    const lists = routes.filter(
      (route) =>
        route.startsWith('GET') &&
        !/sign-in|\/health|openapi|figures|catalog/.test(route) &&
        isBound(route),
    );
    const widened: string[] = [];
    let requests = 0;
    await forEach(lists, 8, async (route) => {
      const path = pathOf(route, own);
      const plain = await ask(walk, 'otherApplicant', route, path);
      for (const [name, value] of Object.entries(more)) {
        const asked = await ask(walk, 'otherApplicant', route, `${path}?${name}=${value}`);
        requests++;
        const isRefused = asked.status === 400 || asked.status === 422;
        const isSame = asked.status === plain.status && asText(asked.body) === asText(plain.body);
        if (!isRefused && !isSame) widened.push(`${route}?${name}: ${asked.status}`);
      }
    });
    process.stdout.write(`${lists.length} lists and pages, ${requests} requests\n`);
    expect(widened).toEqual([]);
  });

  it('finds in a list by any filter only what is seen in it anyway', async () => {
    const { body } = await walk.http.send('otherApplicant', 'GET', '/cases?limit=100');
    const seen = (body as unknown as { items: { id: string }[] }).items.map(({ id }) => id);
    expect(seen).toEqual([own.ids['case']]);
    const filters = [
      'state=closed',
      'assignee=none',
      `assignee=${people.caseworker.personId}`,
      'registryId=norsk-pasientregister',
      'waitingFor=registry',
      'search=hjerneslag',
      `search=${others.accessCase.reference}`,
      'overdue=true',
      'sort=due',
    ];
    for (const filter of filters) {
      const found = await walk.http.send('otherApplicant', 'GET', `/cases?limit=100&${filter}`);
      const ids = (found.body as unknown as { items?: { id: string }[] }).items ?? [];
      expect([filter, ids.filter(({ id }) => !seen.includes(id))]).toEqual([filter, []]);
    }
  });
});

describe('a body with more than it should hold', () => {
  const extra = {
    id: randomUUID(),
    applicantId: people.otherApplicant.personId,
    assigneeId: people.caseworker.personId,
    state: 'closed',
    tracks: { access: { state: 'granted' } },
    relations: ['audit'],
    role: 'caseworker',
    roles: [{ role: 'auditor', registryId: null }],
    actorId: people.caseworker.personId,
    isAdministrator: true,
  };

  it('is refused by every command, for every field that is not its own', async () => {
    const names = Object.keys(transitions) as CommandName[];
    const taken: string[] = [];
    await forEach(names, 12, async (name) => {
      const by = giverOf(name);
      if (!by) return;
      const stop = walk.stops.find((each) => walk.rolesOf(by, each).length > 0) as Stop;
      const path = `/cases/${stop.ids['case']}/commands/${name}`;
      const { status, body } = await walk.http.send(by, 'POST', path, { version: 1, ...extra });
      const fields = Object.keys(extra).filter((field) => !(field in commandBodies[name].shape));
      const named = new Set((body.problems ?? []).map(({ field }) => field));
      const missed = fields.filter((field) => !named.has(field));
      if (status !== 400 || missed.length > 0) taken.push(`${name}: ${status} ${missed.join()}`);
    });
    expect(taken).toEqual([]);
  });

  it('changes nothing of anybody by any other endpoint', async () => {
    const before = await everybody();
    const writing = routes.filter(
      (route) => /^(POST|PUT|PATCH)/.test(route) && !/commands|sign-out|uploads|files/.test(route),
    );
    expect(writing.length).toBeGreaterThan(20);
    await forEach(writing, 6, async (route) => {
      for (const by of ['otherApplicant', 'caseworker'] as const) {
        await walk.http.send(by, route.split(' ')[0] ?? '', pathOf(route, own), extra);
      }
    });
    expect(await everybody()).toEqual(before);
  });

  /** The people with their roles and units, and whose each case is. */
  async function everybody() {
    const { pool } = walk.tilgang.owner;
    const held = await pool.query('SELECT * FROM person_role ORDER BY 1, 2, 3');
    const known = await pool.query('SELECT id, subject, name, unit_id FROM person ORDER BY 1');
    const cases = await pool.query(
      'SELECT id, applicant_id, assignee_id, application_state, relations FROM access_case WHERE id = ANY ($1) ORDER BY 1',
      [[...walk.stops.map(({ ids }) => ids['case']), own.ids['case']]],
    );
    return { held: held.rows, known: known.rows, cases: cases.rows };
  }
});

/** Somebody who may give the command in some case. */
function giverOf(name: CommandName): By | undefined {
  const { by } = transitions[name].transition as { by: readonly string[] };
  const names = Object.keys(people) as By[];
  return names.find(
    (each) =>
      each !== 'both' &&
      each !== 'otherApplicant' &&
      people[each].personId !== null &&
      people[each].roles.some(({ role }) => by.includes(role)),
  );
}

/** Whether what the endpoint gives is bound to a person or a case. */
function isBound(route: string): boolean {
  const rule = accessTable[route];
  if (!rule || rule.for === 'everybody') return false;
  return rule.for !== 'person' || !/the same for everybody/.test(rule.sees);
}

function kindOf(route: string): 'filters' | 'absences' | 'none' {
  return route.includes('/filters/')
    ? 'filters'
    : route.includes('/absences/')
      ? 'absences'
      : 'none';
}

/** Gives the other people what has an id of its own outside of cases. */
async function addIdsOfOthers(): Promise<Record<string, string | undefined>> {
  const filter = { name: 'mine', filter: { state: 'submitted' } };
  const saved = await walk.http.send('caseworker', 'POST', '/worklist/filters', filter);
  const away = await walk.http.send('caseworker', 'POST', '/me/absences', {
    deputyId: people.both.personId,
    fromOn: '2030-01-01',
    toOn: '2030-01-05',
  });
  expect([saved.status, away.status]).toEqual([201, 201]);
  return { filters: saved.body.id, absences: away.body.id };
}

async function countsOfOthers() {
  const count = async (sql: string) =>
    (await walk.tilgang.owner.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`))
      .rows[0]?.n;
  return {
    filters: await count('saved_filter'),
    absences: await count('absence WHERE cancelled_at IS NULL'),
  };
}
