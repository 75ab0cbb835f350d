/**
 * Preloaded into the programs we start: when the process that started them is gone, also by
 * kill -9, they end as if asked to, so that none is left behind.
 */
if (process.channel) {
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), 8_000).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  process.channel.unref();
}
