import { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { type FieldProblem, Refused } from './refused.js';

/** Content types whose bodies a handler reads as they arrive; everything else is JSON. */
export const streamedTypes = [
  'text/csv',
  'application/octet-stream',
  'application/offset+octet-stream',
];

/**
 * The bytes of an upload as they arrive, at most `limitBytes` of them. A body of another type, one
 * that is too large and a sender that goes away are refusals.
 */
export async function* uploadedBytes(
  body: unknown,
  limitBytes: number,
): AsyncGenerator<Uint8Array, void, void> {
  if (!(body instanceof Readable)) throw refused('malformed', 'file-missing', missing);
  let left = limitBytes;
  const chunks = body.iterator({ destroyOnReturn: false });
  for (;;) {
    const next = (await chunks.next().catch(() => {
      throw refused('malformed', 'file-cut-short', cutShort);
    })) as IteratorResult<Uint8Array, unknown>;
    if (next.done) return;
    left -= next.value.length;
    if (left < 0) throw refused('too-large', 'file-too-large', tooLarge(limitBytes));
    yield next.value;
  }
}

/** A bounded upload as text. Throws {@link Refused} where it is not UTF-8. */
export async function uploadedText(body: unknown, limitBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of uploadedBytes(body, limitBytes)) chunks.push(chunk);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw refused('malformed', 'file-not-utf8', notUtf8);
  }
}

// Long enough for the answer to be read, and for a sender to stop.
const lingerMs = 2_000;

/**
 * Reads past what is left of a refused upload: many senders read no answer before they have sent
 * everything. One who sends more than `mostBytes` is answered all the same, and then cut off: closed
 * at once, the connection would be reset with the answer unread.
 */
export async function readPast(body: unknown, mostBytes: number): Promise<void> {
  if (!(body instanceof Readable)) return;
  let left = mostBytes;
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      left -= (chunk as Uint8Array).length;
      if (left < 0) return cutOff(body);
    }
  } catch {
    // The sender is gone: there is nobody left to answer.
  }
}

function cutOff(body: Readable): void {
  if (!(body instanceof IncomingMessage)) return void body.destroy();
  const timer = setTimeout(() => body.socket.destroy(), lingerMs).unref();
  body.once('end', () => clearTimeout(timer));
}

const missing: FieldProblem = {
  field: 'body',
  rule: 'the body is the file itself',
  todo: `send the file with Content-Type ${streamedTypes.join(' or ')}`,
};
const cutShort: FieldProblem = {
  field: 'body',
  rule: 'the whole file arrives',
  todo: 'send the same file again',
};
const notUtf8: FieldProblem = {
  field: 'body',
  rule: 'the file is UTF-8',
  todo: 'save it as CSV, UTF-8',
};
const tooLarge = (limitBytes: number): FieldProblem => ({
  field: 'body',
  rule: `a file is at most ${limitBytes} bytes`,
  todo: 'send a smaller file',
});

function refused(kind: 'malformed' | 'too-large', code: string, problem: FieldProblem): Refused {
  return new Refused({ kind, code, problems: [problem] });
}
