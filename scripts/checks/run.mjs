import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { programOnPath, requireTools } from '../../test/support/tools.mjs';
import { build } from '../supervisor/build.mjs';
import { install } from '../supervisor/install.mjs';
import { inCheckout } from '../supervisor/lock.mjs';
import { exitCodeOf, root } from '../supervisor/programs.mjs';
import { runJest } from './jest.mjs';
import { resultFiles } from './results.mjs';
import { audit, bom } from './supply-chain.mjs';

const cacheFolder = join(root, '.cache');
const logFolder = join(cacheFolder, 'checks');

/** Tools that look at the whole tree: what is said, the package's program, its arguments. */
const treeChecks = [
  ['format', 'prettier/bin/prettier.cjs', ['--check', '.', '--log-level', 'warn']],
  ['lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']],
  ['types', 'typescript/bin/tsc', ['-p', 'tsconfig.json', '--noEmit']],
  ['types of the web', 'typescript/bin/tsc', ['-p', 'apps/web/tsconfig.json', '--noEmit']],
  [
    'import rules',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'migrations'],
  ],
];

/**
 * Runs everything. Each check counts as one, each spec's test as one; nothing is left out in
 * silence, and what could not run counts as failed.
 *
 * @param {AbortSignal} signal ends what runs and fails
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runAllChecks(signal) {
  mkdirSync(logFolder, { recursive: true });
  const tally = { passed: 0, failed: 0 };
  const check = (what, work) => counted(tally, what, work, signal);

  await check('packages', (logFile) => inCheckout(() => install({ logFile, signal })));
  await check('tools', async () => requireTools(cacheFolder).join(', '));
  if (!programOnPath('verapdf')) {
    console.log('note    veraPDF is not on the PATH: PDF/A is checked by our own checker alone');
  }
  if (!programOnPath('softhsm2-util') || !existsSync(join(root, 'node_modules', 'pkcs11js'))) {
    console.log(
      'note    SoftHSM or pkcs11js is not here: the PKCS #11 custody is tested on a token in memory',
    );
  }
  const isBuilt = await check('build', (logFile) => inCheckout(() => build({ logFile, signal })));
  await check('known holes in packages', audit);
  await check('bill of materials', bom);
  await inPairs(treeChecks, ([what, program, args]) =>
    check(what, async (logFile) => {
      const code = await exitCodeOf([join(root, 'node_modules', program), ...args], {
        env: { ...process.env, NO_COLOR: '1' },
        logFile,
        signal,
      });
      if (code !== 0) throw new Error(readFileSync(logFile, 'utf8').trim());
    }),
  );
  const [specsFile, journeysFile] = resultFiles.map((file) => join(root, file));
  const inParallel = ['--selectProjects', 'pure', 'servers', '--maxWorkers=2'];
  add(tally, await specs(inParallel, specsFile, signal));
  const journeys = ['--selectProjects', 'e2e', '--maxWorkers=2'];
  if (isBuilt) add(tally, await specs(journeys, journeysFile, signal));
  else fail(tally, 'the journeys, because the build failed');
  return tally;
}

/** Runs the specs whose path matches one of the patterns; the journeys need what is built. */
export async function runSpecs(patterns, signal) {
  mkdirSync(logFolder, { recursive: true });
  const tally = { passed: 0, failed: 0 };
  const check = (what, work) => counted(tally, what, work, signal);
  const inOrder = {
    packages: (logFile) => inCheckout(() => install({ logFile, signal })),
    tools: async () => requireTools(cacheFolder).join(', '),
    ...(patterns.some((pattern) => pattern.includes('e2e'))
      ? { build: (logFile) => inCheckout(() => build({ logFile, signal })) }
      : {}),
  };
  for (const [what, work] of Object.entries(inOrder)) if (!(await check(what, work))) return tally;
  add(tally, await specs(['--maxWorkers=2', ...patterns], join(logFolder, 'some.json'), signal));
  return tally;
}

/** Two at a time, each taking the next that is left. */
async function inPairs(all, work) {
  const left = [...all];
  const lane = async () => {
    for (let next = left.shift(); next; next = left.shift()) await work(next);
  };
  await Promise.all([lane(), lane()]);
}

async function specs(args, resultFile, signal) {
  if (signal.aborted) return { passed: 0, failed: 1 };
  return runJest(args, { resultFile, signal });
}

async function counted(tally, what, work, signal) {
  const logFile = join(logFolder, `${what.replaceAll(' ', '-')}.log`);
  rmSync(logFile, { force: true });
  const startedAt = Date.now();
  try {
    signal.throwIfAborted();
    const note = await work(logFile);
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    console.log(`ok      ${what} in ${seconds} s${note ? ` (${note})` : ''}`);
    tally.passed += 1;
    return true;
  } catch (error) {
    fail(tally, `${what}: ${signal.aborted ? 'interrupted' : error.message}`);
    return false;
  }
}

function fail(tally, why) {
  console.log(`FAILED  ${why}`);
  tally.failed += 1;
}

function add(tally, { passed, failed }) {
  tally.passed += passed;
  tally.failed += failed;
}
