import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunReceipt } from '#linkage/vault';
import { people } from './people.js';
import { keyFileRows, numbersIn, orderedPlan, step } from './plan.js';
import { testRegistry, type TestRegistry, TestVault } from './vault.js';

let vault: TestVault;
let npr: TestRegistry;
let dar: TestRegistry;
let mfr: TestRegistry;

beforeAll(async () => {
  vault = await TestVault.start();
  npr = await testRegistry('npr');
  dar = await testRegistry('dar');
  mfr = await testRegistry('mfr');
});
afterAll(async () => {
  await vault.end();
});

const all = people(4_000);
const listOf = (numbers: readonly string[]) => `fnr\n${numbers.join('\n')}\n`;

const ordered = (steps: object[], plan: object = {}) =>
  orderedPlan(vault, [npr, dar, mfr], steps, { ...plan });
const keyFile = (domainId: string, registry: TestRegistry, run: RunReceipt) =>
  keyFileRows(vault, domainId, registry, run);

describe('a cohort that one registry defines', () => {
  it('cuts every other list to it: those outside get no number and are only counted [law 12] [law 25]', async () => {
    const { domainId, progress } = await ordered([
      step('cohort', 'cohort', npr),
      step('list:dar', 'list', dar),
    ]);
    const cohort = all.slice(0, 1_000);
    await vault.accepted(domainId, npr, listOf(cohort));
    // Half of them are in the cohort; one of those outside stands twice, one row holds nobody.
    const run = await vault.accepted(
      domainId,
      dar,
      listOf([...all.slice(500, 1_500), all[1_400]!, all[600]!, '123']),
    );
    expect(run.counts).toEqual({
      rows: 1_003,
      accepted: 500,
      repeated: 1,
      invalid: 1,
      reserved: 0,
      outside: 501,
    });
    expect(numbersIn(await keyFile(domainId, dar, run))).toEqual([...all.slice(500, 1_000)].sort());
    const report = await vault.report(domainId, dar, run.runId);
    expect(report).toBe('line;reason\n1003;repeated\n1004;not-eleven-digits\n');
    expect(await progress()).toMatchObject([
      { id: 'cohort', state: 'done', people: 1_000 },
      { id: 'list:dar', state: 'done', people: 500, outside: 501 },
    ]);
    const { rows } = await vault.owner.query('SELECT people FROM vault.domain WHERE id = $1', [
      domainId,
    ]);
    expect(rows).toEqual([{ people: 1_000 }]);
  });

  it('gives a registry that extracts by the key file the numbers of all of it', async () => {
    const { domainId } = await ordered([
      step('cohort', 'cohort', npr),
      step('key-file:dar', 'key-file', dar),
    ]);
    const bearer = await vault.listTicket(domainId, 'dar');
    const ask = () => vault.call('POST', `/domains/${domainId}/lists/dar/population`, { bearer });
    expect((await ask()).json['code']).toBe('list-out-of-order');
    const first = await vault.accepted(domainId, npr, listOf(all.slice(0, 300)));
    const answer = await ask();
    expect(answer.status).toBe(201);
    const run = answer.json as unknown as RunReceipt;
    const own = await keyFile(domainId, dar, run);
    const byRow = (rows: Record<string, string>[]) =>
      rows.map((row) => Object.values(row).join()).sort();
    expect(byRow(own)).toEqual(byRow(await keyFile(domainId, npr, first)));
  });

  it('rests sealed, and goes when the keys of the domain are destroyed [law 26] [law 27]', async () => {
    const { domainId } = await ordered([step('cohort', 'cohort', npr)]);
    await vault.accepted(domainId, npr, listOf(all.slice(0, 50)));
    const read = async () =>
      (
        await vault.owner.query<{ members: Buffer }>(
          'SELECT members FROM vault.population_part WHERE domain_id = $1',
          [domainId],
        )
      ).rows;
    const before = await read();
    expect(before.length).toBeGreaterThan(20);
    for (const { members } of before) expect(members.length % 28).toBe(0);
    expect((await vault.destroy(domainId)).status).toBe(200);
    expect(await read()).toEqual([]);
  });
});

describe('matched controls', () => {
  const year = (index: number) => 1950 + (index % 40);
  const town = (index: number) => ['0301', '4601', '5001'][index % 3]!;
  const pool = (from: number, to: number) =>
    `fnr;birth_year;municipality\n${all
      .slice(from, to)
      .map((number, i) => `${number};${year(from + i)};${town(from + i)}`)
      .join('\n')}\n`;
  const plan = {
    controls: {
      perCase: 2,
      matchOn: [
        { attribute: 'birth_year', within: 1 },
        { attribute: 'municipality', within: null },
      ],
      mayBeCases: false,
    },
  };
  const steps = () => [
    step('cohort', 'cohort', npr),
    step('controls', 'controls', dar),
    step('list:mfr', 'list', mfr),
  ];

  it('are drawn by the attributes that come with the pool, and the key file says whose they are', async () => {
    const { domainId, progress } = await ordered(steps(), plan);
    const cases = all.slice(0, 200);
    await vault.accepted(domainId, npr, listOf(cases));
    const run = await vault.accepted(domainId, dar, pool(0, 4_000));
    const rows = await keyFile(domainId, dar, run);
    const indexOf = new Map(all.map((number, index) => [number, index]));
    const caseOfSet = new Map(
      rows
        .filter(({ role }) => role === 'case')
        .map((row) => [row['set'], row['identity_number']!]),
    );
    expect([...caseOfSet.values()].sort()).toEqual([...cases].sort());
    const controls = rows.filter(({ role }) => role === 'control');
    expect(new Set(numbersIn(controls)).size).toBe(400);
    for (const control of controls) {
      const own = indexOf.get(control['identity_number']!)!;
      const of = indexOf.get(caseOfSet.get(control['set'])!)!;
      expect(own).toBeGreaterThanOrEqual(200);
      expect(town(own)).toBe(town(of));
      expect(Math.abs(year(own) - year(of))).toBeLessThanOrEqual(1);
    }
    expect(run.counts).toMatchObject({ rows: 4_000, accepted: 600, outside: 3_400 });
    expect((await progress())[1]).toMatchObject({ state: 'done', people: 400, unmet: 0 });
    // Nobody but cases and controls is let into any other list.
    const births = await vault.accepted(domainId, mfr, listOf(all));
    expect(births.counts).toMatchObject({ accepted: 600, outside: 3_400 });
  });

  it('are counted where they lack, also for a case that the pool does not hold', async () => {
    const { domainId, progress } = await ordered(steps(), plan);
    await vault.accepted(domainId, npr, listOf([...all.slice(0, 2), all[3_999]!]));
    // The two cases in the pool are alone with their attributes.
    await vault.accepted(domainId, dar, pool(0, 30));
    expect((await progress())[1]).toMatchObject({ state: 'done', people: 0, unmet: 6 });
  });

  it('are drawn anew when the pool is sent again', async () => {
    const { domainId, progress } = await ordered(steps(), plan);
    await vault.accepted(domainId, npr, listOf(all.slice(0, 20)));
    for (let turn = 0; turn < 2; turn++) {
      const run = await vault.accepted(domainId, dar, pool(0, 2_000));
      expect(run.counts).toMatchObject({ accepted: 60 });
    }
    expect((await progress())[1]).toMatchObject({ people: 40 });
  });

  it('are not drawn from a pool without the attributes of the plan', async () => {
    const { domainId } = await ordered(steps(), plan);
    await vault.accepted(domainId, npr, listOf(all.slice(0, 5)));
    const refused = await vault.send(domainId, 'dar', 'fnr;birth_year\n');
    expect([refused.status, refused.json['code']]).toEqual([422, 'columns-missing']);
  });
});

describe('relatives', () => {
  it('are found through a relation file: those wanted, of the cases, and nobody else [law 12]', async () => {
    const { domainId, progress } = await ordered(
      [
        step('cohort', 'cohort', npr),
        step('relatives', 'relatives', mfr, false),
        step('list:dar', 'list', dar),
      ],
      { relatives: { relations: ['mother'] } },
    );
    const cases = all.slice(0, 100);
    await vault.accepted(domainId, npr, listOf(cases));
    const rows = [
      ...cases.map((child, i) => `${child};mother;${all[1_000 + (i >> 1)]}`),
      ...cases.map((child, i) => `${child};father;${all[2_000 + i]}`),
      `${all[500]};mother;${all[501]}`,
      `${cases[0]};mother;12345678901`,
    ];
    const run = await vault.accepted(domainId, mfr, `fnr;relation;relative\n${rows.join('\n')}\n`);
    expect(run.counts).toEqual({
      rows: 202,
      accepted: 0,
      repeated: 0,
      invalid: 1,
      reserved: 0,
      outside: 201,
    });
    expect(await vault.report(domainId, mfr, run.runId)).toMatch(/^line;reason\n203;[a-z-]+\n$/);
    expect((await progress())[1]).toMatchObject({ state: 'done', people: 50 });
    // The file told who they are; it gives its registry no numbers.
    const bearer = await vault.listTicket(domainId, 'mfr');
    const none = await vault.call('GET', `/runs/${run.runId}/key-file`, { bearer });
    expect([none.status, none.json['code']]).toEqual([404, 'no-key-file']);
    const deaths = await vault.accepted(domainId, dar, listOf(all.slice(0, 3_000)));
    expect(numbersIn(await keyFile(domainId, dar, deaths))).toEqual(
      [...cases, ...all.slice(1_000, 1_050)].sort(),
    );
  });
});
