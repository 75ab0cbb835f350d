import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrderProgress } from '#linkage/vault';
import { until } from '../../support/until.js';
import { people } from './people.js';
import { type Answer, testRegistry, type TestRegistry, TestVault } from './vault.js';

let vault: TestVault;
let npr: TestRegistry;
let dar: TestRegistry;

beforeAll(async () => {
  vault = await TestVault.start();
  npr = await testRegistry('npr');
  dar = await testRegistry('dar');
});
afterAll(() => vault.end());

const caseReference = 'HDS-2026-000001';
const by = { id: 'person-9', name: 'Kari Koblingsansvarlig' };

interface Step {
  id: string;
  kind: 'cohort' | 'controls' | 'relatives' | 'list' | 'key-file';
  registryId: string;
  givesKeyFile: boolean;
}
const cohort: Step = { id: 'cohort', kind: 'cohort', registryId: 'npr', givesKeyFile: true };
const darList: Step = { id: 'list:dar', kind: 'list', registryId: 'dar', givesKeyFile: true };

async function ordered(
  steps: Step[] = [cohort, darList],
  plan: object = {},
): Promise<{ domainId: string; orderId: string; put: (json?: object) => Promise<Answer> }> {
  const domainId = await vault.domain([npr]);
  const orderId = randomUUID();
  const json = {
    caseReference,
    registries: [npr, dar].map(({ id, ageRecipient }) => ({ id, ageRecipient })),
    steps,
    ...plan,
  };
  const put = (other: object = {}) =>
    vault.call('PUT', `/domains/${domainId}/orders/${orderId}`, { json: { ...json, ...other } });
  const created = await put();
  expect([created.status, created.json['code']]).toEqual([201, undefined]);
  return { domainId, orderId, put };
}

async function progressOf(domainId: string, orderId: string): Promise<OrderProgress> {
  const bearer = await vault.ticket({ scope: 'progress', domain: domainId });
  const { status, json } = await vault.call('GET', `/domains/${domainId}/orders/${orderId}`, {
    bearer,
  });
  expect(status).toBe(200);
  return json as unknown as OrderProgress;
}

const setPaused = (domainId: string, orderId: string, word: 'pause' | 'resume') =>
  vault.call('POST', `/domains/${domainId}/orders/${orderId}/${word}`, { json: { by } });

const listOf = (numbers: readonly string[]) => `fnr\n${numbers.join('\n')}\n`;

const states = ({ steps }: OrderProgress) => steps.map(({ id, state }) => [id, state]);

describe('a linkage order', () => {
  it('is taken once, the same again changes nothing, another plan under its id is refused', async () => {
    const { domainId, orderId, put } = await ordered();
    expect((await put()).status).toBe(200);
    for (const other of [{ steps: [cohort] }, { caseReference: 'HDS-2026-000002' }]) {
      const answer = await put(other);
      expect([answer.status, answer.json['code']]).toEqual([409, 'order-differs']);
    }
    expect(states(await progressOf(domainId, orderId))).toEqual([
      ['cohort', 'awaiting'],
      ['list:dar', 'awaiting'],
    ]);
  });

  it.each<[string, object, number, string]>([
    ['no steps', { steps: [] }, 400, 'body-malformed'],
    ['a step twice', { steps: [cohort, cohort] }, 400, 'body-malformed'],
    [
      'controls that nothing draws',
      { controls: { perCase: 2, matchOn: [{ attribute: 'a', within: null }], mayBeCases: false } },
      400,
      'body-malformed',
    ],
    [
      'a registry without a key',
      { steps: [{ ...darList, registryId: 'mfr' }] },
      422,
      'registry-not-ordered',
    ],
    [
      'an identity number for a step',
      { steps: [{ ...cohort, id: people(1)[0] }] },
      400,
      'body-malformed',
    ],
  ])('is refused with %s', async (_, other, status, code) => {
    const { put } = await ordered();
    const answer = await put(other);
    expect([answer.status, answer.json['code']]).toEqual([status, code]);
  });

  it('is no business of a person with a ticket for something else, nor of anybody without', async () => {
    const { domainId, orderId } = await ordered();
    const path = `/domains/${domainId}/orders/${orderId}`;
    const ticket = await vault.listTicket(domainId, 'npr');
    for (const [method, at, bearer, status] of [
      ['GET', path, ticket, 403],
      ['GET', path, '', 401],
      ['PUT', path, ticket, 401],
      ['POST', `${path}/pause`, ticket, 401],
    ] as const) {
      expect(
        (await vault.call(method, at, { bearer, ...(method !== 'GET' && { json: {} }) })).status,
      ).toBe(status);
    }
  });

  it('takes lists in the order of the plan, and none that is not in it [law 25]', async () => {
    const { domainId, orderId } = await ordered();
    const early = await vault.send(domainId, 'dar', listOf(people(3)));
    expect([early.status, early.json['code']]).toEqual([409, 'list-out-of-order']);
    const other = await vault.call('POST', `/domains/${domainId}/lists/dar?step=cohort`, {
      bearer: await vault.listTicket(domainId, 'dar'),
      body: listOf(people(3)),
    });
    expect([other.status, other.json['code']]).toEqual([409, 'list-not-in-plan']);
    await vault.accepted(domainId, npr, listOf(people(5)));
    expect(states(await progressOf(domainId, orderId))).toEqual([
      ['cohort', 'done'],
      ['list:dar', 'awaiting'],
    ]);
    await vault.accepted(domainId, dar, listOf(people(3)));
    const { steps } = await progressOf(domainId, orderId);
    expect(steps).toMatchObject([
      { id: 'cohort', state: 'done', people: 5, rowsRead: 5, partsDone: 256 },
      { id: 'list:dar', state: 'done', people: 3, rowsRead: 3, partsDone: 256 },
    ]);
  });

  it('says what it refused and why, and takes the mended list', async () => {
    const { domainId, orderId } = await ordered();
    const refused = await vault.send(domainId, 'npr', 'navn;alder\nKari;7\n');
    expect(refused.status).toBe(422);
    const [step] = (await progressOf(domainId, orderId)).steps;
    expect(step).toMatchObject({ state: 'refused', reason: 'identity-column-missing' });
    await vault.accepted(domainId, npr, listOf(people(2)));
    const [mended] = (await progressOf(domainId, orderId)).steps;
    expect(mended).toMatchObject({ state: 'done', reason: null, people: 2 });
  });

  it('asks for the lists again that rested on a corrected one', async () => {
    const { domainId, orderId } = await ordered();
    await vault.accepted(domainId, npr, listOf(people(5)));
    await vault.accepted(domainId, dar, listOf(people(3)));
    await vault.accepted(domainId, npr, listOf(people(6)));
    const { steps } = await progressOf(domainId, orderId);
    expect(steps).toMatchObject([
      { state: 'done', people: 6 },
      { state: 'awaiting', reason: 'reissue' },
    ]);
    await vault.accepted(domainId, dar, listOf(people(4)));
    expect(states(await progressOf(domainId, orderId))[1]).toEqual(['list:dar', 'done']);
  });

  it('tells the case system of its steps in counts, states and times [law 27]', async () => {
    const { domainId, orderId } = await ordered();
    await vault.accepted(domainId, npr, listOf(people(5)));
    const { json } = await vault.call('GET', '/notices?limit=1000');
    const own = (json['items'] as { domainId: string; kind: string; data: object }[]).filter(
      (notice) => notice.domainId === domainId,
    );
    expect(own.map(({ kind, data }) => [kind, data])).toEqual([
      ['order-step', { orderId, step: 'cohort', state: 'reading', at: expect.any(String) }],
      ['key-file-made', expect.objectContaining({ accepted: 5 })],
      ['order-step', { orderId, step: 'cohort', state: 'done', people: 5, at: expect.any(String) }],
    ]);
    expect(JSON.stringify(own).replace(/[0-9a-f-]{36}|[0-9a-f]{64}/g, '')).not.toMatch(/\d{11}/);
  });
});

describe('a paused order', () => {
  it('takes no new list, and takes it once it is resumed', async () => {
    const { domainId, orderId } = await ordered();
    const paused = await setPaused(domainId, orderId, 'pause');
    expect(paused.json).toMatchObject({ isPaused: true, pausedBy: by.name });
    const answer = await vault.send(domainId, 'npr', listOf(people(5)));
    expect([answer.status, answer.json['code']]).toEqual([409, 'order-paused']);
    await setPaused(domainId, orderId, 'resume');
    await vault.accepted(domainId, npr, listOf(people(5)));
  });

  it('holds a list that is being read at the next boundary, and loses nothing of it', async () => {
    const { domainId, orderId } = await ordered();
    const numbers = people(2_000);
    let sink!: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void (sink = controller),
    });
    const sent = vault.send(domainId, 'npr', body);
    sink.enqueue(Buffer.from(listOf(numbers.slice(0, 1_000))));
    const stepNow = async () => (await progressOf(domainId, orderId)).steps[0]!;
    await until('it is being read', async () => (await stepNow()).state === 'reading');
    await setPaused(domainId, orderId, 'pause');
    sink.enqueue(Buffer.from(`${numbers.slice(1_000).join('\n')}\n`));
    sink.close();
    // All of it has come; it stays at reading until somebody lets it go on.
    await until('its rows are counted', async () => (await stepNow()).rowsRead >= 1_000);
    expect(await stepNow()).toMatchObject({ state: 'reading' });
    await setPaused(domainId, orderId, 'resume');
    const { status, json } = await sent;
    expect([status, json['counts']]).toMatchObject([201, { rows: 2_000, accepted: 2_000 }]);
  });
});
