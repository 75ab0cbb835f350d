import { rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readJson } from '../supervisor/files.mjs';
import { exitCodeOf, root } from '../supervisor/programs.mjs';

/** More suites than these are no accident of timing. */
const mostTriedAgain = 3;

/**
 * Runs Jest and counts. A suite that could not run is a failure; so is a test that was skipped or
 * left for later, because nobody would see that it did not run. Where a few suites failed among
 * many, each is tried once more with the machine to itself; what then passes is counted as passed
 * and named as unsteady, with its faults, so that it is mended before it is believed.
 *
 * @param {string[]} args
 * @param {{ resultFile: string, signal: AbortSignal }} options
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runJest(args, { resultFile, signal }) {
  const first = await jest(args, { resultFile, signal });
  if (!first) return { passed: 0, failed: 1 };
  const unsteady = first.testResults.filter(({ status }) => status === 'failed');
  if (unsteady.length === 0 || unsteady.length > mostTriedAgain || first.testResults.length < 20) {
    return tallyOf(first);
  }
  console.log(unsteady.map((suite) => `again   ${relative(root, suite.name)}`).join('\n'));
  const alone = ['--runInBand', '--runTestsByPath', ...unsteady.map(({ name }) => name)];
  const second = await jest(alone, { resultFile: `${resultFile}.again`, signal });
  if (!second) return tallyOf(first);
  for (const suite of unsteady) {
    const steady = second.testResults.find(
      ({ name, status }) => name === suite.name && status === 'passed',
    );
    if (!steady) continue;
    console.log(
      faultsOf(suite)
        .map((fault) => `UNSTEADY ${fault}`)
        .join('\n'),
    );
    first.testResults[first.testResults.indexOf(suite)] = steady;
  }
  writeFileSync(resultFile, JSON.stringify(first));
  return tallyOf(first);
}

/** What Jest found, as it writes it; null if it was interrupted or ended without a word. */
async function jest(args, { resultFile, signal }) {
  rmSync(resultFile, { force: true });
  try {
    await exitCodeOf(
      [
        ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
        join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
        ...['--json', `--outputFile=${resultFile}`, ...args],
      ],
      { env: process.env, logFile: null, signal },
    );
  } catch (error) {
    if (!signal.aborted) throw error;
    console.log('FAILED  specs: interrupted');
    return null;
  }
  const result = readJson(resultFile);
  if (!result) console.log('FAILED  specs: Jest ended without a result');
  return result;
}

function tallyOf({ testResults }) {
  const faults = testResults.flatMap(faultsOf);
  if (faults.length > 0) console.log(faults.map((fault) => `FAILED  ${fault}`).join('\n'));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: faults.length,
  };
}

/** One line for each fault, because what Jest said about it may be far above by now. */
function faultsOf({ name, status, assertionResults }) {
  const file = relative(root, name);
  const faults = assertionResults.filter((test) => !['passed', 'focused'].includes(test.status));
  if (status === 'failed' && faults.length === 0) return [`${file}: could not run`];
  return faults.map((test) => `${file}: ${test.fullName} (${test.status})`);
}
