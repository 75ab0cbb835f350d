import { addMonths } from '../clocks/calendar.rules.js';
import {
  all,
  answered,
  aRowPerSource,
  type CheckInput,
  type CheckRule,
  chosenIn,
  filesWhere,
  recordOf,
  rowsOf,
  rowsWhere,
  sourceIds,
} from './check.model.js';
import { isAnswered } from './form.condition.rules.js';

const eea = new Set(
  (
    'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE ' + 'IS LI NO'
  ).split(' '),
);

/** The legal basis, ethics, safeguards, period, tables and changes. */
export const basisRules = {
  'linkage-described': all(answered('linkagePlan'), (input) =>
    sourceIds(input).length > 1 &&
    input.kind === 'individual-level' &&
    input.reading.answerTo('linkageMethod') === 'none'
      ? ['linkageMethod']
      : [],
  ),

  'gdpr-both': answered('legalBasisArticle6', 'legalBasisArticle9', 'supplementaryBasis'),

  'confidentiality-every-source': all(
    answered('confidentialityBases'),
    aRowPerSource('confidentialityPerSource'),
  ),

  'dispensation-complete': all(
    answered('dispensationPublicInterest', 'dispensationConsent'),
    filesWhere('approvalFiles', (input) =>
      rowsOf(input, 'confidentialityPerSource').some(
        ({ ground, soughtOrGiven }) =>
          String(ground).startsWith('dispensation') && soughtOrGiven === 'given',
      ),
    ),
  ),

  'privacy-assessed': answered('dpiaStatus', 'privacyAssessmentFiles'),

  'rek-documents': answered('rekStatus', 'rekReference', 'rekFiles'),

  'ethics-weighed': answered('ethicsConsiderations'),

  'other-approvals-attached': filesWhere('approvalFiles', (input) =>
    rowsOf(input, 'otherApprovals').some(({ approvalStatus }) => approvalStatus === 'given'),
  ),

  'environment-described': answered(
    'environment',
    'recipientEnvironment',
    'environmentProvider',
    'environmentNeeds',
  ),

  'measures-described': answered('securityMeasures', 'organisationalSafeguards'),

  'users-listed': answered('namedUsers'),

  'transfer-consistent': all(answered('transferDetails', 'transferBasis'), (input) =>
    input.reading.answerTo('transferOutsideEea') === false ? outsideEea(input) : [],
  ),

  // Ten years at most, time in storage included: EHDS article 68(12).
  'period-in-future': (input) => {
    const { fromOn, toOn } = recordOf(input, 'accessPeriod') ?? {};
    if (typeof fromOn !== 'string' || typeof toOn !== 'string') return [];
    const isNew = input.kind === 'individual-level';
    return [
      ...(isNew && fromOn <= input.context.today ? ['accessPeriod.fromOn'] : []),
      ...(toOn > addMonths(fromOn, 120) ? ['accessPeriod.toOn'] : []),
    ];
  },

  'deletion-described': answered('deletionPlan'),

  'data-level-argued': answered('individualLevelReason', 'minimisation', 'dataNecessity'),

  'recognition-prevented': answered('reidentificationMeasures', 'statSmallCounts'),

  'team-and-design': answered(
    'studyDesign',
    'algorithmsDetails',
    'qualifications',
    'fundingRange',
    'funders',
    'dataProtectionOfficer',
  ),

  'publication-planned': answered('publicationPlan'),

  'keys-and-recipe': answered('keyRetention', 'formulaRetention', 'changeSameSerialNumbers'),

  'tables-complete': answered('statTables'),

  // A table comes after the one it builds on.
  'table-order': (input) => {
    const orders = rowsOf(input, 'statTables').map(({ order }) => order);
    return rowsWhere('statTables', 'buildsOn', ({ order, buildsOn }) => {
      if (buildsOn === undefined) return false;
      return !orders.includes(buildsOn) || Number(buildsOn) >= Number(order);
    })(input);
  },

  'permit-alive': ({ context: { permitToChange: permit } }) =>
    permit?.isInForce && permit.isOwn && !permit.isBeingChanged ? [] : ['changePermit'],

  'change-argued': (input) => [
    ...answered('changeKinds', 'changeReason')(input),
    ...(chosenIn(input, 'changeKinds').includes('extension')
      ? answered('accessPeriod', 'accessPeriodReason')(input)
      : []),
  ],

  'change-ethics': answered('changeEthicsStatus'),
} as const satisfies Record<string, CheckRule>;

/** Where people or environments outside the EEA stand although the answer on transfers is no. */
function outsideEea(input: CheckInput): string[] {
  const isOutside = (country: unknown) => typeof country === 'string' && !eea.has(country);
  return [
    ...rowsWhere('namedUsers', 'worksFrom', ({ worksFrom }) => isOutside(worksFrom))(input),
    ...(isOutside(recordOf(input, 'environmentProvider')?.['country'])
      ? ['environmentProvider.country']
      : []),
    ...(isAnswered(input.reading.answerTo('transferDetails')) ? ['transferDetails'] : []),
  ];
}
