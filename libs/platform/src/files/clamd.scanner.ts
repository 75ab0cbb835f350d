import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { MalwareScanner, ScanVerdict } from './malware.scanner.js';

/** ClamAV's daemon was silent, gone, or answered something else than a verdict. */
export class ScannerUnavailable extends Error {}

const silentForMs = 120_000;

/**
 * ClamAV's daemon over its own protocol: the file goes as it is read, in blocks with their length in
 * front (INSTREAM), and the verdict comes back in one line.
 *
 * @param url `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`
 */
export class ClamdScanner implements MalwareScanner {
  constructor(private readonly url: string) {}

  async scan(bytes: AsyncIterable<Uint8Array>): Promise<ScanVerdict> {
    const socket = connect(addressIn(this.url));
    socket.setTimeout(silentForMs, () => socket.destroy(new ScannerUnavailable('silent')));
    const answer = answerFrom(socket);
    let failure: unknown;
    // The daemon may answer and hang up before it has seen everything: its answer is what counts.
    const sent = send(socket, bytes).catch((error: unknown) => {
      failure = error;
      socket.destroy();
    });
    try {
      return verdictIn(await answer);
    } catch (error) {
      throw failure ?? error;
    } finally {
      socket.destroy();
      await sent;
    }
  }
}

async function send(socket: Socket, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  await once(socket, 'connect');
  socket.write('zINSTREAM\0');
  for await (const chunk of bytes) {
    if (!socket.writable) return;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    socket.write(length);
    if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
    // A daemon that hangs up has answered just before: its answer is read before more is written.
    await setImmediate();
  }
  if (socket.writable) socket.write(Buffer.alloc(4));
}

/** Up to the zero byte that ends it, or until the daemon hangs up. */
async function answerFrom(socket: Socket): Promise<string> {
  let text = '';
  return new Promise((settle, fail) => {
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (text.includes('\0') || text.length > 4_096) settle(text);
    });
    socket.once('close', () =>
      text === '' ? fail(new ScannerUnavailable('no answer')) : settle(text),
    );
    socket.once('error', () => {
      if (text === '') fail(new ScannerUnavailable('not reached'));
    });
  });
}

function verdictIn(text: string): ScanVerdict {
  const answer = text.split('\0', 1)[0] ?? '';
  if (/: OK$/.test(answer)) return 'clean';
  // What the daemon gives up on is no sign of malware, and no sign of its absence.
  if (/Heuristics\.(Encrypted|Limits)\S* FOUND$/.test(answer)) return 'unscannable';
  if (/ FOUND$/.test(answer)) return 'infected';
  if (/size limit exceeded/i.test(answer)) return 'unscannable';
  throw new ScannerUnavailable('answer not understood');
}

function addressIn(url: string): { path: string } | { host: string; port: number } {
  if (url.startsWith('unix:')) return { path: url.slice('unix:'.length).replace(/^\/\//, '') };
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port || 3310) };
}
