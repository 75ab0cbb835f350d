import { readFileSync } from 'node:fs';
import { type OutgoingHttpHeaders, request } from 'node:http';

/** What came back, whole. */
export interface RawAnswer {
  status: number;
  type: string;
  text: string;
  /** Bytes of the body that had been sent when the answer came. */
  sentBytes: number;
}

/**
 * Sends a body as it is, piece by piece, until all of it is sent or the answer is there. Nothing is
 * encoded, corrected or refused on the way out.
 */
export function rawRequest(
  url: string,
  method: string,
  headers: OutgoingHttpHeaders,
  body: Iterable<Buffer> = [],
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  // The address as it was written: a URL object would mend it.
  const path = /^https?:\/\/[^/]+(.*)$/.exec(url)?.[1] ?? '/';
  return new Promise((resolve, reject) => {
    let sentBytes = 0;
    let isAnswered = false;
    const outgoing = request({ hostname, port, path, method, headers, agent: false });
    // A server that has answered may close while we still send.
    outgoing.on('error', (error) => isAnswered || reject(error));
    outgoing.once('response', (incoming) => {
      isAnswered = true;
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('error', reject);
      incoming.once('end', () => {
        resolve({
          status: incoming.statusCode ?? 0,
          type: incoming.headers['content-type'] ?? '',
          text: Buffer.concat(chunks).toString(),
          sentBytes,
        });
        outgoing.destroy();
      });
    });
    const isOver = new Promise((go) => outgoing.once('response', go).once('close', go));
    void send();

    async function send() {
      for (const piece of body) {
        if (isAnswered || outgoing.destroyed) return;
        sentBytes += piece.length;
        if (!outgoing.write(piece)) {
          await Promise.race([new Promise((go) => outgoing.once('drain', go)), isOver]);
        }
      }
      outgoing.end();
    }
  });
}

/** The most memory a process has held so far, in bytes; null where the system does not say. */
export function mostMemoryOf(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}
