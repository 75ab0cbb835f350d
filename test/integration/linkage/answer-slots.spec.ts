import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shownAt } from '../../../libs/linkage/src/vault/runs/answer.slots.js';
import { until } from '../../support/until.js';
import { people } from './people.js';
import { orderedPlan, step } from './plan.js';
import { testRegistry, type TestRegistry, TestVault } from './vault.js';

/**
 * Whether a registry can tell, by when it learns what, if a person of its list stands in the list of
 * another. On a clock that stands still until the test moves it: what is compared are the times by
 * which things are shown, not how fast this machine is.
 */

const slotMs = 1_000;

/** Stands still until it is moved. */
class ManualClock {
  private at = new Date();
  private waiting: { until: number; go: () => void }[] = [];

  now(): Promise<Date> {
    return Promise.resolve(this.at);
  }

  get time(): number {
    return this.at.getTime();
  }

  wait = (ms: number): Promise<void> =>
    new Promise((go) => this.waiting.push({ until: this.time + ms, go }));

  move(ms: number): void {
    this.at = new Date(this.time + ms);
    const due = this.waiting.filter((wait) => wait.until <= this.time);
    this.waiting = this.waiting.filter((wait) => wait.until > this.time);
    for (const { go } of due) go();
  }

  /** True as soon as somebody waits for it to move. */
  get isWaitedFor(): boolean {
    return this.waiting.length > 0;
  }
}

const clock = new ManualClock();
const [known, unknown, ...others] = people(12) as [string, string, ...string[]];
const csv = (numbers: readonly string[]): string => `fnr\n${numbers.join('\n')}\n`;

let folder: string;
let vault: TestVault;
let births: TestRegistry;
let deaths: TestRegistry;
let domain: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'slots-test-'));
  const settings = {
    VAULT_ANSWER_SLOT_MS: String(slotMs),
    VAULT_DROP_DIR: folder,
    VAULT_DROP_SETTLE_SECONDS: '0',
  };
  vault = await TestVault.start(settings, { clock, wait: clock.wait });
  births = await testRegistry('mfr');
  deaths = await testRegistry('dar');
});
afterAll(async () => {
  await vault.end();
  rmSync(folder, { recursive: true });
});

/** The list of the other registry: `known` is in it, `unknown` is not. */
beforeEach(async () => {
  domain = await vault.domain([births, deaths]);
  const sent = vault.accepted(domain, births, csv([known, ...others]));
  await worked(1);
  clock.move(slotMs);
  await sent;
});

/** Waits until the work on so many lists of the domain is done and written down. */
const worked = (runs: number): Promise<unknown> =>
  until('the work is written down', async () => {
    const { rows } = await vault.owner.query<{ runs: number }>(
      'SELECT count(*)::int AS runs FROM vault.run WHERE domain_id = $1',
      [domain],
    );
    return rows[0]!.runs === runs;
  });

const sides = [
  ['somebody the vault knows', () => known],
  ['somebody it does not know', () => unknown],
] as const;

describe('when what came of a list is shown', () => {
  it('is the end of a slot, and of the work depends on which slot alone', () => {
    const readAt = new Date('2026-11-22T06:00:00.000Z');
    const after = (ms: number): number =>
      shownAt(readAt, new Date(readAt.getTime() + ms), slotMs).getTime() - readAt.getTime();
    fc.assert(
      fc.property(fc.integer({ min: -1_000, max: 900 }), (ms) => expect(after(ms)).toBe(slotMs)),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400_000 }), (ms) => {
        const slot = after(ms);
        expect(Math.log2(slot / slotMs) % 1).toBe(0);
        expect(slot).toBeGreaterThan(ms);
        expect(slot).toBeLessThanOrEqual(Math.max(slotMs, (ms / 0.9) * 2));
      }),
    );
  });

  it.each(sides)('is the same moment in the answer: %s', async (_, person) => {
    const sentAt = clock.time;
    let answeredAt: number | null = null;
    const answer = vault.send(domain, deaths.id, csv([person()])).then(({ status }) => {
      answeredAt = clock.time;
      return status;
    });
    await worked(2);
    await Promise.race([answer, until('the answer is held', () => clock.isWaitedFor)]);
    expect(answeredAt).toBeNull();
    clock.move(slotMs - 1);
    expect(clock.isWaitedFor).toBe(true);
    expect(answeredAt).toBeNull();
    clock.move(1);
    expect(await answer).toBe(201);
    expect(answeredAt).toBe(sentAt + slotMs);
  });

  it.each(sides)('is the same moment in the state of a list in parts: %s', async (_, person) => {
    const sentAt = clock.time;
    const list = Buffer.from(csv([person()]));
    const headers = { 'tus-resumable': '1.0.0' };
    const begun = await request('POST', `/domains/${domain}/lists/dar/uploads`, {
      ...headers,
      'upload-length': String(list.length),
    });
    const path = begun.headers.get('location')!.replace('/vault/v1', '');
    const part = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
    await request('PATCH', path, { ...headers, ...part }, list);
    await worked(2);
    const progress = async () =>
      (await (await request('GET', path)).json()) as Record<string, unknown>;
    const told = async () => (await notices()).filter(({ registryId }) => registryId === deaths.id);
    const hidden = { state: 'numbering', endedAt: null, runId: null, refusal: null };
    expect(await progress()).toMatchObject(hidden);
    clock.move(slotMs - 1);
    expect(await progress()).toMatchObject(hidden);
    expect(await told()).toEqual([]);
    clock.move(1);
    const at = new Date(sentAt + slotMs).toISOString();
    expect(await progress()).toMatchObject({ state: 'done', endedAt: at });
    expect(await told()).toMatchObject([{ kind: 'key-file-made', at }]);
  });

  it.each(sides)('is the same moment in the folder of SFTP: %s', async (_, person) => {
    const place = join(folder, deaths.id, domain);
    mkdirSync(join(place, 'in'), { recursive: true });
    writeFileSync(join(place, 'in', 'list.csv'), csv([person()]));
    await worked(2);
    const laid = (): string[] =>
      existsSync(join(place, 'out'))
        ? readdirSync(join(place, 'out')).filter((name) => name.startsWith('list.'))
        : [];
    // Another list goes all the way through the worker meanwhile: it has looked, and laid out nothing.
    writeFileSync(join(place, 'in', 'later.csv'), csv(others));
    await worked(3);
    expect(laid()).toEqual([]);
    clock.move(slotMs);
    await until('the files lie there', () => laid().length === 3);
  });

  it.each(sides)('is the same moment in the plan: %s', async (_, person) => {
    const steps = [step('cohort', 'cohort', deaths)];
    const plan = await orderedPlan(vault, [births, deaths], steps, { domainId: domain });
    const answer = vault.send(domain, deaths.id, csv([person()]));
    await worked(2);
    const hidden = { state: 'numbering', partsDone: 0, people: null };
    expect(await plan.progress()).toMatchObject([hidden]);
    clock.move(slotMs - 1);
    expect(await plan.progress()).toMatchObject([hidden]);
    clock.move(1);
    expect((await answer).status).toBe(201);
    expect(await plan.progress()).toMatchObject([{ state: 'done', partsDone: 256, people: 1 }]);
  });

  it('is held back where the list is refused in the end, too', async () => {
    await vault.owner.query('ALTER TABLE vault.run ADD CONSTRAINT none CHECK (false) NOT VALID');
    try {
      let isAnswered = false;
      const answer = vault.send(domain, deaths.id, csv([unknown])).then(({ status }) => {
        isAnswered = true;
        return status;
      });
      await Promise.race([answer, until('the answer is held', () => clock.isWaitedFor)]);
      expect(isAnswered).toBe(false);
      clock.move(slotMs);
      expect(await answer).toBe(500);
    } finally {
      await vault.owner.query('ALTER TABLE vault.run DROP CONSTRAINT none');
    }
  });
});

describe('what is written down for a list', () => {
  it('is as much for somebody the vault knows as for somebody it does not know', async () => {
    const grown: unknown[] = [];
    for (const [, person] of sides) {
      domain = await vault.domain([births, deaths]);
      await accepted(births, [known, ...others]);
      const before = await written();
      const receipt = await accepted(deaths, [person()]);
      const after = await written();
      grown.push({
        rows: after.rows.map(({ table, rows }, i) => [table, rows - before.rows[i]!.rows]),
        layers: after.layers,
        files: after.files,
        keyFile: receipt.keyFile.bytes,
      });
    }
    expect(grown[0]).toEqual(grown[1]);
  });

  it('stays as much over many short lists, and every number stays what it was', async () => {
    const layers: unknown[] = [];
    for (const newcomers of [0, 1]) {
      domain = await vault.domain([births, deaths]);
      const all = people(60);
      const first = await accepted(births, all.slice(0, 40));
      const numbers = await vault.numbers(domain, births, first.runId);
      for (let list = 0; list < 12; list++) {
        const person = all[newcomers === 0 ? list : 40 + list]!;
        const { runId } = await accepted(deaths, [person]);
        const [number] = (await vault.numbers(domain, deaths, runId)).values();
        expect(numbers.get(person) ?? number).toBe(number);
        numbers.set(person, number!);
      }
      expect(new Set(numbers.values()).size).toBe(40 + newcomers * 12);
      const again = await accepted(births, [...numbers.keys()]);
      expect(await vault.numbers(domain, births, again.runId)).toEqual(numbers);
      layers.push((await written()).layers.length);
    }
    expect(layers[0]).toBe(layers[1]);
  });
});

/** A list that is answered, however long that takes on the clock. */
async function accepted(registry: TestRegistry, numbers: readonly string[]) {
  const answer = vault.accepted(domain, registry, csv(numbers));
  const slots = setInterval(() => clock.move(slotMs), 10);
  try {
    return await answer;
  } finally {
    clearInterval(slots);
  }
}

/** How much lies in the vault: rows of each table, and the sizes of what is sealed in the domain. */
async function written() {
  const tables = await vault.owner.query<{ table: string }>(
    `SELECT table_name AS "table" FROM information_schema.tables
     WHERE table_schema = 'vault' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const rows = [];
  for (const { table } of tables.rows) {
    const counted = await vault.owner.query<{ rows: number }>(
      `SELECT count(*)::int AS rows FROM vault.${table}`,
    );
    rows.push({ table, rows: counted.rows[0]!.rows });
  }
  const layers = await vault.owner.query<{ bytes: number }>(
    'SELECT people, length(packed) AS bytes FROM vault.segment WHERE domain_id = $1 ORDER BY 1',
    [domain],
  );
  const files = await vault.owner.query<{ kind: string; bytes: number }>(
    `SELECT kind, length(bytes) AS bytes FROM vault.run_file
     JOIN vault.run ON run.id = run_id AND domain_id = $1 ORDER BY 1, 2`,
    [domain],
  );
  return { rows, layers: layers.rows, files: files.rows };
}

async function notices(): Promise<Record<string, unknown>[]> {
  const { json } = await vault.call('GET', '/notices?limit=100');
  const items = json['items'] as Record<string, unknown>[];
  return items.filter(({ domainId }) => domainId === domain);
}

async function request(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Uint8Array,
): Promise<Response> {
  const bearer = await vault.listTicket(domain, deaths.id);
  return fetch(`${vault.url}/vault/v1${path}`, {
    method,
    headers: { ...headers, authorization: `Bearer ${bearer}` },
    ...(body && { body }),
  });
}
