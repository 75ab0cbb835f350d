import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type AlertChannel, caseProcessors, SmtpChannel } from '#cases';
import {
  DispatchService,
  letterProcessors,
  LetterService,
  PortalChannel,
  resend,
  routesBy,
} from '#letters';
import { caseDetail } from '../../../libs/cases/src/case.queries.js';
import { alertProcessors, orderAlerts } from '../../../libs/cases/src/notices/alert.service.js';
import { caseClocks } from '../../../libs/cases/src/clocks/clock.queries.js';
import { drain } from '../../support/drain.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people } from '../../support/journey.js';
import { certificate, type MailServer, startMailServer } from '../../support/mail-server.js';

const user = { name: 'tilgang', password: 'pass word' };
const from = 'tilgang@helsedata.example';
let tilgang: CasesUnderTest;
let mail: MailServer;
beforeAll(async () => {
  tilgang = await givenCases();
  mail = await startMailServer({ user, hasTls: true });
});
afterAll(async () => {
  await mail.close();
  await tilgang.close();
});
afterEach(() => {
  mail.answer = null;
  mail.caught.length = 0;
  tilgang.clock.at = new Date('2026-11-02T09:00:00.000Z');
});

const overTls = () =>
  new SmtpChannel(
    `${mail.url.replace('pass word', 'pass%20word')}?requireTLS=true`,
    from,
    certificate,
  );

/** Does all that a worker would do now. */
function work(channel: AlertChannel = overTls()): Promise<string[]> {
  const { db, clock, cases } = tilgang;
  const dispatches = new DispatchService(db, clock, routesBy([new PortalChannel(db)]));
  const url = 'https://tilgang.example';
  return drain(
    db,
    [
      ...letterProcessors(new LetterService(db, clock, dispatches)),
      ...caseProcessors(cases, db, clock, { channel, publicUrl: url }),
      ...alertProcessors(db, clock, channel, url),
    ],
    clock.at,
  );
}

const decisionOf = async (id: string) => {
  const { letters } = await caseDetail(tilgang.db, id, people.caseworker);
  return letters.find(({ kind }) => kind === 'decision')!;
};

const dueOn = async (id: string) => {
  const { appealDeadlines } = await caseDetail(tilgang.db, id, people.applicant);
  return appealDeadlines.find(({ decision }) => decision === 'access')?.dueOn;
};

const ofCase = async (id: string) => {
  const { rows } = await tilgang.db.pool.query<{ reference: string }>(
    'SELECT reference FROM access_case WHERE id = $1',
    [id],
  );
  return mail.caught.filter(({ text }) => text.includes(rows[0]!.reference));
};

describe('the alert of a decision letter', () => {
  it('goes out at once, over TLS, with no content, and is known for the letter [law 37]', async () => {
    const { id } = await tilgang.givenCase('decided');
    expect(await work()).toEqual([]);
    // The day's e-mail does not tell of it again.
    await orderAlerts(tilgang.db, tilgang.clock.at);
    await work();
    const own = (await ofCase(id)).filter(({ to }) => to.includes('000000000001'));
    const { trail } = await decisionOf(id);
    expect(own.filter(({ text }) => text.includes('portal')).length).toBeGreaterThan(0);
    for (const { text, isEncrypted } of own) {
      expect(isEncrypted).toBe(true);
      expect(text).toContain('https://tilgang.example');
      expect(text).not.toMatch(/hjerneslag|innvilg|avslag|vedtak|NPR|pasientregister/i);
    }
    expect(trail?.alertedAt).toEqual(tilgang.clock.at);
    expect(new Set(own.map(({ messageId }) => messageId)).size).toBe(own.length);
  });

  it('does not wait because the person had an e-mail that day', async () => {
    await tilgang.givenCase('decided');
    await work();
    const { id } = await tilgang.givenCase('decided');
    await work();
    expect((await decisionOf(id)).trail?.alertedAt).toEqual(tilgang.clock.at);
  });

  it('begins the appeal period, which begins no earlier because the letter lay there [law 18]', async () => {
    const { id } = await tilgang.givenCase('decided');
    mail.answer = 451;
    expect(await work()).toContain('MailNotTaken');
    expect((await decisionOf(id)).status).toBe('dispatched');
    mail.answer = null;
    tilgang.clock.at = new Date('2026-11-05T09:00:00.000Z');
    expect(await work()).toEqual([]);
    expect((await decisionOf(id)).trail?.alertedAt).toEqual(tilgang.clock.at);
    expect(await dueOn(id)).toBe('2026-11-26');
    const { clocks } = await caseClocks(
      tilgang.db,
      id,
      people.caseworker,
      new Date('2026-11-06T09:00:00Z'),
    );
    expect(clocks.find(({ name }) => name === 'appeal-period')).toMatchObject({
      startOn: '2026-11-05',
      dueOn: '2026-11-26',
    });
  });

  it('refused for good makes the letter a dead one, tells the caseworker, and begins no period', async () => {
    const { id } = await tilgang.givenCase('decided');
    mail.answer = 550;
    expect(await work()).toEqual([]);
    const { trail } = await decisionOf(id);
    expect(trail?.failedAt).toEqual(tilgang.clock.at);
    expect(trail?.attempts).toMatchObject([{ status: 'dead', receipt: 'alert-refused' }]);
    expect(await dueOn(id)).toBeNull();
    const { rows } = await tilgang.db.pool.query<{ person_id: string }>(
      "SELECT person_id FROM notice WHERE case_id = $1 AND event = 'letter-given-up'",
      [id],
    );
    expect(rows.map(({ person_id }) => person_id)).toContain(people.caseworker.personId);
  });

  it('is sent under one message id, also where the answer to it was lost with the process', async () => {
    const { id } = await tilgang.givenCase('decided');
    const smtp = overTls();
    const dying: AlertChannel = {
      send: async (message) => {
        await smtp.send(message);
        throw new Error('killed');
      },
    };
    expect(await work(dying)).toContain('Error');
    await work(smtp);
    await work(smtp);
    // What the mail system cannot know from the first, it knows from the id.
    const ids = (await ofCase(id)).map(({ messageId }) => messageId);
    expect(ids).toEqual([ids[0], ids[0]]);
  });

  it('tells nobody’s address and nothing of the letter when it fails', async () => {
    mail.answer = 550;
    const message = { reference: 'r', to: 'kari@people.example', subject: 's', text: 'hemmelig' };
    const refused = await overTls()
      .send(message)
      .catch((error: unknown) => error as Error);
    mail.answer = 451;
    const later = await overTls()
      .send(message)
      .catch((error: unknown) => error as Error);
    for (const error of [refused, later]) {
      expect(error).toBeInstanceOf(Error);
      expect(`${(error as Error).message} ${JSON.stringify(error)}`).not.toMatch(/kari|hemmelig/);
    }
    expect([(refused as Error).name, (later as Error).name]).toEqual([
      'MailRefused',
      'MailNotTaken',
    ]);
  });

  it('is not sent in the clear, to a stranger’s certificate, or with a wrong password', async () => {
    const message = { reference: 'r', to: 'kari@people.example', subject: 's', text: 't' };
    const strangers = new SmtpChannel(mail.url.replace('pass word', 'pass%20word'), from);
    const mistyped = new SmtpChannel(mail.url.replace('pass word', 'wrong'), from, certificate);
    for (const channel of [strangers, mistyped]) {
      await expect(channel.send(message)).rejects.toThrow('mail-not-taken');
    }
    const clear = await startMailServer();
    const demanding = new SmtpChannel(`${clear.url}?requireTLS=true`, from);
    await expect(demanding.send(message)).rejects.toThrow('mail-not-taken');
    expect([...clear.caught, ...mail.caught]).toEqual([]);
    await clear.close();
  });
});

describe('a letter sent anew by another way', () => {
  it('has not come by the first: the period runs from the second [law 18]', async () => {
    const { id } = await tilgang.givenCase('decided');
    mail.answer = 550;
    await work();
    mail.answer = null;
    const { id: letterId } = await decisionOf(id);
    tilgang.clock.at = new Date('2026-11-10T09:00:00.000Z');
    const order = {
      channel: 'portal' as const,
      requestedBy: people.caseworker.personId!,
      newId: letterId,
    };
    await tilgang.db.transaction((tx) => resend(tx, letterId, order, tilgang.clock.at));
    await work();
    expect((await decisionOf(id)).trail?.failedAt).toBeNull();
    expect(await dueOn(id)).toBe('2026-12-01');
  });
});
