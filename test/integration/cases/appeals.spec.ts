import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseById } from '#cases';
import { caseDetail } from '../../../libs/cases/src/case.queries.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, type Step } from '../../support/journey.js';

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

const grounds = 'Variablene er nødvendige for å svare';
const statement = 'Vi opprettholder fordi formålet kan nås uten';

async function giveAll(id: string, version: number, ...steps: Step[]): Promise<number> {
  let current = version;
  for (const step of steps) current = await tilgang.give(id, current, step);
  return current;
}

describe('the papers of an appeal', () => {
  it('stay with the case: grounds, statement and letters, the statement open to the party [R10.0.5] [law 18]', async () => {
    const { id, version } = await tilgang.givenCase('decided');
    const lodged = await giveAll(id, version, {
      by: 'applicant',
      command: { type: 'lodge-appeal', decision: 'access', grounds },
    });
    const [appealId = ''] = Object.keys((await caseById(tilgang.db, id))?.tracks.appeal ?? {});
    const proposed = await giveAll(
      id,
      lodged,
      { by: 'both', command: { type: 'take-appeal', appealId } },
      {
        by: 'both',
        command: { type: 'propose-appeal-outcome', appealId, outcome: 'uphold', statement },
      },
    );
    const before = await caseDetail(tilgang.db, id, people.applicant);
    expect(Object.values(before.texts)).toContain(grounds);
    expect(Object.values(before.texts)).not.toContain(statement);

    await giveAll(id, proposed, {
      by: 'decisionMaker',
      command: { type: 'forward-appeal', appealId },
    });
    const { texts, letters } = await caseDetail(tilgang.db, id, people.applicant);
    expect(Object.values(texts)).toEqual(expect.arrayContaining([grounds, statement]));
    const kinds = letters.map(({ kind, recipientKind }) => `${kind} to ${recipientKind}`);
    expect(kinds).toEqual(
      expect.arrayContaining(['appeal-received to applicant', 'appeal-forwarding to applicant']),
    );
    const own = await caseDetail(tilgang.db, id, people.caseworker);
    expect(own.letters.map(({ kind, recipientKind }) => `${kind} to ${recipientKind}`)).toContain(
      'appeal-forwarding to appeals-body',
    );
  });
});
