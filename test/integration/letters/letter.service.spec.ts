import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  DispatchRow,
  DispatchService,
  type DispatchChannel,
  type LetterContent,
  LetterFileRow,
  letterFileFacts,
  letterForReading,
  letterPdf,
  letterProcessors,
  LetterRow,
  lettersOfCase,
  LetterService,
  markOpened,
  PortalChannel,
  render,
  renderSealed,
  verifyLetter,
} from '#letters';
import { type Clock, Database, Refused } from '#platform';
import { createTestDatabase, type TestDatabase } from '../../support/cluster.js';
import {
  FakeChannel,
  givenCase,
  givenLetter,
  newTestSeal,
  onlyBy,
  sampleOf,
} from './letter.fixtures.js';

const at = new Date('2026-04-29T09:30:00.123Z');
const clock: Clock = { now: () => Promise.resolve(at) };
const later: Clock = { now: () => Promise.resolve(new Date(at.getTime() + 60_000)) };
const never = new Promise<never>(() => undefined);

let database: TestDatabase;
let db: Database;
let caseId: string;
let channel: FakeChannel;
let service: LetterService;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await Database.connect({
    url: database.workerUrl,
    schema: 'tilgang',
    entities: [LetterRow, LetterFileRow, DispatchRow],
  });
  caseId = await givenCase(db);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});
beforeEach(() => {
  channel = new FakeChannel();
  service = lettersBy(channel);
});

function lettersBy(by: DispatchChannel, at: Clock = clock): LetterService {
  return new LetterService(db, at, new DispatchService(db, at, onlyBy(by)));
}

describe('producing a letter', () => {
  it('stores the file, hands it to the channel and tells the case', async () => {
    const id = await givenLetter(db, caseId, sampleOf('decision'));
    await service.produce(id);

    const letter = await rowOf(id);
    const pdf = (await letterPdf(db, id))!;
    expect(letter).toMatchObject({ status: 'dispatched', pageCount: 4 });
    expect(letter.producedAt).toEqual(at);
    expect(letter.dispatchedAt).toEqual(at);
    expect(letter.sha256).toEqual(createHash('sha256').update(pdf).digest());
    expect(channel.taken.get(id)?.pdf).toEqual(pdf);
    expect(await attempts(id)).toEqual(['portal 1 sent taken']);
    expect(await told(id)).toBe(1);
  });

  it('draws the stored bytes again from the row', async () => {
    const id = await givenLetter(db, caseId, sampleOf('destruction-certificate'));
    await service.produce(id);
    const row = await rowOf(id);
    const again = render({ ...(row as LetterContent), id, created_at: row.createdAt });
    expect(again.pdf.equals((await letterPdf(db, id))!)).toBe(true);
  });

  it('seals the file that is stored, which can be verified and made again later [R7.3.8] [R9.1.3]', async () => {
    const { seal, trusted } = await newTestSeal();
    const id = await givenLetter(db, caseId, sampleOf('decision'));
    const dispatches = new DispatchService(db, clock, onlyBy(channel));
    await new LetterService(db, clock, dispatches, seal).produce(id);
    const [row, pdf] = [await rowOf(id), (await letterPdf(db, id))!];
    expect(row.sealCertificateSha256).toEqual(seal.certificateSha256);
    const report = verifyLetter(pdf, trusted, await letterFileFacts(db, id));
    expect(report.findings.filter(({ holds }) => !holds)).toEqual([]);
    expect(report).toMatchObject({ letterId: id, sealedAt: new Date('2026-04-29T09:30:00Z') });

    const letter = { ...(row as LetterContent), id, created_at: row.createdAt };
    const again = await renderSealed(letter, seal, row.producedAt!);
    expect(again.pdf.equals(pdf)).toBe(true);
  });

  it('once is enough: run again it does nothing', async () => {
    const id = await givenLetter(db, caseId);
    await service.produce(id);
    await service.produce(id);
    expect(channel.handedOver).toBe(1);
    expect(await attempts(id)).toHaveLength(1);
    expect(await told(id)).toBe(1);
  });

  it('by eight workers at once makes one file, one letter out and one message', async () => {
    const id = await givenLetter(db, caseId);
    await Promise.all(Array.from({ length: 8 }, () => service.produce(id)));
    expect(channel.taken.size).toBe(1);
    expect(await attempts(id)).toEqual(['portal 1 sent taken']);
    expect(await told(id)).toBe(1);
  });

  it('keeps a failed attempt, without the words of the failure, and tries again', async () => {
    const id = await givenLetter(db, caseId);
    channel.failure = new TypeError('Kari Nordmann could not be reached');
    await service.produce(id);
    expect((await rowOf(id)).status).toBe('produced');
    expect(await told(id)).toBe(0);

    channel.failure = undefined;
    const [first] = await files(id);
    await service.produce(id);
    expect(await attempts(id)).toEqual(['portal 1 failed TypeError']);
    await lettersBy(channel, later).produce(id);
    expect(await attempts(id)).toEqual(['portal 1 failed TypeError', 'portal 2 sent taken']);
    expect(await files(id)).toEqual([first]);
    expect((await rowOf(id)).status).toBe('dispatched');
    expect(await told(id)).toBe(1);
  });

  it('goes on from an attempt that was killed while sending', async () => {
    const id = await givenLetter(db, caseId);
    const reached = new Promise<void>((resolve) => {
      const hanging = { name: 'portal' as const, send: () => (resolve(), never) };
      void lettersBy(hanging).produce(id);
    });
    await reached;
    expect(await attempts(id)).toEqual(['portal 1 sending null']);

    await service.produce(id);
    expect(await attempts(id)).toEqual(['portal 1 sent taken']);
    expect(await told(id)).toBe(1);
  });

  it('goes on under the same reference when killed between sending and recording', async () => {
    const id = await givenLetter(db, caseId);
    let asked = 0;
    const reached = new Promise<void>((resolve) => {
      const dying: Clock = {
        now: () => ((asked += 1) <= 2 ? Promise.resolve(at) : (resolve(), never)),
      };
      void lettersBy(channel, dying).produce(id);
    });
    await reached;
    expect((await rowOf(id)).status).toBe('produced');

    await service.produce(id);
    expect(channel.handedOver).toBe(2);
    expect(channel.taken.size).toBe(1);
    expect(await attempts(id)).toEqual(['portal 1 sent taken']);
    expect(await told(id)).toBe(1);
  });

  it('leaves no trace when it is cut off before the file is committed', async () => {
    const id = await givenLetter(db, caseId);
    const owner = await Database.connect({ url: database.ownerUrl, schema: 'tilgang' });
    await owner.transaction(async (tx) => {
      await tx.query('LOCK TABLE letter_file IN SHARE MODE');
      const cut = lettersBy(channel).produce(id);
      const outcome = cut.then(() => 'done').catch(() => 'cut off');
      await cutOffWhoeverWaits();
      expect(await outcome).toBe('cut off');
    });
    await owner.close();
    expect((await rowOf(id)).status).toBe('queued');
    expect(await files(id)).toEqual([]);

    await service.produce(id);
    expect((await rowOf(id)).status).toBe('dispatched');
    expect(channel.handedOver).toBe(1);
  });

  it('refuses a letter that is not there', async () => {
    await expect(service.produce(randomUUID())).rejects.toMatchObject({
      refusal: { code: 'letter-not-found', kind: 'absent' },
    });
  });

  it('refuses a decision that lacks what the law asks for, and marks it failed [law 17]', async () => {
    const id = await givenLetter(db, caseId, sampleOf('decision'));
    await db.pool.query(`UPDATE letter SET data = data || '{"facts": ""}' WHERE id = $1`, [id]);
    const refusal = await service.produce(id).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refused);
    expect((refusal as Refused).refusal).toMatchObject({
      code: 'letter-incomplete',
      problems: [{ field: 'facts' }],
    });
    expect((await rowOf(id)).status).toBe('failed');
    expect(channel.handedOver).toBe(0);
  });

  it('is what the worker does with the job', async () => {
    const id = await givenLetter(db, caseId);
    const [processor] = letterProcessors(service);
    expect(processor?.job).toMatchObject({ queue: 'letters', name: 'produce-letter' });
    await processor?.process({ letterId: id });
    expect((await rowOf(id)).status).toBe('dispatched');
  });
});

describe('the portal', () => {
  it('holds a letter when the stored file is the one that is dispatched', async () => {
    const portal = new PortalChannel(db);
    const id = await givenLetter(db, caseId);
    await lettersBy(portal).produce(id);
    expect(await attempts(id)).toEqual(['portal 1 sent held-by-portal']);

    const row = await rowOf(id);
    const [taken] = channel.taken.values();
    const other = { ...taken!, letterId: row.id, sha256: Buffer.alloc(32) };
    await expect(portal.send(other)).rejects.toThrow('portal-lacks-the-file');
  });
});

describe('a stored letter', () => {
  it('cannot be changed or taken away by the program', async () => {
    const id = await givenLetter(db, caseId);
    await service.produce(id);
    const change = `UPDATE letter_file SET pdf = '' WHERE letter_id = '${id}'`;
    await expect(db.pool.query(change)).rejects.toThrow(/permission denied/);
    await expect(db.pool.query('DELETE FROM letter_file')).rejects.toThrow(/permission denied/);
  });

  it('is listed and read with what the screens show', async () => {
    const ownCase = await givenCase(db);
    const id = await givenLetter(db, ownCase, sampleOf('decision'));
    const queued = await letterForReading(db, id);
    expect(queued).toMatchObject({ status: 'queued', sha256: null, openedAt: null });
    expect(await letterPdf(db, id)).toBeNull();
    expect(await markOpened(db, id, at)).toBe(false);

    await service.produce(id);
    expect(await letterForReading(db, id)).toMatchObject({
      caseId: ownCase,
      kind: 'decision',
      recipient: sampleOf('decision').recipient,
      status: 'dispatched',
      fileName: 'vedtak-HDS-2026-000148.pdf',
    });
    expect(await markOpened(db, id, at)).toBe(true);
    expect(await markOpened(db, id, new Date(at.getTime() + 1_000))).toBe(false);
    expect(await lettersOfCase(db, ownCase)).toEqual([
      {
        id,
        kind: 'decision',
        language: 'nb',
        status: 'dispatched',
        recipientKind: 'applicant',
        recipientId: sampleOf('decision').recipient.id,
        recipientName: 'Áile Čuoŧŧi Demosøker',
        createdAt: new Date('2026-04-29T08:00:00.000Z'),
        dispatchedAt: at,
        openedAt: at,
        trail: {
          alertedAt: null,
          failedAt: null,
          arrivesOn: null,
          attempts: [
            {
              attempt: 1,
              channel: 'portal',
              reason: 'portal-user',
              isCopy: false,
              status: 'sent',
              requestedAt: at.toISOString(),
              finishedAt: at.toISOString(),
              nextAttemptAt: null,
              deliveredAt: null,
              openedAt: at.toISOString(),
              reply: 'taken',
              receipt: null,
            },
          ],
        },
      },
    ]);
    expect(await letterForReading(db, randomUUID())).toBeNull();
  });

  it('fits its row with the largest address block there can be', async () => {
    const order = sampleOf('receipt');
    const signs = Array.from({ length: 600 }, (_, index) =>
      String.fromCodePoint(0x4e00 + index * 7),
    );
    const lines = Array.from({ length: 6 }, (_, line) => signs.slice(line * 100).join(''));
    const id = await givenLetter(db, caseId, {
      ...order,
      recipient: { ...order.recipient, lines },
    });
    await service.produce(id);
    expect((await rowOf(id)).status).toBe('dispatched');
  });
});

function rowOf(id: string): Promise<LetterRow> {
  return db.orm.getRepository(LetterRow).findOneByOrFail({ id });
}

async function attempts(letterId: string): Promise<string[]> {
  const rows = await db.orm
    .getRepository(DispatchRow)
    .find({ where: { letterId }, order: { attempt: 'ASC' } });
  return rows.map((row) => `${row.channel} ${row.attempt} ${row.status} ${row.reply}`);
}

function files(letterId: string): Promise<LetterFileRow[]> {
  return db.orm.getRepository(LetterFileRow).findBy({ letterId });
}

/** How often the case is told that the letter has left. */
async function told(letterId: string): Promise<number> {
  const { rows } = await db.pool.query(
    `SELECT FROM outbox
      WHERE queue = 'cases' AND job = 'letter-dispatched' AND payload->>'letterId' = $1`,
    [letterId],
  );
  return rows.length;
}

/** Cancels what waits for a lock, once something does. */
async function cutOffWhoeverWaits(): Promise<void> {
  const CANCEL = `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  for (let killed = 0; killed === 0;) killed = (await db.pool.query(CANCEL)).rowCount ?? 0;
}
