import { randomUUID } from 'node:crypto';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerInvalid, closedToBrowsers, refuseExpectation } from './invalid.requests.js';
import { problem } from './problem.js';
import { Refused } from './refused.js';

const BODY_LIMIT_BYTES = 1024 * 1024;
/** Enough for every body that is no text a person has written. */
const SMALL_BODY_BYTES = 64 * 1024;

export interface ServerSettings {
  /** Proxies that are believed about the address a request came from; left out: none. */
  trustedProxies?: readonly string[];
  /** Routes that take bodies of up to 1 MiB, by a part of their pattern; left out: all do. */
  largeBodies?: readonly string[];
  /** The server speaks TLS, and shows itself by these; left out: plain HTTP. */
  tls?: ServerCertificate | null;
  /** How long a sender may take, for the whole request and for its headers. */
  requestTimeoutMs?: number;
  headersTimeoutMs?: number;
}

/** PEM. With `clientAuthority` a client may show a certificate too; what it is worth is for routes. */
export interface ServerCertificate {
  cert: Buffer;
  key: Buffer;
  clientAuthority?: Buffer | null;
}

/**
 * The HTTP server both programs use: small bodies, JSON in real UTF-8, no room for
 * prototype pollution, time limits for slow senders.
 */
export function fastifyAdapter(settings: ServerSettings = {}): FastifyAdapter {
  const { requestTimeoutMs = 60_000, headersTimeoutMs = 15_000 } = settings;
  const server = {
    headersTimeout: Math.min(headersTimeoutMs, requestTimeoutMs),
    // How often the two limits are looked at.
    connectionsCheckingInterval: Math.min(5_000, headersTimeoutMs),
    // A name of a header and what it says, in all.
    maxHeaderSize: 16 * 1024,
  };
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: settings.trustedProxies?.length ? [...settings.trustedProxies] : false,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: 30_000,
    // One id for an answer and its line in the log, made here: never one that a sender chose.
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    ...(settings.tls ? { https: { ...server, ...encryption(settings.tls) } } : { http: server }),
    routerOptions: { maxParamLength: 200 },
    // A stopping program ends idle connections at once and busy ones with their answer.
    forceCloseConnections: 'idle',
    clientErrorHandler: answerInvalid,
    // The router turns an address down before any filter could.
    frameworkErrors: (_error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      void reply
        .status(400)
        .headers(closedToBrowsers)
        .type('application/problem+json')
        .send(malformedAddress);
    },
  });
  const fastify = adapter.getInstance();
  fastify.server.on('checkExpectation', refuseExpectation);
  const { largeBodies } = settings;
  if (largeBodies) {
    fastify.addHook('onRoute', (route) => {
      if (largeBodies.some((part) => route.url.includes(part))) return;
      route.bodyLimit ??= SMALL_BODY_BYTES;
    });
  }
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

function encryption({ cert, key, clientAuthority }: ServerCertificate) {
  return {
    ...{ cert, key, minVersion: 'TLSv1.2' as const },
    ...(clientAuthority && { ca: clientAuthority, requestCert: true, rejectUnauthorized: false }),
  };
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
