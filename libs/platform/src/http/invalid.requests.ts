import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type Problem, problem } from './problem.js';

/** What an answer says that is given before any hook that would. */
export const closedToBrowsers = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

const one = (field: string, rule: string, todo: string) => [{ field, rule, todo }];

const notHttp = problem(
  400,
  'request-malformed',
  one('request', 'is HTTP 1.1 as RFC 9112 has it', 'send it by a library for HTTP'),
);
const tooSlow = problem(
  408,
  'request-too-slow',
  one('request', 'arrives whole within a minute', 'send it again over a better line'),
);
const tooLong = problem(
  431,
  'headers-too-long',
  one('headers', 'address and headers are at most 16 KiB', 'ask for less in one address'),
);
const expectation = problem(
  417,
  'expectation-unknown',
  one('Expect', 'is 100-continue or left out', 'leave the header out'),
);

const byCode: Readonly<Record<string, Problem>> = {
  ERR_HTTP_REQUEST_TIMEOUT: tooSlow,
  HPE_HEADER_OVERFLOW: tooLong,
};

/** Answers what could not be read as a request: nothing of ours sees it, and the connection ends. */
export function answerInvalid(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const found = byCode[error.code ?? ''] ?? notHttp;
  const body = JSON.stringify(found);
  const headers = {
    ...closedToBrowsers,
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const status = `HTTP/1.1 ${found.status} ${STATUS_CODES[found.status] ?? ''}`;
  socket.end(`${[status, ...lines].join('\r\n')}\r\n\r\n${body}`);
}

/** Node itself would answer without a word. */
export function refuseExpectation(_request: IncomingMessage, response: ServerResponse): void {
  response
    .writeHead(417, { ...closedToBrowsers, 'content-type': 'application/problem+json' })
    .end(JSON.stringify(expectation));
}
