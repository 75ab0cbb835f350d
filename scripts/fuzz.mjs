/**
 * npm run fuzz -- --seed 7 --requests 20000: requests made from the OpenAPI document, sent to the
 * built API. Without a seed it takes a fresh one and prints it, so that the run can be had again.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './supervisor/programs.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    requests: { type: 'string', default: '20000' },
  },
});
for (const [name, value] of Object.entries(values)) {
  if (/^\d{1,9}$/.test(value)) continue;
  console.error(`--${name} must be a whole number.`);
  process.exit(2);
}
console.log(`seed ${values.seed}, ${values.requests} requests`);
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    join(root, 'node_modules/jest/bin/jest.js'),
    'test/e2e/fuzz.spec.ts',
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FUZZ_SEED: values.seed, FUZZ_REQUESTS: values.requests },
  },
);
process.exit(status ?? 1);
