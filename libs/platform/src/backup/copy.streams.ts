import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import pg from 'pg';

/** The driver's connection, as far as COPY needs it. */
interface CopyConnection {
  stream: Duplex;
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/** So many bytes wait for their reader before the database is asked to wait. */
const mostWaitingBytes = 4 * 1024 * 1024;

/** What a COPY ... TO STDOUT sends, as it comes, at the pace of who reads it. */
export async function* copiedOut(client: pg.Client, statement: string): AsyncGenerator<Buffer> {
  const waiting: Buffer[] = [];
  let waitingBytes = 0;
  let isOver = false;
  let failure: unknown = null;
  let wake: () => void = () => undefined;
  const { stream } = (client as unknown as { connection: CopyConnection }).connection;
  const copy = new (class extends pg.Query {
    handleCopyData({ chunk }: { chunk: Uint8Array }): void {
      // The piece is only lent.
      waiting.push(Buffer.from(chunk));
      waitingBytes += chunk.length;
      if (waitingBytes > mostWaitingBytes) stream.pause();
      wake();
    }
  })(statement, undefined, (error) => {
    isOver = true;
    failure = error ?? null;
    wake();
  });
  client.query(copy);
  for (;;) {
    const pieces = waiting.splice(0);
    waitingBytes = 0;
    stream.resume();
    yield* pieces;
    if (waiting.length > 0) continue;
    if (isOver) break;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  if (failure) throw failure as Error;
}

/** Feeds a COPY ... FROM STDIN; an error on the way undoes all of the statement. */
export async function copyIn(
  client: pg.Client,
  statement: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let cause: unknown = null;
    const copy = new (class extends pg.Query {
      handleCopyInResponse(connection: CopyConnection): void {
        feed(connection).catch((error: unknown) => {
          cause = error;
          connection.sendCopyFail('the source failed');
        });
      }
    })(statement, undefined, (error) => {
      const failure = cause ?? error;
      if (failure) reject(failure as Error);
      else resolve();
    });
    client.query(copy);
  });

  async function feed(connection: CopyConnection): Promise<void> {
    for await (const piece of pieces) {
      connection.sendCopyFromChunk(piece);
      if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
    }
    connection.endCopyFrom();
  }
}
