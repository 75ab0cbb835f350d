import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestBrowser } from '../../e2e/sign-in.browser.js';
import { type DemoApi, startDemoApi } from '../../support/demo-api.js';
import { HttpCase } from '../../support/http-case.js';
import { exempted, proposed, rekApproves, toAssessment } from '../../support/journey.bodies.js';
import { codeOf } from '../../support/signed-in.js';

let api: DemoApi;
beforeAll(async () => {
  api = await startDemoApi({ SIGNING_TOKEN_MINUTES: '15' });
});
afterAll(() => api.stop());

/** A case whose decision waits for a signature. */
async function proposedCase(): Promise<{ id: string; version: number }> {
  const accessCase = await HttpCase.open(api.tilgang);
  const today = await api.tilgang.today();
  await accessCase.play(...toAssessment('npr'), ...rekApproves(today));
  await accessCase.play(...exempted('npr'), ...proposed(today, ['npr']));
  return accessCase.detail();
}

async function signedIn(login: string): Promise<TestBrowser> {
  const browser = new TestBrowser(api.url);
  await browser.goTo('/api/v1/sign-in');
  await browser.choose(login);
  return browser;
}

const sign = (id: string, version: number) => ({
  path: `/api/v1/cases/${id}/commands/sign-access-grant`,
  init: { method: 'POST', body: JSON.stringify({ version }) },
});

async function refusalsIn(id: string): Promise<unknown[]> {
  const { rows } = await api.db.pool.query<{ type: string; data: { code: string } }>(
    `SELECT type, data FROM case_event WHERE case_id = $1 AND outcome = 'refused' ORDER BY seq`,
    [id],
  );
  return rows.map(({ type, data }) => [type, data.code]);
}

describe('signing a decision', () => {
  it('after fifteen minutes asks for a new sign-in, then goes through; the try is logged [R15.5.3]', async () => {
    const { id, version } = await proposedCase();
    const browser = await signedIn('beslutter');
    const send = () => {
      const { path, init } = sign(id, version);
      const headers = { origin: api.url, 'content-type': 'application/json' };
      return browser.send(path, { ...init, headers });
    };
    await api.db.pool.query(
      `UPDATE session SET authenticated_at = now() - interval '15 minutes 1 second'`,
    );
    const refused = await send();
    expect([refused.status, await codeOf(refused)]).toEqual([401, 'sign-in-too-old']);
    expect(refused.headers.get('www-authenticate')).toMatch('insufficient_user_authentication');
    // Everything else goes on as before.
    expect((await browser.send(`/api/v1/cases/${id}`)).status).toBe(200);

    const returnTo = encodeURIComponent(`/cases/${id}?command=sign-access-grant`);
    await browser.goTo(`/api/v1/sign-in?fresh=yes&returnTo=${returnTo}`);
    const landed = await browser.choose('beslutter');
    expect(landed.url).toBe(`${api.url}/cases/${id}?command=sign-access-grant`);
    expect((await send()).status).toBe(201);
    expect(await refusalsIn(id)).toEqual([['sign-access-grant', 'sign-in-too-old']]);
  });

  it('by a program asks for a token of a sign-in that is as recent', async () => {
    const { id, version } = await proposedCase();
    const seconds = Math.floor(Date.now() / 1000);
    const sent = async (claims: object) => {
      const { path, init } = sign(id, version);
      const token = await api.token({ sub: 'beslutter', ...claims });
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      return fetch(api.url + path, { ...init, headers });
    };
    for (const auth_time of [seconds - 15 * 60 - 1, undefined]) {
      const answer = await sent({ auth_time });
      expect([answer.status, await codeOf(answer)]).toEqual([401, 'sign-in-too-old']);
    }
    expect((await sent({ auth_time: seconds - 14 * 60 })).status).toBe(201);
  });

  it('sends nobody to sign in anew for what is refused all the same', async () => {
    const { id, version } = await proposedCase();
    const token = await api.token({ sub: 'saksbehandler', auth_time: undefined });
    const { path, init } = sign(id, version);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(api.url + path, { ...init, headers });
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'not-allowed-for-role']);
  });
});
