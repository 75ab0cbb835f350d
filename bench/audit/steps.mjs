// One step of the auditor's benchmark, in a process of its own so that its memory is its own.
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import {
  eventsAsCsv,
  eventsAsOcel,
  eventsAsParquet,
  eventsAsXes,
} from '../../dist/libs/oversight/src/index.js';
import { Database } from '../../dist/libs/platform/src/index.js';
import { verifyChainsBeside } from '../../scripts/audit/chains-beside.mjs';

const formats = {
  csv: eventsAsCsv,
  parquet: eventsAsParquet,
  xes: eventsAsXes,
  ocel: eventsAsOcel,
};

const steps = {
  /** The events read by as many threads, and nothing done with them. */
  read: ({ appUrl, threads }) => inThreads(appUrl, threads, 'read'),
  /** SHA-256 over what the chains are made of, without what it takes to have it. */
  hash: ({ appUrl, threads }) => inThreads(appUrl, threads, 'hash'),
  async verify({ appUrl, threads }) {
    const from = performance.now();
    const { faults, events } = await verifyChainsBeside(appUrl, threads);
    return { ms: performance.now() - from, faults: faults.length, events };
  },
  async export({ appUrl, kind, from, before }) {
    const db = await Database.connect({ url: appUrl, schema: 'tilgang', poolSize: 2 });
    const began = performance.now();
    const scope = { caseIds: null, from: new Date(from), before: new Date(before) };
    let bytes = 0;
    for await (const chunk of formats[kind]({ db, scope })) bytes += chunk.length;
    const ms = performance.now() - began;
    await db.close();
    return { ms, bytes };
  },
  async 'raw-export'({ ownerUrl, from, before }) {
    const owner = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=tilgang' });
    await owner.connect();
    const file = join(tmpdir(), `tilgang-bench-export-${process.pid}.csv`);
    const began = performance.now();
    const { rowCount } = await owner.query(
      `COPY (SELECT c.reference, c.kind, e.seq, e.at, e.type, e.outcome, e.track, e.registry_id,
                    e.from_state, e.to_state, e.actor_role, e.case_version
               FROM case_event e JOIN access_case c ON c.id = e.case_id
              WHERE e.at >= '${from}' AND e.at < '${before}' ORDER BY e.case_id, e.seq)
         TO '${file}' (FORMAT csv, HEADER)`,
    );
    const ms = performance.now() - began;
    await owner.end();
    rmSync(file);
    return { ms, rows: rowCount };
  },
};

process.once('message', async ({ name, ...parameters }) => {
  const spent = await steps[name](parameters);
  process.send({ ...spent, peakBytes: process.resourceUsage().maxRSS * 1024 });
  process.disconnect();
});

async function inThreads(url, threads, work) {
  const next = new Int32Array(new SharedArrayBuffer(4));
  const began = performance.now();
  const parts = await Promise.all(
    Array.from({ length: threads }, () => {
      const worker = new Worker(new URL('./range-reader.mjs', import.meta.url), {
        workerData: { url, next, work },
      });
      return new Promise((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
      });
    }),
  );
  const whole = performance.now() - began;
  const hashing = parts.reduce((sum, { ms }) => sum + ms, 0) / threads;
  return { ms: work === 'read' ? whole : hashing };
}
