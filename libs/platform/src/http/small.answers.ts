import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const leastBytes = 4_096;
const mostKept = 32;
const encodings = {
  br: (content: Buffer) =>
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (content: Buffer) => promisify(gzip)(content, { level: 9 }),
};

/**
 * Sends the answers of these routes small to whom takes them so. Only what is the same for everybody:
 * the size of a packed answer tells of what is in it (BREACH), so nothing that holds a secret, or what
 * the asker has written, is packed. What was packed once is kept.
 */
export function packSharedAnswers(fastify: FastifyInstance, routes: readonly string[]): void {
  const kept = new Map<string, Promise<Buffer>>();
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (!routes.includes(request.routeOptions.url ?? '') || reply.statusCode !== 200)
      return payload;
    void reply.header('vary', 'accept-encoding');
    const encoding = encodingFor(request);
    if (!encoding || typeof payload !== 'string' || payload.length < leastBytes) return payload;
    const key = `${encoding} ${createHash('sha256').update(payload).digest('base64')}`;
    if (kept.size >= mostKept && !kept.has(key)) kept.clear();
    const packed = kept.get(key) ?? encodings[encoding](Buffer.from(payload));
    kept.set(key, packed);
    return sent(reply, encoding, await packed);
  });
}

function encodingFor({ headers }: FastifyRequest): keyof typeof encodings | undefined {
  const accepted = String(headers['accept-encoding'] ?? '')
    .split(',')
    .map((each) => each.trim().toLowerCase());
  // A weight is for who would rather have another: those get it as it is.
  return (['br', 'gzip'] as const).find((each) => accepted.includes(each));
}

function sent(reply: FastifyReply, encoding: string, packed: Buffer): Buffer {
  void reply.header('content-encoding', encoding).header('content-length', packed.length);
  return packed;
}
