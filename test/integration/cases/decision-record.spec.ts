import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseById } from '#cases';
import { decisionById } from '../../../libs/cases/src/decisions/decision.queries.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { accessProposal, people, registryIds } from '../../support/journey.js';

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

async function decisionIdsOf(caseId: string): Promise<Record<string, string>> {
  const { rows } = await tilgang.db.pool.query<{ id: string; track: string }>(
    'SELECT id, track FROM decision WHERE case_id = $1',
    [caseId],
  );
  return Object.fromEntries(rows.map(({ id, track }) => [track, id]));
}

describe('a decision', () => {
  it('has an id of its own, exemption and access each, from which the case is found [R9.1.4] [law 15]', async () => {
    const { id: caseId } = await tilgang.givenCase('decided');
    const { access = '', exemption = '' } = await decisionIdsOf(caseId);
    expect(access).not.toBe(exemption);
    expect(await decisionById(tilgang.db, access, people.applicant)).toMatchObject({
      decisionId: access,
      caseId,
      decides: 'access',
      outcome: 'granted',
      signedByName: people.decisionMaker.name,
    });
    expect(await decisionById(tilgang.db, exemption, people.caseworker)).toMatchObject({
      decisionId: exemption,
      caseId,
      decides: 'exemption',
      legalBasis: 'hrl-19e',
    });
    await expect(decisionById(tilgang.db, access, people.otherApplicant)).rejects.toThrow(
      'decision-unknown',
    );
  });

  it('belongs to a case: the database takes none without [R9.1.4]', async () => {
    const { id: caseId } = await tilgang.givenCase('decided');
    const copy = `INSERT INTO decision (id, case_id, event_seq, track, part, outcome, decided_on)
                  SELECT gen_random_uuid(), $2, event_seq, track, part, outcome, decided_on
                    FROM decision WHERE case_id = $1`;
    for (const nothing of [randomUUID(), null]) {
      await expect(tilgang.owner.pool.query(copy, [caseId, nothing])).rejects.toThrow(
        /foreign key|not-null/,
      );
    }
  });

  it('is made by a person with the power to decide, also in part, and by no caseworker [R9.1.1] [law 16]', async () => {
    const { id, version } = await tilgang.givenCase('exemption-granted');
    const proposed = await tilgang.give(id, version, {
      by: 'caseworker',
      command: accessProposal([registryIds.dar]),
    });
    const command = { type: 'sign-partial-access-grant' } as const;
    await expect(tilgang.give(id, proposed, { by: 'caseworker', command })).rejects.toMatchObject({
      refusal: { code: 'not-allowed-for-role', kind: 'role' },
    });
    await tilgang.give(id, proposed, { by: 'decisionMaker', command });
    const { access } = (await caseById(tilgang.db, id))?.tracks ?? {};
    expect(access).toMatchObject({ state: 'partly-granted' });
    const { access: decisionId = '' } = await decisionIdsOf(id);
    const { outcome, sources } = await decisionById(tilgang.db, decisionId, people.applicant);
    expect(outcome).toBe('partly-granted');
    expect(
      sources.filter(({ isGranted }) => !isGranted).map(({ registryId }) => registryId),
    ).toEqual([registryIds.dar]);
  });
});
