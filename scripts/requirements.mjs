/**
 * npm run requirements: which requirements are proven by a passing test that names them, from the
 * results of the last `npm test`, and the reason for each that is not. Fails where a MUST of the
 * product is neither proven nor explained.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { resultFiles } from './checks/results.mjs';
import { isOwed, namedIn, requirements } from './requirements/catalogue.mjs';
import { readJson } from './supervisor/files.mjs';
import { exitCodeOf, root } from './supervisor/programs.mjs';

const files = resultFiles.map((file) => join(root, file));
if (!files.every(existsSync)) {
  console.log('There are no results of a whole run yet, so everything is run first.');
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopping.abort());
  await exitCodeOf([join(root, 'scripts', 'test.mjs')], {
    env: process.env,
    logFile: null,
    signal: stopping.signal,
  });
}
const results = files.filter(existsSync).map(readResult);

const tests = results
  .flatMap(({ testResults }) => testResults)
  .flatMap(({ assertionResults }) => assertionResults);
const passing = new Set(
  tests.filter(({ status }) => status === 'passed').flatMap(({ fullName }) => namedIn(fullName)),
);
const rows = requirements().map((row) => ({ ...row, isProven: passing.has(row.id) }));

console.log(`From ${tests.length} tests of the run that ended ${endOf(results)}\n`);
console.log('Area                  proven of all   MUST of the product, proven of all');
for (const area of new Set(rows.map((row) => row.area))) {
  const inArea = rows.filter((row) => row.area === area);
  const owed = inArea.filter(({ level, scope }) => scope === 'product' && level.startsWith('MUST'));
  console.log(`${area.padEnd(22)}${tally(inArea).padEnd(16)}${tally(owed)}`);
}

console.log('\nThe rules of law, row by row');
for (const { id, isProven, requirement } of rows.filter(({ area }) => area === 'law')) {
  console.log(
    `${isProven ? 'proven  ' : 'unproven'} ${id.padEnd(7)} ${requirement.split(': ')[0]}`,
  );
}

console.log('\nNot proven, and why');
const unproven = rows.filter(({ isProven }) => !isProven);
for (const { id, level, area, scope, reason } of unproven) {
  console.log(
    `${id.padEnd(10)} ${level.padEnd(8)} ${area}, ${scope}: ${reason ?? 'NO REASON GIVEN'}`,
  );
}

const owing = unproven.filter((row) => isOwed(row) && row.reason === null);
console.log(
  `\n${rows.length - unproven.length} of ${rows.length} proven; ` +
    `${owing.length} that the product owes are neither proven nor explained`,
);
process.exit(owing.length === 0 ? 0 : 1);

function readResult(file) {
  return { ...readJson(file), endedAt: statSync(file).mtime };
}

function endOf(all) {
  return new Date(Math.max(...all.map(({ endedAt }) => endedAt))).toISOString();
}

function tally(some) {
  return `${some.filter(({ isProven }) => isProven).length} of ${some.length}`;
}
