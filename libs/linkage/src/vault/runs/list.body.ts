import { Readable } from 'node:stream';
import { refuse } from '../vault.refusals.js';

/** What is read of a body after a refusal, so that its sender comes to read the answer. */
export const mostReadPastBytes = 268_435_456;

/** The bytes of a list as they arrive; a sender that goes away is a refusal, not an error. */
export async function* bytesOf(body: unknown): AsyncGenerator<Uint8Array> {
  if (!(body instanceof Readable)) {
    throw refuse('malformed', 'list-missing', [
      {
        field: 'list',
        rule: 'the body is the list, as text/csv',
        todo: 'send the file itself with Content-Type text/csv',
      },
    ]);
  }
  const chunks = body.iterator({ destroyOnReturn: false });
  for (;;) {
    const next = await chunks.next().catch(() => {
      throw refuse('malformed', 'list-cut-short', [
        { field: 'list', rule: 'the whole list arrives', todo: 'send the same list again' },
      ]);
    });
    if (next.done) return;
    yield next.value as Uint8Array;
  }
}
