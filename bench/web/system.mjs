import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { CaseService, checksFor } from '../../dist/libs/cases/src/index.js';
import {
  actorOf,
  importCatalogue,
  importStarterVariables,
  seedDemoPeople,
} from '../../dist/libs/parties/src/index.js';
import { Database, SystemClock } from '../../dist/libs/platform/src/index.js';
import { signInAsDemoUser } from '../../scripts/demo-sign-in.mjs';
import { startApi } from '../api.mjs';
import { startDatabase } from '../database.mjs';
import { fillTo, makeTexts } from '../worklist.steps.mjs';

const application = {
  ...JSON.parse(readFileSync('data/demo/application.json', 'utf8')),
  projectEndsOn: '2039-12-31',
  accessPeriod: { fromOn: '2037-01-01', toOn: '2039-01-01' },
};

/**
 * The system as it is built for production, with so many cases in its list (by SQL: a million
 * commands would take a day) and the cases that are looked at, which are made by their people's
 * commands. `plain` are pages by their names, served beside the page of the system.
 */
export async function startSystem({ rows, variables, plain }) {
  const webRoot = mkdtempSync(join(tmpdir(), 'tilgang-bench-web-'));
  cpSync('dist/web', webRoot, { recursive: true });
  for (const [name, text] of Object.entries(plain)) {
    writeFileSync(join(webRoot, `${name}.html`), text);
  }
  const database = await startDatabase();
  const api = await startApi(database, { WEB_ROOT: webRoot });
  const stop = async () => {
    await api.stop();
    await database.stop();
    rmSync(webRoot, { recursive: true, force: true });
  };
  try {
    return { url: api.url, webRoot, stop, ...(await fill(database, api, { rows, variables })) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function fill(database, api, { rows, variables }) {
  const owner = new pg.Client({
    connectionString: database.ownerUrl,
    options: '-c search_path=tilgang',
  });
  const [as, db] = await Promise.all(
    [database.ownerUrl, database.workerUrl].map((url) =>
      Database.connect({ url, schema: 'tilgang', poolSize: 2 }),
    ),
  );
  await owner.connect();
  try {
    const csv = readFileSync('data/registries.csv', 'utf8');
    await as.transaction(async (tx) => {
      await importCatalogue(tx, csv, new Date());
      await importStarterVariables(tx, 'data/variables', new Date());
    });
    await seedDemoPeople(as, { mode: 'test', issuer: api.issuer }, new Date());
    const people = {};
    for (const login of ['soker', 'soker2', 'saksbehandler', 'saksbehandler2', 'beslutter']) {
      people[login] = await actorOf(db.pool, api.issuer, login);
    }
    const { rows: registries } = await db.pool.query('SELECT id FROM registry ORDER BY id');
    await makeTexts(owner);
    await fillTo(owner, rows, {
      applicantIds: [people.soker.personId, people.soker2.personId],
      caseworkerIds: [people.saksbehandler.personId, people.saksbehandler2.personId],
      registryIds: registries.map(({ id }) => id),
    });
    const cases = new CaseService(db, new SystemClock());
    const large = { ...application, sources: withVariables(application.sources, variables) };
    return {
      caseId: await assessed(cases, people, application),
      draftId: (await draft(cases, people, application)).id,
      largeDraftId: (await draft(cases, people, large)).id,
      largeCaseId: await assessed(cases, people, large),
      auditId: await beginAudit(api),
    };
  } finally {
    await Promise.all([owner.end(), as.close(), db.close()]);
  }
}

async function draft(cases, { soker }, answers) {
  const id = await cases.create(soker, { language: 'nb' });
  const command = { type: 'edit-draft', version: 1, application: answers };
  return { id, version: (await cases.execute(id, command, soker)).version };
}

async function assessed(cases, people, answers) {
  const { id, version: drafted } = await draft(cases, people, answers);
  let version = drafted;
  const does = async (by, command) => {
    ({ version } = await cases.execute(id, { ...command, version }, people[by]));
  };
  const items = checksFor('individual-level', 'caseworker').map((item) => ({
    item,
    answer: 'yes',
  }));
  await does('soker', { type: 'submit' });
  await does('saksbehandler', { type: 'take-case', isImpartial: true });
  await does('beslutter', { type: 'declare-impartial' });
  await does('saksbehandler', { type: 'answer-screening-items', items });
  await does('saksbehandler', { type: 'find-complete' });
  return id;
}

/** So many variables, shared by the first two sources. */
function withVariables(sources, count) {
  const each = (many, from) =>
    Array.from({ length: many }, (_, index) => ({
      name: `Målt størrelse ${from + index + 1}`,
      justification: 'Skal måle forløpet etter utskrivning, og er med i analysen',
    }));
  const half = Math.floor(count / 2);
  return sources.map((source, index) => {
    if (index === 0) return { ...source, variables: each(half, 0) };
    return index === 1 ? { ...source, variables: each(count - half, half) } : source;
  });
}

async function beginAudit(api) {
  const { accessToken } = await signInAsDemoUser(api.url, 'revisor');
  const status = await api.post('/api/v1/audits', accessToken, { purpose: 'Saker over fristen' });
  if (status !== 201) throw new Error(`No audit was begun: ${status}`);
  const { items } = JSON.parse((await api.get('/api/v1/audits?limit=1', accessToken)).text);
  return items[0].id ?? items[0].auditId;
}
