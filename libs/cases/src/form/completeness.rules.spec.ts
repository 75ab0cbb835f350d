import { describe, expect, it } from '@jest/globals';
import {
  registryIds,
  wholeApplication,
  wholeStatisticsRequest,
} from '../../../../test/support/journey.js';
import type { CaseKind } from '../case.model.js';
import { checkIds, type CheckId, checklist, checksFor } from './checklist.rules.js';
import { completenessOf, faultsBeforeSending, roundTripDays } from './completeness.rules.js';
import { formOf } from './form.files.js';
import { questionsOf } from './form.model.js';

const form = formOf('2026-1');
const context = {
  today: '2026-11-02',
  knownRegistryIds: new Set<string>(Object.values(registryIds)),
  catalogue: [],
  twinReference: null,
  permitToChange: { isInForce: true, isOwn: true, isBeingChanged: false },
};
type Answers = Record<string, unknown>;
const judge = (answers: Answers, kind: CaseKind = 'individual-level', change: object = {}) =>
  completenessOf(answers, kind, form, { ...context, ...change });
const changed = (answers: Answers) => judge({ ...wholeApplication, ...answers });

describe('completeness', () => {
  it.each<[string, CaseKind, Answers]>([
    ['data about individuals', 'individual-level', wholeApplication],
    ['figures', 'statistics', wholeStatisticsRequest],
  ])('is reached by a whole application for %s [R6.2.27]', (_, kind, answers) => {
    const result = judge(answers, kind);
    expect(faultsBeforeSending(result)).toEqual([]);
    expect(result).toMatchObject({ isReady: true, delay: null });
    expect(result.score.percent).toBe(100);
    expect(result.sections.map(({ state }) => state)).not.toContain('incomplete');
  });

  it('is lost by any one required answer that is missing, which is named in its section [R6.2.10]', () => {
    const required = form.sections.flatMap((section) =>
      section.questions
        .filter(({ id, required }) => required === true && id in wholeApplication)
        .map(({ id }) => [section.id, id] as const),
    );
    expect(required.length).toBeGreaterThan(25);
    for (const [section, id] of required) {
      const { [id]: _, ...rest } = wholeApplication as Answers;
      const result = judge(rest);
      expect([id, result.isReady]).toEqual([id, false]);
      const told = result.sections.find((each) => each.id === section);
      expect([id, told?.state, told?.missing.includes(id)]).toEqual([id, 'incomplete', true]);
      expect(result.score.percent).toBeLessThan(100);
    }
  });

  it('says what an unfinished application is likely to cost in time, and which clock starts later', () => {
    expect(judge({}).delay).toEqual({ days: roundTripDays, clock: 'helseregisterloven § 19 f' });
    expect(judge({}).score).toMatchObject({ answered: 0, percent: 0 });
  });

  it('shows the longer limit as soon as a second source is added [R6.2.25] [law 2]', () => {
    const [first, second] = wholeApplication.sources;
    expect(changed({ sources: [first] }).timeLimit.workingDays).toBe(30);
    const two = changed({ sources: [first, { registryId: second?.registryId }] });
    expect(two.timeLimit.workingDays).toBe(60);
    expect(two.isReady).toBe(false);
    expect(two.sections.flatMap(({ missing }) => missing)).toContain('sources.1.variables');
  });

  it('names an unfinished row by its part', () => {
    const { sections } = changed({ namedUsers: [{ name: 'Kari' }] });
    expect(sections.flatMap(({ missing }) => missing)).toEqual([
      'namedUsers.0.organisation',
      'namedUsers.0.email',
      'namedUsers.0.role',
      'namedUsers.0.worksFrom',
    ]);
  });

  it('tells of a like application without standing in the way', () => {
    const result = judge(wholeApplication, 'individual-level', {
      twinReference: 'HDS-2026-000007',
    });
    expect(result).toMatchObject({ isReady: true, twinReference: 'HDS-2026-000007' });
    expect(result.checks.find(({ id }) => id === 'no-twin')?.outcome).toBe('told');
  });

  it('leaves the judging of quality to a caseworker', () => {
    expect(judge(wholeApplication).caseworkerChecks).toEqual(
      checksFor('individual-level', 'caseworker'),
    );
    expect(judge(wholeApplication).checks.map(({ id }) => id)).toEqual(
      checksFor('individual-level', 'rule'),
    );
  });
});

describe('each check that a rule makes', () => {
  const person = wholeApplication.contactPerson;
  const [source] = wholeApplication.sources;
  const [user] = wholeApplication.namedUsers;
  const [group] = wholeApplication.groupSizes;
  const none = undefined;
  const statistics = wholeStatisticsRequest;
  const [table] = statistics.statTables;
  /** One application for each check that does not pass it. */
  const failing: Partial<Record<CheckId, Answers>> = {
    'required-answers': { title: none },
    'files-open': { projectPlanFile: [{ name: 'plan.exe' }] },
    'no-identity-numbers': { inclusionCriteria: 'Gjelder 15818810048' },
    'dates-in-order': { accessPeriod: { fromOn: '2029-01-01', toOn: '2028-01-01' } },
    'confidential-marked': { confidentialParts: [{ section: 'Formål' }] },
    'declarations-yes': { declareFees: false },
    'responsible-plausible': { responsibleEntity: { name: 'Uten land' } },
    'summary-or-reason': { laySummary: none },
    'purpose-for-applicant': { purposeCategory: ['policy'], publicMandateBasis: 'Lov' },
    'mandate-linked': { publicTask: 'own-task' },
    'applicant-complete': { institutionNumber: '123456789' },
    'contact-complete': { contactPerson: { ...person, jobTitle: none } },
    'contact-details-real': { contactPerson: { ...person, phone: '00000000' } },
    'signatory-present': { signatory: none },
    'payer-complete': { payerSame: false },
    'invoice-address-valid': { invoiceAddress: 'kjelleren' },
    'leader-complete': { projectLeader: { name: 'Kari' } },
    'controller-named': {
      controllers: [...wholeApplication.controllers, ...wholeApplication.controllers],
    },
    'research-responsible-named': { researchResponsible: none },
    'purpose-answers': { expectedBenefit: none },
    'plan-attached': { projectPlanFile: none },
    'purpose-per-source': { registryPurposeFit: wholeApplication.registryPurposeFit.slice(1) },
    'forbidden-use': { prohibitedRecipients: true },
    'security-flag': { securitySensitive: true },
    'cohort-defined': { cohortFormation: 'existing' },
    'size-given': { groupSizes: [{ ...group, number: none }] },
    'whole-population-argued': {
      cohortFormation: 'whole-population',
      groupSizes: [{ ...group, reason: none }],
    },
    'sample-described': { extractionMethod: 'random' },
    'earlier-permit-complete': { controlsWanted: 'earlier-permit' },
    'consent-attached': { cohortFormation: 'existing', existingCohortOrigin: 'consented-study' },
    'no-consent-explained': { cohortFormation: 'existing', existingCohortOrigin: 'other' },
    'list-deliverer-named': { cohortFormation: 'existing' },
    'people-informed': { informationToPeople: none },
    'controls-complete': { controlsWanted: 'new', controlsCriteria: 'Alder og kjønn' },
    'relatives-complete': { relativesWanted: 'new' },
    'period-per-source': { dataPeriods: wholeApplication.dataPeriods.slice(1) },
    'variable-per-source': { sources: [{ registryId: source?.registryId }] },
    'variable-reasons': {
      sources: [{ registryId: source?.registryId, variables: [{ name: 'Kjønn' }] }],
    },
    'fine-detail-argued': { dateDetail: 'full-date' },
    'repeat-described': { extractionFrequency: 'yearly' },
    'level-argued': { identificationLevel: 'directly-identifiable' },
    'opt-out-argued': { optOutException: true },
    'other-data-complete': { combineOtherData: true },
    'other-data-permit': { combineOtherData: true, otherData: [{ permitStatus: 'granted' }] },
    'linkage-described': { linkageMethod: 'none' },
    'gdpr-both': { legalBasisArticle9: none },
    'confidentiality-every-source': {
      confidentialityPerSource: wholeApplication.confidentialityPerSource.slice(1),
    },
    'dispensation-complete': { dispensationConsent: none },
    'privacy-assessed': { privacyAssessmentFiles: none },
    'rek-documents': { rekStatus: 'approved' },
    'ethics-weighed': { ethicsConsiderations: none },
    'other-approvals-attached': { otherApprovals: [{ approvalStatus: 'given' }] },
    'environment-described': { environmentProvider: none },
    'measures-described': { organisationalSafeguards: none },
    'users-listed': { namedUsers: none },
    'transfer-consistent': { namedUsers: [{ ...user, worksFrom: 'US' }] },
    'period-in-future': { accessPeriod: { fromOn: '2027-06-01', toOn: '2038-06-02' } },
    'deletion-described': { deletionPlan: none },
    'data-level-argued': { minimisation: none },
    'recognition-prevented': { reidentificationMeasures: none },
    'team-and-design': { studyDesign: ['algorithm'] },
    'publication-planned': { publicationPlan: none },
    'keys-and-recipe': { formulaRetention: none },
  };
  const failingStatistics: Partial<Record<CheckId, Answers>> = {
    'tables-complete': { statTables: none },
    'table-order': { statTables: [{ ...table, buildsOn: 2 }] },
  };

  it.each(Object.entries(failing) as [CheckId, Answers][])('%s', (id, answers) => {
    expect(outcomeOf(id, judge(wholeApplication))).toBe('met');
    const result = changed(answers);
    expect(outcomeOf(id, result)).toBe('not-met');
    expect(result.isReady).toBe(false);
  });

  it.each(Object.entries(failingStatistics) as [CheckId, Answers][])('%s', (id, answers) => {
    expect(outcomeOf(id, judge(statistics, 'statistics'))).toBe('met');
    const result = judge({ ...statistics, ...answers }, 'statistics');
    expect(outcomeOf(id, result)).toBe('not-met');
  });

  it('permit-alive, change-argued and change-ethics', () => {
    const answers = { ...wholeApplication, changeKinds: ['purpose'] };
    const ids: CheckId[] = ['permit-alive', 'change-argued', 'change-ethics'];
    const expired = judge(answers, 'change', {
      permitToChange: { ...context.permitToChange, isInForce: false },
    });
    expect(ids.map((id) => outcomeOf(id, expired))).toEqual(['not-met', 'not-met', 'not-met']);
    const whole = { ...answers, changeReason: 'Nytt mål', changeEthicsStatus: 'covered' };
    expect(ids.map((id) => outcomeOf(id, judge(whole, 'change')))).toEqual(['met', 'met', 'met']);
  });

  it('has an application here that does not pass it', () => {
    const ruled = checkIds.filter((id) => checklist[id].by.some((by) => by === 'rule'));
    const covered = [...Object.keys(failing), ...Object.keys(failingStatistics)];
    const elsewhere = ['no-twin', 'permit-alive', 'change-argued', 'change-ethics'];
    expect(ruled.filter((id) => ![...covered, ...elsewhere].includes(id))).toEqual([]);
  });

  it('stops an application for a prosecutor, an employer or an insurer [law 11]', () => {
    expect(changed({ prohibitedRecipients: true }).isReady).toBe(false);
  });

  it('names only fields of the form', () => {
    const known = new Set(questionsOf(form).map(({ id }) => id));
    for (const id of checkIds) {
      const fields: 'all' | readonly string[] = checklist[id].fields;
      expect(fields === 'all' ? [] : fields.filter((field) => !known.has(field))).toEqual([]);
    }
  });
});

function outcomeOf(id: CheckId, { checks }: ReturnType<typeof completenessOf>) {
  return checks.find((check) => check.id === id)?.outcome;
}
