import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestBrowser } from '../../e2e/sign-in.browser.js';
import { type ApiWithProvider, codeOf, startWithProvider } from '../../support/signed-in.js';

let api: ApiWithProvider;
beforeAll(async () => {
  api = await startWithProvider();
});
afterAll(() => api.stop());

interface Named {
  name: string;
  hasName: boolean;
}

const nameOf = async (browser: TestBrowser): Promise<Named> => {
  const { name, hasName } = (await (await browser.send('/api/v1/me')).json()) as Named;
  return { name, hasName };
};

const give = (browser: TestBrowser, name: string) =>
  browser.send('/api/v1/me/name', {
    method: 'PUT',
    headers: { origin: api.url, 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });

describe('who signs in by a provider that gives no name', () => {
  it('goes by the subject until they say what they are called, and by that from then on', async () => {
    const browser = await api.signIn('pairwise-1');
    expect(await nameOf(browser)).toEqual({ name: 'pairwise-1', hasName: false });
    const refused = await give(browser, '01820112345');
    expect([refused.status, await codeOf(refused)]).toEqual([400, 'body-malformed']);
    expect((await give(browser, ' Áile  Demosøker ')).status).toBe(204);
    expect(await nameOf(browser)).toEqual({ name: 'Áile Demosøker', hasName: true });

    const again = await api.signIn('pairwise-1');
    expect(await nameOf(again)).toEqual({ name: 'Áile Demosøker', hasName: true });
    // A slip of the pen can be mended.
    expect((await give(again, 'Áile N. Demosøker')).status).toBe(204);
    expect((await nameOf(again)).name).toBe('Áile N. Demosøker');
  });

  it('is called what a provider says, once it says so, and no longer names themselves', async () => {
    const browser = await api.signIn('pairwise-2');
    expect((await give(browser, 'Eget Demonavn')).status).toBe(204);
    const named = await api.signIn('pairwise-2', { claims: { name: 'Navn Fra-Demotilbyder' } });
    expect(await nameOf(named)).toEqual({ name: 'Navn Fra-Demotilbyder', hasName: true });
    const refused = await give(named, 'Eget Demonavn');
    expect([refused.status, await codeOf(refused)]).toEqual([409, 'named-by-provider']);
    expect((await nameOf(await api.signIn('pairwise-2'))).name).toBe('Navn Fra-Demotilbyder');
  });

  it('is not named by an address, and is asked', async () => {
    const browser = await api.signIn('pairwise-3', { claims: { email: 'demo@people.example' } });
    expect(await nameOf(browser)).toEqual({ name: 'demo@people.example', hasName: false });
  });

  it('leaves in the log that they said it, and not what', async () => {
    await give(await api.signIn('pairwise-4'), 'Hemmelig Demonavn');
    const { rows } = await api.db.pool.query<{ data: object }>(
      `SELECT data FROM service_event WHERE type = 'own-name-given' ORDER BY seq DESC LIMIT 1`,
    );
    expect(rows).toEqual([{ data: {} }]);
  });
});
