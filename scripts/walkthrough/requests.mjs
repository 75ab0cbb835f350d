import { ReadableStream } from 'node:stream/web';
import { setTimeout as pause } from 'node:timers/promises';

const GIVE_UP_AFTER_MS = 60_000;
const PAUSE_MS = 250;
const ANSWER_WITHIN_MS = 30_000;

/** No answer came: the server was away, and whether it did what was asked is not known. */
export class AnswerLost extends Error {}

/**
 * One HTTP request, asked once.
 *
 * @param {string | URL} url
 * @param {{ method?: string, bearer?: string, headers?: Record<string, string>, json?: unknown,
 *   body?: BodyInit, type?: string, withinMs?: number }} [options] `json` or `body`, not both
 * @returns {Promise<{ status: number, headers: Headers, bytes: Buffer, json: any }>} `json` is
 *   undefined where the answer is none
 * @throws {AnswerLost} when the connection broke, the time was over, or a proxy answered for a
 *   server that is away (502, 503)
 */
export async function askOnce(url, options = {}) {
  const { method = 'GET', bearer, headers, json, body, type } = options;
  const hasBody = body !== undefined || json !== undefined;
  let response;
  let bytes;
  try {
    response = await fetch(url, {
      method,
      headers: {
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(hasBody && { 'content-type': type ?? 'application/json' }),
        ...headers,
      },
      ...(hasBody && { body: body ?? JSON.stringify(json) }),
      ...(body instanceof ReadableStream && { duplex: 'half' }),
      signal: AbortSignal.timeout(options.withinMs ?? ANSWER_WITHIN_MS),
    });
    bytes = Buffer.from(await response.arrayBuffer());
  } catch (error) {
    throw new AnswerLost(`${method} ${new URL(url).pathname}: no answer`, { cause: error });
  }
  if (response.status === 502 || response.status === 503) {
    throw new AnswerLost(`${method} ${new URL(url).pathname} answered ${response.status}`);
  }
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    json: isJson && bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined,
  };
}

/** As {@link askOnce}, for what may be asked again; a body that is a stream comes from a function. */
export function ask(url, options = {}) {
  return patiently(() =>
    askOnce(url, options.stream ? { ...options, body: options.stream() } : options),
  );
}

/** Does something again as long as its answer is lost, for a minute at most. */
export async function patiently(work) {
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AnswerLost) || Date.now() > deadline) throw error;
      await pause(PAUSE_MS);
    }
  }
}

/**
 * Waits for a fact: asks `find` until it gives something.
 *
 * @template T
 * @param {string} fact named in the error when it does not come
 * @param {() => Promise<T | null | undefined | false>} find
 * @returns {Promise<T>}
 */
export async function until(fact, find, withinMs = 120_000) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await find();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${withinMs / 1000} s in vain: ${fact}`);
    await pause(150);
  }
}
