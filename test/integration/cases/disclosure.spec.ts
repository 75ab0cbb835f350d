import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deliveryProcessors } from '#deliveries';
import { disclosures } from '../../../libs/deliveries/src/disclosure.queries.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, registryIds, wholeApplication } from '../../support/journey.js';

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

/** Does the jobs that wait for the register, each twice: the second time must add nothing. */
async function enterAll(): Promise<void> {
  const [noteDisclosure] = deliveryProcessors(tilgang.db, tilgang.clock);
  const { rows } = await tilgang.db.pool.query<{ payload: never }>(
    "SELECT payload FROM outbox WHERE job = 'note-disclosure'",
  );
  for (const { payload } of [...rows, ...rows]) await noteDisclosure?.process(payload);
}

describe('the register of disclosures', () => {
  it('says who received which data, when and on what basis, once for each registry [law 24]', async () => {
    const { id } = await tilgang.givenCase('received');
    await enterAll();
    const items = (await disclosures(tilgang.db, 0)).items.filter(({ caseId }) => caseId === id);
    expect(items.map(({ registryId }) => registryId).sort()).toEqual(
      Object.values(registryIds).sort(),
    );
    for (const each of items) {
      expect(each.recipient).toBe(`${people.applicant.name}, ${wholeApplication.institutionName}`);
      expect(each).toMatchObject({ rowCount: '8', disclosedAt: tilgang.clock.at });
      expect(each.sha256).toMatch(/^[0-9a-f]{64}$/);
    }
    const basisOf = (id: string) =>
      items.find(({ registryId }) => registryId === id)?.legalBasis ?? '';
    const { legalBasisArticle6, legalBasisArticle9 } = wholeApplication;
    expect(basisOf(registryIds.npr)).toContain(
      `artikkel 6 nr. 1 bokstav ${legalBasisArticle6[0]}, artikkel 9 nr. 2 bokstav ${legalBasisArticle9[0]}`,
    );
    expect(basisOf(registryIds.npr)).toContain('hrl-19e');
    // Its controller decides on the stroke registry: no exemption of ours is the basis.
    expect(basisOf(registryIds.stroke)).not.toContain('hrl-19e');
  });

  it('can neither be changed nor emptied by the program, and hangs on no row of the case [law 24]', async () => {
    for (const sql of ["UPDATE disclosure SET recipient = ''", 'DELETE FROM disclosure']) {
      await expect(tilgang.db.pool.query(sql)).rejects.toThrow(/permission denied/);
    }
    const { rows } = await tilgang.owner.pool.query(
      "SELECT conname FROM pg_constraint WHERE conrelid = 'disclosure'::regclass AND contype = 'f'",
    );
    expect(rows).toEqual([]);
  });
});
