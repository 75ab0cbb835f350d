import type { FastifyInstance } from 'fastify';

const uploads = /^\/vault\/v1\/domains\/[^/]+\/lists\/[^/]+\/uploads(\/[^/]*)?$/;

/** What answers to OPTIONS say of the tus protocol 1.0.0, for browsers of any origin to read. */
export const abilityHeaders = [
  'tus-version',
  'tus-extension',
  'tus-checksum-algorithm',
  'tus-max-size',
];

/**
 * Says what this vault can do of the tus protocol, to anybody: it says nothing of any list. Put on
 * the answers and no route of its own, since whoever answers browsers before a request to another
 * origin answers every OPTIONS.
 */
export function answerAbilities(fastify: FastifyInstance, mostListBytes: number): void {
  fastify.addHook('onSend', async (request, reply) => {
    const [path = ''] = request.url.split('?');
    if (request.method !== 'OPTIONS' || !uploads.test(path)) return;
    void reply.headers({
      'tus-resumable': '1.0.0',
      'tus-version': '1.0.0',
      'tus-extension': 'creation,expiration,checksum,termination',
      'tus-checksum-algorithm': 'sha256',
      'tus-max-size': String(mostListBytes),
    });
  });
}
