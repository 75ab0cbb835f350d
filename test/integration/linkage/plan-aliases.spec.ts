import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { people } from './people.js';
import { keyFileRows, numbersIn, orderedPlan, step } from './plan.js';
import { type Answer, testRegistry, type TestRegistry, TestVault } from './vault.js';

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
afterAll(() => vault.end());

const all = people(2_000);
const listOf = (numbers: readonly string[]) => `fnr\n${numbers.join('\n')}\n`;
/** People with two numbers: the old one, and the one in use. */
const olds = all.slice(1_000, 1_040);
const news = all.slice(0, 40);

async function post(domainId: string, what: string, body: string): Promise<Answer> {
  const bearer = await vault.ticket({ scope: 'people:write', domain: domainId });
  const answer = await vault.call('POST', `/domains/${domainId}/${what}`, { bearer, body });
  expect([answer.status, answer.json['code']]).toEqual([201, undefined]);
  return answer;
}

const aliases = (domainId: string) =>
  post(
    domainId,
    'aliases',
    `old_number;new_number\n${olds.map((old, i) => `${old};${news[i]}`).join('\n')}\n`,
  );

const ordered = (steps: object[], plan: Record<string, unknown> = {}) =>
  orderedPlan(vault, [npr, dar, mfr], steps, plan);

describe('a population is of people, under whichever number a list has them', () => {
  it.each(['before the cohort', 'after the cohort'])(
    'lets a person in under another number, where the alias came %s [law 12] [law 26]',
    async (when) => {
      const { domainId, progress } = await ordered([
        step('cohort', 'cohort', npr),
        step('list:dar', 'list', dar),
        step('key-file:mfr', 'key-file', mfr),
      ]);
      if (when === 'before the cohort') await aliases(domainId);
      // Half of the people with two numbers are in the cohort under the old one, half under both.
      const cohort = [...olds, ...news.slice(0, 20), ...all.slice(100, 200)];
      const first = await vault.accepted(domainId, npr, listOf(cohort));
      if (when === 'after the cohort') await aliases(domainId);

      const run = await vault.accepted(domainId, dar, listOf(all.slice(0, 300)));
      expect(run.counts).toMatchObject({ rows: 300, accepted: 140, outside: 160 });
      const rows = await keyFileRows(vault, domainId, dar, run);
      expect(numbersIn(rows)).toEqual([...news, ...all.slice(100, 200)].sort());
      const again = await vault.accepted(domainId, npr, listOf(cohort));
      const serials = new Map(
        (await keyFileRows(vault, domainId, npr, again)).map((row) => [
          row['identity_number'],
          row['serial_number'],
        ]),
      );
      for (const row of rows) {
        const at = news.indexOf(row['identity_number']!);
        const listed = at < 0 ? row['identity_number'] : olds[at];
        expect(serials.get(listed)).toBe(row['serial_number']);
      }
      expect(first.counts.accepted).toBe(160);
      // Counted are people, not numbers: 160 lines are of 140.
      expect((await progress())[0]).toMatchObject({ people: 140 });

      // Who extracts by the key file finds each person under any number the vault knows.
      await vault.accepted(domainId, dar, listOf(all.slice(0, 300)));
      const bearer = await vault.listTicket(domainId, 'mfr');
      const path = `/domains/${domainId}/lists/mfr/population`;
      const made = await vault.call('POST', path, { bearer });
      const whole = await keyFileRows(vault, domainId, mfr, {
        runId: String(made.json['runId']),
      });
      expect(numbersIn(whole)).toEqual([...olds, ...news, ...all.slice(100, 200)].sort());
      expect(new Set(whole.map((row) => row['serial_number'])).size).toBe(140);
      expect((await progress())[2]).toMatchObject({ people: 140 });
    },
  );

  const plan = {
    controls: { perCase: 1, matchOn: [{ attribute: 'sex', within: null }], mayBeCases: false },
  };
  const poolOf = (numbers: readonly string[]) =>
    `fnr;sex\n${numbers.map((number) => `${number};f`).join('\n')}\n`;

  it('never draws the other number of a case as a control, nor one person as two [law 12]', async () => {
    const { domainId, progress } = await ordered(
      [step('cohort', 'cohort', npr), step('controls', 'controls', dar)],
      plan,
    );
    await aliases(domainId);
    // Twenty cases under their old numbers; the pool has those, the new ones, and ten others twice.
    await vault.accepted(domainId, npr, listOf(olds.slice(0, 20)));
    const pool = [
      ...olds.slice(0, 20),
      ...news.slice(0, 20),
      ...olds.slice(20, 30),
      ...news.slice(20, 30),
    ];
    const run = await vault.accepted(domainId, dar, poolOf(pool));
    expect((await progress())[1]).toMatchObject({ people: 10, unmet: 10 });
    const rows = await keyFileRows(vault, domainId, dar, run);
    const withRole = (role: string) => numbersIn(rows.filter((row) => row['role'] === role));
    expect(withRole('case')).toEqual([...olds.slice(0, 20), ...news.slice(0, 20)].sort());
    expect(withRole('control')).toEqual([...olds.slice(20, 30), ...news.slice(20, 30)].sort());
    const setsOf = new Map<string, Set<string>>();
    for (const { serial_number: serial, set } of rows) {
      setsOf.set(serial!, (setsOf.get(serial!) ?? new Set()).add(set!));
    }
    expect([...setsOf.values()].every(({ size }) => size === 1)).toBe(true);
  });

  it('knows a case the pool has under another number, and draws for it once', async () => {
    const { domainId, progress } = await ordered(
      [step('cohort', 'cohort', npr), step('controls', 'controls', dar)],
      plan,
    );
    await vault.accepted(domainId, npr, listOf([...olds.slice(0, 5), ...news.slice(0, 5)]));
    await aliases(domainId);
    const pool = [...news.slice(0, 5), ...all.slice(300, 400)];
    await vault.accepted(domainId, dar, poolOf(pool));
    expect((await progress())[1]).toMatchObject({ people: 5, unmet: 0 });
  });

  it('does not draw again who was a control and turns out to be a case', async () => {
    const { domainId, progress } = await ordered(
      [step('cohort', 'cohort', npr), step('controls', 'controls', dar)],
      plan,
    );
    await vault.accepted(domainId, npr, listOf(olds.slice(0, 5)));
    await vault.accepted(domainId, dar, poolOf([...olds.slice(0, 5), ...news.slice(0, 5)]));
    expect((await progress())[1]).toMatchObject({ people: 5, reason: null });
    // It stays so until the pool comes again, and the case is told.
    expect((await aliases(domainId)).json).toMatchObject({ controlsThatAreCases: 5 });
    expect((await progress())[1]).toMatchObject({ state: 'done', reason: 'controls-are-cases' });
    const run = await vault.accepted(
      domainId,
      dar,
      poolOf([...olds.slice(0, 5), ...news.slice(0, 6)]),
    );
    const rows = await keyFileRows(vault, domainId, dar, run);
    const cases = numbersIn(rows.filter((row) => row['role'] === 'case'));
    expect(cases).toEqual([...olds.slice(0, 5), ...news.slice(0, 5)].sort());
    expect(numbersIn(rows.filter((row) => row['role'] === 'control'))).toEqual([news[5]]);
    expect((await progress())[1]).toMatchObject({ people: 1, unmet: 4, reason: null });
    const { json } = await vault.call('GET', '/notices?limit=1000');
    const told = (json['items'] as { domainId: string; data: { reason?: string } }[]).filter(
      (notice) => notice.domainId === domainId && notice.data.reason === 'controls-are-cases',
    );
    expect(told).toHaveLength(1);
  });

  it('never draws somebody who may not be linked', async () => {
    const { domainId, progress } = await ordered(
      [step('cohort', 'cohort', npr), step('controls', 'controls', dar)],
      plan,
    );
    await post(domainId, 'reservations', listOf(all.slice(400, 500)));
    await vault.accepted(domainId, npr, listOf(all.slice(0, 10)));
    const run = await vault.accepted(
      domainId,
      dar,
      poolOf([...all.slice(0, 10), ...all.slice(400, 510)]),
    );
    expect((await progress())[1]).toMatchObject({ people: 10, unmet: 0 });
    const rows = await keyFileRows(vault, domainId, dar, run);
    expect(numbersIn(rows.filter((row) => row['role'] === 'control'))).toEqual(
      [...all.slice(500, 510)].sort(),
    );
  });

  it('finds relatives of a case under another number, and counts a relative with two once', async () => {
    const { domainId, progress } = await ordered(
      [
        step('cohort', 'cohort', npr),
        step('relatives', 'relatives', mfr, false),
        step('list:dar', 'list', dar),
      ],
      { relatives: { relations: ['mother'] } },
    );
    await aliases(domainId);
    await vault.accepted(domainId, npr, listOf(olds.slice(0, 5)));
    const rows = [
      // The children under the numbers in use; the mothers of the first two are one person.
      `${news[0]};mother;${olds[30]}`,
      `${news[1]};mother;${news[30]}`,
      `${news[2]};mother;${all[600]}`,
      `${news[9]};mother;${all[601]}`,
    ];
    await vault.accepted(domainId, mfr, `fnr;relation;relative\n${rows.join('\n')}\n`);
    expect((await progress())[1]).toMatchObject({ state: 'done', people: 2 });
    const run = await vault.accepted(domainId, dar, listOf([...news, all[600]!, all[601]!]));
    expect(numbersIn(await keyFileRows(vault, domainId, dar, run))).toEqual(
      [...news.slice(0, 5), news[30]!, all[600]!].sort(),
    );
  });
});
