import {
  all,
  answered,
  aRowPerSource,
  type CheckInput,
  type CheckRule,
  filesWhere,
  type Row,
  rowsOf,
  rowsWhere,
} from './check.model.js';
import { isAnswered } from './form.condition.rules.js';

/** The purpose, the people, the variables and how exact they are. */
export const dataRules = {
  'purpose-answers': answered('purpose', 'dataNecessity', 'expectedBenefit'),

  'purpose-per-source': aRowPerSource('registryPurposeFit'),

  // Never to prosecutors, employers or for insurance, even with consent: section 19 d.
  'forbidden-use': ({ reading }) =>
    reading.answerTo('prohibitedRecipients') === true ? ['prohibitedRecipients'] : [],

  'security-flag': answered('securitySensitive', 'securitySensitiveDetails'),

  'cohort-defined': answered('cohortFormation', 'inclusionCriteria', 'existingCohortOrigin'),

  'size-given': answered('groupSizes'),

  'whole-population-argued': (input) =>
    input.reading.answerTo('cohortFormation') === 'whole-population'
      ? rowsWhere('groupSizes', 'reason', ({ reason }) => !isAnswered(reason))(input)
      : [],

  'sample-described': answered('extractionMethod', 'samplingDetails'),

  'earlier-permit-complete': all(
    answered('earlierPermits'),
    rowsWhere('earlierPermits', 'sameProject', ({ sameProject }) => sameProject === false),
    filesWhere('cohortDocuments', (input) => rowsOf(input, 'earlierPermits').length > 0),
  ),

  'consent-attached': all(
    answered('consentCoversRequest'),
    filesWhere(
      'cohortDocuments',
      ({ reading }) => reading.answerTo('existingCohortOrigin') === 'consented-study',
    ),
  ),

  'no-consent-explained': answered('existingCohortExplanation'),

  'list-deliverer-named': answered('cohortDeliveryContact'),

  'people-informed': answered('informationToPeople'),

  'controls-complete': all(
    answered('controlsCriteria'),
    describedGroup('controls', 'controlsWanted'),
    (input) =>
      isWanted(input, 'controlsWanted')
        ? rowsWhere(
            'groupSizes',
            'perPerson',
            ({ group, perPerson }) => group === 'controls' && perPerson === undefined,
          )(input)
        : [],
  ),

  'relatives-complete': all(
    answered('relativesKinds', 'relativesReason'),
    describedGroup('relatives', 'relativesWanted'),
  ),

  'period-per-source': aRowPerSource('dataPeriods'),

  'variable-per-source': (input) =>
    input.reading.isAsked('variables')
      ? rowsWhere('sources', 'variables', ({ variables }) => !isAnswered(variables))(input)
      : [],

  // No more data than necessary, each with its need: section 19 a second paragraph.
  'variable-reasons': (input) =>
    input.reading.isAsked('variables')
      ? rowsOf(input, 'sources').flatMap(variablesWithoutReason)
      : [],

  'fine-detail-argued': answered('placeDetail', 'dateDetail', 'detailReason'),

  'repeat-described': answered('extractionFrequency', 'extractionTimes'),

  'level-argued': answered(
    'identificationLevel',
    'identificationReason',
    'directIdentifiers',
    'directIdentifiersReason',
  ),

  'opt-out-argued': answered('optOutException', 'optOutExceptionReason'),

  'other-data-complete': answered('combineOtherData', 'otherData'),

  'other-data-permit': all(
    rowsWhere('otherData', 'issuer', ({ permitStatus, issuer }) =>
      ['granted', 'pending'].includes(String(permitStatus)) ? !isAnswered(issuer) : false,
    ),
    rowsWhere(
      'otherData',
      'issuedOn',
      ({ permitStatus, issuedOn }) => permitStatus === 'granted' && !isAnswered(issuedOn),
    ),
    rowsWhere(
      'otherData',
      'appliedOn',
      ({ permitStatus, appliedOn }) => permitStatus === 'pending' && !isAnswered(appliedOn),
    ),
  ),
} as const satisfies Record<string, CheckRule>;

function isWanted({ reading }: CheckInput, field: string): boolean {
  const answer = reading.answerTo(field);
  return answer !== undefined && answer !== 'no';
}

/** A group that is wanted has a size and a period of its own. */
function describedGroup(name: string, wanted: string): CheckRule {
  return (input) =>
    isWanted(input, wanted)
      ? ['groupSizes', 'dataPeriods'].filter(
          (field) =>
            input.reading.isAsked(field) &&
            !rowsOf(input, field).some(({ group }) => group === name),
        )
      : [];
}

function variablesWithoutReason({ variables }: Row, index: number): string[] {
  if (!Array.isArray(variables)) return [];
  return (variables as Row[]).flatMap((variable, at) =>
    isAnswered(variable['justification']) ? [] : [`sources.${index}.variables.${at}.justification`],
  );
}
