import type { FastifyInstance } from 'fastify';
import { isOwnHost, type OwnHosts } from './host.rules.js';
import { problem } from './problem.js';

const misdirected = problem(421, 'host-unknown', [
  {
    field: 'Host',
    rule: 'the address of this installation',
    todo: 'ask at the address that the operator has published',
  },
]);

/** Turns requests to other hosts down before anything is read of them. */
export function answerOwnHostsOnly(fastify: FastifyInstance, own: OwnHosts): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const named = request.raw.rawHeaders.filter(
      (name, place) => place % 2 === 0 && name.toLowerCase() === 'host',
    );
    // Two of them are read one way by a proxy and the other way by us.
    if (named.length === 1 && isOwnHost(request.headers.host, own)) return;
    return reply.status(421).type('application/problem+json').send(misdirected);
  });
}
