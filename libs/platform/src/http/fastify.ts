import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from './problem.js';
import { Refused } from './refused.js';

const BODY_LIMIT_BYTES = 1024 * 1024;

/**
 * The HTTP server both programs use: small bodies, JSON in real UTF-8, no room for
 * prototype pollution, time limits for slow senders.
 */
export function fastifyAdapter(): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: false,
    requestTimeout: 60_000,
    keepAliveTimeout: 30_000,
    routerOptions: { maxParamLength: 200 },
    // A stopping program ends idle connections at once and busy ones with their answer.
    forceCloseConnections: 'idle',
    // The router turns an address down before any filter could.
    frameworkErrors: (_error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      void reply.status(400).type('application/problem+json').send(malformedAddress);
    },
  });
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES },
    (_request, body, done) => {
      try {
        done(null, parseJson(body as Buffer));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  return adapter;
}

const malformedAddress = problem(400, 'address-malformed', [
  {
    field: 'address',
    rule: 'what stands after % in an address is UTF-8, two hexadecimal digits a byte',
    todo: 'check the address',
  },
]);

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** An empty body is an empty object: most commands carry nothing but a version. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  const refuse = (rule: string, todo: string) =>
    new Refused({
      code: 'body-malformed',
      kind: 'malformed',
      problems: [{ field: 'body', rule, todo }],
    });
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    throw refuse('the body is UTF-8', 'save or send the text as UTF-8');
  }
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__') throw new Error('forbidden key');
      return value;
    });
  } catch {
    throw refuse('the body is JSON', 'check quotes, commas and brackets');
  }
}
