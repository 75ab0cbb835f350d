// npm run bench [name]: the benchmarks under bench/, one after another, each with its own floor
// measured in the same run. Needs a build.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const names = ['commands', 'letters', 'linkage', 'seals', 'worklist', 'web'];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  process.exit(2);
}

for (const name of asked.length > 0 ? asked : names) {
  const script = fileURLToPath(new URL(`../bench/${name}.mjs`, import.meta.url));
  console.log(`\n# ${name}`);
  const { status } = spawnSync(process.execPath, ['--no-warnings', script], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
