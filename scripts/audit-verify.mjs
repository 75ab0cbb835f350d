// npm run audit:verify: walks the event log, of DATABASE_URL or of the Tilgang that runs on the data
// folder. Names every event at fault and then ends with 1. Needs a build.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runningDatabaseUrl } from './supervisor/running.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const faultWords = {
  changed: 'has been changed since it was sealed',
  missing: 'is missing',
  'chain-broken': 'does not follow the event before it',
  'tail-differs-from-case': 'is not the last event that the case remembers',
  'text-changed': 'wrote a text that has been changed since',
  'draft-changed': 'left an application that has been changed since',
  'not-as-sealed': 'is not the one that was sealed across the cases, or is gone',
  'seal-broken': 'is a seal across the cases that does not hold (its number stands for the event)',
};

async function main() {
  if (!existsSync(join(root, 'dist'))) throw new Error('Tilgang is not built: run npm start once.');
  const { Database } = await import('../dist/libs/platform/src/index.js');
  const { verifyLog } = await import('../dist/libs/audit/src/index.js');
  const { verifyChainsBeside } = await import('./audit/chains-beside.mjs');
  const url = runningDatabaseUrl();
  const db = await Database.connect({ url, schema: 'tilgang', poolSize: 2 });
  try {
    const { cases, events, seals, faults } = await verifyLog(db, () => verifyChainsBeside(url));
    for (const { caseId, seq, fault } of faults) {
      console.log(`FAULT  case ${caseId}, event ${seq}: ${faultWords[fault]}`);
    }
    console.log(
      `${events} events in ${cases} cases, ${seals} seals: ${faults.length === 0 ? 'the log is whole' : `${faults.length} faults`}`,
    );
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await db.close();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});
