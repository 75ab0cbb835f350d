import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Decrypter } from 'age-encryption';
import { SerialFormat } from '#linkage/vault';
import { identityNumber, people } from './people.js';
import { keyFileRows, numbersIn, orderedPlan, step } from './plan.js';
import { testRegistry, type TestRegistry, TestVault } from './vault.js';

let vault: TestVault;
let births: TestRegistry;
let cancers: TestRegistry;
let linker: TestRegistry;

beforeAll(async () => {
  vault = await TestVault.start();
  births = await testRegistry('mfr');
  cancers = await testRegistry('kreftregisteret');
  linker = await testRegistry('linker');
});
afterAll(() => vault.end());

const csv = (numbers: readonly string[]): string => `fnr\n${numbers.join('\n')}\n`;

const separate = (): Record<string, unknown> => ({
  childDomains: { linkerId: linker.id, ageRecipient: linker.ageRecipient },
});

async function bridge(domain: string, runId: string, by = linker): Promise<Map<string, string>> {
  const ticket = { scope: 'bridge:read', domain, registry: by.id };
  const bearer = await vault.ticket(ticket);
  const response = await vault.fetch('GET', `/runs/${runId}/bridge`, { bearer });
  if (response.status !== 200) throw new Error(`No bridge: ${response.status}`);
  const decrypter = new Decrypter();
  decrypter.addIdentity(by.identity);
  const text = await decrypter.decrypt(new Uint8Array(await response.arrayBuffer()), 'text');
  const [header, ...lines] = text.trimEnd().split('\n');
  expect(header).toBe('serial_number;registry_serial_number');
  // From the registry's own number to the project's.
  return new Map(lines.map((line) => line.split(';').reverse() as [string, string]));
}

describe('registries that may not share a pseudonym', () => {
  it('have numbers of their own, which the linker alone can bring together [law 26]', async () => {
    const domain = await vault.domain([births, cancers], separate());
    const everyone = people(3_000);
    const one = await vault.accepted(domain, births, csv(everyone.slice(0, 2_000)));
    const two = await vault.accepted(domain, cancers, csv(everyone.slice(1_000)));
    const ofBirths = await vault.numbers(domain, births, one.runId);
    const ofCancers = await vault.numbers(domain, cancers, two.runId);
    const shared = new Set([...ofBirths.values(), ...ofCancers.values()]);
    expect(shared.size).toBe(4_000);

    expect(one.bridge).toEqual({
      rows: 2_000,
      bytes: expect.any(Number),
      sha256: expect.any(String),
    });
    const fromBirths = await bridge(domain, one.runId);
    const fromCancers = await bridge(domain, two.runId);
    const project = (person: string): (string | undefined)[] => [
      fromBirths.get(ofBirths.get(person) ?? ''),
      fromCancers.get(ofCancers.get(person) ?? ''),
    ];
    for (const person of everyone.slice(1_000, 2_000)) {
      const [a, b] = project(person);
      if (a === undefined || a !== b) throw new Error('the bridges lead apart');
    }
    const numbers = new Set([...fromBirths.values(), ...fromCancers.values()]);
    expect(numbers.size).toBe(3_000);
    for (const number of numbers) {
      if (!('serial' in vault.format(domain).parse(number))) throw new Error(number);
      if (shared.has(number)) throw new Error('a registry has a number of the project');
    }
  });

  it('keep their numbers from list to list, and new people get new ones', async () => {
    const domain = await vault.domain([births], separate());
    const everyone = people(30_000);
    const first = await vault.accepted(domain, births, csv(everyone.slice(0, 20_000)));
    const before = await vault.numbers(domain, births, first.runId);
    const second = await vault.accepted(domain, births, csv(everyone.slice(10_000)));
    const after = await vault.numbers(domain, births, second.runId);
    for (const person of everyone.slice(10_000, 20_000)) {
      if (after.get(person) !== before.get(person)) throw new Error('a number changed');
    }
    expect(new Set([...before.values(), ...after.values()]).size).toBe(30_000);
  });

  it('never see the bridge, and where all share numbers there is none', async () => {
    const domain = await vault.domain([births, cancers], separate());
    const { runId } = await vault.accepted(domain, births, csv(people(10)));
    for (const claims of [
      { scope: 'list:write', registry: 'mfr' },
      { scope: 'bridge:read', registry: 'mfr' },
      { scope: 'list:write', registry: 'linker' },
    ]) {
      const bearer = await vault.ticket({ ...claims, domain });
      const answer = await vault.call('GET', `/runs/${runId}/bridge`, { bearer });
      expect([answer.status, answer.json['code']]).toEqual([403, 'ticket-for-something-else']);
    }
    await expect(bridge(domain, runId, { ...births, id: linker.id })).rejects.toThrow();

    const plain = await vault.domain([births]);
    const run = await vault.accepted(plain, births, csv(people(10)));
    expect(run.bridge).toBeNull();
    const bearer = await vault.ticket({ scope: 'bridge:read', domain: plain, registry: linker.id });
    const answer = await vault.call('GET', `/runs/${run.runId}/bridge`, { bearer });
    expect([answer.status, answer.json['code']]).toEqual([404, 'no-bridges']);
  });

  it('have prefixes always: without, two registries could share a number', async () => {
    const without = { ...separate(), serialFormat: { prefix: 'none' } };
    await expect(vault.domain([births], without)).rejects.toThrow('child-domains-need-prefixes');
  });
});

describe('kinds of identity number', () => {
  it('are counted in the receipt and the notice, and nothing is read from a number but its kind [law 28]', async () => {
    const domain = await vault.domain([births]);
    const foreign = [1, 2, 3].flatMap((day) =>
      Array.from({ length: 40 }, (_, i) =>
        identityNumber([day, 3, 70], i + 100, { dNumber: true }),
      ).filter((number) => number !== null),
    );
    const list = [...people(50), ...foreign, ...people(5), '88888888831'];
    const receipt = await vault.accepted(domain, births, csv(list));
    expect(receipt.counts).toMatchObject({ repeated: 5, invalid: 1 });
    expect(receipt.kinds).toEqual({ fodselsnummer: 50, 'd-number': foreign.length });
    const { json } = await vault.call('GET', '/notices?limit=1000');
    const notices = json['items'] as { data: { runId: string; kinds: unknown } }[];
    expect(notices.find(({ data }) => data.runId === receipt.runId)?.data.kinds).toEqual(
      receipt.kinds,
    );
  });

  it('that only one registry issues are taken from that registry alone [law 28]', async () => {
    const production = await TestVault.start({
      TILGANG_MODE: 'production',
      // The least that is taken there.
      VAULT_ANSWER_SLOT_MS: '1000',
    });
    try {
      const domain = await production.domain([births, cancers], {
        acceptedKinds: [
          { kind: 'fodselsnummer' },
          { kind: 'h-number', registryId: 'mfr' },
          { kind: 'fh-number', registryId: 'mfr' },
          { kind: 'duf-number', registryId: 'kreftregisteret' },
        ],
      });
      const help = identityNumber([5, 6, 70], 107, { monthOffset: 40 })!;
      const list = csv([help, '88888888831', '200205705502', '200205705503']);
      const ofBirths = await production.accepted(domain, births, list);
      expect(ofBirths.kinds).toEqual({ 'h-number': 1, 'fh-number': 1 });
      expect(await production.report(domain, births, ofBirths.runId)).toBe(
        'line;reason\n4;kind-not-accepted\n5;not-eleven-digits\n',
      );
      const ofCancers = await production.accepted(domain, cancers, list);
      expect(ofCancers.kinds).toEqual({ 'duf-number': 1 });
      expect(await production.report(domain, cancers, ofCancers.runId)).toBe(
        'line;reason\n2;kind-not-accepted\n3;kind-not-accepted\n5;not-eleven-digits\n',
      );
      const numbers = await production.numbers(domain, cancers, ofCancers.runId);
      expect([...numbers.keys()]).toEqual(['200205705502']);
      expect(production.format(domain)).toBeInstanceOf(SerialFormat);
    } finally {
      await production.end();
    }
  });

  it('have the role and set of each person beside their own number, and a bridge for the same lines [law 12] [law 26]', async () => {
    const everyone = people(400);
    const rows = (numbers: readonly string[]) =>
      numbers.map((number, i) => `${number};${i % 2 === 0 ? 'f' : 'm'}\n`).join('');
    const { domainId } = await orderedPlan(
      vault,
      [births, cancers],
      [step('cohort', 'cohort', births), step('controls', 'controls', cancers)],
      {
        options: separate(),
        controls: { perCase: 2, matchOn: [{ attribute: 'sex', within: null }], mayBeCases: false },
      },
    );
    const cases = everyone.slice(0, 50);
    await vault.accepted(domainId, births, csv(cases));
    const run = await vault.accepted(domainId, cancers, `fnr;sex\n${rows(everyone)}`);
    const file = await keyFileRows(vault, domainId, cancers, run);
    expect(Object.keys(file[0]!)).toEqual(['identity_number', 'serial_number', 'role', 'set']);
    expect(run.bridge).toMatchObject({ rows: 150 });
    const toProject = await bridge(domainId, run.runId);
    expect(file.map((row) => row['serial_number']!).sort()).toEqual([...toProject.keys()].sort());
    const ofCases = file.filter(({ role }) => role === 'case');
    expect(numbersIn(ofCases)).toEqual([...cases].sort());
    const sexOf = (row: Record<string, string>) => everyone.indexOf(row['identity_number']!) % 2;
    const caseOf = new Map(ofCases.map((row) => [row['set'], row]));
    const controls = file.filter(({ role }) => role === 'control');
    expect(controls.length).toBe(100);
    for (const control of controls) {
      expect(sexOf(control)).toBe(sexOf(caseOf.get(control['set'])!));
    }
    // The cohort's registry has other numbers for the cases, which lead to the same ones.
    const again = await vault.accepted(domainId, births, csv(cases));
    const back = await bridge(domainId, again.runId);
    const own = await vault.numbers(domainId, births, again.runId);
    for (const { identity_number: person, serial_number: serial } of ofCases) {
      expect(own.get(person!)).not.toBe(serial);
      expect(back.get(own.get(person!)!)).toBe(toProject.get(serial!));
    }
  });
});
