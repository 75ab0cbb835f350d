import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { orderedPlan, step } from './plan.js';
import { testRegistry, type TestRegistry, TestVault } from './vault.js';
import {
  Model,
  numberOf,
  numbersEach,
  personCount,
  type Registry,
  type Row,
  wrongNumber,
} from './whole-runs.model.js';

let vault: TestVault;
let registries: Record<Registry, TestRegistry>;

beforeAll(async () => {
  vault = await TestVault.start();
  const [npr, dar, mfr] = await Promise.all([
    testRegistry('npr'),
    testRegistry('dar'),
    testRegistry('mfr'),
  ]);
  registries = { npr, dar, mfr };
});
afterAll(async () => {
  await vault.end();
});

const formats = {
  plain: (numbers: string[]) => `fnr\n${numbers.join('\n')}`,
  comma: (numbers: string[]) => `a,fnr\n${numbers.map((each) => `1,${each}\n`).join('')}`,
  semicolon: (numbers: string[]) => `\ufefffnr;a\r\n${numbers.map((n) => `${n};1\r\n`).join('')}`,
  tab: (numbers: string[]) => `a\tfnr\tb\n${numbers.map((n) => `1\t${n}\t\n`).join('')}`,
  quoted: (numbers: string[]) => `"fnr";"a"\n${numbers.map((n) => `"${n}";"x;\ny"\n`).join('')}`,
  gzip: (numbers: string[]) => gzipSync(`fnr\n${numbers.join('\n')}\n`),
};

const number = fc.record({
  person: fc.nat({ max: personCount - 1 }),
  nth: fc.nat({ max: numbersEach - 1 }),
});
const row: fc.Arbitrary<Row> = fc.oneof(
  { arbitrary: number, weight: 9 },
  { arbitrary: fc.constant('nobody' as const), weight: 1 },
);
const rows = fc.array(row, { minLength: 1, maxLength: 16 });
const registry = fc.constantFrom<Registry[]>('npr', 'dar', 'mfr');
const pair = fc.record({
  person: fc.nat({ max: personCount - 1 }),
  nth: fc.nat({ max: numbersEach - 2 }),
});
const list = fc.record({
  does: fc.constant('list' as const),
  registry,
  format: fc.constantFrom(...(Object.keys(formats) as (keyof typeof formats)[])),
  rows,
});
const aliases = fc.record({
  does: fc.constant('aliases' as const),
  pairs: fc.array(pair, { minLength: 1, maxLength: 6 }),
});
const reservations = fc.record({
  does: fc.constant('reservations' as const),
  scope: fc.constantFrom<(Registry | '')[]>('', 'dar'),
  rows: fc.array(row, { minLength: 1, maxLength: 2 }),
});
const events = fc.array(
  fc.oneof(
    { arbitrary: list, weight: 6 },
    { arbitrary: aliases, weight: 3 },
    { arbitrary: reservations, weight: 1 },
  ),
  { minLength: 3, maxLength: 9 },
);

type Happening = typeof events extends fc.Arbitrary<(infer Each)[]> ? Each : never;

const written = (each: Row): string =>
  each === 'nobody' ? wrongNumber : numberOf(each.person, each.nth);

async function sendPeople(domainId: string, what: string, body: string, scope: Registry | '') {
  const bearer = await (scope === ''
    ? vault.ticket({ scope: 'people:write', domain: domainId })
    : vault.listTicket(domainId, scope));
  const path = `/domains/${domainId}/${what}${scope && `/${scope}`}`;
  const answer = await vault.call('POST', path, { bearer, body });
  expect(answer.status).toBe(201);
  return answer.json['counts'] as Record<string, number>;
}

async function play(hasPlan: boolean, happening: readonly Happening[]): Promise<void> {
  const all = Object.values(registries);
  const { npr, dar, mfr } = registries;
  const plan = [
    step('cohort', 'cohort', npr),
    step('list:dar', 'list', dar),
    step('list:mfr', 'list', mfr),
  ];
  const domainId = hasPlan
    ? (await orderedPlan(vault, all, plan)).domainId
    : await vault.domain(all);
  const model = new Model(hasPlan);
  for (const event of happening) {
    if (event.does === 'aliases') {
      const lines = event.pairs.map(
        ({ person, nth }) => `${numberOf(person, nth)};${numberOf(person, nth + 1)}\n`,
      );
      const body = `old_number;new_number\n${lines.join('')}`;
      const { accepted } = await sendPeople(domainId, 'aliases', body, '');
      expect(accepted).toBe(model.tell(event.pairs));
    } else if (event.does === 'reservations') {
      const body = `fnr\n${event.rows.map(written).join('\n')}\n`;
      await sendPeople(domainId, 'reservations', body, event.scope);
      model.reserve(event.scope, event.rows);
    } else if (model.takes(event.registry)) {
      const by = registries[event.registry];
      const body = formats[event.format](event.rows.map(written));
      const { runId, counts } = await vault.accepted(domainId, by, body);
      const expected = model.list(event.registry, event.rows);
      expect(counts).toEqual(expected.counts);
      const { rows: all, ...parts } = counts;
      expect(Object.values(parts).reduce((sum, count) => sum + count, 0)).toBe(all);
      const keyFile = await vault.numbers(domainId, by, runId);
      expect(model.faultsOf(keyFile, expected.accepted)).toEqual([]);
    }
  }
  const sql = 'SELECT people FROM vault.domain WHERE id = $1';
  const { rows: found } = await vault.owner.query<{ people: number }>(sql, [domainId]);
  expect(found[0]!.people).toBe(model.people);
}

describe('whole runs, whatever comes in whatever order', () => {
  it('give each person one number of their own and every row its end [law 26]', async () => {
    await fc.assert(fc.asyncProperty(fc.boolean(), events, play), {
      numRuns: 25,
      interruptAfterTimeLimit: 25_000,
      endOnFailure: true,
    });
  }, 40_000);
});
