import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fastifyAdapter } from '#platform';
import { startApi } from '../../support/api.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people } from '../../support/journey.js';
import { freePort } from '../../support/ports.js';
import { rawRequest } from '../../support/raw-request.js';
import { sessionFor } from '../../support/session.js';
import { forEach } from '../access/walk.js';

/** An API as it is in production where the operator sets no limit: none of these is set here either. */

const publicUrl = 'https://tilgang.example';
const folder = mkdtempSync(join(tmpdir(), 'tilgang-limits-'));
const keyFile = join(folder, 'data-key');
let given: CasesUnderTest;
let api: Awaited<ReturnType<typeof startApi>>;
/** Where it listens: people come by the proxy. */
let url: string;

beforeAll(async () => {
  writeFileSync(keyFile, `${'0'.repeat(64)}\n`, { mode: 0o600 });
  given = await givenCases();
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  api = await startApi(given.databaseUrl, {
    TILGANG_MODE: 'production',
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    ALLOWED_HOSTS: `127.0.0.1:${port}`,
    TRUSTED_PROXIES: '127.0.0.1',
    OIDC_ISSUER: 'https://issuer.example',
    SECURITY_CONTACT: 'mailto:security@tilgang.example',
    DATA_KEY_FILE: keyFile,
  });
});
afterAll(async () => {
  await api?.close();
  await given?.close();
  rmSync(folder, { recursive: true });
});

const json = { 'content-type': 'application/json' };
const as = (session: string) => ({
  cookie: `__Host-tilgang-session=${session}`,
  origin: publicUrl,
});
const sessionOf = ({ personId }: { personId: string | null }) =>
  sessionFor(given.db.pool, personId!);
const minute = () => Math.floor(Date.now() / 60_000);

/** The statuses of one more request than is allowed, all within one minute. */
async function oneTooMany(most: number, ask: (round: number) => Promise<{ status: number }>) {
  for (let round = 0; ; round++) {
    const begun = minute();
    const statuses: number[] = [];
    const some = (count: number, atOnce: number) =>
      forEach([...Array(count).keys()], atOnce, async () => {
        statuses.push((await ask(round)).status);
      });
    await some(most - 10, 8);
    // Of those that come at once near the limit, the first may be turned away for the last.
    await some(11, 1);
    // Where a minute ended meanwhile, the count began anew.
    if (minute() === begun) return statuses;
  }
}

const turnedAway = (statuses: number[]) => statuses.filter((status) => status === 429).length;

describe('in production, where no limit is set', () => {
  it.each([
    ['reads', 1_200, 'GET', '/api/v1/me'],
    ['writes', 300, 'POST', '/api/v1/me/notices/read'],
    ['exports', 60, 'GET', '/api/v1/letters/99999999-9999-4999-8999-999999999999/pdf'],
  ])('one person %s %i times a minute and not once more', async (_, most, method, path) => {
    // People who ask for nothing else here: what one has asked in a minute still counts in the next round.
    const { otherApplicant, rek, auditor, leader } = people;
    const sessions = await Promise.all([otherApplicant, rek, auditor, leader].map(sessionOf));
    const statuses = await oneTooMany(most, (round) =>
      rawRequest(
        url + path,
        method,
        { ...as(sessions[round % sessions.length]!), ...json },
        method === 'POST' ? [Buffer.from('{}')] : [],
      ),
    );
    expect([...new Set(statuses)].includes(401)).toBe(false);
    expect(turnedAway(statuses)).toBe(1);
  });

  it('an address asks 600 times a minute for what is open, and another is not touched by it', async () => {
    const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
    const statuses = await oneTooMany(600, (round) =>
      fetch(`${url}/api/v1/public/register`, from(`192.0.2.${round + 1}`)),
    );
    expect(turnedAway(statuses)).toBe(1);
    const other = await fetch(`${url}/api/v1/public/register`, from('198.51.100.1'));
    expect(other.status).toBe(200);
  });

  it('a body is 64 KiB at most, and 1 MiB where somebody writes', async () => {
    const session = await sessionOf(people.applicant);
    const sized = (path: string, bytes: number) =>
      rawRequest(url + path, 'POST', { ...as(session), ...json }, [
        Buffer.from(`{"x":"${'a'.repeat(bytes - 8)}"}`),
      ]);
    const command = `/api/v1/cases/${(await given.givenCase()).id}/commands/edit-draft`;
    expect((await sized('/api/v1/cases', 64 * 1024)).status).toBe(400);
    expect((await sized('/api/v1/cases', 64 * 1024 + 1)).status).toBe(413);
    expect((await sized(command, 1024 * 1024)).status).toBe(400);
    expect((await sized(command, 1024 * 1024 + 1)).status).toBe(413);
  });

  it('a sender has a minute for a request and a quarter of one for its head', () => {
    const { server } = fastifyAdapter().getInstance();
    expect(server).toMatchObject({
      requestTimeout: 60_000,
      headersTimeout: 15_000,
      keepAliveTimeout: 30_000,
    });
  });

  it('a session that nobody has used for half an hour is over', async () => {
    const session = await sessionOf(people.applicant);
    const me = () => fetch(`${url}/api/v1/me`, { headers: as(session) });
    const unused = (minutes: number) =>
      given.db.pool.query(`UPDATE session SET seen_at = now() - make_interval(mins => $1)`, [
        minutes,
      ]);
    await unused(29);
    expect((await me()).status).toBe(200);
    await unused(31);
    expect((await me()).status).toBe(401);
  });

  it('a decision is signed within a quarter of an hour of the sign-in', async () => {
    const { id, version } = await given.givenCase('decision-proposed');
    const session = await sessionOf(people.decisionMaker);
    const sign = async (minutes: number) => {
      await given.db.pool.query(
        `UPDATE session SET seen_at = now(),
                authenticated_at = now() - make_interval(mins => $1)`,
        [minutes],
      );
      const answer = await fetch(`${url}/api/v1/cases/${id}/commands/sign-access-grant`, {
        method: 'POST',
        headers: { ...as(session), ...json },
        body: JSON.stringify({ version }),
      });
      return [answer.status, ((await answer.json()) as { code?: string }).code];
    };
    expect(await sign(16)).toEqual([401, 'sign-in-too-old']);
    expect(await sign(14)).toEqual([201, undefined]);
  });
});
