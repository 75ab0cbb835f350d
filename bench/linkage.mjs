/**
 * Linkage at national scale: the lists of three registries, 5.6, 3 and 1 people in 5.6, with 1 %
 * invalid and 2 % repeated rows, become one key file each. The vault as it runs (checks, tags,
 * encryption, PostgreSQL, age, reports) takes turns with two floors: reading the lists, and the same
 * work without any protection (parse, sort, merge, random numbers, plain files).
 *
 *   npx nest build api && node bench/linkage.mjs [--people 300000] [--rounds 3]
 *   node bench/linkage.mjs --rows 500000,5000000,10000000     how the cost grows
 *   node bench/linkage.mjs --aliases 250000,1000000           files of replaced numbers
 *   node bench/linkage.mjs --pool 250000,1000000              controls for a twentieth of a pool
 *
 * Uses the server TEST_DATABASE_ADMIN_URL names, or starts one of its own.
 */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { vaultFlags } from '../scripts/supervisor/vault.flags.mjs';

/** Rows for each person: three lists of 5.6, 3 and 1 in 5.6. */
const ROWS_PER_PERSON = 9.6 / 5.6;

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '300000' },
    rows: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    aliases: { type: 'string' },
    pool: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const sizes = values.rows
  ? values.rows.split(',').map((rows) => Math.round(Number(rows) / ROWS_PER_PERSON))
  : [Number(values.people)];
for (const people of sizes) {
  if (!(people >= 1_000 && people <= 20_000_000)) throw new Error('1 000 to 20 000 000 people');
}

const { default: startServers, stopServers } = await import('../test/support/servers.mjs');
const folder = mkdtempSync(join(tmpdir(), 'tilgang-bench-'));
const databases = [];
const ownServers = process.env.TEST_DATABASE_ADMIN_URL === undefined;
await startServers();
try {
  writeFileSync(join(folder, 'key'), randomBytes(32).toString('hex'), { mode: 0o600 });
  const costs = [];
  if (values.aliases ?? values.pool) await measureOthers();
  else for (const people of sizes) costs.push(await measure(people));
  if (costs.length > 1) printGrowth(costs);
} finally {
  await step('drop', { urls: databases });
  rmSync(folder, { recursive: true });
  if (ownServers) await stopServers();
}

async function measure(people) {
  const lists = await step('lists', { people });
  console.log(`${number(lists.rows)} rows in ${lists.files.length} lists, seeded`);
  const [reads, floors, runs] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    reads.push(await step('read', lists));
    floors.push(await step('floor', lists));
    runs.push(await step('vault', lists));
    const [floor, vault] = [floors.at(-1), runs.at(-1)];
    databases.push(vault.url);
    if (floor.out !== vault.out) throw new Error(`floor ${floor.out} rows, vault ${vault.out}`);
    console.log(
      `round ${round + 1}: reading ${reads.at(-1).ms} ms, ` +
        `unprotected ${floor.ms} ms (${floor.cpuMs} of processor) ${floor.peakMb} MB, ` +
        `vault ${vault.ms} ms (${vault.cpuMs} of processor) ${vault.peakMb} MB ` +
        `(${vault.idleMb} MB before the first list)`,
    );
  }
  const proof = await step('proof', { ...runs.at(-1), expected: runs.at(-1).out });
  console.log(
    `${number(proof.rows)} rows of key files read back: ${number(proof.people)} people, all`,
  );
  console.log('numbers unique, the same person the same number in every list, check digits right');

  const [read, floor, vault] = [reads, floors, runs].map(median);
  const ratios = [floors, reads].map((others) =>
    middle(runs.map((run, round) => run.ms / others[round].ms)),
  );
  console.log(
    `linkage  ${number(Math.round((lists.rows / vault.ms) * 1_000))} rows/s, ${(vault.ms / 1_000).toFixed(1)} s, ` +
      `${ratios[0].toFixed(2)} times the unprotected sort-merge (${(floor.ms / 1_000).toFixed(1)} s; goal <= 1: ` +
      `${ratios[0] <= 1 ? 'reached' : 'missed'}), ${ratios[1].toFixed(0)} times reading (${(read.ms / 1_000).toFixed(1)} s), ` +
      `peak ${vault.peakMb} MB (goal <= 256: ${vault.peakMb <= 256 ? 'reached' : 'missed'}; unprotected ${floor.peakMb} MB)`,
  );
  return { rows: lists.rows, vault, floor };
}

async function measureOthers() {
  const listed = (text) => (text ?? '').split(',').filter(Boolean).map(Number);
  const print = (what, { ms, cpuMs, peakMb, before, url }) => {
    databases.push(url);
    console.log(`${what}: ${ms} ms (${cpuMs} of processor), peak ${peakMb} MB (${before} before)`);
  };
  for (const pairs of listed(values.aliases)) {
    print(`${number(pairs)} aliases`, await step('aliases', { pairs }));
  }
  for (const pool of listed(values.pool)) {
    const cases = Math.round(pool / 20);
    for (const within of [null, 2]) {
      const cost = await step('controls', { pool, cases, within });
      print(`${number(pool)} in the pool, ${number(cases)} cases, within ${within}`, cost);
    }
  }
}

function printGrowth(costs) {
  for (const { rows, vault, floor } of costs) {
    const perMillion = ({ cpuMs, ms }) =>
      `${Math.round(ms / (rows / 1e6))} ms (${Math.round(cpuMs / (rows / 1e6))} of processor)`;
    console.log(
      `${number(rows)} rows: per million ${perMillion(vault)}, unprotected ${perMillion(floor)}, peak ${vault.peakMb} MB`,
    );
  }
}

/** One step in a process of its own, so that memory is that step's alone. */
function step(name, input) {
  return new Promise((resolve, reject) => {
    const file = fileURLToPath(new URL('linkage.steps.mjs', import.meta.url));
    // As `npm start` and the compose file start the vault.
    const child = fork(file, {
      execArgv: ['vault', 'aliases', 'controls'].includes(name) ? vaultFlags : [],
    });
    child.once('message', (result) => {
      resolve(result);
      child.disconnect();
    });
    child.once('exit', (code) => {
      if (code !== 0) reject(new Error(`${name} ended with ${code}`));
    });
    child.send({ name, input: { ...input, folder } });
  });
}

function median(results) {
  return [...results].sort((a, b) => a.ms - b.ms)[Math.floor(results.length / 2)];
}

function middle(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function number(value) {
  return value.toLocaleString('en').replaceAll(',', ' ');
}
