import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseById, DecisionController } from '#cases';
import type { Actor, Person } from '#parties';
import { decisionSchedule } from '../../../libs/cases/src/decisions/case.decisions.schedule.js';
import { caseDetail } from '../../../libs/cases/src/case.queries.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import {
  accessProposal,
  exemptionProposal,
  people,
  registryIds,
  stages,
  type Step,
} from '../../support/journey.js';
import { codeOf } from '../../support/refusals.js';

let tilgang: CasesUnderTest;
let decisions: DecisionController;
beforeAll(async () => {
  tilgang = await givenCases();
  decisions = new DecisionController(tilgang.db, tilgang.clock);
});
afterAll(() => tilgang.close());

const person = (actor: Actor): Person => ({
  ...actor,
  personId: actor.personId ?? '',
  email: 'noen@people.example',
  language: 'nb',
});

async function tracksOf(id: string) {
  const found = await caseById(tilgang.db, id);
  if (!found) throw new Error('the case is gone');
  return found.tracks;
}

async function play(id: string, version: number, ...steps: Step[]): Promise<number> {
  let at = version;
  for (const step of steps) at = await tilgang.give(id, at, step);
  return at;
}

/** A case where a source and a variable are refused. */
async function givenPartlyDecided() {
  const { id, version } = await tilgang.givenCase('exemption-granted');
  const proposal = accessProposal([registryIds.dar]);
  const sources = proposal.sources.map((source) => ({
    ...source,
    variables: source.variables.map((variable) =>
      variable.name === 'Måned'
        ? { name: variable.name, isGranted: false, reason: 'År er nok for formålet' }
        : variable,
    ),
  }));
  await play(
    id,
    version,
    { by: 'caseworker', command: { ...proposal, sources } },
    { by: 'decisionMaker', command: { type: 'sign-partial-access-grant' } },
  );
  return id;
}

describe('the decisions of a case', () => {
  it('are two, found by an id each, with the case they are of [law 15] [R9.1.4]', async () => {
    const { id } = await tilgang.givenCase('decided');
    const { access, exemption } = await tracksOf(id);
    const accessId = access.decisionId ?? '';
    const exemptionId = exemption['hrl-19e']?.decisionId ?? '';
    expect(accessId).not.toBe(exemptionId);
    const actor = person(people.applicant);
    expect(await decisions.decision(actor, accessId)).toMatchObject({
      decisionId: accessId,
      caseId: id,
      decides: 'access',
      legalBasis: null,
      rulesVersion: 'hrl-19a-2',
      signedByName: people.decisionMaker.name,
    });
    expect(await decisions.decision(actor, exemptionId)).toMatchObject({
      decisionId: exemptionId,
      caseId: id,
      decides: 'exemption',
      legalBasis: 'hrl-19e',
      rulesVersion: 'hrl-19e-2',
      sources: [{ isGranted: true }, { isGranted: true }],
    });
  });

  it('each tell what they gave themselves, not what a controller or the other did [law 14] [law 15]', async () => {
    const id = await givenPartlyDecided();
    const { access, exemption } = await tracksOf(id);
    const actor = person(people.caseworker);
    const given = async (decisionId: string | undefined) =>
      (await decisions.decision(actor, decisionId ?? '')).elements.dataCategories.map(
        ({ registryId, variables }) => [registryId, variables],
      );
    expect(await given(access.decisionId)).toEqual([[registryIds.npr, ['Diagnosekode']]]);
    expect(await given(exemption['hrl-19e']?.decisionId)).toEqual([
      [registryIds.npr, ['Diagnosekode', 'Måned']],
      [registryIds.dar, ['Diagnosekode', 'Måned']],
    ]);
  });

  it.each(['otherApplicant', 'adviserNpr', 'rek', 'custodian', 'deliveryNpr'] as const)(
    'do not exist for %s, by id or as a card',
    async (who) => {
      const { id } = await tilgang.givenCase('decided');
      const { access, exemption } = await tracksOf(id);
      for (const decisionId of [access.decisionId, exemption['hrl-19e']?.decisionId, id, 'x']) {
        const actor = person(people[who]);
        expect(
          await codeOf(Promise.resolve().then(() => decisions.decision(actor, decisionId ?? ''))),
        ).toBe('decision-unknown');
        expect(await codeOf(decisions.card(actor, decisionId ?? ''))).toBe('decision-unknown');
      }
    },
  );

  it('are typed element by element, with conditions in words', async () => {
    const { id } = await tilgang.givenCase('decided');
    const { access } = await tracksOf(id);
    const { elements } = await decisions.decision(
      person(people.applicant),
      access.decisionId ?? '',
    );
    expect(elements).toMatchObject({
      dataCategories: [
        { registryId: registryIds.npr, variables: ['Diagnosekode', 'Måned'] },
        { registryId: registryIds.dar, variables: ['Diagnosekode', 'Måned'] },
      ],
      format: 'pseudonymised',
      dataPeriod: { fromOn: '2015-01-01', toOn: '2024-12-31' },
      persons: [{ name: people.applicant.name, role: 'project-leader' }],
      duration: { fromOn: '2026-11-02', toOn: '2027-12-31' },
      environment: 'Sikkert forskningsmiljø',
      conditions: [{ text: 'Opplysningene slettes når tillatelsen går ut.', dueOn: '2028-01-31' }],
      statistics: null,
    });
  });

  it('have a card each, of one layout, where a split outcome is positive [R9.2.5] [law 16]', async () => {
    const id = await givenPartlyDecided();
    const { access, exemption } = await tracksOf(id);
    const actor = person(people.applicant);
    const card = await decisions.card(actor, access.decisionId ?? '');
    expect(card).toMatchObject({
      card: 'decision-card',
      version: 1,
      decisionId: access.decisionId,
      outcome: 'positive',
      isPartial: true,
      applicationType: 'data-access-application',
      permit: { dataCategories: [{ registryId: registryIds.npr }] },
    });
    const other = await decisions.card(actor, exemption['hrl-19e']?.decisionId ?? '');
    expect(Object.keys(other)).toEqual(Object.keys(card));
    expect(other).toMatchObject({ outcome: 'positive', isPartial: false, permit: null });
  });
});

describe('the assessment of a case', () => {
  it('gives the conclusion and its reason for each source, apart for exemption and access [R7.3.7] [law 15]', async () => {
    const id = await givenPartlyDecided();
    const rows = await decisions.assessment(person(people.decisionMaker), id);
    const conclusions = rows.map(({ decisionObject, conclusion }) => [decisionObject, conclusion]);
    expect(Object.fromEntries(conclusions)).toMatchObject({
      access: {
        state: 'partly-granted',
        sources: [
          { registryId: registryIds.npr, isGranted: true, reason: 'Nødvendig for formålet' },
          { registryId: registryIds.dar, isGranted: false, reason: 'Nødvendig for formålet' },
        ],
      },
      'hrl-19e': {
        state: 'granted',
        sources: [
          {
            registryId: registryIds.npr,
            isGranted: true,
            reason: 'Samtykke lar seg ikke innhente',
          },
          {
            registryId: registryIds.dar,
            isGranted: true,
            reason: 'Samtykke lar seg ikke innhente',
          },
        ],
      },
      'hpl-29': null,
    });
  });

  it('shows who answered each criterion and when, and is for those who assess [R7.3.4] [law 9]', async () => {
    const { id } = await tilgang.givenCase('assessed');
    const rows = await decisions.assessment(person(people.auditor), id);
    const access = rows.find(({ decisionObject }) => decisionObject === 'access');
    expect(access?.criteria.length).toBeGreaterThan(5);
    for (const { answer } of access?.criteria ?? []) {
      expect(answer).toMatchObject({
        reason: 'Vurdert ut fra søknaden',
        assessedByName: people.caseworker.name,
        assessedAt: tilgang.clock.at.toISOString(),
        rulesVersion: 'hrl-19a-2',
      });
    }
    expect(await codeOf(decisions.assessment(person(people.applicant), id))).toBe(
      'not-allowed-for-role',
    );
  });

  it('finds section 19 b for no registry that is not set up by law [law 9]', async () => {
    const { id, version } = await tilgang.givenCase('assessed');
    const find = (registryId: string) =>
      tilgang.give(id, version, {
        by: 'caseworker',
        command: {
          type: 'find-exemption-not-needed',
          legalBasis: 'hrl-19e',
          exceptions: [{ registryId, exception: 'hrl-19b', reason: 'Bare indirekte' }],
        },
      });
    expect(await codeOf(find(registryIds.stroke))).toBe('exception-not-for-registry');
    // A registry set up by law is asked about the criteria of the section instead.
    expect(await codeOf(find(registryIds.npr))).toBe('criteria-unanswered');
  });
});

describe('what time does to a decision', () => {
  it('finds a condition overdue and lets an exemption expire, once, on the day after [law 16] [law 15]', async () => {
    const { id, version } = await tilgang.givenCase('assessed');
    await play(
      id,
      version,
      { by: 'caseworker', command: { ...exemptionProposal, endsOn: '2026-12-15' } },
      ...stages['exemption-granted'],
      { by: 'caseworker', command: { ...accessProposal(), permitEndsOn: '2026-12-15' } },
      ...stages.decided,
    );
    const { access } = await tracksOf(id);
    const conditionId = access.conditions?.[0]?.conditionId ?? '';
    const statesOn = async (day: string) => {
      const before = tilgang.clock.at;
      tilgang.clock.at = new Date(`${day}T09:00:00.000Z`);
      const schedule = decisionSchedule(tilgang.cases, tilgang.db, tilgang.clock);
      try {
        await schedule.run();
        await schedule.run();
      } finally {
        tilgang.clock.at = before;
      }
      const tracks = await tracksOf(id);
      return [tracks.exemption['hrl-19e']?.state, tracks.condition[conditionId]?.state ?? 'open'];
    };
    expect(await statesOn('2026-12-15')).toEqual(['granted', 'open']);
    expect(await statesOn('2026-12-16')).toEqual(['expired', 'open']);
    expect(await statesOn('2028-01-31')).toEqual(['expired', 'open']);
    expect(await statesOn('2028-02-01')).toEqual(['expired', 'overdue']);
    const { rows } = await tilgang.db.pool.query(
      `SELECT type, count(*)::int AS times FROM case_event
        WHERE case_id = $1 AND type IN ('exemption-expired', 'condition-found-overdue')
        GROUP BY type ORDER BY type`,
      [id],
    );
    expect(rows).toEqual([
      { type: 'condition-found-overdue', times: 1 },
      { type: 'exemption-expired', times: 1 },
    ]);
  });

  it('leaves the card of a grant that has expired as it was made', async () => {
    const { id, version } = await tilgang.givenCase('decided');
    const { exemption } = await tracksOf(id);
    await play(id, version, {
      by: 'decisionMaker',
      command: { type: 'revoke-exemption', legalBasis: 'hrl-19e', reason: 'Nye opplysninger' },
    });
    const decisionId = exemption['hrl-19e']?.decisionId ?? '';
    expect(await decisions.decision(person(people.auditor), decisionId)).toMatchObject({
      outcome: 'revoked',
    });
    expect(await decisions.card(person(people.auditor), decisionId)).toMatchObject({
      outcome: 'positive',
      isPartial: false,
    });
  });
});

describe('the conditions of a grant', () => {
  it('are shown to the applicant in words, who reports on them [law 16]', async () => {
    const { id, version } = await tilgang.givenCase('decided');
    const before = await caseDetail(tilgang.db, id, people.applicant);
    const [condition] = before.tracks.access?.conditions ?? [];
    expect(before.texts[condition?.textId ?? '']).toBe(
      'Opplysningene slettes når tillatelsen går ut.',
    );
    const { conditionId } = condition!;
    expect(before.allowedCommands).toContainEqual(
      expect.objectContaining({ name: 'report-condition', part: conditionId }),
    );
    await play(
      id,
      version,
      {
        by: 'applicant',
        command: { type: 'report-condition', conditionId, statement: 'Alt er slettet' },
      },
      {
        by: 'caseworker',
        command: { type: 'return-condition', conditionId, reason: 'Vedlegg bekreftelse' },
      },
    );
    const after = await caseDetail(tilgang.db, id, people.applicant);
    const task = after.tracks.condition?.[conditionId];
    expect(task?.state).toBe('returned');
    expect(after.texts[task?.reasonId ?? '']).toBe('Vedlegg bekreftelse');
    expect(after.texts[task?.statementId ?? '']).toBe('Alt er slettet');
  });
});
