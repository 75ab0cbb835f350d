/**
 * Preloaded into the programs we start: when the process that started them is gone, also by
 * kill -9, they end as if asked to, so that none is left behind.
 */
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    setTimeout(() => process.exit(1), 8_000).unref();
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
