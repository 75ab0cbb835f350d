import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type DispatchChannel,
  DispatchRow,
  DispatchService,
  type DispatchRoutes,
  EFormidlingChannel,
  EFormidlingClient,
  followLetters,
  LetterFileRow,
  LetterRow,
  LetterService,
  NeverTaken,
  PortalChannel,
  readReceipts,
  resend,
  routesBy,
} from '#letters';
import { Database } from '#platform';
import { createTestDatabase, type TestDatabase } from '../../support/cluster.js';
import { FixedClock } from '../../support/given.js';
import { type IntegrationPoint, startIntegrationPoint } from '../../support/integration-point.mjs';
import { FakeChannel, givenCase, givenLetter, onlyBy, sampleOf } from './letter.fixtures.js';

const begin = new Date('2026-04-29T09:30:00.123Z');
const staff = randomUUID();

let database: TestDatabase;
let db: Database;
let caseId: string;
let point: IntegrationPoint;
let clock: FixedClock;

beforeAll(async () => {
  database = await createTestDatabase();
  const entities = [LetterRow, LetterFileRow, DispatchRow];
  db = await Database.connect({ url: database.workerUrl, schema: 'tilgang', entities });
  caseId = await givenCase(db);
  point = await startIntegrationPoint();
  await db.pool.query(
    `INSERT INTO recipient_contact (kind, organisation_number, address_lines, changed_by, changed_at)
     VALUES ('rek', '999888777', '{}', $1, now())`,
    [staff],
  );
});
afterAll(async () => {
  await point.close();
  await db.close();
  await database.drop();
});
beforeEach(() => {
  clock = new FixedClock(begin);
  point.trouble.kind = null;
  point.trouble.at = 'any';
});

const policy = { firstDelayMs: 1_000, longestDelayMs: 4_000, attempts: 4 };

function lettersOn(routes: DispatchRoutes): LetterService {
  const dispatches = new DispatchService(db, clock, routes, policy, () => 1);
  return new LetterService(db, clock, dispatches);
}

function byEFormidling(): LetterService {
  const client = new EFormidlingClient(point.url);
  return lettersOn(routesBy([new PortalChannel(db), new EFormidlingChannel(client, '999111222')]));
}

const toRek = () => givenLetter(db, caseId, sampleOf('rek-forwarding'));

describe('a channel that fails', () => {
  it('is tried again, later and later, under one reference, each time by a row and a job of its own', async () => {
    const channel = new FakeChannel();
    channel.failure = new Error('down');
    const letters = lettersOn(onlyBy(channel));
    const id = await givenLetter(db, caseId);
    const dueAt: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await letters.produce(id);
      const due = await nextJob(id);
      dueAt.push(due.getTime() - clock.at.getTime());
      // Nothing happens before its time.
      await letters.produce(id);
      clock.at = due;
    }
    expect(dueAt).toEqual([1_000, 2_000, 4_000]);
    expect(await attempts(id)).toEqual([
      'portal 1 failed Error',
      'portal 2 failed Error',
      'portal 3 failed Error',
    ]);
    channel.failure = undefined;
    await letters.produce(id);
    expect((await attempts(id)).at(-1)).toBe('portal 4 sent taken');
    expect(new Set(await references(id))).toEqual(new Set([id]));
    expect([...channel.taken.keys()].filter((key) => key === id)).toEqual([id]);
  });

  it('for good ends among the dead letters after its last try, and tells the case once [R14.0.4]', async () => {
    const channel = new FakeChannel();
    channel.failure = new Error('down');
    const letters = lettersOn(onlyBy(channel));
    const id = await givenLetter(db, caseId);
    for (let round = 0; round < 6; round += 1) {
      await letters.produce(id);
      clock.at = new Date(clock.at.getTime() + 10_000);
    }
    expect((await attempts(id)).map((line) => line.split(' ')[2])).toEqual([
      'failed',
      'failed',
      'failed',
      'dead',
    ]);
    expect(await letterStatus(id)).toEqual({ status: 'failed', failed: true });
    expect(await jobs(id, 'letter-given-up')).toBe(1);
  });

  it('that says never is not asked again', async () => {
    const channel = new FakeChannel();
    channel.failure = new NeverTaken('address-unknown');
    const id = await givenLetter(db, caseId);
    const letters = lettersOn(onlyBy(channel));
    await letters.produce(id);
    clock.at = new Date(clock.at.getTime() + 3_600_000);
    await letters.produce(id);
    expect(channel.handedOver).toBe(1);
    expect(await attempts(id)).toEqual(['portal 1 dead address-unknown']);
  });

  it('is sent anew by a person under the same reference, by the same or another channel', async () => {
    const channel = new FakeChannel();
    channel.failure = new NeverTaken('address-unknown');
    const letters = lettersOn(onlyBy(channel));
    const [same, other] = [await givenLetter(db, caseId), await givenLetter(db, caseId)];
    for (const id of [same, other]) await letters.produce(id);
    channel.failure = undefined;
    await again(same, 'portal');
    await again(other, 'print');
    for (const id of [same, other]) await letters.produce(id);
    expect(await attempts(same)).toEqual(['portal 1 dead address-unknown', 'portal 2 sent taken']);
    expect(await letterStatus(same)).toEqual({ status: 'dispatched', failed: false });
    expect(await attempts(other)).toEqual([
      'portal 1 dead address-unknown',
      'print 2 waiting null',
    ]);
    expect(await letterStatus(other)).toEqual({ status: 'failed', failed: false });
    expect(new Set(await references(same))).toEqual(new Set([same]));
    await expect(again(same, 'portal')).rejects.toMatchObject({
      refusal: { code: 'letter-not-failed' },
    });
  });
});

describe('a letter by post', () => {
  it('waits for a person, and has not left before', async () => {
    const reserved = await givenLetter(db, await givenCase(db));
    const routes = routesBy([new PortalChannel(db)]);
    await lettersOn(routes).produce(reserved);
    // The recipient of the sample is nobody here: there is no address to alert.
    expect(await attempts(reserved)).toEqual(['print 1 waiting null']);
    expect(await letterStatus(reserved)).toEqual({ status: 'produced', failed: false });
    expect(await jobs(reserved, 'letter-dispatched')).toBe(0);
  });
});

describe('eFormidling', () => {
  it('gets the business document, the arkivmelding and the letter, and is recorded', async () => {
    const id = await toRek();
    await byEFormidling().produce(id);
    expect(point.refusals).toEqual([]);
    const message = point.messages.get(id);
    expect(message).toMatchObject({
      messageId: id,
      conversationId: id,
      receiver: '999888777',
      process: 'urn:no:difi:profile:arkivmelding:taushetsbelagt:ver1.0',
      isSent: true,
    });
    const { pdf } = await db.orm.getRepository(LetterFileRow).findOneByOrFail({ letterId: id });
    expect(message?.files.get('brev.pdf')?.equals(pdf)).toBe(true);
    const metadata = message?.files.get('arkivmelding.xml')?.toString() ?? '';
    expect(metadata).toContain('<referanseDokumentfil>brev.pdf</referanseDokumentfil>');
    expect(metadata).toContain(`<meldingId>${id}</meldingId>`);
    expect(await attempts(id)).toEqual(['eformidling 1 sent taken']);
    expect(await letterStatus(id)).toEqual({ status: 'dispatched', failed: false });
  });

  it.each([
    ['create', 'taken-at-last'],
    ['file', 'taken-at-last'],
    ['send', 'taken-before'],
  ] as const)(
    'sends once where the answer to %s is lost after it was taken in',
    async (at, reply) => {
      const id = await toRek();
      point.trouble.kind = 'answer-lost';
      point.trouble.at = at;
      await byEFormidling().produce(id);
      expect(await attempts(id)).toEqual(['eformidling 1 failed eformidling-not-reached']);
      point.trouble.kind = null;
      clock.at = await nextJob(id);
      await byEFormidling().produce(id);
      expect((await attempts(id)).at(-1)).toBe(`eformidling 2 sent ${reply}`);
      expect(point.sendings.get(id)).toBe(1);
    },
  );

  it('is tried again while it is down or busy', async () => {
    const id = await toRek();
    point.trouble.kind = 'down';
    await byEFormidling().produce(id);
    clock.at = await nextJob(id);
    point.trouble.kind = 'busy';
    await byEFormidling().produce(id);
    clock.at = await nextJob(id);
    point.trouble.kind = null;
    await byEFormidling().produce(id);
    expect(await attempts(id)).toEqual([
      'eformidling 1 failed eformidling-not-reached',
      'eformidling 2 failed eformidling-message-answered-503',
      'eformidling 3 sent taken',
    ]);
    expect(point.sendings.get(id)).toBe(1);
  });

  it('is not asked again about a message whose shape it refuses', async () => {
    const id = await toRek();
    await db.pool.query(`UPDATE recipient_contact SET organisation_number = NULL`);
    const client = new EFormidlingClient(point.url);
    await lettersOn(onlyBy(new EFormidlingChannel(client, '999111222'))).produce(id);
    await db.pool.query(`UPDATE recipient_contact SET organisation_number = '999888777'`);
    expect(await attempts(id)).toEqual(['eformidling 1 dead organisation-number-missing']);
  });

  it('reports what became of a letter: delivered and read, each with its time', async () => {
    const id = await toRek();
    await byEFormidling().produce(id);
    const deliveredAt = new Date('2099-01-01T10:00:00.000Z');
    const openedAt = new Date('2099-01-01T12:00:00.000Z');
    point.report(id, 'LEVERT', deliveredAt);
    await follow();
    expect(await receiptOf(id)).toMatchObject({ deliveredAt, openedAt: null });
    point.report(id, 'LEST', openedAt);
    await follow();
    expect(await receiptOf(id)).toMatchObject({ deliveredAt, openedAt, receipt: 'LEST' });
  });

  it.each(['FEIL', 'LEVETID_UTLOPT'])(
    'that loses a letter (%s) makes it a dead letter, and a new sending has a new id',
    async (status) => {
      const id = await toRek();
      await byEFormidling().produce(id);
      point.report(id, status, new Date('2099-01-01T00:00:00Z'));
      await follow();
      expect(await letterStatus(id)).toEqual({ status: 'dispatched', failed: true });
      await again(id, 'eformidling');
      await byEFormidling().produce(id);
      const [first, second] = await references(id);
      expect(first).toBe(id);
      expect(second).not.toBe(id);
      expect(point.messages.get(second ?? '')).toMatchObject({ conversationId: id, isSent: true });
      expect(await letterStatus(id)).toEqual({ status: 'dispatched', failed: false });
    },
  );

  it('brings receipts of the recipient’s archive, which are recorded and then taken away', async () => {
    const [taken, refused] = [await toRek(), await toRek()];
    for (const id of [taken, refused]) await byEFormidling().produce(id);
    point.answer(randomUUID(), taken, 'OK');
    point.answer(randomUUID(), refused, 'ERROR');
    await readReceipts(db, clock, new EFormidlingClient(point.url));
    expect(point.receipts.size).toBe(0);
    expect(await receiptOf(taken)).toMatchObject({ receipt: 'receipt-OK', deliveredAt: clock.at });
    expect(await letterStatus(taken)).toEqual({ status: 'dispatched', failed: false });
    expect(await letterStatus(refused)).toEqual({ status: 'dispatched', failed: true });
  });

  it('says nothing of the letter where anybody may read: in addresses and public titles', async () => {
    const id = await toRek();
    await byEFormidling().produce(id);
    const metadata = point.messages.get(id)?.files.get('arkivmelding.xml')?.toString() ?? '';
    const { data } = await db.orm.getRepository(LetterRow).findOneByOrFail({ id });
    expect(/<offentligTittel>(.*)<\/offentligTittel>/.exec(metadata)?.[1]).toBe(
      `Brev i sak ${data.caseReference}`,
    );
  });
});

async function follow(): Promise<void> {
  clock.at = new Date(clock.at.getTime() + 10 * 60_000);
  await followLetters(db, clock, new EFormidlingClient(point.url));
}

function again(letterId: string, channel: DispatchChannel['name'] | 'print'): Promise<number> {
  const order = { channel, requestedBy: staff, newId: randomUUID() };
  return db.transaction((tx) => resend(tx, letterId, order, clock.at));
}

async function rowsOf(letterId: string): Promise<DispatchRow[]> {
  return db.orm.getRepository(DispatchRow).find({ where: { letterId }, order: { attempt: 'ASC' } });
}

async function attempts(letterId: string): Promise<string[]> {
  const rows = await rowsOf(letterId);
  return rows.map((row) => `${row.channel} ${row.attempt} ${row.status} ${row.reply}`);
}

async function references(letterId: string): Promise<string[]> {
  return (await rowsOf(letterId)).map(({ reference }) => reference);
}

async function receiptOf(letterId: string): Promise<DispatchRow | undefined> {
  return (await rowsOf(letterId)).at(-1);
}

async function letterStatus(id: string): Promise<{ status: string; failed: boolean }> {
  const { status, failedAt } = await db.orm.getRepository(LetterRow).findOneByOrFail({ id });
  return { status, failed: failedAt !== null };
}

async function jobs(letterId: string, job: string): Promise<number> {
  const { rows } = await db.pool.query(
    `SELECT FROM outbox WHERE job = $2 AND payload->>'letterId' = $1`,
    [letterId, job],
  );
  return rows.length;
}

/** When the retry of a letter is to be done, as the outbox has it. */
async function nextJob(letterId: string): Promise<Date> {
  const { rows } = await db.pool.query<{ due_at: Date }>(
    `SELECT max(due_at) AS due_at FROM outbox
      WHERE job = 'produce-letter' AND payload->>'letterId' = $1`,
    [letterId],
  );
  return rows[0]!.due_at;
}
