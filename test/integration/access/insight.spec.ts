import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reachOf, runningInsights } from '#cases';
import { actorById, type Person } from '#parties';
import { beginReach, Database, setReach } from '#platform';
import { type DemoApi, startDemoApi } from '../../support/demo-api.js';
import { HttpCase } from '../../support/http-case.js';
import { type Step, stepsTo } from '../../support/journey.js';
import { until } from '../../support/until.js';

let api: DemoApi;
let app: Database;
let accessCase: HttpCase;
let reference: string;
let permitId: string;
let decisionId: string;

const reason = 'Samme institusjon har søkt om en utvidelse som jeg behandler.';

beforeAll(async () => {
  api = await startDemoApi();
  app = await Database.connect({ url: api.databaseUrl, schema: 'tilgang', poolSize: 2 });
  accessCase = await HttpCase.open(api.tilgang);
  await accessCase.play(...stepsTo('permitted'));
  const detail = await accessCase.detail('caseworker');
  reference = detail.reference;
  permitId = detail.tracks.permit?.permitReference ?? '';
  decisionId = detail.tracks.access?.decisionId ?? '';
}, 180_000);
afterAll(async () => {
  await app?.close();
  await api?.stop();
});

const send = (by: Step['by'], method: string, path: string, body?: unknown) =>
  api.tilgang.send(by, method, path, body);
const ask = (by: Step['by'], page = '') => send(by, 'GET', `/cases/${accessCase.id}${page}`);
const give = (by: Step['by'], body: unknown = { reason }) =>
  send(by, 'POST', `/cases/${accessCase.id}/insight`, body);
const listed = async (by: Step['by']) =>
  (await api.tilgang.get<{ items: { id: string }[] }>(by, '/cases')).items.map(({ id }) => id);

interface Logged {
  type: string;
  outcome: string;
  actorRole: string | null;
  data: Record<string, unknown>;
}

async function logged(type: string): Promise<Logged[]> {
  const { rows } = await api.db.pool.query<Logged>(
    `SELECT type, outcome, actor_role AS "actorRole", data FROM case_event
      WHERE case_id = $1 AND type = $2 ORDER BY seq`,
    [accessCase.id, type],
  );
  return rows;
}

/** The caseworker of the other unit, as the guard makes them of a request. */
async function stranger(): Promise<Person> {
  const { rows } = await api.db.pool.query<{ id: string }>(
    "SELECT id FROM person WHERE subject = 'saksbehandler2'",
  );
  const person = await actorById(api.db.pool, rows[0]?.id ?? '');
  if (!person) throw new Error('Nobody is of the other unit');
  const { at } = await api.tilgang.get<{ at: string }>('applicant', '/demo/clock');
  return { ...person, insights: await runningInsights(app.pool, person.personId, new Date(at)) };
}

/** How many rows of the case row-level security shows this person, whatever the query forgets. */
async function behindTheWall(table: string): Promise<number> {
  const person = await stranger();
  return beginReach(async () => {
    setReach(reachOf(person));
    const column = table === 'access_case' ? 'id' : 'case_id';
    const { rowCount } = await app.pool.query(`SELECT FROM ${table} WHERE ${column} = $1`, [
      accessCase.id,
    ]);
    return rowCount ?? 0;
  });
}

describe('a case of another unit', () => {
  it('is not there for the house beyond it, in no list and behind no page [R7.1.1] [law 20]', async () => {
    expect(await listed('caseworker')).toContain(accessCase.id);
    expect(await listed('otherUnit')).not.toContain(accessCase.id);
    expect((await ask('otherUnit')).body.code).toBe('case-unknown');
    const letters = await api.db.pool.query<{ id: string }>(
      'SELECT id FROM letter WHERE case_id = $1',
      [accessCase.id],
    );
    expect(letters.rows.length).toBeGreaterThan(0);
    for (const { id } of letters.rows) {
      expect((await send('otherUnit', 'GET', `/letters/${id}/pdf`)).status).toBe(404);
    }
    expect((await send('otherUnit', 'GET', `/permits/${permitId}`)).status).toBe(404);
    expect((await send('otherUnit', 'GET', `/decisions/${decisionId}`)).status).toBe(404);
    expect((await give('otherUnit', {})).status).toBe(400);
    const refused = await send('otherUnit', 'POST', `/cases/${accessCase.id}/commands/write-note`, {
      version: 1,
      kind: 'other',
      text: 'Et notat',
    });
    expect(refused.status).toBe(404);
  });

  it('is known to it by its number alone, and to nobody outside the house', async () => {
    for (const wanted of [accessCase.id, reference, reference.toLowerCase()]) {
      const { status, body } = await send('otherUnit', 'GET', `/cases/${wanted}/insight`);
      expect([status, body]).toEqual([
        200,
        {
          caseId: accessCase.id,
          reference,
          sight: 'none',
          isOwn: false,
          hours: 8,
          endsAt: null,
        },
      ]);
    }
    for (const by of [
      'otherApplicant',
      'rek',
      'adviserNpr',
      'custodian',
      'administrator',
    ] as const) {
      const there = await ask(by, '/insight');
      const nowhere = await send(by, 'GET', '/cases/HDS-1999-1/insight');
      // They differ in the moment that they were given, and in nothing else.
      expect([by, { ...there.body, at: '' }]).toEqual([by, { ...nowhere.body, at: '' }]);
      expect([by, (await give(by)).status, (await give(by, {})).status]).toEqual([by, 404, 404]);
    }
  });

  it('stays hidden as long as it is a draft', async () => {
    const draft = await HttpCase.open(api.tilgang);
    const path = `/cases/${draft.id}/insight`;
    expect((await send('otherUnit', 'GET', path)).status).toBe(404);
    expect((await send('otherUnit', 'POST', path, { reason })).status).toBe(404);
    expect((await send('otherUnit', 'POST', path, {})).status).toBe(404);
  });

  it('needs a reason that can be judged, and says so', async () => {
    const { status, body } = await give('otherUnit', { reason: 'Trengs' });
    expect([status, body.code]).toEqual([400, 'body-malformed']);
    expect(body.problems).toEqual([
      {
        field: 'reason',
        rule: 'at least 20 characters that say what the case is needed for',
        todo: expect.any(String),
      },
    ]);
  });

  it('asks nobody for a reason who sees it without one', async () => {
    const { status, body } = await give('leader');
    expect([status, body.code]).toEqual([409, 'insight-not-needed']);
    expect((await ask('leader', '/insight')).body).toMatchObject({ sight: 'need-to-know' });
  });
});

describe('an insight', () => {
  let endsAt: string;

  it('shows the case for the hours of the setting [R7.1.1]', async () => {
    const given = await give('otherUnit');
    expect(given.status).toBe(201);
    ({ endsAt } = given.body as unknown as { endsAt: string });
    const { at } = await api.tilgang.get<{ at: string }>('applicant', '/demo/clock');
    const hours = (Date.parse(endsAt) - Date.parse(at)) / 3_600_000;
    expect(hours).toBeGreaterThan(7.9);
    expect(hours).toBeLessThanOrEqual(8);

    const { status, body } = await ask('otherUnit');
    expect([status, body]).toMatchObject([200, { reference, allowedCommands: [] }]);
    expect((await ask('otherUnit', '/insight')).body).toMatchObject({ sight: 'insight', endsAt });
    expect(await listed('otherUnit')).toContain(accessCase.id);
    expect((await give('otherUnit')).body.code).toBe('insight-running');
  });

  it('gives no command, no copy of the whole, and nothing of another case', async () => {
    const version = (await accessCase.detail('caseworker')).version;
    const command = await send('otherUnit', 'POST', `/cases/${accessCase.id}/commands/write-note`, {
      version,
      kind: 'other',
      text: 'Et notat',
    });
    expect(command.status).toBe(403);
    for (const [method, page] of [
      ['POST', '/prints'],
      ['GET', '/archive'],
      ['POST', '/registrations'],
    ] as const) {
      const { status } = await send(
        'otherUnit',
        method,
        `/cases/${accessCase.id}${page}`,
        method === 'POST' ? {} : undefined,
      );
      expect([page, [400, 403].includes(status)]).toEqual([page, true]);
    }
    const other = await HttpCase.open(api.tilgang);
    await other.play(...stepsTo('in-assessment'));
    expect((await send('otherUnit', 'GET', `/cases/${other.id}`)).status).toBe(404);
    expect(await listed('otherUnit')).not.toContain(other.id);
  });

  it('is told in the log of the case, its reason outside of it [law 6]', async () => {
    const [opened] = await logged('insight-opened');
    expect(opened).toMatchObject({
      outcome: 'accepted',
      actorRole: 'insight',
      data: { role: 'caseworker', endsAt },
    });
    expect(JSON.stringify(opened)).not.toContain('institusjon');
    const { rows } = await api.db.pool.query(
      "SELECT body FROM case_text WHERE case_id = $1 AND field = 'reason for insight'",
      [accessCase.id],
    );
    expect(rows).toEqual([{ body: reason }]);
  });

  it('tells the caseworker, by a notice that an e-mail points to, and nobody else [law 37]', async () => {
    const { rows } = await api.db.pool.query(
      `SELECT p.subject, n.is_alerted AS "isAlerted" FROM notice n JOIN person p ON p.id = n.person_id
        WHERE n.case_id = $1 AND n.event = 'insight-opened'`,
      [accessCase.id],
    );
    expect(rows).toEqual([{ subject: 'saksbehandler', isAlerted: true }]);
    const { items } = await api.tilgang.get<{ items: { event: string; caseId: string }[] }>(
      'caseworker',
      '/me/notices',
    );
    expect(items).toContainEqual(
      expect.objectContaining({ event: 'insight-opened', caseId: accessCase.id }),
    );
  });

  it('logs each page and document that is read by it [law 6] [law 27]', async () => {
    const before = (await logged('case-read')).length;
    await ask('otherUnit', '/timeline');
    await send('otherUnit', 'GET', `/decisions/${decisionId}`);
    await send('otherUnit', 'GET', `/permits/${permitId}/content`);
    const told = (await logged('case-read')).slice(before);
    expect(told.map(({ actorRole, data }) => [actorRole, data['page']])).toEqual([
      ['insight', '/timeline'],
      ['insight', '/decisions'],
      ['insight', '/permits/content'],
    ]);
    expect((await ask('otherUnit', '/application.pdf')).status).toBe(200);
    expect((await ask('otherUnit', '/application.json')).status).toBe(200);
    expect(
      (await logged('application-read')).map(({ actorRole, data }) => [actorRole, data]),
    ).toEqual([
      ['insight', { format: 'pdf' }],
      ['insight', { format: 'json' }],
    ]);
  });

  it('is seen by the auditor, by who leads the unit and by its caseworker, and by no other', async () => {
    interface Page {
      items: Record<string, unknown>[];
      nextCursor: string | null;
    }
    for (const by of ['auditor', 'leader', 'caseworker'] as const) {
      const { items } = await api.tilgang.get<Page>(by, `/insights?reference=${reference}`);
      expect(items).toEqual([
        expect.objectContaining({ caseId: accessCase.id, reference, reason, isRunning: true }),
      ]);
      expect(items[0]?.['readings']).toBeGreaterThan(3);
    }
    // Whoever broke the glass answers for no case of their own by that.
    const others = await api.tilgang.get<Page>('otherUnit', '/insights');
    expect(others).toEqual({ items: [], nextCursor: null });
    for (const by of ['decisionMaker', 'applicant', 'rek', 'adviserNpr'] as const) {
      expect([by, (await send(by, 'GET', '/insights')).status]).toEqual([by, 403]);
    }
    const over = await api.tilgang.get<Page>('auditor', '/insights?running=false');
    expect(over).toEqual({ items: [], nextCursor: null });
    expect((await send('auditor', 'GET', '/insights?cursor=bm90')).status).toBe(400);
  });

  it('is over by the clock, in the code and behind the second wall [law 27]', async () => {
    const tables = ['access_case', 'application', 'case_event', 'letter', 'decision'];
    for (const table of tables) {
      expect([table, (await behindTheWall(table)) > 0]).toEqual([table, true]);
    }
    await api.tilgang.pass(1);
    expect((await ask('otherUnit')).status).toBe(404);
    expect((await ask('otherUnit', '/insight')).body).toMatchObject({ sight: 'none' });
    expect((await send('otherUnit', 'GET', `/permits/${permitId}`)).status).toBe(404);
    expect(await listed('otherUnit')).not.toContain(accessCase.id);
    for (const table of tables) expect([table, await behindTheWall(table)]).toEqual([table, 0]);
  });

  it('may be asked for anew; who stands in for the caseworker is told too, and pages come in order', async () => {
    const on = await api.tilgang.today();
    await api.db.pool.query(
      `INSERT INTO absence (id, person_id, deputy_id, from_on, to_on, created_at)
       SELECT gen_random_uuid(), away.id, deputy.id, $1, $1, now() FROM person away, person deputy
        WHERE away.subject = 'saksbehandler' AND deputy.subject = 'leder'`,
      [on],
    );
    expect((await give('otherUnit')).status).toBe(201);
    const told = await api.db.pool.query<{ subject: string }>(
      `SELECT p.subject FROM notice n JOIN person p ON p.id = n.person_id
        WHERE n.case_id = $1 AND n.event = 'insight-opened' ORDER BY 1`,
      [accessCase.id],
    );
    expect(told.rows.map(({ subject }) => subject)).toEqual([
      'leder',
      'saksbehandler',
      'saksbehandler',
    ]);
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await api.tilgang.get<{ items: { id: string }[]; nextCursor: string | null }>(
        'auditor',
        `/insights?limit=1${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? '';
    } while (cursor !== '');
    expect([seen.length, new Set(seen).size]).toEqual([2, 2]);
  });
});

describe('where nobody has the case in hand', () => {
  it('every caseworker sees it, and no glass is broken', async () => {
    const fresh = await HttpCase.open(api.tilgang);
    await fresh.play(...stepsTo('submitted'));
    expect((await send('otherUnit', 'GET', `/cases/${fresh.id}`)).status).toBe(200);
    expect((await send('decisionMaker', 'GET', `/cases/${fresh.id}`)).status).toBe(404);
    const answer = await send('otherUnit', 'POST', `/cases/${fresh.id}/insight`, { reason });
    expect(answer.body.code).toBe('insight-not-needed');
  });

  it('tells all who lead a unit, when a decision-maker breaks the glass', async () => {
    const fresh = await HttpCase.open(api.tilgang);
    await fresh.play(...stepsTo('submitted'));
    const path = `/cases/${fresh.id}/insight`;
    expect((await send('decisionMaker', 'POST', path, { reason })).status).toBe(201);
    const { rows } = await api.db.pool.query<{ personId: string }>(
      `SELECT person_id AS "personId" FROM notice WHERE case_id = $1 AND event = 'insight-opened'`,
      [fresh.id],
    );
    const leaders = await api.db.pool.query<{ personId: string }>(
      `SELECT person_id AS "personId" FROM person_role WHERE role = 'unit-leader'`,
    );
    expect(leaders.rows.length).toBeGreaterThan(0);
    expect(rows.map(({ personId }) => personId).sort()).toEqual(
      leaders.rows.map(({ personId }) => personId).sort(),
    );
    const told = await send('decisionMaker', 'GET', `/cases/${fresh.id}`);
    expect([told.status, told.body]).toMatchObject([200, { allowedCommands: [] }]);
  });

  it('a case is of the unit that takes it', async () => {
    const taken = await HttpCase.open(api.tilgang);
    await taken.play(...stepsTo('submitted'), {
      by: 'otherUnit',
      command: { type: 'take-case', isImpartial: true },
    });
    expect((await send('otherUnit', 'GET', `/cases/${taken.id}`)).status).toBe(200);
    expect((await send('caseworker', 'GET', `/cases/${taken.id}`)).status).toBe(404);
    expect((await send('leader', 'GET', `/cases/${taken.id}`)).status).toBe(404);
  });
});

describe('a case of one’s own', () => {
  it('is opened by no reason, and the case tells of the attempt [law 19] [law 6]', async () => {
    await api.db.pool.query(
      `INSERT INTO person_role (person_id, role)
       SELECT id, unnest(ARRAY['applicant', 'caseworker']) FROM person WHERE subject = 'soker'
       ON CONFLICT DO NOTHING`,
    );
    // A role that was given is known to the API within seconds.
    await until('the role of a caseworker', async () => {
      const { status, body } = await ask('applicant', '/insight');
      return status === 200 && (body as { isOwn?: boolean }).isOwn === true;
    });
    const { status, body } = await give('applicant');
    expect([status, body.code]).toEqual([403, 'insight-in-own-case']);
    expect(body.problems).toHaveLength(1);
    expect(await logged('open-insight')).toEqual([
      {
        type: 'open-insight',
        outcome: 'refused',
        actorRole: 'applicant',
        data: { code: 'insight-in-own-case' },
      },
    ]);
  });
});
