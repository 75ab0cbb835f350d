// One thread of the verifier: takes the next range of the log until none is left.
import { parentPort, workerData } from 'node:worker_threads';
import { Database } from '../../dist/libs/platform/src/index.js';
import { chainRanges, verifyRange } from '../../dist/libs/audit/src/index.js';

const { url, next, count } = workerData;
const all = chainRanges(count);
const db = await Database.connect({ url, schema: 'tilgang', poolSize: 1 });
const found = { cases: 0, events: 0, faults: [] };
for (;;) {
  const range = all[Atomics.add(next, 0, 1)];
  if (!range) break;
  const { cases, events, faults } = await verifyRange(db, range);
  found.cases += cases;
  found.events += events;
  found.faults.push(...faults);
}
await db.close();
parentPort.postMessage(found);
