import { isOrganisationNumber, holdsIdentityNumber, looksReal } from './check.signs.rules.js';
import {
  all,
  answered,
  type CheckInput,
  type CheckRule,
  filesWhere,
  recordOf,
  type Row,
  rowsOf,
  rowsWhere,
} from './check.model.js';
import { isAnswered } from './form.condition.rules.js';

const declarations = [
  'declareCorrect',
  'declareFees',
  'declarePurposeOnly',
  'declareSecureUse',
  'declareNoReidentification',
  'declareLawfulAndEthical',
  'declareNotifyFindings',
  'declareOpenness',
  'declareNoPersonalData',
  'declareStatNoAccess',
];

const fileFields = [
  'projectPlanFile',
  'cohortDocuments',
  'rekFiles',
  'approvalFiles',
  'privacyAssessmentFiles',
  'statTabulationFile',
  'additionalFiles',
];

const acceptedFile = /\.(pdf|docx?|odt|rtf|txt|xlsx?|ods|csv)$/i;

/** The whole form, the applicant, who pays and who answers for the work. */
export const applicantRules = {
  'required-answers': ({ missing }) => [...missing],

  'no-twin': ({ context }) => (context.twinReference === null ? [] : ['title']),

  'files-open': all(
    ...fileFields.map((field) =>
      rowsWhere(field, 'name', ({ name }) => !acceptedFile.test(String(name))),
    ),
  ),

  'no-identity-numbers': () => [],

  'dates-in-order': (input) => [
    ...['accessPeriod', 'inactiveStorage', 'dataPeriod'].flatMap((field) =>
      isBackwards(recordOf(input, field)) ? [`${field}.toOn`] : [],
    ),
    ...rowsWhere('dataPeriods', 'toOn', isBackwards)(input),
    ...(isBefore(input, 'projectEndsOn', 'projectStartsOn') ? ['projectEndsOn'] : []),
    ...accessOutsideProject(input),
  ],

  'confidential-marked': (input) =>
    rowsOf(input, 'confidentialParts').flatMap((row, index) =>
      ['section', 'question', 'reason']
        .filter((part) => !isAnswered(row[part]))
        .map((part) => `confidentialParts.${index}.${part}`),
    ),

  'declarations-yes': ({ reading }) =>
    declarations.filter((field) => reading.isAsked(field) && reading.answerTo(field) === false),

  'responsible-plausible': answered('responsibleEntity'),

  'summary-or-reason': ({ reading }) =>
    ['laySummary', 'laySummaryWithheldReason'].some((field) => reading.answerTo(field))
      ? []
      : ['laySummary'],

  'purpose-for-applicant': ({ reading }) => {
    const chosen = reading.answerTo('purposeCategory');
    const isReserved =
      Array.isArray(chosen) &&
      ['public-health', 'policy', 'official-statistics'].some((each) => chosen.includes(each));
    return isReserved && reading.answerTo('publicTask') === 'no' ? ['purposeCategory'] : [];
  },

  'mandate-linked': answered('publicMandateBasis'),

  'applicant-complete': all(
    answered('institutionName', 'institutionNumber', 'postalAddress', 'applicantPerson'),
    ({ reading }) => {
      const number = reading.answerTo('institutionNumber');
      return typeof number === 'string' && !isOrganisationNumber(number)
        ? ['institutionNumber']
        : [];
    },
  ),

  'contact-complete': answered('contactPerson'),

  'contact-details-real': (input) => [
    ...['contactPerson', 'projectLeader', 'invoiceRecipient'].flatMap((field) =>
      unrealIn(recordOf(input, field)).map((part) => `${field}.${part}`),
    ),
    ...['otherContacts', 'namedUsers'].flatMap((field) =>
      rowsOf(input, field).flatMap((row, index) =>
        unrealIn(row).map((part) => `${field}.${index}.${part}`),
      ),
    ),
  ],

  'signatory-present': answered('signatory', 'declareCorrect'),

  'payer-complete': answered('payerSame', 'invoiceRecipient', 'invoiceReference'),

  'invoice-address-valid': ({ reading }) => {
    const address = reading.answerTo('invoiceAddress');
    // An organisation number (Peppol 0192:nine digits), a GLN of 13 digits or an IBAN-like code.
    if (typeof address !== 'string') return [];
    const plain = address.replaceAll(' ', '');
    const code = /[A-Z\d:]{8,}/i.exec(plain);
    const hasDigit = code !== null && /\d/.test(plain.slice(code.index));
    return hasDigit || /\d{9}/.test(plain) ? [] : ['invoiceAddress'];
  },

  'leader-complete': answered('projectLeader'),

  'controller-named': all(answered('controllers'), (input) =>
    rowsOf(input, 'controllers').length < 2
      ? []
      : rowsWhere(
          'controllers',
          'shareOfDuties',
          ({ aloneOrJoint, shareOfDuties }) =>
            aloneOrJoint !== 'joint' || !isAnswered(shareOfDuties),
        )(input),
  ),

  'research-responsible-named': answered('researchResponsible'),

  'plan-attached': filesWhere('projectPlanFile', ({ reading }) =>
    reading.isAsked('projectPlanFile'),
  ),
} as const satisfies Record<string, CheckRule>;

/** Every text in the application that holds what looks like an identity number, by its path. */
export function identityNumbersIn(value: unknown, path: string): string[] {
  if (typeof value === 'string') return holdsIdentityNumber(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    identityNumbersIn(part, path === '' ? key : `${path}.${key}`),
  );
}

function unrealIn(row: Row | null): string[] {
  return Object.entries(row ?? {}).flatMap(([part, value]) =>
    /email|phone/i.test(part) && typeof value === 'string' && !looksReal(value) ? [part] : [],
  );
}

function isBackwards(period: Row | null): boolean {
  const { fromOn, toOn } = period ?? {};
  return typeof fromOn === 'string' && typeof toOn === 'string' && toOn < fromOn;
}

function isBefore({ reading }: CheckInput, field: string, other: string): boolean {
  const [one, two] = [reading.answerTo(field), reading.answerTo(other)];
  return typeof one === 'string' && typeof two === 'string' && one < two;
}

/** Access outlasts the project only where it is said why. */
function accessOutsideProject(input: CheckInput): string[] {
  const { fromOn, toOn } = recordOf(input, 'accessPeriod') ?? {};
  const startsOn = input.reading.answerTo('projectStartsOn');
  const endsOn = input.reading.answerTo('projectEndsOn');
  if (isAnswered(input.reading.answerTo('accessPeriodReason'))) return [];
  const isOutside =
    (typeof fromOn === 'string' && typeof startsOn === 'string' && fromOn < startsOn) ||
    (typeof toOn === 'string' && typeof endsOn === 'string' && toOn > endsOn);
  return isOutside ? ['accessPeriod'] : [];
}
