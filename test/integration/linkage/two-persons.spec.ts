import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultsOf, type Notice } from '#linkage/vault';
import { people } from './people.js';
import { type TestApproval, testRegistry, type TestRegistry, TestVault } from './vault.js';

let vault: TestVault;
let births: TestRegistry;

beforeAll(async () => {
  vault = await TestVault.start();
  births = await testRegistry('mfr');
});
afterAll(async () => {
  await vault.end();
});

const caseReference = 'HDS-2026-000001';

async function loggedOf(domain: string): Promise<string[]> {
  const { rows } = await vault.owner.query<{ line: string }>(
    `SELECT concat_ws(' ', requester_id, action, purpose, outcome, legal_ground) AS line
     FROM vault.access_log WHERE domain_id = $1 AND action NOT IN ('create-domain') ORDER BY seq`,
    [domain],
  );
  return rows.map(({ line }) => line);
}

describe('destroying keys by two custodians', () => {
  const at = (domain: string, person: string) => {
    const path = `/domains/${domain}/destruction`;
    const bearer = () => vault.custodianTicket('destroy', domain, person);
    return {
      order: async () =>
        vault.call('POST', path, { bearer: await bearer(), json: { caseReference } }),
      confirm: async () => vault.call('POST', `${path}/confirm`, { bearer: await bearer() }),
      withdraw: async () => vault.call('DELETE', path, { bearer: await bearer() }),
      view: async () => vault.call('GET', path, { bearer: await bearer() }),
    };
  };

  it('needs one who orders it and another who confirms it, both named in the certificate [law 26]', async () => {
    const domain = await vault.domain([births]);
    const [kari, ola] = [at(domain, 'kari'), at(domain, 'ola')];
    const early = await ola.confirm();
    expect([early.status, early.json['code']]).toEqual([409, 'no-order-waiting']);

    const ordered = await kari.order();
    expect(ordered.json).toMatchObject({ state: 'ordered', orderedBy: { id: 'kari' } });
    expect((await kari.order()).json['orderId']).toBe(ordered.json['orderId']);
    const alone = await kari.confirm();
    expect([alone.status, alone.json['code']]).toEqual([403, 'same-person-twice']);
    expect(alone.json['problems']).toMatchObject([
      { rule: expect.stringContaining('split custody') },
    ]);
    const second = await ola.order();
    expect([second.status, second.json['code']]).toEqual([409, 'order-waiting']);
    expect((await vault.accepted(domain, births, 'fnr\n1\n')).counts.rows).toBe(1);

    const destroyed = await ola.confirm();
    expect(destroyed.status).toBe(200);
    expect(destroyed.json).toMatchObject({
      orderedBy: { id: 'kari', name: 'Name of kari' },
      confirmedBy: { id: 'ola', name: 'Name of ola' },
    });
    expect((await kari.confirm()).json).toEqual(destroyed.json);
    const { destroyedAt, sha256 } = destroyed.json;
    const { items } = (await vault.call('GET', '/notices')).json as { items: Notice[] };
    // Once, for the case that may be waiting for key files.
    expect(items.filter((notice) => notice.domainId === domain).slice(1)).toEqual([
      expect.objectContaining({
        kind: 'keys-destroyed',
        registryId: null,
        data: {
          destroyedAt,
          serialNumberCount: 0,
          certificateSha256: sha256,
          orderedByName: 'Name of kari',
          confirmedByName: 'Name of ola',
        },
      }),
    ]);
    expect((await kari.view()).json).toMatchObject({
      state: 'destroyed',
      certificate: destroyed.json,
    });
    expect(await loggedOf(domain)).toEqual([
      'ola destroy-keys no-order-waiting',
      'kari order-destruction done',
      'kari destroy-keys same-person-twice',
      'ola order-destruction order-waiting',
      'person-1 use-key receive-list done',
      'person-1 receive-list done',
      'ola destroy-keys begun',
      'ola destroy-keys done',
    ]);
  });

  it('can be taken back, and runs out, until it is confirmed', async () => {
    const domain = await vault.domain([births]);
    const [kari, ola] = [at(domain, 'kari'), at(domain, 'ola')];
    await kari.order();
    expect((await ola.withdraw()).status).toBe(204);
    expect((await ola.confirm()).json['code']).toBe('no-order-waiting');
    await kari.order();
    await vault.owner.query(
      "UPDATE vault.joint_order SET expires_at = now() - interval '1 minute' WHERE domain_id = $1",
      [domain],
    );
    expect((await kari.view()).json['state']).toBe('none');
    expect((await ola.confirm()).json['code']).toBe('no-order-waiting');
    expect((await ola.order()).status).toBe(201);
    expect((await kari.confirm()).status).toBe(200);
  });

  describe('in the case', () => {
    const put = (domain: string, approvals: string[]) =>
      vault.call('PUT', `/domains/${domain}/destruction`, { json: { caseReference, approvals } });
    const refusalOf = async (domain: string, ...approvals: Promise<string>[]) => {
      const { status, json } = await put(domain, await Promise.all(approvals));
      return `${status} ${String(json['code'])}`;
    };

    it('takes what was signed for each of them, and passed on again gives the same certificate [law 26]', async () => {
      const domain = await vault.domain([births]);
      const order = randomUUID();
      const approvals = await Promise.all([
        vault.approval(domain, { approves: 'order', order, person: 'kari' }),
        vault.approval(domain, { approves: 'confirm', order, person: 'ola' }),
      ]);
      const destroyed = await put(domain, approvals);
      expect(destroyed.json).toMatchObject({
        state: 'destroyed',
        certificate: { orderedBy: { id: 'kari' }, confirmedBy: { id: 'ola', name: 'Name of ola' } },
      });
      expect((await put(domain, approvals)).json).toEqual(destroyed.json);
      expect(await loggedOf(domain)).toEqual([
        'case-system destroy-keys begun',
        'case-system destroy-keys done',
      ]);
      const { rows } = await vault.owner.query(
        'SELECT id, ordered_by, confirmed_by, state FROM vault.joint_order WHERE domain_id = $1',
        [domain],
      );
      expect(rows).toEqual([{ id: order, ordered_by: 'kari', confirmed_by: 'ola', state: 'done' }]);
    });

    it('takes nobody’s word alone: one ticket, one person, an old order or a foreign one [law 26]', async () => {
      const [domain, other] = [await vault.domain([births]), await vault.domain([births])];
      const [order, withdrawn] = [randomUUID(), randomUUID()];
      const ordered = (person: string, more: Partial<TestApproval> = {}) =>
        vault.approval(domain, { approves: 'order', order, person, ...more });
      const confirmed = (person: string, more: Partial<TestApproval> = {}) =>
        vault.approval(domain, { approves: 'confirm', order, person, ...more });
      const expires = new Date(Date.now() - 60_000);
      const pass = vault.custodianTicket('destroy', domain, 'ola');
      const named = { scope: 'destroy:approved', domain, name: 'Ola' };

      expect([
        await refusalOf(domain),
        await refusalOf(domain, ordered('kari')),
        await refusalOf(domain, confirmed('ola')),
        await refusalOf(domain, ordered('kari'), ordered('kari')),
        await refusalOf(domain, ordered('kari'), confirmed('kari')),
        await refusalOf(domain, ordered('kari'), ordered('ola')),
        await refusalOf(domain, confirmed('kari'), confirmed('ola')),
        // What was withdrawn in the case is no half of what is ordered there later.
        await refusalOf(domain, ordered('kari', { order: withdrawn }), confirmed('ola')),
        await refusalOf(domain, ordered('kari'), ordered('ola', { order: withdrawn })),
        await refusalOf(domain, ordered('kari', { expires }), confirmed('ola')),
        await refusalOf(domain, ordered('kari'), confirmed('ola', { expires })),
        await refusalOf(other, ordered('kari'), confirmed('ola')),
        await refusalOf(domain, ordered('kari'), pass),
        await refusalOf(domain, ordered('kari'), vault.ticket(named, { person: 'ola' })),
        await refusalOf(domain, ordered('kari'), Promise.resolve('nonsense')),
        await refusalOf(
          domain,
          ordered('kari'),
          vault.ticket({ ...named, approves: 'confirm', order }, { secret: 'x'.repeat(32) }),
        ),
      ]).toEqual([
        '403 two-approvals-needed',
        '403 two-approvals-needed',
        '403 two-approvals-needed',
        '403 same-person-twice',
        '403 same-person-twice',
        '403 approvals-not-a-pair',
        '403 approvals-not-a-pair',
        '403 approvals-not-a-pair',
        '403 approvals-not-a-pair',
        '401 ticket-expired',
        '401 ticket-expired',
        '403 ticket-for-something-else',
        '403 ticket-for-something-else',
        '401 ticket-invalid',
        '401 ticket-invalid',
        '401 ticket-invalid',
      ]);
      const names = { orderedBy: { id: 'kari', name: 'Kari' }, confirmedBy: { id: 'ola' } };
      const byName = await vault.call('POST', `/domains/${domain}/destroy`, { json: names });
      expect(byName.status).toBe(404);
      for (const untouched of [domain, other]) {
        expect((await at(untouched, 'kari').view()).json['state']).toBe('none');
      }
    });

    it('opens nothing by what it keeps for the vault', async () => {
      const domain = await vault.domain([births]);
      const order = randomUUID();
      const bearer = await vault.approval(domain, { approves: 'order', order, person: 'kari' });
      const path = `/domains/${domain}/destruction`;
      for (const [method, to] of [
        ['POST', path],
        ['POST', `${path}/confirm`],
        ['GET', path],
      ] as const) {
        const json = method === 'POST' ? { caseReference } : undefined;
        const answer = await vault.call(method, to, { bearer, json });
        expect(answer.json['code']).toBe('ticket-for-something-else');
      }
    });

    it('overtakes an order that waits at the vault itself', async () => {
      const domain = await vault.domain([births]);
      await at(domain, 'per').order();
      const destroyed = await vault.destroy(domain);
      expect(destroyed.json).toMatchObject({
        state: 'destroyed',
        certificate: { orderedBy: { id: 'person-1' } },
      });
    });
  });

  it('takes each ticket once: what was withdrawn is not ordered again with it', async () => {
    const domain = await vault.domain([births]);
    const path = `/domains/${domain}/destruction`;
    const bearer = await vault.custodianTicket('destroy', domain, 'kari');
    const order = () => vault.call('POST', path, { bearer, json: { caseReference } });
    expect((await order()).status).toBe(201);
    expect((await at(domain, 'ola').withdraw()).status).toBe(204);
    const replayed = await order();
    expect([replayed.status, replayed.json['code']]).toEqual([403, 'ticket-used-before']);
    expect((await at(domain, 'kari').order()).status).toBe(201);
  });

  it('publishes the key its certificates are signed with', async () => {
    const domain = await vault.domain([births]);
    const { json } = await vault.destroy(domain);
    const keys = await vault.call('GET', '/keys/certificates', { bearer: '' });
    const [key] = keys.json['keys'] as { kty: string; crv: string; x: string }[];
    expect(key).toMatchObject({ kty: 'OKP', crv: 'Ed25519', use: 'sig' });
    expect(faultsOf(json['certificate'], [key!.x])).toEqual([]);
  });
});

describe('resolving a serial number by two custodians', () => {
  const path = (domain: string) => `/domains/${domain}/resolvings`;
  const reason = 'A finding the person should know of.';
  const ask = async (domain: string, person: string, serialNumber: string, more = {}) =>
    vault.call('POST', path(domain), {
      bearer: await vault.custodianTicket('resolve', domain, person),
      json: { serialNumber, legalGround: 'significant-finding', reason, ...more },
    });
  const act = async (domain: string, person: string, order: unknown, what: string) =>
    vault.call('POST', `${path(domain)}/${String(order)}/${what}`, {
      bearer: await vault.custodianTicket('resolve', domain, person),
    });

  async function domainOfOne(): Promise<{ domain: string; serialNumber: string; person: string }> {
    const domain = await vault.domain([births]);
    const run = await vault.accepted(domain, births, `fnr\n${people(1)[0]}\n`);
    const [[person, serialNumber]] = [...(await vault.numbers(domain, births, run.runId))] as [
      [string, string],
    ];
    return { domain, serialNumber, person };
  }

  it('names the person to who asked, once, when another has approved; all of it logged [law 26]', async () => {
    const { domain, serialNumber, person } = await domainOfOne();
    const asked = await ask(domain, 'kari', serialNumber);
    expect([asked.status, asked.json['state']]).toEqual([201, 'pending']);
    expect(JSON.stringify(asked.json)).not.toContain(serialNumber);
    const id = asked.json['orderId'];
    const codes = [
      await act(domain, 'kari', id, 'identity'),
      await act(domain, 'kari', id, 'approve'),
      await ask(domain, 'ola', serialNumber),
    ].map(({ json }) => json['code']);
    expect(codes).toEqual(['not-approved', 'same-person-twice', 'resolving-under-way']);

    expect((await act(domain, 'ola', id, 'approve')).json['approvedBy']).toMatchObject({
      id: 'ola',
    });
    expect((await act(domain, 'ola', id, 'identity')).json['code']).toBe('only-for-requester');
    const named = await act(domain, 'kari', id, 'identity');
    expect([named.status, named.json]).toEqual([200, { identityNumber: person }]);
    expect((await act(domain, 'kari', id, 'identity')).json['code']).toBe('not-approved');

    const ground = 'significant-finding';
    expect((await loggedOf(domain)).filter((line) => !line.startsWith('person-1'))).toEqual([
      'kari use-key request-resolving done',
      `kari request-resolving done ${ground}`,
      'kari resolve not-approved',
      'kari approve-resolving same-person-twice',
      'ola use-key request-resolving done',
      'ola request-resolving resolving-under-way',
      `ola approve-resolving done ${ground}`,
      'ola resolve only-for-requester',
      'kari use-key resolve done',
      `kari resolve done ${ground}`,
      'kari resolve not-approved',
    ]);
    const { rows } = await vault.owner.query(
      'SELECT subject FROM vault.joint_order WHERE domain_id = $1',
      [domain],
    );
    expect(rows).toEqual([{ subject: null }]);
  });

  it('keeps the number in question sealed while the second person is awaited [law 27]', async () => {
    const { domain, serialNumber } = await domainOfOne();
    await ask(domain, 'kari', serialNumber);
    const { rows } = await vault.owner.query<{ row: string }>(
      'SELECT to_jsonb(o)::text AS row FROM vault.joint_order o WHERE domain_id = $1',
      [domain],
    );
    expect(rows).toHaveLength(1);
    for (const form of [serialNumber, serialNumber.slice(0, -1)]) {
      expect(rows[0]!.row).not.toContain(form);
      expect(rows[0]!.row).not.toContain(Buffer.from(form).toString('hex'));
    }
  });

  it('is open for half an hour after it was approved, and not again', async () => {
    const { domain, serialNumber } = await domainOfOne();
    const { json } = await ask(domain, 'kari', serialNumber);
    const approved = await act(domain, 'ola', json['orderId'], 'approve');
    const left = Date.parse(String(approved.json['expiresAt'])) - Date.now();
    expect(left).toBeLessThanOrEqual(1_800_000);
    expect(left).toBeGreaterThan(1_700_000);
    await vault.owner.query(
      "UPDATE vault.joint_order SET expires_at = now() - interval '1 second' WHERE domain_id = $1",
      [domain],
    );
    const late = await act(domain, 'kari', json['orderId'], 'identity');
    expect([late.status, late.json['code']]).toEqual([409, 'order-expired']);
    expect((await ask(domain, 'kari', serialNumber)).status).toBe(201);
  });

  it('wants a ground from the list and a reason, and nothing that names a person in it', async () => {
    const { domain, serialNumber, person } = await domainOfOne();
    for (const more of [
      { legalGround: 'curiosity' },
      { reason: '' },
      { reason: `about ${person}` },
      { legalGround: undefined },
    ]) {
      expect((await ask(domain, 'kari', serialNumber, more)).status).toBe(400);
    }
  });

  it('finds nobody behind a number that was not given out, or was mistyped', async () => {
    const { domain, serialNumber } = await domainOfOne();
    const format = vault.format(domain);
    const { serial } = format.parse(serialNumber) as { serial: number };
    const wrong = [format.format(serial ^ 1), `${serialNumber.slice(0, -1)}x`, 'abc', ''];
    for (const number of wrong) {
      const answer = await ask(domain, 'kari', number);
      expect([answer.status, answer.json['code']]).toEqual([404, 'unknown-serial-number']);
    }
  });

  it('is done a few times a day in a domain and no more', async () => {
    const { domain, serialNumber } = await domainOfOne();
    for (let i = 0; i < 20; i++) {
      const { json } = await ask(domain, 'kari', serialNumber);
      const bearer = await vault.custodianTicket('resolve', domain, 'ola');
      const order = `${path(domain)}/${String(json['orderId'])}`;
      expect((await vault.call('DELETE', order, { bearer })).status).toBe(204);
    }
    const answer = await ask(domain, 'kari', serialNumber);
    expect([answer.status, answer.json['code']]).toEqual([429, 'resolved-too-often']);
  });

  it('is refused where the installation does not allow it', async () => {
    const { domain, serialNumber } = await domainOfOne();
    await vault.restart({ VAULT_RESOLVE: 'off' });
    const answer = await ask(domain, 'kari', serialNumber);
    await vault.restart();
    expect([answer.status, answer.json['code']]).toEqual([403, 'resolving-is-off']);
  });
});
