import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseById } from '#cases';
import { DispatchService, LetterService, PortalChannel, routesBy } from '#letters';
import type { Person } from '#parties';
import { AppealController } from '../../../libs/cases/src/appeals/appeal.controller.js';
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
      expect.arrayContaining(['appeal-received to applicant', 'appeal-statement to applicant']),
    );
    const own = await caseDetail(tilgang.db, id, people.caseworker);
    expect(own.letters.map(({ kind, recipientKind }) => `${kind} to ${recipientKind}`)).toContain(
      'appeal-forwarding to appeals-body',
    );
  });

  it('are found by the appeal alone: what was told, lodged, stated and sent, and what came back [R10.0.5] [law 18]', async () => {
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
    const api = new AppealController(tilgang.db);
    const papersFor = (by: keyof typeof people) =>
      api.documents(people[by] as Person, id, appealId);
    // The statement is the house's own until it is signed.
    expect((await papersFor('applicant')).texts).toEqual([{ what: 'grounds', text: grounds }]);

    await giveAll(
      id,
      proposed,
      { by: 'decisionMaker', command: { type: 'forward-appeal', appealId } },
      {
        by: 'caseworker',
        command: {
          type: 'settle-appeal',
          appealId,
          outcome: 'upheld',
          decidedOn: '2026-11-02',
          sender: 'Helseklage',
          externalReference: '2026/77',
          documentSha256: 'c'.repeat(64),
          summary: 'Vedtaket står',
        },
      },
    );
    const kinds = ({ letters }: Awaited<ReturnType<typeof papersFor>>) =>
      letters.map(({ kind, recipientKind }) => `${kind} to ${recipientKind}`).sort();
    const own = await papersFor('caseworker');
    expect(own).toMatchObject({
      decision: 'access',
      body: 'helseklage',
      state: 'settled',
      forwardedOn: '2026-11-02',
      texts: [
        { what: 'grounds', text: grounds },
        { what: 'statement', text: statement },
        { what: 'summary', text: 'Vedtaket står' },
      ],
      settledBy: { sender: 'Helseklage', decidedOn: '2026-11-02', documentSha256: 'c'.repeat(64) },
    });
    expect(kinds(own)).toEqual([
      'appeal-forwarding to appeals-body',
      'appeal-outcome to applicant',
      'appeal-received to applicant',
      'appeal-statement to applicant',
      'decision to applicant',
    ]);
    const partys = await papersFor('applicant');
    expect(partys.texts).toEqual(own.texts);
    expect(kinds(partys)).not.toContain('appeal-forwarding to appeals-body');

    await expect(papersFor('otherApplicant')).rejects.toThrow('case-unknown');
    await expect(papersFor('deliveryNpr')).rejects.toThrow();
    await expect(
      api.documents(people.caseworker as Person, id, people.caseworker.personId ?? ''),
    ).rejects.toThrow('appeal-unknown');
  });
});

describe('the appeal deadline', () => {
  it('stands on the case from the day its letter is sent, until it is broken off [R10.0.3] [law 18]', async () => {
    const { id, version } = await tilgang.givenCase('decided');
    const deadlines = async (by: keyof typeof people) =>
      (await caseDetail(tilgang.db, id, people[by])).appealDeadlines;
    const dueOn = async (decision: string) =>
      (await deadlines('applicant')).find((each) => each.decision === decision)?.dueOn;
    expect(await dueOn('access')).toBeNull();
    const { letters } = await caseDetail(tilgang.db, id, people.applicant);
    tilgang.clock.at = new Date('2026-11-03T09:00:00Z');
    const { db, clock } = tilgang;
    const dispatches = new DispatchService(db, clock, routesBy([new PortalChannel(db)]));
    const service = new LetterService(db, clock, dispatches);
    for (const letter of letters) await service.produce(letter.id);
    tilgang.clock.at = new Date('2026-11-02T09:00:00Z');
    expect([await dueOn('access'), await dueOn('exemption')]).toEqual(['2026-11-24', '2026-11-24']);
    expect(await deadlines('caseworker')).toEqual(await deadlines('applicant'));
    await giveAll(id, version, {
      by: 'applicant',
      command: { type: 'demand-reasons', decision: 'access' },
    });
    expect(await dueOn('access')).toBeNull();
  });
});
