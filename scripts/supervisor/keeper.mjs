/**
 * Stands between us and a program that cannot know when we are gone (PostgreSQL, Redis): ends it
 * when the process that started the keeper ends, also by kill -9.
 *
 * Takes one argument, JSON: { command, args, uid?, gid?, stopSignal, graceMs, removeAfter? } and
 * answers { pid } over its channel.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const order = JSON.parse(process.argv[2]);

const program = spawn(order.command, order.args, {
  stdio: 'inherit',
  ...(order.uid === undefined ? {} : { uid: order.uid, gid: order.gid }),
});
program.once('error', (error) => {
  console.error(error.message);
  end(127);
});
program.once('exit', (code) => end(code ?? 1));
process.on('disconnect', stop);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stop);
if (process.connected) process.send({ pid: program.pid });
else stop();

function stop() {
  program.kill(order.stopSignal);
  setTimeout(() => program.kill('SIGKILL'), order.graceMs).unref();
}

function end(code) {
  for (const path of order.removeAfter ?? []) rmSync(path, { recursive: true, force: true });
  process.exit(code);
}
