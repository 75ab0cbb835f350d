import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { SmtpChannel } from '#cases';
import {
  alertProcessors,
  orderAlerts,
  sendAlert,
} from '../../../libs/cases/src/notices/alert.service.js';
import {
  markRead,
  type Notice,
  noticesFor,
} from '../../../libs/cases/src/notices/notice.queries.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, registryIds } from '../../support/journey.js';

let tilgang: CasesUnderTest;
let mail: MailCatcher;
beforeAll(async () => {
  tilgang = await givenCases();
  mail = await catchMail();
});
afterAll(async () => {
  await mail.close();
  await tilgang.close();
});

type Name = keyof typeof people;

const idOf = (name: Name) => people[name].personId ?? '';

async function told(name: Name, caseId?: string): Promise<Notice[]> {
  const { items } = await noticesFor(tilgang.db, idOf(name), { limit: 100, unread: false });
  return caseId === undefined ? items : items.filter((notice) => notice.caseId === caseId);
}

const eventsTold = async (name: Name, caseId?: string) =>
  (await told(name, caseId)).map(({ event }) => event);

const consultation = {
  type: 'consult-registry' as const,
  registryId: registryIds.npr,
  question: 'Er variablene egnet?',
  answerDueOn: '2026-11-20',
};

describe('notices', () => {
  it('give the applicant a receipt, and keep it when it is read [R6.1.11] [R6.3.1]', async () => {
    const { id } = await tilgang.givenCase('submitted');
    expect(await eventsTold('applicant', id)).toEqual(['submitted']);
    const before = await noticesFor(tilgang.db, idOf('applicant'), { limit: 100, unread: true });
    await markRead(tilgang.db, idOf('applicant'), null, tilgang.clock.at);
    const after = await noticesFor(tilgang.db, idOf('applicant'), { limit: 100, unread: false });
    expect(before.unread).toBeGreaterThan(0);
    expect([after.unread, after.items.length]).toEqual([0, before.items.length]);
    expect(after.items.every(({ readAt }) => readAt !== null)).toBe(true);
  });

  it('mark nobody else’s as read', async () => {
    const { id } = await tilgang.givenCase('submitted');
    const [notice] = await told('applicant', id);
    await markRead(tilgang.db, idOf('caseworker'), [notice?.id ?? ''], tilgang.clock.at);
    expect((await told('applicant', id))[0]?.readAt).toBeNull();
  });

  it('tell a registry that it is consulted, and the caseworker that it has answered', async () => {
    const { id, version } = await tilgang.givenCase('in-assessment');
    const asked = await tilgang.give(id, version, { by: 'caseworker', command: consultation });
    expect(await eventsTold('adviserNpr', id)).toEqual(['registry-consulted']);
    expect(await eventsTold('adviserStroke', id)).toEqual([]);
    const declared = await tilgang.give(id, asked, {
      by: 'adviserNpr',
      command: { type: 'declare-impartial' },
    });
    await tilgang.give(id, declared, {
      by: 'adviserNpr',
      command: {
        type: 'give-advice',
        registryId: registryIds.npr,
        advice: 'for',
        reason: 'Egnet til formålet',
      },
    });
    expect(await eventsTold('caseworker', id)).toContain('advice-given');
  });

  it('page without losing or repeating one', async () => {
    const all = (await told('applicant')).map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await noticesFor(tilgang.db, idOf('applicant'), {
        ...(cursor && { cursor }),
        limit: 2,
        unread: false,
      });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(all);
  });
});

describe('alerts', () => {
  it('are one e-mail per person and day, with the case number and a link and no content [R6.1.10] [law 37]', async () => {
    const { id } = await tilgang.givenCase('decided');
    await sendAll();
    const { rows } = await tilgang.db.pool.query<{ email: string }>(
      'SELECT email FROM person WHERE id = $1',
      [idOf('applicant')],
    );
    const own = mail.caught.filter(({ to }) => to === rows[0]?.email);
    expect(own).toHaveLength(1);
    const [{ reference } = { reference: '' }] = (
      await tilgang.db.pool.query<{ reference: string }>(
        'SELECT reference FROM access_case WHERE id = $1',
        [id],
      )
    ).rows;
    expect(own[0]?.text).toContain(reference);
    expect(own[0]?.text).toContain('https://tilgang.example');
    expect(own[0]?.text).not.toMatch(/hjerneslag|innvilg|avslag|NPR|pasientregister/i);
    const notices = await told('applicant', id);
    expect(notices.filter(({ alertedAt }) => alertedAt !== null).length).toBeGreaterThan(0);

    // More that day waits; the next day brings one e-mail for all of it.
    await tilgang.givenCase('decided');
    await sendAll();
    expect(mail.caught.filter(({ to }) => to === rows[0]?.email)).toHaveLength(1);
    tilgang.clock.at = new Date(tilgang.clock.at.getTime() + 24 * 3_600_000 + 1);
    await sendAll();
    expect(mail.caught.filter(({ to }) => to === rows[0]?.email)).toHaveLength(2);
  });

  it('are sent once, also when the job runs again', async () => {
    const sent = mail.caught.length;
    const { rows } = await tilgang.db.pool.query<{ id: string }>('SELECT id FROM alert');
    for (const { id } of rows) await send(id);
    expect(mail.caught.length).toBe(sent);
  });
});

describe('reminders', () => {
  it('of a due date reach the registry that is waited for and the caseworker [R8.0.5] [R8.0.10]', async () => {
    const { id, version } = await tilgang.givenCase('in-assessment');
    await tilgang.give(id, version, { by: 'caseworker', command: consultation });
    tilgang.clock.at = new Date('2026-11-19T09:00:00Z');
    const clockId = `consultation:${registryIds.npr}`;
    const remind = {
      type: 'remind-of-due-date' as const,
      clockId,
      dueOn: consultation.answerDueOn,
    };
    await tilgang.cases.execute(id, { ...remind, version: null }, people.system);
    expect(await eventsTold('adviserNpr', id)).toContain('due-date-reminded');
    expect(await eventsTold('caseworker', id)).toContain('due-date-reminded');
    expect(await eventsTold('adviserStroke', id)).toEqual([]);
    expect(await eventsTold('applicant', id)).not.toContain('due-date-reminded');
  });
});

async function sendAll(): Promise<void> {
  await orderAlerts(tilgang.db, tilgang.clock.at);
  const { rows } = await tilgang.db.pool.query<{ alertId: string }>(
    `SELECT payload ->> 'alertId' AS "alertId" FROM outbox WHERE job = $1`,
    [sendAlert.name],
  );
  for (const { alertId } of rows) await send(alertId);
}

async function send(alertId: string): Promise<void> {
  const channel = new SmtpChannel(mail.url, 'tilgang@helsedata.example');
  const [only] = alertProcessors(tilgang.db, tilgang.clock, channel, 'https://tilgang.example');
  await only?.process({ alertId });
}

interface MailCatcher {
  url: string;
  caught: { to: string; text: string }[];
  close(): Promise<void>;
}

/** A mail server of our own that keeps what it is handed. */
async function catchMail(): Promise<MailCatcher> {
  const caught: MailCatcher['caught'] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        caught.push({ to, text: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    caught,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
