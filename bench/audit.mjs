/**
 * The auditor's questions to ten million events: the reports of the service, one case's timeline, a
 * year's export, the verification of all chains, and what keeping the figures costs. Each against
 * the same asked raw in the same run.
 *
 *   npx nest build api && node bench/audit.mjs [--events 10000000] [--rounds 3] [--threads 2]
 */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { measureSome, reportNames } from '../dist/libs/oversight/src/index.js';
import { sumsQuery } from '../dist/libs/oversight/src/reports/report.queries.js';
import { importCatalogue, seedDemoPeople } from '../dist/libs/parties/src/index.js';
import { Database } from '../dist/libs/platform/src/index.js';
import { signInAsDemoUser } from '../scripts/demo-sign-in.mjs';
import { startApi } from './api.mjs';
import { fill } from './audit/fill.mjs';
import { playHistories } from './audit/histories.mjs';
import { startDatabase } from './database.mjs';

const HEAP_MB = 128;
const goals = { fixedMs: 10, adHocMs: 2_000, upkeep: 0.1, verifySeconds: 20 };
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '10000000' },
    rounds: { type: 'string', default: '3' },
    threads: { type: 'string', default: String(availableParallelism()) },
    seed: { type: 'string', default: '1' },
  },
});
const events = Number(values.events);
const rounds = Number(values.rounds);
const threads = Number(values.threads);
const today = new Date().toISOString().slice(0, 10);
const chance = randomFrom(Number(values.seed));
const tenYears = { fromMonth: `${Number(today.slice(0, 4)) - 10}-01`, toMonth: today.slice(0, 7) };
const oneYear = {
  fromMonth: `${Number(today.slice(0, 4)) - 1}${today.slice(4, 7)}`,
  toMonth: today.slice(0, 7),
};

/** What an auditor without the figures would ask of the log. */
const FROM_THE_LOG = `
  WITH course AS (
    SELECT case_id, min(at) FILTER (WHERE type = 'submitted') AS submitted_at,
           max(at) FILTER (WHERE type = 'delivered') AS delivered_at
      FROM case_event WHERE type IN ('submitted', 'delivered') GROUP BY case_id)
  SELECT date_trunc('month', submitted_at) AS month, count(*),
         percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY delivered_at - submitted_at)
    FROM course WHERE delivered_at IS NOT NULL GROUP BY 1 ORDER BY 1`;

const database = await startDatabase();
const owner = new pg.Client({
  connectionString: database.ownerUrl,
  options: '-c search_path=tilgang',
});
const db = await Database.connect({ url: database.workerUrl, schema: 'tilgang', poolSize: 4 });
const api = await startApi(database);
await owner.connect();

try {
  await prepare();
  const templates = await measureUpkeep();
  const startedAt = performance.now();
  const made = await fill(owner, templates, { events, today, chance });
  console.log(
    `\n${count(made.events)} events of ${count(made.cases)} cases, ${count(made.cells)} cells ` +
      `(filled in ${seconds(performance.now() - startedAt)})`,
  );
  const { accessToken } = await signInAsDemoUser(api.url, 'saksbehandler');
  await measureReports(accessToken);
  await measureEarlier(accessToken);
  await measureTimelines(accessToken);
  await measureExports();
  await measureVerification();
  console.log(`\nAPI at its peak ${megabytes(api.peakBytes())}`);
} finally {
  await api.stop();
  await db.close();
  await owner.end();
  await database.stop();
}

async function prepare() {
  const csv = readFileSync(new URL('../data/registries.csv', import.meta.url), 'utf8');
  const as = await Database.connect({ url: database.ownerUrl, schema: 'tilgang', poolSize: 1 });
  await as.transaction((tx) => importCatalogue(tx, csv, new Date()));
  await seedDemoPeople(as, { mode: 'test', issuer: api.issuer }, new Date());
  await as.pool.query(`UPDATE registry SET age_recipient = 'age1' || repeat('q', 58)`);
  await as.close();
}

/**
 * What keeping the figures costs: the histories are played day by day, and after each day its cases
 * are measured, as the worker does. One client at a time in both, so that time is work.
 */
async function measureUpkeep() {
  // Once unmeasured: neither the commands nor the measuring are compiled before.
  await playHistories(db, api.issuer, { chance, times: 3, afterDay: measureAll });
  const spent = { measuring: 0, commands: 0, ms: 0 };
  let from = performance.now();
  const templates = await playHistories(db, api.issuer, {
    chance,
    times: 3,
    afterDay: async (commands) => {
      spent.ms += performance.now() - from;
      spent.commands += commands;
      const began = performance.now();
      await measureAll();
      spent.measuring += performance.now() - began;
      from = performance.now();
    },
  });
  const perCommand = spent.ms / spent.commands;
  const upkeep = spent.measuring / spent.commands;
  console.log(
    `upkeep of the figures  ${(upkeep / perCommand).toFixed(2)} of a command ` +
      `(goal <= ${goals.upkeep}: ${verdict(upkeep / perCommand, goals.upkeep)})   ` +
      `${upkeep.toFixed(2)} ms to ${perCommand.toFixed(2)} ms, ${spent.commands} commands`,
  );
  return templates;
}

async function measureAll() {
  while ((await measureSome(db)) > 0);
}

async function measureReports(token) {
  console.log('\nfixed reports, twelve months | ten years      (the same sums asked raw)');
  let worst = 0;
  for (const name of reportNames) {
    const year = await against(token, name, { ...oneYear, asOfOn: today }, 30);
    const all = await against(token, name, { ...tenYears, asOfOn: today }, 30);
    worst = Math.max(worst, year.p50);
    console.log(`${name.padEnd(22)} ${inWords(year)} | ${inWords(all)}`);
  }
  console.log(
    `slowest of twelve months, p50 ${ms(worst)} (goal <= ${goals.fixedMs} ms: ${verdict(worst, goals.fixedMs)})`,
  );
}

async function measureEarlier(token) {
  const asOfOn = `${Number(today.slice(0, 4)) - 1}-06-30`;
  const year = {
    fromMonth: `${Number(today.slice(0, 4)) - 2}-07`,
    toMonth: asOfOn.slice(0, 7),
    asOfOn,
  };
  const all = { ...year, fromMonth: tenYears.fromMonth };
  console.log(`\nreports as of ${asOfOn}, twelve months | ten years`);
  let worst = 0;
  for (const name of reportNames) {
    const some = await against(token, name, year, 3);
    const whole = await against(token, name, all, 3);
    worst = Math.max(worst, some.p50, whole.p50);
    console.log(`${name.padEnd(22)} ${inWords(some)} | ${inWords(whole)}`);
  }
  console.log(
    `slowest ${ms(worst)} (goal <= ${goals.adHocMs} ms: ${verdict(worst, goals.adHocMs)})`,
  );
  const raw = await timed(() => owner.query(FROM_THE_LOG));
  const asked = await against(token, 'weeks-to-data', all, 3);
  console.log(
    `days to data, p50 and p90 by month, from the log itself: ${seconds(raw.ms)}; ` +
      `the report is ${(asked.p50 / raw.ms).toFixed(3)} of it`,
  );
}

async function measureTimelines(token) {
  const { rows } = await owner.query('SELECT id FROM access_case ORDER BY md5(id::text) LIMIT 400');
  const http = [];
  const clocks = [];
  const floor = [];
  for (const { id } of rows) {
    http.push((await answered(`/api/v1/cases/${id}/timeline`, token)).ms);
    clocks.push((await answered(`/api/v1/cases/${id}/clocks`, token)).ms);
    floor.push(
      (
        await timed(() =>
          owner.query({
            name: 'raw-timeline',
            text: 'SELECT * FROM case_event WHERE case_id = $1 ORDER BY seq',
            values: [id],
          }),
        )
      ).ms,
    );
  }
  const ratio = (all) => (at(all, 0.5) / at(floor, 0.5)).toFixed(1);
  console.log(
    `\none case's timeline    ${ratio(http)} x its events asked raw   p50 ${ms(at(http, 0.5))}  p99 ${ms(at(http, 0.99))}` +
      `   (raw p50 ${ms(at(floor, 0.5))}  p99 ${ms(at(floor, 0.99))})\n` +
      `its clocks and ledger  ${ratio(clocks)} x   p50 ${ms(at(clocks, 0.5))}  p99 ${ms(at(clocks, 0.99))}`,
  );
}

async function measureExports() {
  const year = Number(today.slice(0, 4)) - 1;
  const scope = { from: `${year}-01-01T00:00:00Z`, before: `${year + 1}-01-01T00:00:00Z` };
  console.log('');
  const floor = await step('raw-export', scope);
  console.log(`a year's events by COPY to CSV  ${count(floor.rows)} rows in ${seconds(floor.ms)}`);
  for (const kind of ['csv', 'parquet', 'xes', 'ocel']) {
    const made = await step('export', { kind, ...scope });
    console.log(
      `a year's export, ${kind.padEnd(8)}       ${(made.ms / floor.ms).toFixed(1)} x COPY   ${seconds(made.ms)}, ` +
        `${megabytes(made.bytes)}, peak ${megabytes(made.peakBytes)}`,
    );
  }
}

async function measureVerification() {
  const found = { read: [], verify: [], hash: [] };
  let peak = 0;
  for (let round = 0; round < rounds; round++) {
    for (const name of ['read', 'verify', 'hash']) {
      const { ms: spent, peakBytes, faults } = await step(name, { threads });
      if (faults > 0) throw new Error(`${faults} faults in a log that is whole`);
      found[name].push(spent);
      if (name === 'verify') peak = Math.max(peak, peakBytes);
    }
  }
  const [reading, verifying, hashing] = ['read', 'verify', 'hash'].map((name) =>
    at(found[name], 0.5),
  );
  const beyond = (verifying - reading) / 1000;
  const goal = (goals.verifySeconds * events) / 10_000_000;
  console.log(
    `\nchain verification     ${(verifying / reading).toFixed(2)} x reading, ${(verifying / hashing).toFixed(1)} x SHA-256 of the same bytes, ` +
      `${threads} threads, peak ${megabytes(peak)}\n` +
      `  ${seconds(verifying)} whole, ${seconds(reading)} reading alone, ${seconds(hashing)} SHA-256 alone; ` +
      `beyond reading ${beyond.toFixed(1)} s (goal <= ${goal}: ${verdict(beyond, goal)})`,
  );
}

/**
 * Runs a step in a process of its own and gives what it spent. Its heap is small, so that the peak
 * tells what the step needs and not what the machine could spare.
 */
function step(name, parameters) {
  const child = fork(fileURLToPath(new URL('./audit/steps.mjs', import.meta.url)), [], {
    execArgv: ['--no-warnings', `--max-old-space-size=${HEAP_MB}`],
  });
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => code !== 0 && reject(new Error(`${name} ended with ${code}`)));
    child.send({ name, ownerUrl: database.ownerUrl, appUrl: database.workerUrl, ...parameters });
  });
}

/** A report over HTTP in turns with its sums asked raw. */
async function against(token, name, scope, times) {
  const http = [];
  const floor = [];
  const { fromMonth, toMonth, asOfOn } = scope;
  const path = `/api/v1/statistics/${name}?from=${fromMonth}&to=${toMonth}&asOfOn=${asOfOn}`;
  for (let time = -2; time < times; time++) {
    const answer = await answered(path, token);
    const raw = await timed(() => db.pool.query(sumsQuery(name, scope, today)));
    if (time < 0) continue;
    http.push(answer.ms);
    floor.push(raw.ms);
  }
  return { p50: at(http, 0.5), p95: at(http, 0.95), ratio: at(http, 0.5) / at(floor, 0.5) };
}

async function answered(path, token) {
  const answer = await timed(() => api.get(path, token));
  if (answer.result.status !== 200) throw new Error(`${path}: ${answer.result.text}`);
  return answer;
}

async function timed(work) {
  const from = performance.now();
  const result = await work();
  return { result, ms: performance.now() - from };
}

function inWords({ p50, p95, ratio }) {
  return `${ratio.toFixed(1)} x raw, p50 ${ms(p50).padStart(9)}, p95 ${ms(p95).padStart(9)}`;
}

function at(all, share) {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function verdict(value, goal) {
  return value <= goal ? 'reached' : 'missed';
}

function ms(value) {
  return `${value.toFixed(1)} ms`;
}

function seconds(value) {
  return `${(value / 1000).toFixed(1)} s`;
}

function megabytes(bytes) {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

function count(number) {
  return number.toLocaleString('en');
}

/** The same draws for the same seed. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
