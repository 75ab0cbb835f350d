import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  importStarterVariables,
  likelyVariables,
  type Person,
  VariableController,
  variables,
  variableVersions,
} from '#parties';
import type { Refused } from '#platform';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, registryIds } from '../../support/journey.js';

const { npr, dar } = registryIds;
const header = 'name;description;data_type;identification_risk';

describe('the catalogue of variables', () => {
  let test: CasesUnderTest;
  let controller: VariableController;
  const administrator = { ...people.administrator, language: 'nb' } as unknown as Person;
  const upload = (lines: string[], actor = administrator, id: string = dar) =>
    controller.import(actor, id, Readable.from([Buffer.from(lines.join('\n'))]));
  const namesOf = async (id: string, query: object = {}) =>
    (await variables(test.db, id, { limit: 100, ...query })).items.map(({ name }) => name);

  beforeAll(async () => {
    test = await givenCases();
    controller = new VariableController(test.db, test.clock);
  });
  afterAll(() => test.close());

  it('is filled at the start for the registries that have none, once', async () => {
    const load = () =>
      test.owner.transaction((tx) => importStarterVariables(tx, 'data/variables', test.clock.at));
    const first = await load();
    expect(first).toContain(npr);
    expect(await load()).toEqual([]);
    const { items, nextCursor } = await variables(test.db, npr, { limit: 200 });
    const lines = (await readFile(`data/variables/${npr}.csv`, 'utf8')).trim().split('\n');
    expect(items.length).toBe(lines.length - 1);
    expect(nextCursor).toBeNull();
  });

  it('is read a page at a time, every variable once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await variables(test.db, npr, { limit: 7, cursor });
      expect(page.items.length).toBeLessThanOrEqual(7);
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(await namesOf(npr));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('is searched in names and descriptions, with the wildcards of the database as plain signs', async () => {
    expect(await namesOf(npr, { search: 'ICD-10 hoveddiagnose' })).toEqual([
      'Hoveddiagnose (ICD-10)',
    ]);
    expect(await namesOf(npr, { search: 'DØDSFALL' })).toEqual(['Dødsdato']);
    expect(await namesOf(npr, { search: '%' })).toEqual([]);
  });

  it('says that a registry is unknown', async () => {
    await expect(variables(test.db, 'finnes-ikke', { limit: 5 })).rejects.toMatchObject({
      refusal: { code: 'registry-unknown' },
    });
  });

  it('takes a new list from an administrator, keeps every version and can be read as of a day', async () => {
    test.clock.at = new Date('2026-11-10T09:00:00Z');
    const first = [header, 'Kjønn;Registrert kjønn;code;indirect', 'Alder;I år;integer;indirect'];
    await upload(first);
    const before = await namesOf(dar);
    expect(before).toEqual(['Alder', 'Kjønn']);

    test.clock.at = new Date('2026-11-20T09:00:00Z');
    const second = [header, 'Alder;I hele år;integer;indirect', 'Dødsår;Året;integer;none'];
    expect(await upload(second)).toEqual({ added: 1, updated: 1, ended: 1, unchanged: 0 });
    expect(await namesOf(dar)).toEqual(['Alder', 'Dødsår']);
    expect(await namesOf(dar, { asOfOn: '2026-11-19' })).toEqual(before);
    expect(await namesOf(dar, { asOfOn: '2026-11-20' })).toEqual(['Alder', 'Dødsår']);

    const { items } = await variables(test.db, dar, { limit: 1 });
    const versions = await variableVersions(test.db, dar, items[0]!.id);
    expect(versions.slice(0, 2)).toMatchObject([
      { description: 'I hele år', listedFromOn: '2026-11-20', listedToOn: null },
      { description: 'I år', listedFromOn: '2026-11-10', listedToOn: '2026-11-20' },
    ]);
  });

  it('is as it was after the same list again', async () => {
    const again = [header, 'Dødsår;Året;integer;none', 'Alder;I hele år;integer;indirect'];
    const stored = await test.owner.pool.query('SELECT * FROM variable ORDER BY id, version');
    expect(await upload(again)).toEqual({ added: 0, updated: 0, ended: 0, unchanged: 2 });
    const after = await test.owner.pool.query('SELECT * FROM variable ORDER BY id, version');
    expect(after.rows).toEqual(stored.rows);
  });

  it('takes nothing of a list with one wrong line, and names the line and the rule', async () => {
    const wrong = [header, 'Ny variabel;Ord;code;none', 'Annen variabel;Ord;code;maybe'];
    const refusal = await upload(wrong).catch((error: Refused) => error.refusal);
    expect(refusal).toMatchObject({
      code: 'variables-invalid',
      problems: [{ field: 'line 3, identificationRisk', rule: 'one of none, indirect, direct' }],
    });
    expect(await namesOf(dar)).toEqual(['Alder', 'Dødsår']);
  });

  it('is changed by nobody but an administrator', async () => {
    for (const by of ['applicant', 'caseworker', 'adviserNpr', 'auditor'] as const) {
      const actor = people[by] as unknown as Person;
      await expect(upload([header], actor)).rejects.toMatchObject({
        refusal: { code: 'not-allowed-for-role' },
      });
    }
  });

  it('finds the same name, and suggests near ones within the registry', async () => {
    const found = await likelyVariables(test.db, [
      { registryId: npr, name: 'hoveddiagnose (icd-10)' },
      { registryId: npr, name: 'Hoveddiagnoser' },
      { registryId: npr, name: 'xyzzy' },
      { registryId: dar, name: 'Hoveddiagnose (ICD-10)' },
    ]);
    expect(found[0]).toMatchObject([{ name: 'Hoveddiagnose (ICD-10)', likeness: 1 }]);
    expect(found[1]?.[0]).toMatchObject({ name: 'Hoveddiagnose (ICD-10)' });
    expect(found[1]?.[0]?.likeness).toBeLessThan(1);
    expect(found[2]).toEqual([]);
    expect(found[3]).toEqual([]);
  });
});
