import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestBrowser } from '../../e2e/sign-in.browser.js';
import { startApi } from '../../support/api.js';
import { type ApiWithProvider, codeOf, startWithProvider } from '../../support/signed-in.js';

let api: ApiWithProvider;
beforeAll(async () => {
  api = await startWithProvider();
  await api.person('kari', { role: 'caseworker', registryId: null });
  await api.person(
    'begge',
    { role: 'caseworker', registryId: null },
    { role: 'decision-maker', registryId: null },
  );
});
afterAll(() => api.stop());

const own = () => ({ origin: api.url });
const tokenOf = (browser: TestBrowser) => browser.cookie('tilgang-session') ?? '';
const me = (browser: TestBrowser, headers = {}) => browser.send('/api/v1/me', { headers });
const sessionsOf = async (browser: TestBrowser) =>
  (
    (await (await browser.send('/api/v1/me/sessions')).json()) as {
      items: { id: string; isThis: boolean; browser: string }[];
    }
  ).items;

/** Lets time pass for every session there is, as the database tells it. */
async function rested(minutes: number): Promise<void> {
  await api.db.pool.query(
    'UPDATE session SET seen_at = seen_at - make_interval(secs => $1), expires_at = expires_at - make_interval(secs => $1)',
    [minutes * 60],
  );
}

describe('session fixation', () => {
  it('gives a new session at every sign-in, never the one the browser came with', async () => {
    const planted = 'A'.repeat(43);
    api.provider.next = { sub: 'kari', acr: 'idporten-loa-high' };
    const victim = new TestBrowser(api.url, { 'tilgang-session': planted });
    await victim.goTo('/api/v1/sign-in');
    expect(tokenOf(victim)).toMatch(/^[\w-]{43}$/);
    expect(tokenOf(victim)).not.toBe(planted);
    expect((await me(new TestBrowser(api.url, { 'tilgang-session': planted }))).status).toBe(401);
  });

  it('ends the session before when the same browser signs in again', async () => {
    const browser = await api.signIn('kari');
    const before = tokenOf(browser);
    await browser.goTo('/api/v1/sign-in?fresh=yes');
    expect(tokenOf(browser)).not.toBe(before);
    expect((await me(browser)).status).toBe(200);
    expect((await me(new TestBrowser(api.url, { 'tilgang-session': before }))).status).toBe(401);
  });

  it('changes the session when its person changes role', async () => {
    const browser = await api.signIn('begge');
    const before = tokenOf(browser);
    const answer = await browser.send('/api/v1/me/acting-role', {
      method: 'PUT',
      headers: { ...own(), 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'decision-maker' }),
    });
    expect(answer.status).toBe(200);
    expect(tokenOf(browser)).not.toBe(before);
    expect((await me(browser)).status).toBe(200);
    expect((await me(new TestBrowser(api.url, { 'tilgang-session': before }))).status).toBe(401);
  });
});

describe('the time of a session', () => {
  it('ends when nobody has used it for half an hour [R16.0.5]', async () => {
    const browser = await api.signIn('kari');
    await rested(29);
    expect((await me(browser)).status).toBe(200);
    // That was a use: it counts from there.
    await rested(29);
    expect((await me(browser)).status).toBe(200);
    await rested(31);
    const answer = await me(browser);
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'not-signed-in']);
  });

  it('is not made longer by what the page asks by itself', async () => {
    const browser = await api.signIn('kari');
    await rested(20);
    expect((await me(browser, { 'tilgang-background': 'yes' })).status).toBe(200);
    await rested(11);
    expect((await me(browser)).status).toBe(401);
  });

  it('ends after a working day however much it is used [R16.0.5]', async () => {
    const browser = await api.signIn('kari');
    await api.db.pool.query(`UPDATE session SET expires_at = now() + interval '1 second'`);
    expect((await me(browser)).status).toBe(200);
    await api.db.pool.query(`UPDATE session SET expires_at = now()`);
    expect((await me(browser)).status).toBe(401);
  });
});

describe('a person’s own sessions', () => {
  it('are listed with the browser in words, and one is ended by the other', async () => {
    await api.person('siri', { role: 'caseworker', registryId: null });
    const here = await api.signIn('siri');
    const there = await api.signIn('siri');
    const items = await sessionsOf(here);
    expect(items.map(({ isThis }) => isThis)).toEqual([false, true]);
    const other = items.find(({ isThis }) => !isThis)!;
    const ended = await here.send(`/api/v1/me/sessions/${other.id}`, {
      method: 'DELETE',
      headers: own(),
    });
    expect(ended.status).toBe(204);
    expect((await me(there)).status).toBe(401);
    expect((await sessionsOf(here)).length).toBe(1);
  });

  it('are nobody else’s to end', async () => {
    const kari = await api.signIn('kari');
    const [first] = await sessionsOf(kari);
    const stranger = await api.signIn('begge');
    for (const id of [first!.id, 'c0000000-0000-4000-8000-0000000000aa', 'x']) {
      const answer = await stranger.send(`/api/v1/me/sessions/${id}`, {
        method: 'DELETE',
        headers: own(),
      });
      expect([answer.status, await codeOf(answer)]).toEqual([404, 'session-unknown']);
    }
    expect((await me(kari)).status).toBe(200);
  });

  it('all end at once, in every process, and tokens with them', async () => {
    await api.person('liv', { role: 'caseworker', registryId: null });
    const second = await startApi(api.databaseUrl, api.settings);
    try {
      const [here, there] = [await api.signIn('liv'), await api.signIn('liv')];
      const iat = Math.floor(Date.now() / 1000) - 5;
      const token = await api.provider.accessToken({ sub: 'liv', iat });
      const withToken = () =>
        fetch(`${second.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
      const elsewhere = new TestBrowser(second.url, { 'tilgang-session': tokenOf(there) });
      expect((await me(elsewhere)).status).toBe(200);

      const out = await here.send('/api/v1/me/sessions', { method: 'DELETE', headers: own() });
      expect(out.status).toBe(204);
      expect(here.cookie('tilgang-session')).toBeUndefined();
      expect((await me(elsewhere)).status).toBe(401);
      expect((await withToken()).status).toBe(401);
      const later = await api.provider.accessToken({
        sub: 'liv',
        iat: Math.floor(Date.now() / 1000) + 2,
      });
      const answer = await fetch(`${second.url}/api/v1/me`, {
        headers: { authorization: `Bearer ${later}` },
      });
      expect(answer.status).toBe(200);
    } finally {
      await second.close();
    }
  });
});

describe('signing out', () => {
  it('goes on to the provider, with the identity token that only the browser kept', async () => {
    const browser = await api.signIn('kari');
    const hint = browser.cookie('tilgang-sign-out');
    expect(hint).toBeDefined();
    const answer = await browser.send('/api/v1/sign-out', { method: 'POST', headers: own() });
    expect(answer.status).toBe(200);
    const { goTo } = (await answer.json()) as { goTo: string };
    const address = new URL(goTo);
    expect(address.origin + address.pathname).toBe(`${api.provider.issuer}/end`);
    expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${api.url}/`);
    expect(address.searchParams.get('id_token_hint')?.split('.')).toHaveLength(3);
    expect(browser.cookie('tilgang-sign-out')).toBeUndefined();
    expect((await me(browser)).status).toBe(401);
  });
});

describe('the role a person acts in', () => {
  const roles = async (answer: Response) =>
    (await answer.json()) as { roles: { role: string }[]; mayActIn: string[] };

  it('is one at a time in a browser, and the switch is logged [R15.5.3]', async () => {
    await api.person(
      'to',
      { role: 'caseworker', registryId: null },
      { role: 'decision-maker', registryId: null },
    );
    const browser = await api.signIn('to');
    expect(await roles(await me(browser))).toMatchObject({
      roles: [{ role: 'caseworker' }],
      mayActIn: ['caseworker', 'decision-maker'],
    });
    const act = (role: string) =>
      browser.send('/api/v1/me/acting-role', {
        method: 'PUT',
        headers: { ...own(), 'content-type': 'application/json' },
        body: JSON.stringify({ role }),
      });
    expect((await act('decision-maker')).status).toBe(200);
    expect(await roles(await me(browser))).toMatchObject({ roles: [{ role: 'decision-maker' }] });
    const refused = await act('administrator');
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'role-not-held']);

    const { rows } = await api.db.pool.query<{ data: unknown }>(
      `SELECT e.data FROM service_event e JOIN person p ON p.id = e.actor_id
        WHERE e.type = 'acting-role-chosen' AND p.subject = 'to' ORDER BY e.seq`,
    );
    expect(rows).toEqual([{ data: { from: 'caseworker', to: 'decision-maker' } }]);
    // The next session begins where the person left.
    expect(await roles(await me(await api.signIn('to')))).toMatchObject({
      roles: [{ role: 'decision-maker' }],
    });
  });

  it('is gone with the request after it was taken away', async () => {
    await api.person('mister', { role: 'auditor', registryId: null });
    const browser = await api.signIn('mister');
    expect((await browser.send('/api/v1/audits')).status).toBe(200);
    await api.db.pool.query(
      `DELETE FROM person_role USING person WHERE person.id = person_id AND subject = 'mister'`,
    );
    expect((await browser.send('/api/v1/audits')).status).toBe(403);
  });

  it('is named by a program in a header, or all of them are acted in', async () => {
    const token = await api.provider.accessToken({ sub: 'begge' });
    const asked = (headers: Record<string, string>) =>
      fetch(`${api.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}`, ...headers } });
    expect((await roles(await asked({}))).roles.map(({ role }) => role)).toEqual([
      'caseworker',
      'decision-maker',
    ]);
    const one = await roles(await asked({ 'tilgang-role': 'decision-maker' }));
    expect(one.roles.map(({ role }) => role)).toEqual(['decision-maker']);
    const refused = await asked({ 'tilgang-role': 'auditor' });
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'role-not-held']);
  });
});
