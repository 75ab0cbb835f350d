import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

/** Whether a server may listen there now. */
export function isFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * The port last used when it is still free, else any free one. It lies below those that the system
 * gives to outgoing connections (from 32,768), so that none of them takes it before it is listened on.
 */
export async function stablePort(lastUsed, host = '127.0.0.1') {
  if (lastUsed && (await isFree(lastUsed, host))) return lastUsed;
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port, host)) return port;
  }
}

/** Whether something takes connections there; unlike a trial listen it is never in the way. */
export function isAnswering(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
