import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestBrowser } from '../../e2e/sign-in.browser.js';
import { type ApiWithProvider, startWithProvider } from '../../support/signed-in.js';

let api: ApiWithProvider;
beforeAll(async () => {
  api = await startWithProvider(({ staff }) => ({
    OIDC_STAFF_ISSUER: staff.issuer,
    OIDC_STAFF_CLIENT_ID: 'tilgang-staff',
    OIDC_STAFF_CLIENT_SECRET: 'only-in-tests-0123456789',
    OIDC_STAFF_PROFILE: 'ansattporten-entraid',
  }));
});
afterAll(() => api.stop());

const meOf = async (browser: TestBrowser) =>
  (await (await browser.send('/api/v1/me')).json()) as Record<string, unknown>;

describe('the level of assurance', () => {
  it('is asked for, and a sign-in below it gives no session [law 36] [R15.5.2]', async () => {
    for (const acr of [undefined, 'idporten-loa-substantial', 'idporten-loa-low', 'high']) {
      const browser = new TestBrowser(api.url);
      api.provider.next = { sub: 'soker', ...(acr && { acr }) };
      const landed = await browser.goTo('/api/v1/sign-in');
      expect(api.provider.asked.at(-1)?.get('acr_values')).toBe('idporten-loa-high');
      expect(browser.cookie('tilgang-session')).toBeUndefined();
      expect(landed.url).toBe(`${api.url}/?sign-in=failed&reason=level-of-assurance-too-low`);
    }
    const browser = await api.signIn('soker');
    expect(await meOf(browser)).toMatchObject({ roles: [{ role: 'applicant' }] });
  });

  it('decides which of the roles given are carried, and is raised by a new session', async () => {
    await grantAtStaff('beslutter', ['caseworker', 'decision-maker']);
    const browser = new TestBrowser(api.url);
    api.staff.next = { sub: 'beslutter', acr: 'entraid' };
    await browser.goTo('/api/v1/sign-in?provider=staff');
    expect(api.staff.asked.at(-1)?.get('acr_values')).toBe('entraid');
    expect(await meOf(browser)).toMatchObject({
      roles: [{ role: 'caseworker' }],
      mayActIn: ['caseworker'],
      outOfReach: ['decision-maker'],
    });

    const before = browser.cookie('tilgang-session');
    api.staff.next = { sub: 'beslutter', acr: 'high' };
    await browser.goTo('/api/v1/sign-in?raise=yes');
    expect(api.staff.asked.at(-1)?.get('acr_values')).toBe('high');
    expect(browser.cookie('tilgang-session')).not.toBe(before);
    expect(await meOf(browser)).toMatchObject({
      mayActIn: ['caseworker', 'decision-maker'],
      outOfReach: [],
    });
  });

  it('of a token is checked as that of a session is', async () => {
    await api.person('revisor', { role: 'auditor', registryId: null });
    const asked = async (claims: object) => {
      const token = await api.provider.accessToken({ sub: 'revisor', ...claims });
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${api.url}/api/v1/audits`, { headers })).status;
    };
    expect(await asked({})).toBe(200);
    expect(await asked({ acr: 'idporten-loa-substantial' })).toBe(403);
    expect(await asked({ acr: undefined })).toBe(403);
  });
});

describe('two providers', () => {
  it('are both offered, by name alone', async () => {
    const answer = await fetch(`${api.url}/api/v1/sign-in/providers`);
    expect(await answer.json()).toEqual({
      items: [
        { name: 'main', profile: 'id-porten' },
        { name: 'staff', profile: 'ansattporten-entraid' },
      ],
    });
  });

  it('never take each other’s answers', async () => {
    const browser = new TestBrowser(api.url);
    api.provider.next = { sub: 'soker', acr: 'idporten-loa-high' };
    api.staff.next = { sub: 'soker', acr: 'high' };
    await browser.send('/api/v1/sign-in?provider=staff');
    // The code is the other provider's, the state our own.
    const other = new TestBrowser(api.url);
    const begun = await other.send('/api/v1/sign-in?provider=main');
    const back = await fetch(begun.headers.get('location')!, { redirect: 'manual' });
    const answer = await browser.send(back.headers.get('location')!);
    expect(answer.headers.get('location')).toMatch(/^\/\?sign-in=failed/);
    expect(browser.cookie('tilgang-session')).toBeUndefined();
  });

  it('know the same name as two people', async () => {
    await api.person('samme', { role: 'auditor', registryId: null });
    const browser = new TestBrowser(api.url);
    api.staff.next = { sub: 'samme', acr: 'high' };
    await browser.goTo('/api/v1/sign-in?provider=staff');
    expect(await meOf(browser)).toMatchObject({ roles: [{ role: 'applicant' }] });
  });
});

describe('a national identity number', () => {
  const pid = '01820112345';

  it('never reaches the case database, whatever the provider says of it [law 27] [R15.5.2]', async () => {
    const claims = { pid, name: 'Åse Demo', nin: pid, authorization_details: [{ pid }] };
    const browser = await api.signIn('pairwise-aase', { claims });
    expect(await meOf(browser)).toMatchObject({ name: 'Åse Demo' });
    const { rows } = await api.db.pool.query<{ table: string }>(
      `SELECT format('%I', relname) AS "table" FROM pg_class
        WHERE relnamespace = 'tilgang'::regnamespace AND relkind = 'r'
          AND has_table_privilege(oid, 'SELECT')`,
    );
    expect(rows.length).toBeGreaterThan(40);
    for (const { table } of rows) {
      const found = await api.db.pool.query(
        `SELECT FROM ${table} t WHERE strpos(t::text, $1) > 0 LIMIT 1`,
        [pid],
      );
      expect([table, found.rowCount]).toEqual([table, 0]);
    }
  });

  it('is no name to be known by', async () => {
    for (const how of [{ sub: pid }, { sub: 'x', claims: { name: pid } }]) {
      const browser = new TestBrowser(api.url);
      api.provider.next = { acr: 'idporten-loa-high', ...how };
      await browser.goTo('/api/v1/sign-in');
      expect(browser.cookie('tilgang-session')).toBeUndefined();
    }
  });
});

async function grantAtStaff(subject: string, roles: string[]): Promise<void> {
  const browser = new TestBrowser(api.url);
  api.staff.next = { sub: subject, acr: 'high' };
  await browser.goTo('/api/v1/sign-in?provider=staff');
  const { id } = (await meOf(browser)) as { id: string };
  await api.person('forvalter', { role: 'administrator', registryId: null });
  const token = await api.provider.accessToken({ sub: 'forvalter' });
  for (const role of roles) {
    const answer = await fetch(`${api.url}/api/v1/people/${id}/roles`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ role }),
    });
    expect(answer.status).toBe(204);
  }
}
