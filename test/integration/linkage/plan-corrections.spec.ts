import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../support/until.js';
import { people } from './people.js';
import { keyFileRows, numbersIn, orderedPlan, type OrderedPlan, step } from './plan.js';
import { testRegistry, type TestRegistry, TestVault } from './vault.js';

let vault: TestVault;
let npr: TestRegistry;
let dar: TestRegistry;
let mfr: TestRegistry;

beforeAll(async () => {
  vault = await TestVault.start();
  [npr, dar, mfr] = await Promise.all([
    testRegistry('npr'),
    testRegistry('dar'),
    testRegistry('mfr'),
  ]);
});
afterAll(async () => {
  await vault.end();
});

const all = people(400);
const listOf = (numbers: readonly string[]) => `fnr\n${numbers.join('\n')}\n`;
const poolOf = (numbers: readonly string[]) =>
  `fnr;sex\n${numbers.map((number) => `${number};f`).join('\n')}\n`;
const mothersOf = (children: readonly string[]) =>
  `fnr;relation;relative\n${children.map((child, i) => `${child};mother;${all[200 + i]}`).join('\n')}\n`;
const controls = {
  controls: { perCase: 1, matchOn: [{ attribute: 'sex', within: null }], mayBeCases: false },
};

const ordered = (steps: object[], plan: Record<string, unknown> = {}) =>
  orderedPlan(vault, [npr, dar, mfr], steps, plan);

async function states({ progress }: OrderedPlan) {
  return (await progress()).map(({ id, state, reason }) => [id, state, reason]);
}

const stateOf = async ({ progress }: OrderedPlan, id: string) =>
  (await progress()).find((each) => each.id === id)!.state;

/** A list that has begun to come, and comes to its end when it is let. */
async function begun(order: OrderedPlan, registry: TestRegistry, id: string, text: string) {
  let sink!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (sink = controller) });
  const sent = vault.send(order.domainId, registry.id, body);
  sink.enqueue(Buffer.from(text.slice(0, 30)));
  await until('it is being read', async () => (await stateOf(order, id)) === 'reading');
  return async () => {
    sink.enqueue(Buffer.from(text.slice(30)));
    sink.close();
    return sent;
  };
}

describe('a cohort that is corrected while a later list is on its way', () => {
  it('ends the relatives of the old one: their file is asked for again [law 12]', async () => {
    const order = await ordered(
      [step('cohort', 'cohort', npr), step('relatives', 'relatives', mfr, false)],
      { relatives: { relations: ['mother'] } },
    );
    await vault.accepted(order.domainId, npr, listOf(all.slice(0, 10)));
    const finish = await begun(order, mfr, 'relatives', mothersOf(all.slice(0, 20)));
    await vault.accepted(order.domainId, npr, listOf(all.slice(5, 15)));
    const answer = await finish();
    expect([answer.status, answer.json['code']]).toEqual([409, 'population-changed']);
    expect(await states(order)).toEqual([
      ['cohort', 'done', null],
      ['relatives', 'awaiting', 'reissue'],
    ]);
    await vault.accepted(order.domainId, mfr, mothersOf(all.slice(0, 20)));
    expect((await order.progress())[1]).toMatchObject({ state: 'done', people: 10 });
  });

  it('ends the controls that were being drawn for the old one, and a list cut to both', async () => {
    const order = await ordered(
      [
        step('cohort', 'cohort', npr),
        step('controls', 'controls', dar),
        step('list:mfr', 'list', mfr),
      ],
      controls,
    );
    await vault.accepted(order.domainId, npr, listOf(all.slice(0, 10)));
    const pool = await begun(order, dar, 'controls', poolOf(all.slice(0, 100)));
    await vault.accepted(order.domainId, npr, listOf(all.slice(0, 11)));
    expect((await pool()).json['code']).toBe('population-changed');
    expect((await states(order))[1]).toEqual(['controls', 'awaiting', 'reissue']);

    await vault.accepted(order.domainId, dar, poolOf(all.slice(0, 100)));
    const births = await begun(order, mfr, 'list:mfr', listOf(all));
    await vault.accepted(order.domainId, npr, listOf(all.slice(0, 12)));
    // Its controls are gone with the cohort they were drawn for: the list would be cut to cases.
    expect((await births()).json['code']).toBe('population-changed');
    expect(await states(order)).toEqual([
      ['cohort', 'done', null],
      ['controls', 'awaiting', 'reissue'],
      ['list:mfr', 'awaiting', 'reissue'],
    ]);
    await vault.accepted(order.domainId, dar, poolOf(all.slice(0, 100)));
    const run = await vault.accepted(order.domainId, mfr, listOf(all));
    expect(run.counts.accepted).toBe(24);
  });

  it('asks for later lists again also when the correction was refused at first', async () => {
    const order = await ordered([step('cohort', 'cohort', npr), step('list:dar', 'list', dar)]);
    await vault.accepted(order.domainId, npr, listOf(all.slice(0, 10)));
    await vault.accepted(order.domainId, dar, listOf(all));
    expect((await vault.send(order.domainId, 'npr', 'name;age\nx;y\n')).status).toBe(422);
    await vault.accepted(order.domainId, npr, listOf(all.slice(0, 11)));
    expect((await states(order))[1]).toEqual(['list:dar', 'awaiting', 'reissue']);
  });

  it('asks again for the lists of a later order that rests on it', async () => {
    const order = await ordered([step('cohort', 'cohort', npr)]);
    await vault.accepted(order.domainId, npr, listOf(all.slice(0, 10)));
    const later = await ordered([step('list:dar', 'list', dar)], { domainId: order.domainId });
    const own = await ordered([step('cohort', 'cohort', mfr), step('list:kreft', 'list', mfr)], {
      domainId: order.domainId,
    });
    await vault.accepted(order.domainId, dar, listOf(all));
    await vault.accepted(order.domainId, mfr, listOf(all));
    await vault.accepted(order.domainId, mfr, listOf(all));
    await vault.accepted(order.domainId, npr, listOf(all.slice(0, 11)));
    expect(await states(later)).toEqual([['list:dar', 'awaiting', 'reissue']]);
    expect((await states(own)).map(([, state]) => state)).toEqual(['done', 'done']);
  });

  it('does a list that rests in the vault again, on the new one', async () => {
    const order = await ordered([step('cohort', 'cohort', npr), step('list:dar', 'list', dar)]);
    const { domainId, orderId } = order;
    await vault.accepted(domainId, npr, listOf(all.slice(0, 10)));
    // It is held until its pieces are locked, so that it is begun and cannot be read to its end.
    const by = { id: 'person-9', name: 'Kari Koblingsansvarlig' };
    const pause = (word: string) =>
      vault.call('POST', `/domains/${domainId}/orders/${orderId}/${word}`, { json: { by } });
    await pause('pause');
    const path = await uploaded(domainId, 'dar', listOf(all));
    const lock = await vault.owner.connect();
    await lock.query('BEGIN; LOCK TABLE vault.incoming_chunk IN ACCESS EXCLUSIVE MODE');
    await pause('resume');
    await until('it is begun', async () => (await stateOf(order, 'list:dar')) === 'reading');
    await vault.accepted(domainId, npr, listOf(all.slice(5, 25)));
    await lock.query('COMMIT');
    lock.release();
    const bearer = await vault.listTicket(domainId, 'dar');
    let list: Record<string, unknown> = {};
    await until('the list is done', async () => {
      list = (await vault.call('GET', path, { bearer })).json;
      return list['endedAt'] !== null;
    });
    expect(list).toMatchObject({ state: 'done' });
    expect((await order.progress())[1]).toMatchObject({ state: 'done', people: 20 });
    const runId = String(list['runId']);
    expect(numbersIn(await keyFileRows(vault, domainId, dar, { runId }))).toEqual(
      [...all.slice(5, 25)].sort(),
    );
  });
});

/** Sends a list in one part, to rest in the vault until it is worked on. */
async function uploaded(domainId: string, registry: string, text: string): Promise<string> {
  const bearer = await vault.listTicket(domainId, registry);
  const headers = { authorization: `Bearer ${bearer}`, 'tus-resumable': '1.0.0' };
  const begunAt = await fetch(
    `${vault.url}/vault/v1/domains/${domainId}/lists/${registry}/uploads`,
    {
      method: 'POST',
      headers: { ...headers, 'upload-length': String(text.length) },
    },
  );
  expect(begunAt.status).toBe(201);
  const path = begunAt.headers.get('location')!;
  const sent = await fetch(`${vault.url}${path}`, {
    method: 'PATCH',
    headers: {
      ...headers,
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    },
    body: text,
  });
  expect(sent.status).toBe(204);
  return path.replace('/vault/v1', '');
}
