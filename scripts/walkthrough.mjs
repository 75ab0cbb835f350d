/**
 * npm run walkthrough: one case from draft to destroyed keys over HTTP, against a running Tilgang in
 * demo mode, with everything it prints checked. Ends with 1 when a check fails.
 *
 * Settings: TILGANG_URL (http://127.0.0.1:3000), TILGANG_OUT (.data/walkthrough: letters and key
 * files go there), TILGANG_WALKTHROUGH_SCALE (1: lists of 50,000, 40,000 and 20,000 people).
 */
import { resolve } from 'node:path';
import { account } from './walkthrough/account.mjs';
import { apply } from './walkthrough/apply.mjs';
import { assess } from './walkthrough/assess.mjs';
import { CheckFailed } from './walkthrough/checks.mjs';
import { deliver } from './walkthrough/deliver.mjs';
import { end } from './walkthrough/end.mjs';
import { Journey } from './walkthrough/journey.mjs';
import { link } from './walkthrough/link.mjs';

const scale = Number(process.env.TILGANG_WALKTHROUGH_SCALE || 1);
if (!(scale >= 0.01 && scale <= 50)) {
  console.error('TILGANG_WALKTHROUGH_SCALE must be a number from 0.01 to 50.');
  process.exit(1);
}

const journey = new Journey({
  baseUrl: (process.env.TILGANG_URL || 'http://127.0.0.1:3000').replace(/\/+$/, ''),
  folder: resolve(process.env.TILGANG_OUT || '.data/walkthrough'),
  scale,
  print: (line) => process.stdout.write(`${line}\n`),
});

try {
  const startedAt = Date.now();
  await journey.open('soker', 'nb');
  await apply(journey);
  await assess(journey);
  const numbers = await link(journey);
  await deliver(journey, numbers);
  await end(journey, numbers);
  await account(journey);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const { checks, file } = journey;
  journey.print(
    `\nWalkthrough done: case ${file.reference} (${file.id}), ${checks.count} checks held, 0 failed, ${seconds} s.`,
  );
} catch (error) {
  const isCheck = error instanceof CheckFailed;
  console.error(
    `\nWalkthrough failed${isCheck ? ', a check does not hold' : ''}: ${error.message}`,
  );
  if (!isCheck) console.error(error.stack);
  process.exitCode = 1;
}
