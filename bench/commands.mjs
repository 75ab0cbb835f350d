/**
 * Commands per second over HTTP at 8 connections, against the very same SQL sent raw at 8
 * connections (the floor). The command is `submit`: it changes the case and writes an event, a
 * letter and an outbox row. The floor's statements and values are taken from real commands that were
 * rolled back. Both take turns in one run, on one durable PostgreSQL.
 *
 * After `npm run build`: node bench/commands.mjs [cases per round] [rounds]
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { CaseService } from '../dist/libs/cases/src/index.js';
import { actorOf, importCatalogue, seedDemoPeople } from '../dist/libs/parties/src/index.js';
import { Database, SystemClock } from '../dist/libs/platform/src/index.js';
import { signInAsDemoUser } from '../scripts/demo-sign-in.mjs';
import { startDatabase } from './database.mjs';
import { startApi } from './api.mjs';

const perRound = Number(process.argv[2] ?? 1500);
const rounds = Number(process.argv[3] ?? 3);
const connections = 8;
const goal = 0.4;

const application = {
  ...JSON.parse(readFileSync('data/demo/application.json', 'utf8')),
  projectEndsOn: '2039-12-31',
  accessPeriod: { fromOn: '2037-01-01', toOn: '2039-01-01' },
};

const database = await startDatabase();
const db = await Database.connect({
  url: database.workerUrl,
  schema: 'tilgang',
  poolSize: connections,
});
const api = await startApi(database);
const clock = new SystemClock();
const raw = new pg.Pool({
  connectionString: database.workerUrl,
  max: connections,
  pipeline: true,
  options: '-c search_path=tilgang',
});

try {
  const applicant = await preparePeople();
  const { accessToken } = await signInAsDemoUser(api.url, 'soker');
  const drafts = await makeDrafts(applicant, perRound * 2 * (rounds + 1));

  const figures = { http: [], floor: [] };
  for (let round = 0; round <= rounds; round++) {
    const isWarmUp = round === 0;
    const httpDrafts = drafts.splice(0, perRound);
    const http = await measure(httpDrafts, (draft) => submitOverHttp(draft, accessToken));
    const transactions = await capture(applicant, drafts.splice(0, perRound));
    const floor = await measure(transactions, sendRaw);
    if (isWarmUp) continue;
    figures.http.push(http);
    figures.floor.push(floor);
  }
  report(figures);
} finally {
  await raw.end();
  await db.close();
  await api.stop();
  await database.stop();
}

async function preparePeople() {
  const owner = await Database.connect({ url: database.ownerUrl, schema: 'tilgang', poolSize: 1 });
  const csv = readFileSync(new URL('../data/registries.csv', import.meta.url), 'utf8');
  await owner.transaction((tx) => importCatalogue(tx, csv, new Date()));
  await owner.close();
  await seedDemoPeople(db, { mode: 'test', issuer: api.issuer }, new Date());
  return actorOf(db.pool, api.issuer, 'soker');
}

async function makeDrafts(applicant, count) {
  const cases = new CaseService(db, clock);
  const drafts = [];
  await inParallel(Array.from({ length: count }), async () => {
    const id = await cases.create(applicant, { language: 'nb' });
    const { version } = await cases.execute(
      id,
      { type: 'edit-draft', version: 1, application },
      applicant,
    );
    drafts.push({ id, version });
  });
  return drafts;
}

/** What a command sends to the database, statement by statement, without its taking effect. */
async function capture(applicant, drafts) {
  const transactions = [];
  class RolledBack extends Error {}
  const recorded = (statements) => ({
    transactionEndingWith: (work) =>
      db
        .transaction(async (tx) => {
          const { last } = await work({
            query: (query, values) => {
              statements.push(typeof query === 'string' ? { text: query, values } : query);
              return tx.query(query, values);
            },
          });
          await last;
          throw new RolledBack();
        })
        .catch((error) => {
          if (!(error instanceof RolledBack)) throw error;
          return {};
        }),
  });
  await inParallel(drafts, async ({ id, version }) => {
    const statements = [];
    const cases = new CaseService(recorded(statements), clock, randomUUID);
    await cases.execute(id, { type: 'submit', version }, applicant);
    transactions.push(statements);
  });
  return transactions;
}

async function sendRaw(statements) {
  const client = await raw.connect();
  try {
    const [lock, read, write] = statements;
    await Promise.all([client.query('BEGIN'), client.query(lock), client.query(read)]);
    await Promise.all([client.query(write), client.query('COMMIT')]);
    return true;
  } finally {
    client.release();
  }
}

async function submitOverHttp({ id, version }, accessToken) {
  const response = await api.post(`/api/v1/cases/${id}/commands/submit`, accessToken, { version });
  return response === 201;
}

async function measure(items, work) {
  const latencies = [];
  let failures = 0;
  const startedAt = performance.now();
  await inParallel(items, async (item) => {
    const from = performance.now();
    if (!(await work(item))) failures++;
    latencies.push(performance.now() - from);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    perSecond: items.length / seconds,
    p50: latencies[Math.floor(latencies.length * 0.5)],
    p99: latencies[Math.floor(latencies.length * 0.99)],
    failures,
  };
}

/** Runs the work on all items, as many at a time as there are connections. */
async function inParallel(items, work) {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (queue.length > 0) await work(queue.pop());
    }),
  );
}

function report({ http, floor }) {
  const median = (all, key) =>
    all.map((each) => each[key]).sort((a, b) => a - b)[Math.floor(all.length / 2)];
  const line = (name, all) =>
    console.log(
      `${name.padEnd(28)} ${median(all, 'perSecond').toFixed(0).padStart(6)}/s   p50 ${median(all, 'p50').toFixed(1)} ms   p99 ${median(all, 'p99').toFixed(1)} ms   failures ${all.reduce((sum, each) => sum + each.failures, 0)}`,
    );
  console.log(`commands: submit, ${connections} connections, ${rounds} rounds of ${perRound}`);
  line('over HTTP', http);
  line('floor: the same SQL, raw', floor);
  const ratio = median(http, 'perSecond') / median(floor, 'perSecond');
  const tail = median(http, 'p99') / median(floor, 'p99');
  console.log(
    `ratio ${ratio.toFixed(2)} (goal ${goal})   p99 ${tail.toFixed(1)} times the floor's`,
  );
  if (http.some(({ failures }) => failures > 0)) process.exitCode = 1;
}
