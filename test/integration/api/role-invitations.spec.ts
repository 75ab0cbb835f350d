import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RoleInvitations } from '#parties';
import { SystemClock } from '#platform';
import type { TestBrowser } from '../../e2e/sign-in.browser.js';
import { partyProcessors } from '../../../libs/parties/src/party.processor.js';
import { type ApiWithProvider, codeOf, startWithProvider } from '../../support/signed-in.js';

let api: ApiWithProvider;
let forvalter: TestBrowser;
const mails: { to: string; subject: string; text: string }[] = [];
const channel = {
  send: (mail: { to: string; subject: string; text: string }) => {
    mails.push(mail);
    return Promise.resolve();
  },
};

beforeAll(async () => {
  api = await startWithProvider();
  await api.person('forvalter', { role: 'administrator', registryId: null });
  await api.person('forvalter2', { role: 'administrator', registryId: null });
  forvalter = await api.signIn('forvalter');
});
afterAll(() => api.stop());

function send(browser: TestBrowser, method: string, path: string, body?: object) {
  return browser.send(`/api/v1${path}`, {
    method,
    headers: { origin: api.url, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function invited(body: object): Promise<{ id: string; token: string }> {
  const answer = await send(forvalter, 'POST', '/role-invitations', body);
  expect(answer.status).toBe(201);
  const { id } = (await answer.json()) as { id: string };
  return { id, token: await sentToken(id) };
}

/** Sends the mail as the worker does, and opens it. */
async function sentToken(id: string): Promise<string> {
  const clock = new SystemClock();
  await new RoleInvitations(api.db, clock).send(id, channel, api.url);
  return /#([\w-]{43})/.exec(mails.at(-1)?.text ?? '')?.[1] ?? '';
}

async function refusal(answer: Response): Promise<[number, string]> {
  return [answer.status, await codeOf(answer)];
}

const rolesOf = async (browser: TestBrowser) =>
  ((await (await browser.send('/api/v1/me')).json()) as { roles: unknown }).roles;
const idOf = async (browser: TestBrowser) =>
  ((await (await browser.send('/api/v1/me')).json()) as { id: string }).id;

describe('an invitation', () => {
  it('goes out without a word of content, and gives its role once [R15.5.3]', async () => {
    const email = 'nils@work.example';
    const { id, token } = await invited({
      email,
      role: 'registry-adviser',
      registryId: 'norsk-pasientregister',
    });
    const mail = mails.at(-1)!;
    expect(mail.to).toBe(email);
    expect(mail.text).not.toMatch(/rådgiver|adviser|pasientregister/i);
    const { rows } = await api.db.pool.query<{ row: string }>(
      'SELECT i::text AS row FROM role_invitation i',
    );
    expect(JSON.stringify(rows)).not.toContain(token);

    const nils = await api.signIn('nils');
    const answer = await send(nils, 'POST', '/role-invitations/accept', { token });
    expect(answer.status).toBe(200);
    expect(await rolesOf(nils)).toEqual([
      { role: 'registry-adviser', registryId: 'norsk-pasientregister' },
    ]);
    const second = await api.signIn('en-annen');
    const again = await send(second, 'POST', '/role-invitations/accept', { token });
    expect(await refusal(again)).toEqual([404, 'invitation-unknown']);

    const list = await (await send(forvalter, 'GET', '/role-invitations')).json();
    expect((list as { items: object[] }).items[0]).toMatchObject({
      id,
      email,
      state: 'accepted',
      acceptedByName: 'nils',
    });
  });

  it('takes nothing from who has applied: they go on being an applicant', async () => {
    const applicant = await api.signIn('forsker');
    const opened = await send(applicant, 'POST', '/cases', { language: 'nb' });
    expect(opened.status).toBe(201);
    const { id } = (await opened.json()) as { id: string };
    const { token } = await invited({ email: 'forsker@work.example', role: 'auditor' });
    const accepted = await send(applicant, 'POST', '/role-invitations/accept', { token });
    expect(accepted.status).toBe(200);
    const me = await (await applicant.send('/api/v1/me')).json();
    expect(me).toMatchObject({ mayActIn: ['applicant', 'auditor'] });
    await send(applicant, 'PUT', '/me/acting-role', { role: 'applicant' });
    expect((await applicant.send(`/api/v1/cases/${id}`)).status).toBe(200);
  });

  it('that was withdrawn or sent again gives nothing by its old link', async () => {
    const first = await invited({ email: 'a@work.example', role: 'caseworker' });
    expect((await send(forvalter, 'POST', `/role-invitations/${first.id}/resend`, {})).status).toBe(
      204,
    );
    const person = await api.signIn('gammel-lenke');
    const old = await send(person, 'POST', '/role-invitations/accept', { token: first.token });
    expect(await refusal(old)).toEqual([404, 'invitation-unknown']);
    const token = await sentToken(first.id);
    expect((await send(forvalter, 'DELETE', `/role-invitations/${first.id}`)).status).toBe(204);
    const withdrawn = await send(person, 'POST', '/role-invitations/accept', { token });
    expect(await refusal(withdrawn)).toEqual([404, 'invitation-unknown']);
    expect(await rolesOf(person)).toEqual([{ role: 'applicant', registryId: null }]);
  });

  it('runs out after a week', async () => {
    const { id, token } = await invited({ email: 'b@work.example', role: 'caseworker' });
    await api.db.pool.query('UPDATE role_invitation SET expires_at = now() WHERE id = $1', [id]);
    const person = await api.signIn('sen');
    const late = await send(person, 'POST', '/role-invitations/accept', { token });
    expect(await refusal(late)).toEqual([409, 'invitation-expired']);
  });

  it('gives its maker nothing: nobody invites themselves', async () => {
    const { token } = await invited({ email: 'meg@work.example', role: 'decision-maker' });
    const own = await send(forvalter, 'POST', '/role-invitations/accept', { token });
    expect(await refusal(own)).toEqual([403, 'own-roles']);
    // It is still there for the one it was meant for.
    const other = await api.signIn('tilsiktet');
    expect((await send(other, 'POST', '/role-invitations/accept', { token })).status).toBe(200);
  });

  it('is for administrators to make', async () => {
    const stranger = await api.signIn('hvem-som-helst');
    const body = { email: 'x@work.example', role: 'administrator' };
    for (const [method, path] of [
      ['POST', '/role-invitations'],
      ['GET', '/role-invitations'],
      ['GET', '/people'],
      ['GET', '/role-changes'],
      ['DELETE', '/role-invitations/c0000000-0000-4000-8000-0000000000aa'],
    ] as const) {
      const answer = await send(stranger, method, path, method === 'POST' ? body : undefined);
      expect([path, ...(await refusal(answer))]).toEqual([path, 403, 'not-allowed-for-role']);
    }
  });
});

describe('brute force on invitation tokens', () => {
  it('ends after ten wrong ones: then the right one helps no more', async () => {
    const { token } = await invited({ email: 'c@work.example', role: 'caseworker' });
    const guesser = await api.signIn('gjetter');
    const codes: string[] = [];
    for (let n = 0; n < 11; n += 1) {
      const guess = String(n).padEnd(43, 'A');
      const answer = await send(guesser, 'POST', '/role-invitations/accept', { token: guess });
      codes.push(await codeOf(answer));
    }
    expect(codes).toEqual([...Array<string>(10).fill('invitation-unknown'), 'too-many-tries']);
    const right = await send(guesser, 'POST', '/role-invitations/accept', { token });
    expect(await refusal(right)).toEqual([429, 'too-many-tries']);
    expect(await rolesOf(guesser)).toEqual([{ role: 'applicant', registryId: null }]);
  });
});

describe('giving and taking roles', () => {
  it('works at once, is logged, and the other administrators are told without a word of what [R15.5.3]', async () => {
    const person = await api.signIn('ny-ansatt');
    const id = await idOf(person);
    const role = { role: 'decision-maker' };
    expect((await send(forvalter, 'PUT', `/people/${id}/roles`, role)).status).toBe(204);
    expect(await rolesOf(person)).toEqual([{ role: 'decision-maker', registryId: null }]);
    const path = `/people/${id}/roles/decision-maker`;
    expect((await send(forvalter, 'DELETE', path)).status).toBe(204);
    expect(await rolesOf(person)).toEqual([{ role: 'applicant', registryId: null }]);

    const changes = (await (await send(forvalter, 'GET', '/role-changes')).json()) as {
      items: { type: string; ofName: string; byName: string }[];
    };
    expect(changes.items.slice(0, 2)).toMatchObject([
      { type: 'role-taken', ofName: 'ny-ansatt', byName: 'Demo forvalter', role: 'decision-maker' },
      { type: 'role-given', ofName: 'ny-ansatt', byName: 'Demo forvalter', role: 'decision-maker' },
    ]);
    const told = await api.db.pool.query<{ payload: { actorId: string } }>(
      `SELECT payload FROM outbox WHERE job = 'tell-administrators' ORDER BY created_at DESC LIMIT 1`,
    );
    const mark = mails.length;
    const job = partyProcessors(api.db, new SystemClock(), { channel, publicUrl: api.url }).find(
      (each) => each.job.name === 'tell-administrators',
    )!;
    await job.process(told.rows[0]!.payload);
    expect(mails.slice(mark).map(({ to }) => to)).toEqual(['forvalter2@people.example']);
    expect(mails.at(-1)?.text).not.toMatch(/ny-ansatt|decision/);
  });

  it('is refused for one’s own, both ways, whatever role one acts in', async () => {
    const id = await idOf(forvalter);
    const give = await send(forvalter, 'PUT', `/people/${id}/roles`, { role: 'decision-maker' });
    expect(await refusal(give)).toEqual([403, 'own-roles']);
    const take = await send(forvalter, 'DELETE', `/people/${id}/roles/administrator`);
    expect(await refusal(take)).toEqual([403, 'own-roles']);
  });

  it('takes a registry for the roles of registries, and for no other', async () => {
    const id = await idOf(await api.signIn('hel'));
    const path = `/people/${id}/roles`;
    const without = await send(forvalter, 'PUT', path, { role: 'registry-delivery' });
    expect(await refusal(without)).toEqual([422, 'registry-needed']);
    const registryId = 'norsk-pasientregister';
    const beside = await send(forvalter, 'PUT', path, { role: 'caseworker', registryId });
    expect(await refusal(beside)).toEqual([422, 'registry-not-for-role']);
    const system = await send(forvalter, 'PUT', path, { role: 'system' });
    expect(system.status).toBe(400);
  });

  it('leaves one administrator when the last two take each other’s role at once', async () => {
    const other = await api.signIn('forvalter2');
    const [first, second] = [await idOf(forvalter), await idOf(other)];
    const answers = await Promise.all([
      send(forvalter, 'DELETE', `/people/${second}/roles/administrator`),
      send(other, 'DELETE', `/people/${first}/roles/administrator`),
    ]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    const { rowCount } = await api.db.pool.query(
      `SELECT FROM person_role WHERE role = 'administrator'`,
    );
    expect(rowCount).toBe(1);
  });
});
