import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  NoTimeStamps,
  noteInService,
  Rfc3161Authority,
  sealGrown,
  sealHeads,
  serviceChain,
  stampSeals,
  type TimeStampAuthority,
  TimeStampUnavailable,
  verifyLog,
} from '#audit';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people } from '../../support/journey.js';
import { type AuthorityUnderTest, givenAuthority } from '../../support/time-stamping.js';

let tilgang: CasesUnderTest;
let authority: AuthorityUnderTest;
beforeAll(async () => {
  tilgang = await givenCases();
  authority = await givenAuthority();
});
afterAll(async () => {
  await authority.close();
  await tilgang.close();
});

const seal = (limit?: number) => sealHeads(tilgang.db, tilgang.clock.at, { limit });
const stamp = (by: TimeStampAuthority) =>
  stampSeals({ db: tilgang.db, clock: tilgang.clock, authority: by });
const rfc3161 = () =>
  new Rfc3161Authority({ url: authority.url, trusted: authority.certificates, timeoutMs: 5_000 });
const readSearch = () =>
  tilgang.db.transaction((tx) =>
    noteInService(
      tx,
      {
        type: 'cases-searched',
        outcome: 'read',
        actorId: people.auditor.personId,
        actorRole: 'auditor',
        data: { found: 2 },
      },
      tilgang.clock.at,
    ),
  );
const stamps = async () => {
  const { rows } = await tilgang.db.pool.query<{ number: number; hash: Buffer; token: Buffer }>(
    `SELECT number::integer, hash, token FROM log_time_stamp JOIN log_seal ON number = seal_number
      ORDER BY number`,
  );
  return rows;
};

describe('a seal across the cases', () => {
  it('is over the heads that have grown since the last one, and over the chain of the service', async () => {
    const { id, version } = await tilgang.givenCase('submitted');
    await tilgang.givenCase('submitted');
    await readSearch();
    expect(await seal()).toBe(3);
    expect(await seal()).toBe(0);
    await tilgang.give(id, version, {
      by: 'applicant',
      command: { type: 'withdraw', reason: 'Nei' },
    });
    expect(await seal()).toBe(1);
    expect(await verifyLog(tilgang.db)).toMatchObject({ cases: 2, seals: 2, faults: [] });
  });

  it('leaves what does not fit into one to the next', async () => {
    for (let count = 0; count < 3; count += 1) await tilgang.givenCase();
    expect([await seal(2), await seal(2), await seal(2)]).toEqual([2, 1, 0]);
  });

  it('is of what has happened since the last one, and now and then of what that has left out', async () => {
    const sealed = async () => {
      const { rows } = await tilgang.db.pool.query<{ heads: number }>(
        'SELECT head_count AS heads FROM log_seal ORDER BY number',
      );
      return rows.map(({ heads }) => heads);
    };
    const before = await sealed();
    const start = tilgang.clock.at;
    await tilgang.givenCase();
    await sealGrown(tilgang.db, start);
    await sealGrown(tilgang.db, start);
    expect(await sealed()).toEqual([...before, 1]);
    // Logged with a time that is days behind: no turn looks so far back.
    tilgang.clock.at = new Date(start.getTime() - 3 * 86_400_000);
    await tilgang.givenCase();
    tilgang.clock.at = start;
    await sealGrown(tilgang.db, start);
    expect(await sealed()).toEqual([...before, 1]);
    expect(await seal()).toBe(1);
    expect(await sealed()).toEqual([...before, 1, 1]);
  });

  it.each([
    ['seals', 'UPDATE log_seal SET number = number'],
    ['heads of a seal', 'DELETE FROM log_seal_head'],
    ['time stamps', 'DELETE FROM log_time_stamp'],
    ['time stamps, by changing them,', 'UPDATE log_time_stamp SET stamped_at = now()'],
    ['chain of the service', 'UPDATE service_event SET seq = seq'],
    ['chain of the service, by cutting it,', 'DELETE FROM service_event'],
  ])('cannot be altered: the %s [R15.4.3]', async (_, sql) => {
    await expect(tilgang.db.pool.query(sql)).rejects.toThrow(/permission denied/);
  });
});

describe('a time stamp', () => {
  it('is asked for over the hash of each seal, and is nobody’s where none is set up', async () => {
    expect(await stamp(new NoTimeStamps())).toBe(0);
    expect(await stamp(rfc3161())).toBe(6);
    for (const { hash, token } of await stamps()) expect(token.includes(hash)).toBe(true);
  });

  it('that cannot be had holds up no command and no seal, and is caught up', async () => {
    const { id, version } = await tilgang.givenCase('submitted');
    await seal();
    const away = new Rfc3161Authority({
      url: 'http://127.0.0.1:9/',
      trusted: authority.certificates,
    });
    expect(await stamp(away)).toBe(0);
    await tilgang.give(id, version, {
      by: 'applicant',
      command: { type: 'withdraw', reason: 'Nei' },
    });
    expect(await seal()).toBe(1);
    expect(await stamp(rfc3161())).toBe(2);
    expect((await stamps()).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is refused unless it is for our hash, for our request and signed by whom we trust', async () => {
    const digest = Buffer.alloc(32, 7);
    const first: Buffer[] = [];
    authority.spoil = (reply) => (first.push(reply), reply);
    await rfc3161().stamp(digest);
    const [earlier = Buffer.alloc(0)] = first;
    const refused = async (
      spoil: (reply: Buffer) => Buffer,
      asked = digest,
      trusted = authority.certificates,
    ) => {
      authority.spoil = spoil;
      const answer = new Rfc3161Authority({ url: authority.url, trusted }).stamp(asked);
      const error: unknown = await answer.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(TimeStampUnavailable);
      return (error as Error).message;
    };
    expect(await refused(() => earlier, Buffer.alloc(32, 8))).toBe('another digest');
    expect(await refused(() => earlier)).toBe('another request');
    expect(await refused((reply) => Buffer.from(reply).fill(1, reply.length - 8))).toMatch(
      /not signed/,
    );
    expect(await refused(() => Buffer.from('no'))).toBe('answer not understood');
    const other = await givenAuthority();
    expect(await refused((reply) => reply, digest, other.certificates)).toMatch(/not signed/);
    await other.close();
    authority.spoil = (reply) => reply;
  });
});

describe('what only the seals show', () => {
  it('is a chain that its owner wrote anew from end to end, and a case that was taken away [R15.4.1] [R15.4.5]', async () => {
    const cut = await tilgang.givenCase('submitted');
    await seal();
    const { rows } = await tilgang.db.pool.query<{ seq: number }>(
      'SELECT max(seq) AS seq FROM case_event WHERE case_id = $1',
      [cut.id],
    );
    await tilgang.owner.pool.query(
      `WITH gone AS (DELETE FROM case_event WHERE case_id = $1 AND seq = $2)
       UPDATE access_case SET log_seq = $2 - 1,
              log_hash = (SELECT hash FROM case_event WHERE case_id = $1 AND seq = $2 - 1)
        WHERE id = $1`,
      [cut.id, rows[0]?.seq],
    );
    expect((await verifyLog(tilgang.db)).faults).toEqual([
      { caseId: cut.id, seq: rows[0]?.seq, fault: 'not-as-sealed' },
    ]);
  });

  it('names the seal that was changed, and the reading that was taken out of the service’s chain', async () => {
    await tilgang.owner.pool.query(
      'UPDATE log_seal SET at = at - interval $$1 day$$ WHERE number = 2',
    );
    await readSearch();
    await tilgang.owner.pool.query('DELETE FROM service_event WHERE seq = 2');
    const { faults } = await verifyLog(tilgang.db);
    expect(faults).toContainEqual({ caseId: serviceChain, seq: 2, fault: 'seal-broken' });
    expect(faults).toContainEqual({
      caseId: serviceChain,
      seq: 2,
      fault: 'tail-differs-from-case',
    });
  });
});
