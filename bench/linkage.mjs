/**
 * Linkage at national scale: one list of the population and three registries' lists in, one key
 * file each out. Measures the vault as it runs (checks, tags, encryption, PostgreSQL, age, reports)
 * beside the same work without any protection: parse, sort, merge, random numbers, plain files.
 *
 *   npx nest build api && node bench/linkage.mjs [--people 300000] [--rounds 3]
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

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '300000' },
    rounds: { type: 'string', default: '3' },
  },
});
const people = Number(values.people);
const rounds = Number(values.rounds);
if (!(people >= 1_000 && people <= 5_600_000)) throw new Error('--people is 1 000 to 5 600 000');

const { default: startServers, stopServers } = await import('../test/support/servers.mjs');
const folder = mkdtempSync(join(tmpdir(), 'tilgang-bench-'));
const runs = [];
const ownServers = process.env.TEST_DATABASE_ADMIN_URL === undefined;
await startServers();
try {
  writeFileSync(join(folder, 'key'), randomBytes(32).toString('hex'), { mode: 0o600 });
  const lists = await step('lists', { people });
  console.log(`${number(lists.rows)} rows in ${lists.files.length} lists, seeded`);

  const floors = [];
  for (let round = 0; round < rounds; round++) {
    floors.push(await step('floor', lists));
    runs.push(await step('vault', lists));
    const [floor, vault] = [floors.at(-1), runs.at(-1)];
    if (floor.out !== vault.out) throw new Error(`floor ${floor.out} rows, vault ${vault.out}`);
    console.log(
      `round ${round + 1}: floor ${floor.ms} ms (${floor.cpuMs} of processor) ${floor.peakMb} MB, ` +
        `vault ${vault.ms} ms (${vault.cpuMs} of processor) ${vault.peakMb} MB (${vault.idleMb} MB before the first list)`,
    );
  }
  const proof = await step('proof', { ...runs.at(-1), expected: runs.at(-1).out });
  console.log(
    `${number(proof.rows)} serial numbers read back: ${number(proof.people)} people, all`,
  );
  console.log('numbers unique, the same person the same number in every list, check digits right');

  const [floor, vault] = [median(floors), median(runs)];
  const perSecond = ({ out, ms }) => Math.round((out / ms) * 1_000);
  console.log(
    `linkage  ${number(perSecond(vault))} serial numbers/s  floor ${number(perSecond(floor))}  ` +
      `ratio ${(floor.ms / vault.ms).toFixed(2)}  peak RSS ${vault.peakMb} MB (floor ${floor.peakMb} MB)`,
  );
} finally {
  await step('drop', { urls: runs.map(({ url }) => url) });
  rmSync(folder, { recursive: true });
  if (ownServers) await stopServers();
}

/** One step in a process of its own, so that memory is that step's alone. */
function step(name, input) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('linkage.steps.mjs', import.meta.url)));
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

function number(value) {
  return value.toLocaleString('en').replaceAll(',', ' ');
}
