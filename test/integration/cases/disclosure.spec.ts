import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deliveryProcessors, DisclosureController } from '#deliveries';
import type { Person } from '#parties';
import type { Disclosure } from '../../../libs/deliveries/src/disclosure.queries.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import {
  firstFrom,
  manifestOf,
  people,
  preparationOf,
  registryIds,
  type Step,
  wholeApplication,
} from '../../support/journey.js';

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

const { npr, dar, stroke } = registryIds;
const deliveryId = firstFrom(npr);

/** Does the jobs that wait for the register, each twice: the second time must add nothing. */
async function enterAll(): Promise<void> {
  const [noteDisclosure] = deliveryProcessors(tilgang.db);
  const { rows } = await tilgang.db.pool.query<{ payload: never }>(
    "SELECT payload FROM outbox WHERE job = 'note-disclosure'",
  );
  for (const { payload } of [...rows, ...rows]) await noteDisclosure?.process(payload);
}

async function seenBy(who: keyof typeof people, query: object = {}): Promise<Disclosure[]> {
  return (await new DisclosureController(tilgang.db).list(people[who] as Person, query)).items;
}

async function giveAll(id: string, version: number, steps: Step[]): Promise<number> {
  for (const step of steps) version = await tilgang.give(id, version, step);
  return version;
}

describe('the register of disclosures', () => {
  it('says who received which data, when and on what basis, once for each registry [law 24]', async () => {
    const { id } = await tilgang.givenCase('received');
    await enterAll();
    const items = await seenBy('auditor', { caseId: id });
    expect(items.map(({ registryId }) => registryId).sort()).toEqual([dar, npr, stroke].sort());
    for (const each of items) {
      expect(each).toMatchObject({
        kind: 'last',
        round: 1,
        recipientName: people.applicant.name,
        institution: wholeApplication.institutionName,
        institutionNumber: wholeApplication.institutionNumber,
        handOver: 'secure-environment',
        handOverPlace: wholeApplication.recipientEnvironment,
        periodFromOn: wholeApplication.dataPeriod.fromOn,
        periodToOn: wholeApplication.dataPeriod.toOn,
        population: wholeApplication.inclusionCriteria,
        rowCount: 8,
        disclosedAt: tilgang.clock.at.toISOString(),
      });
      expect(each.permitId).toMatch(/^NO-HDS-\d{4}-\d{6}\.1$/);
      expect(each.files).toEqual(manifestOf(each.registryId).files);
      expect(each.variables).toEqual(manifestOf(each.registryId).variables);
    }
    const basisOf = (id: string) =>
      items.find(({ registryId }) => registryId === id)?.legalBasis ?? '';
    const { legalBasisArticle6, legalBasisArticle9 } = wholeApplication;
    expect(basisOf(npr)).toContain(
      `artikkel 6 nr. 1 bokstav ${legalBasisArticle6[0]}, artikkel 9 nr. 2 bokstav ${legalBasisArticle9[0]}`,
    );
    expect(basisOf(npr)).toContain('helseregisterloven § 19 e');
    // Its controller decides on the stroke registry: no exemption of ours is the basis.
    expect(basisOf(stroke)).not.toContain('helseregisterloven § 19 e');
  });

  it('has a row for each part and each redelivery, the same whenever its job runs [law 24]', async () => {
    const { id, version } = await tilgang.givenCase('linked');
    const part = manifestOf(npr, 5);
    await giveAll(id, version, [
      { by: 'caseworker', command: { type: 'order-delivery', registryId: npr } },
      ...preparationOf(npr, 'deliveryNpr', '2026-12-20'),
      { by: 'deliveryNpr', command: { type: 'report-part-delivered', deliveryId, ...part } },
      { by: 'deliveryNpr', command: { type: 'report-quality-check', deliveryId } },
      {
        by: 'deliveryNpr',
        command: { type: 'report-delivered', deliveryId, ...manifestOf(npr) },
      },
      {
        by: 'applicant',
        command: { type: 'report-delivery-error', deliveryId, reason: 'Filen er tom' },
      },
      {
        by: 'deliveryNpr',
        command: { type: 'redeliver', deliveryId, ...manifestOf(npr, 9), reason: 'Nytt uttrekk' },
      },
      // What changes afterwards changes nothing of what was disclosed, though the jobs come late.
      {
        by: 'decisionMaker',
        command: { type: 'revoke-exemption', legalBasis: 'hrl-19e', reason: 'Nye opplysninger' },
      },
    ]);
    await enterAll();
    const items = (await seenBy('auditor', { caseId: id })).sort((a, b) => a.manifest - b.manifest);
    expect(items.map(({ manifest, kind, rowCount }) => [manifest, kind, rowCount])).toEqual([
      [1, 'part', 5],
      [2, 'last', 8],
      [3, 'redelivery', 9],
    ]);
    for (const { legalBasis } of items) expect(legalBasis).toContain('helseregisterloven § 19 e');
  });

  it('is read by those who answer for it; a registry reads its own, a project its own [law 24]', async () => {
    const registriesSeenBy = async (who: keyof typeof people) => [
      ...new Set((await seenBy(who)).map(({ registryId }) => registryId)),
    ];
    expect((await registriesSeenBy('auditor')).sort()).toEqual([dar, npr, stroke].sort());
    expect(await registriesSeenBy('caseworker')).toHaveLength(3);
    expect(await registriesSeenBy('deliveryNpr')).toEqual([npr]);
    expect(await registriesSeenBy('deliveryStroke')).toEqual([stroke]);
    expect(await registriesSeenBy('applicant')).toHaveLength(3);
    expect(await registriesSeenBy('otherApplicant')).toEqual([]);
    for (const who of ['rek', 'custodian', 'administrator', 'adviserNpr'] as const) {
      await expect(async () => seenBy(who)).rejects.toMatchObject({
        refusal: { code: 'not-allowed-for-role' },
      });
    }
  });

  it('is found by registry, institution and day, a page at a time', async () => {
    const controller = new DisclosureController(tilgang.db);
    const count = async (query: object) => (await seenBy('auditor', query)).length;
    const all = await count({});
    expect(await count({ registryId: dar })).toBe(1);
    expect(await count({ institution: 'demouniversitetet' })).toBe(all);
    expect(await count({ institution: 'En annen' })).toBe(0);
    expect(await count({ fromOn: '2026-11-02', toOn: '2026-11-02' })).toBe(all);
    expect(await count({ fromOn: '2026-11-03' })).toBe(0);
    expect(await count({ toOn: '2026-11-01' })).toBe(0);
    expect(() => controller.list(people.auditor as Person, { cursor: 'x' })).toThrow();

    // Enough for pages, as the program itself enters them.
    await tilgang.db.pool.query(
      `INSERT INTO disclosure (id, case_id, case_reference, delivery_id, manifest, registry_id,
                               recipient, legal_basis, row_count, institution, disclosed_at)
       SELECT gen_random_uuid(), gen_random_uuid(), 'HDS-2025-000001', 'x.1', n, 'x', '=1+1', '', n,
              '=1+1', '2025-01-01T00:00:00Z'::timestamptz + n / 3 * interval '1 second'
         FROM generate_series(1, 1200) n`,
    );
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await controller.list(people.auditor as Person, {
        registryId: 'x',
        ...(cursor && { cursor }),
      });
      expect(page.items.length).toBeLessThanOrEqual(50);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(1200);

    const file = controller.export(people.auditor as Person, { registryId: 'x' });
    const lines = (await text(file.getStream())).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1201);
    // No formula for a spreadsheet to run.
    expect(lines[1]).toContain(",'=1+1,");
  });

  it('can neither be changed nor emptied, and hangs on no row of the case [law 24]', async () => {
    for (const sql of ["UPDATE disclosure SET recipient = ''", 'DELETE FROM disclosure']) {
      await expect(tilgang.db.pool.query(sql)).rejects.toThrow(/permission denied/);
      // Nor by those who keep the database, before ten years have passed.
      await expect(tilgang.owner.pool.query(sql)).rejects.toThrow(/kept for ten years/);
    }
    await expect(tilgang.owner.pool.query('TRUNCATE disclosure')).rejects.toThrow(/ten years/);
    const { rows } = await tilgang.owner.pool.query(
      "SELECT conname FROM pg_constraint WHERE conrelid = 'disclosure'::regclass AND contype = 'f'",
    );
    expect(rows).toEqual([]);
  });
});
