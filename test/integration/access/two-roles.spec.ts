import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { worklist } from '#cases';
import type { Actor } from '#parties';
import { comparisonOf } from '../../../libs/cases/src/advice/case.comparison.queries.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, registryIds } from '../../support/journey.js';

let tilgang: CasesUnderTest;

beforeAll(async () => {
  tilgang = await givenCases();
});
afterAll(() => tilgang.close());

const list = async (actor: Actor, search?: string) =>
  (await worklist(tilgang.db, actor, { sort: 'created', limit: 100, today: '2026-11-02', search }))
    .items;

it('shows no applicant how their own case was compared, whatever they are elsewhere [law 20]', async () => {
  const { id } = await tilgang.givenCase('decided');
  const both: Actor = {
    ...people.applicant,
    roles: [...people.applicant.roles, { role: 'caseworker', registryId: null }],
  };
  await expect(comparisonOf(tilgang.db, id, both)).rejects.toMatchObject({
    refusal: { code: 'not-allowed-for-role' },
  });
  await expect(comparisonOf(tilgang.db, id, people.caseworker)).resolves.toBeDefined();
});

it('shows in each row of a worklist what the role in that very case sees, and finds no more', async () => {
  const { id: linked } = await tilgang.givenCase('linked');
  const { id: advised } = await tilgang.givenCase('advised');
  // Links in one case, and gives advice for a registry in another.
  const actor: Actor = {
    ...people.custodian,
    roles: [
      ...people.custodian.roles,
      { role: 'registry-delivery', registryId: 'kreftregisteret' },
      { role: 'rek-secretary', registryId: null },
    ],
  };
  await tilgang.owner.pool.query(
    "UPDATE access_case SET relations = array_remove(relations, 'rek') WHERE id = $1",
    [linked],
  );
  const rows = new Map((await list(actor)).map((row) => [row.id, row]));
  expect(rows.get(linked)).toMatchObject({ title: null, applicantName: null });
  expect(rows.get(advised)).toMatchObject({ applicantName: people.applicant.name });
  expect(rows.get(advised)?.title).toContain('jerneslag');
  const found = (await list(actor, 'hjerneslag')).map(({ id }) => id);
  expect([found.includes(linked), found.includes(advised)]).toEqual([false, true]);
  expect(Object.values(registryIds)).not.toContain('kreftregisteret');
});
