import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair, importJWK, SignJWT } from 'jose';
import { signingKey } from '../../../apps/api/src/demo/identity-provider.settings.js';
import { type DemoApi, startDemoApi } from '../../support/demo-api.js';
import { HttpCase } from '../../support/http-case.js';
import { registryIds } from '../../support/journey.js';
import { toAssessment } from '../../support/journey.bodies.js';
import { codeOf } from '../../support/signed-in.js';

let api: DemoApi;
beforeAll(async () => {
  api = await startDemoApi();
});
afterAll(() => api.stop());

const consultations = 'tilgang:consultations.read tilgang:consultations.write';

async function tokenFor(clientId: string, scope: string): Promise<string> {
  const { access_token: token } = await api.redeem(await api.assertion(clientId, { scope }));
  if (!token) throw new Error(`No token for ${clientId}`);
  return token;
}

function ask(token: string, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fetch(`${api.url}/api/v1${path}`, { ...init, headers });
}

/** A consulted registry's case. */
async function consultedCase(): Promise<HttpCase> {
  const accessCase = await HttpCase.open(api.tilgang);
  await accessCase.play(...toAssessment('npr'), {
    by: 'caseworker',
    command: {
      type: 'consult-registry',
      registryId: registryIds.npr,
      question: 'Er variablene egnet?',
      answerDueOn: '2099-01-01',
    },
  });
  return accessCase;
}

describe('a system of a registry', () => {
  it('reads the cases of its registry and acts there, and stands in the log as what it is [law 36]', async () => {
    const accessCase = await consultedCase();
    const token = await tokenFor(registryIds.npr, consultations);
    expect((await ask(token, `/cases/${accessCase.id}`)).status).toBe(200);
    const { version } = await accessCase.detail('caseworker');
    const declared = await ask(token, `/cases/${accessCase.id}/commands/declare-impartial`, {
      method: 'POST',
      body: JSON.stringify({ version }),
    });
    expect(declared.status).toBe(201);
    const { rows } = await api.db.pool.query<{ role: string; kind: string; system: unknown }>(
      `SELECT e.actor_role AS role, p.kind, e.data->'system' AS system
         FROM case_event e JOIN person p ON p.id = e.actor_id
        WHERE e.case_id = $1 ORDER BY e.seq DESC LIMIT 1`,
      [accessCase.id],
    );
    expect(rows).toEqual([
      {
        role: 'registry-adviser',
        kind: 'system',
        system: { organisationNumber: '310000000', clientId: registryIds.npr },
      },
    ]);
  });

  it('sees no case of another registry, and no more than its scopes carry', async () => {
    const accessCase = await consultedCase();
    const statuses = async (token: string) => [
      (await ask(token, `/cases/${accessCase.id}`)).status,
      (
        await ask(token, `/cases/${accessCase.id}/commands/declare-impartial`, {
          method: 'POST',
          body: JSON.stringify({ version: 1 }),
        })
      ).status,
    ];
    expect(await statuses(await tokenFor(registryIds.stroke, consultations))).toEqual([404, 404]);
    const deliveries = 'tilgang:deliveries.read tilgang:deliveries.write';
    expect(await statuses(await tokenFor(registryIds.npr, deliveries))).toEqual([404, 404]);
    const reading = await tokenFor(registryIds.npr, 'tilgang:consultations.read');
    expect(await statuses(reading)).toEqual([200, 404]);
    const writing = await tokenFor(registryIds.npr, 'tilgang:consultations.write');
    expect((await statuses(writing))[0]).toBe(404);
  });

  it('reaches nothing that is not opened to systems', async () => {
    const token = await tokenFor(registryIds.npr, consultations);
    const paths = ['/me', '/me/sessions', '/me/notices', '/people', '/registry-systems', '/audits'];
    for (const path of paths) {
      const answer = await ask(token, path);
      expect([path, answer.status, await codeOf(answer)]).toEqual([path, 403, 'not-for-systems']);
    }
  });

  it('is let in and shut out by an administrator, from the next request on', async () => {
    const token = await tokenFor('norsk-pasientregister', consultations);
    const forvalter = await api.token({ sub: 'forvalter' });
    const { items } = (await (await ask(forvalter, '/registry-systems')).json()) as {
      items: { id: string; registryId: string }[];
    };
    const { id } = items.find(({ registryId }) => registryId === registryIds.npr)!;
    expect((await ask(token, '/cases')).status).toBe(200);
    expect((await ask(forvalter, `/registry-systems/${id}`, { method: 'DELETE' })).status).toBe(
      204,
    );
    const shut = await ask(token, '/cases');
    expect([shut.status, await codeOf(shut)]).toEqual([401, 'system-not-known']);

    const added = await ask(forvalter, '/registry-systems', {
      method: 'POST',
      body: JSON.stringify({
        registryId: registryIds.npr,
        organisationNumber: '310000000',
        clientId: registryIds.npr,
        scopes: ['tilgang:consultations.read', 'tilgang:consultations.write'],
      }),
    });
    expect(added.status).toBe(201);
    expect((await ask(token, '/cases')).status).toBe(200);
    const caseworker = await api.token({ sub: 'saksbehandler' });
    expect((await ask(caseworker, '/registry-systems')).status).toBe(403);
  });
});

describe('the list of systems', () => {
  interface Page {
    items: { clientId: string; registryId: string; withdrawnAt: string | null }[];
    nextCursor: string | null;
    issuer: string | null;
  }

  it('comes a page at a time, those withdrawn last, and is narrowed by client, registry and state', async () => {
    await api.db.pool.query(
      `INSERT INTO registry_system (id, person_id, organisation_number, client_id, registry_id,
                                    scopes, added_at, withdrawn_at)
       SELECT gen_random_uuid(), person_id, '310000035', 'many-' || i, registry_id, scopes, now(),
              CASE WHEN i % 2 = 0 THEN now() END
         FROM registry_system, generate_series(1, 60) i
        WHERE registry_id = $1 AND withdrawn_at IS NULL AND client_id = $1`,
      [registryIds.stroke],
    );
    const forvalter = await api.token({ sub: 'forvalter' });
    const list = async (query: Record<string, string>) => {
      const answer = await ask(
        forvalter,
        `/registry-systems?${new URLSearchParams(query).toString()}`,
      );
      expect(answer.status).toBe(200);
      return (await answer.json()) as Page;
    };
    const first = await list({ search: 'MANY-' });
    const second = await list({ search: 'MANY-', cursor: first.nextCursor ?? '' });
    const all = [...first.items, ...second.items];
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([50, 10, null]);
    expect(first.issuer).toBe(`${api.url}/idp/machine`);
    expect(new Set(all.map(({ clientId }) => clientId)).size).toBe(60);
    expect(all.map(({ withdrawnAt }) => withdrawnAt !== null)).toEqual([
      ...Array<boolean>(30).fill(false),
      ...Array<boolean>(30).fill(true),
    ]);
    const letIn = await list({ search: '310000035', state: 'let-in' });
    expect([letIn.items.length, letIn.items.every((each) => each.withdrawnAt === null)]).toEqual([
      30,
      true,
    ]);
    expect((await list({ search: 'many-', registryId: registryIds.dar })).items).toEqual([]);
    const odd = await ask(forvalter, '/registry-systems?cursor=1');
    expect([odd.status, await codeOf(odd)]).toEqual([400, 'body-malformed']);
  });
});

describe('token replay', () => {
  it('an assertion gives one token, and no other after it', async () => {
    const assertion = await api.assertion(registryIds.npr);
    expect((await api.redeem(assertion)).access_token).toBeDefined();
    expect(await api.redeem(assertion)).toEqual({ error: 'invalid_grant' });
  });
});

describe('a system’s token', () => {
  /** As the demo issuer would sign it, but for the claims. */
  async function forged(
    claims: object,
    key?: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'],
  ): Promise<string> {
    const seconds = Math.floor(Date.now() / 1000);
    const issuerKey = await importJWK(signingKey('only-in-tests-0123456789 machine'), 'ES256');
    return new SignJWT({
      iss: `${api.url}/idp/machine`,
      aud: api.url,
      iat: seconds,
      exp: seconds + 600,
      scope: consultations,
      client_id: registryIds.stroke,
      consumer: { authority: 'iso6523-actorid-upis', ID: '0192:310000027' },
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256' })
      .sign(key ?? issuerKey);
  }

  it('is accepted only from its issuer, for us, in its time and of an organisation we know', async () => {
    const seconds = Math.floor(Date.now() / 1000);
    const status = async (token: string) => (await ask(token, '/cases')).status;
    expect(await status(await forged({}))).toBe(200);
    const wrong = {
      'another audience': await forged({ aud: 'https://other.example' }),
      'the audience of people’s tokens': await forged({ aud: 'tilgang' }),
      'issued by the people’s issuer': await forged({ iss: `${api.url}/idp` }),
      'another key': await forged({}, (await generateKeyPair('ES256')).privateKey),
      expired: await forged({ exp: seconds - 1 }),
      'a year long': await forged({ exp: seconds + 365 * 86_400 }),
      'without a time of issue': await forged({ iat: undefined }),
      'of another organisation': await forged({
        consumer: { authority: 'iso6523-actorid-upis', ID: '0192:310000000' },
      }),
      'of another client': await forged({ client_id: 'another' }),
      'without a consumer': await forged({ consumer: undefined }),
      'of another kind of number': await forged({
        consumer: { authority: 'iso6523-actorid-upis', ID: '9908:310000027' },
      }),
    };
    for (const [name, token] of Object.entries(wrong)) {
      expect([name, await status(token)]).toEqual([name, 401]);
    }
  });

  it('gives no scope that our own table does not give as well', async () => {
    await api.db.pool.query(
      `UPDATE registry_system SET scopes = '{tilgang:deliveries.read}' WHERE registry_id = $1`,
      [registryIds.dar],
    );
    const accessCase = await HttpCase.open(api.tilgang);
    await accessCase.play(...toAssessment('dar'), {
      by: 'caseworker',
      command: {
        type: 'consult-registry',
        registryId: registryIds.dar,
        question: 'Er variablene egnet?',
        answerDueOn: '2099-01-01',
      },
    });
    const token = await tokenFor(registryIds.dar, consultations);
    expect((await ask(token, `/cases/${accessCase.id}`)).status).toBe(404);
  });
});
