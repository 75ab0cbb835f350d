// One thread that reads ranges of the log, and hashes the same bytes as the verifier if asked to.
import { hash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { chainRanges, storedLinks } from '../../dist/libs/audit/src/index.js';
import { Database } from '../../dist/libs/platform/src/index.js';

const { url, next, work } = workerData;
const all = chainRanges(64);
const db = await Database.connect({ url, schema: 'tilgang', poolSize: 1 });
let ms = 0;
for (;;) {
  const range = all[Atomics.add(next, 0, 1)];
  if (!range) break;
  for await (const page of storedLinks(db, range)) {
    if (work === 'read') continue;
    const sealed = page.map(({ previousHash, words }) =>
      Buffer.concat([Buffer.from(previousHash, 'hex'), Buffer.from(words)]),
    );
    const from = performance.now();
    for (const bytes of sealed) hash('sha256', bytes, 'buffer');
    ms += performance.now() - from;
  }
}
await db.close();
parentPort.postMessage({ ms });
