/**
 * The worklist over HTTP for a caseworker who may see all: the first page of 100, the page after it,
 * and a search in the text, over ever more cases with three registries each. The floor is the same
 * SQL sent raw. Both take turns in one run. The list is flat when a million cases take as long as
 * 62,000.
 *
 * After `npm run build`: node bench/worklist.mjs [sizes, divided by commas] [requests per kind]
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { worklistQueryFor } from '../dist/libs/cases/src/worklist/case.worklist.query.js';
import { readCursor } from '../dist/libs/cases/src/worklist/worklist.cursor.rules.js';
import { actorOf, importCatalogue, seedDemoPeople } from '../dist/libs/parties/src/index.js';
import { Database } from '../dist/libs/platform/src/index.js';
import { signInAsDemoUser } from '../scripts/demo-sign-in.mjs';
import { startApi } from './api.mjs';
import { startDatabase } from './database.mjs';
import { fillTo, makeTexts } from './worklist.steps.mjs';

const sizes = (process.argv[2] ?? '3500,62000,1000000').split(',').map(Number);
const perKind = Number(process.argv[3] ?? 300);
const goals = { ratio: 2, searchP99Ms: 100 };

const database = await startDatabase();
const owner = new pg.Pool({
  connectionString: database.ownerUrl,
  max: 1,
  options: '-c search_path=tilgang',
});
const raw = new pg.Pool({
  connectionString: database.workerUrl,
  max: 1,
  options: '-c search_path=tilgang',
});
const api = await startApi(database);

try {
  const people = await preparePeople();
  await makeTexts(owner);
  const { accessToken } = await signInAsDemoUser(api.url, 'saksbehandler');
  const figures = [];
  for (const size of sizes) {
    const startedAt = performance.now();
    await fillTo(owner, size, people);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    console.log(`\n${size.toLocaleString('en')} cases (filled in ${seconds} s)`);
    figures.push(await measureAll(people.caseworker, accessToken));
  }
  report(figures);
} finally {
  await raw.end();
  await owner.end();
  await api.stop();
  await database.stop();
}

async function preparePeople() {
  const db = await Database.connect({ url: database.ownerUrl, schema: 'tilgang', poolSize: 1 });
  const csv = readFileSync(new URL('../data/registries.csv', import.meta.url), 'utf8');
  await db.transaction((tx) => importCatalogue(tx, csv, new Date()));
  await seedDemoPeople(db, { mode: 'test', issuer: api.issuer }, new Date());
  const idOf = async (name) => (await actorOf(db.pool, api.issuer, name)).personId;
  const people = {
    caseworker: await actorOf(db.pool, api.issuer, 'saksbehandler'),
    applicantIds: [await idOf('soker'), await idOf('soker2')],
    caseworkerIds: [await idOf('saksbehandler'), await idOf('saksbehandler2')],
    registryIds: (await db.pool.query('SELECT id FROM registry ORDER BY id')).rows.map(
      ({ id }) => id,
    ),
  };
  await db.close();
  return people;
}

/** Words that a caseworker would type: rare, common, several, and the beginning of one. */
function searches() {
  const word = (index) => `ord${index}`;
  return [
    ...['hjerneslag', 'diabetes sepsis', 'Demouniversitetet', 'hofteprot', 'Oppfølging'],
    ...[0, 1, 7, 60, 400, 3000, 9000, 17_000, 19_990].map(word),
    ...[`${word(3)} ${word(40)}`, `hjerneslag ${word(12)}`, `demens ${word(18_000)}`],
  ];
}

async function measureAll(actor, token) {
  const today = new Date().toISOString().slice(0, 10);
  const base = { sort: 'changed', limit: 101, today };
  const first = JSON.parse((await api.get('/api/v1/cases?limit=100', token)).text);
  const { nextCursor } = first;
  const after = readCursor(nextCursor, 'changed');
  const words = searches();
  const kinds = {
    'first page of 100': () => ({ path: '', filter: { ...base, after: null } }),
    'next page': () => ({ path: `&cursor=${nextCursor}`, filter: { ...base, after } }),
    'most urgent first': () => ({
      path: '&sort=due',
      filter: { ...base, sort: 'due', after: null },
    }),
    'mine, being assessed': () => ({
      path: '&assignee=me&state=in-assessment',
      filter: { ...base, after: null, assignee: 'me', state: 'in-assessment' },
    }),
    'search in the text': (index) => {
      const search = words[index % words.length];
      return {
        path: `&search=${encodeURIComponent(search)}`,
        filter: { ...base, after: null, search },
      };
    },
  };
  const figures = {};
  for (const [name, make] of Object.entries(kinds)) {
    figures[name] = await measure(name, make, actor, token);
  }
  figures['a case page'] = await measurePages(first.items, token);
  return figures;
}

async function measure(name, make, actor, token) {
  const http = [];
  const floor = [];
  for (let index = -20; index < perKind; index++) {
    const { path, filter } = make(Math.max(0, index));
    const { text, values } = worklistQueryFor(actor, filter);
    const overHttp = await timed(() => api.get(`/api/v1/cases?limit=100${path}`, token));
    if (overHttp.result.status !== 200) throw new Error(`${name}: ${overHttp.result.text}`);
    const sentRaw = await timed(() => raw.query(text, values));
    if (index < 0) continue;
    http.push(overHttp.ms);
    floor.push(sentRaw.ms);
  }
  const ratio = at(http, 0.5) / at(floor, 0.5);
  console.log(
    `${name.padEnd(22)} p50 ${ms(at(http, 0.5))}  p95 ${ms(at(http, 0.95))}  p99 ${ms(at(http, 0.99))}` +
      `   raw p50 ${ms(at(floor, 0.5))}  p99 ${ms(at(floor, 0.99))}   ratio ${ratio.toFixed(2)}`,
  );
  return { p50: at(http, 0.5), p99: at(http, 0.99), ratio };
}

async function measurePages(items, token) {
  const http = [];
  for (let index = 0; index < perKind; index++) {
    const { id } = items[index % items.length];
    const page = await timed(() => api.get(`/api/v1/cases/${id}`, token));
    if (page.result.status !== 200) throw new Error(`a case page: ${page.result.text}`);
    http.push(page.ms);
  }
  console.log(`${'a case page'.padEnd(22)} p50 ${ms(at(http, 0.5))}  p95 ${ms(at(http, 0.95))}`);
  return { p50: at(http, 0.5), p99: at(http, 0.99) };
}

function report(figures) {
  const largest = figures.at(-1);
  const middle = figures.at(-2);
  console.log('\nlargest against the size before it, p50 (flat is 1):');
  for (const name of Object.keys(largest)) {
    if (middle)
      console.log(`${name.padEnd(22)} ${(largest[name].p50 / middle[name].p50).toFixed(2)}`);
  }
  const search = largest['search in the text'];
  const ratios = Object.values(largest).flatMap(({ ratio }) => ratio ?? []);
  console.log(
    `\nworst ratio to the same SQL raw ${Math.max(...ratios).toFixed(2)} (goal ${goals.ratio})` +
      `   search p99 ${ms(search.p99)} (goal ${goals.searchP99Ms} ms)`,
  );
}

async function timed(work) {
  const from = performance.now();
  const result = await work();
  return { result, ms: performance.now() - from };
}

function at(all, share) {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function ms(value) {
  return `${value.toFixed(1)} ms`;
}
