import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readJson } from '../supervisor/files.mjs';
import { exitCodeOf, root } from '../supervisor/programs.mjs';

/**
 * Runs Jest and counts. A suite that could not run is a failure; so is a test that was skipped or
 * left for later, because nobody would see that it did not run.
 *
 * @param {string[]} args
 * @param {{ resultFile: string, signal: AbortSignal }} options
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runJest(args, { resultFile, signal }) {
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
    return { passed: 0, failed: 1 };
  }
  const result = readJson(resultFile);
  if (!result) {
    console.log('FAILED  specs: Jest ended without a result');
    return { passed: 0, failed: 1 };
  }
  const notRun = result.numPendingTests + result.numTodoTests;
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites + notRun;
  if (failed > 0) console.log(faultsOf(result).join('\n'));
  return { passed: result.numPassedTests, failed };
}

/** One line for each fault, because what Jest said about it may be far above by now. */
function faultsOf({ testResults }) {
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(root, name);
    const faults = assertionResults.filter((test) => !['passed', 'focused'].includes(test.status));
    if (status === 'failed' && faults.length === 0) return [`FAILED  ${file}: could not run`];
    return faults.map((test) => `FAILED  ${file}: ${test.fullName} (${test.status})`);
  });
}
