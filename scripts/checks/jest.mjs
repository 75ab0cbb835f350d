import { join } from 'node:path';
import { rmSync } from 'node:fs';
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
  if (notRun > 0) console.log(`FAILED  specs: ${notRun} tests were skipped`);
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites + notRun,
  };
}
