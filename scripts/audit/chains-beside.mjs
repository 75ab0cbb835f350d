import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** So many that no thread is left alone with the last of them. */
const RANGES = 64;

/**
 * Verifies the chains of all cases, as many beside each other as the machine has cores.
 *
 * @returns what {@link verifyRange} finds, of the whole log.
 */
export async function verifyChainsBeside(url, threads = availableParallelism()) {
  const next = new Int32Array(new SharedArrayBuffer(4));
  const parts = await Promise.all(
    Array.from({ length: threads }, () => inThread({ url, next, count: RANGES })),
  );
  const sum = (name) => parts.reduce((total, part) => total + part[name], 0);
  return {
    cases: sum('cases'),
    events: sum('events'),
    faults: parts.flatMap(({ faults }) => faults),
  };
}

function inThread(workerData) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./range-worker.mjs', import.meta.url), { workerData });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once(
      'exit',
      (code) => code !== 0 && reject(new Error('A thread of the verifier ended')),
    );
  });
}
