import { asValue } from './letter.form.js';
import type {
  ConditionLine,
  CriterionLine,
  ExemptionPart,
  LetterData,
  LetterKind,
} from './letter.templates.js';

/**
 * What a letter must hold by law and lacks: paths of fields, none when it is complete. A decision
 * needs rules, facts and main considerations (forvaltningsloven sections 24 and 25), a result and a
 * reason for each source, and the names of those who answer for it.
 */
export function missingFrom<Kind extends LetterKind>(kind: Kind, data: LetterData[Kind]): string[] {
  return missingParts[kind]?.(data) ?? [];
}

/** Throws {@link IncompleteLetter} where {@link missingFrom} finds something. */
export function assertComplete<Kind extends LetterKind>(kind: Kind, data: LetterData[Kind]): void {
  const missing = missingFrom(kind, data);
  if (missing.length > 0) throw new IncompleteLetter(kind, missing);
}

export class IncompleteLetter extends Error {
  override readonly name = 'IncompleteLetter';

  constructor(
    readonly kind: LetterKind,
    readonly missing: readonly string[],
  ) {
    super(`A ${kind} letter lacks ${missing.join(', ')}`);
  }
}

/** The letters that the law asks something of; the others may be sent as they are. */
const missingParts: {
  readonly [Kind in LetterKind]?: (data: LetterData[Kind]) => string[];
} = {
  decision: missingFromDecision,
  'exemption-decision': missingFromExemption,
  dismissal: missingFromDismissal,
  'change-decision': missingFromPermitDecision,
  'extension-decision': missingFromPermitDecision,
  'prior-notice': (data) => blankOf('', data, ['ground', 'reason']),
  revocation: (data) => blankOf('', data, ['rule', 'facts', 'considerations', ...signed]),
  'appeal-dismissed': (data) => blankOf('', data, ['reason', ...signed]),
  'appeal-reversed': (data) => blankOf('', data, ['statement', ...signed]),
  'appeal-forwarding': (data) => blankOf('', data, ['statement', ...signed]),
  'appeal-statement': (data) => blankOf('', data, ['statement', ...signed]),
  'appeal-outcome': (data) => blankOf('', data, ['summary', 'externalReference']),
  'appeal-period': (data) => blankOf('', data, ['reason']),
  reasons: (data) => blankOf('', data, ['reasons']),
  // One person decides these; a caseworker has not had to be named.
  'deferred-effect': (data) => blankOf('', data, ['reason', 'decisionMakerName']),
  'exemption-revocation': (data) => [
    ...blankOf('', data, ['rule', 'reason', 'decisionMakerName']),
    ...(data.registryNames.length === 0 ? ['registryNames'] : []),
  ],
  'revocation-dropped': (data) => blankOf('', data, ['reason']),
  'controller-routing': (data) => blankOf('', data, ['registryName', 'reason']),
  'condition-outcome': (data) => [
    ...blankOf('', data, ['conditionText']),
    ...(data.outcome !== 'fulfilled' && !data.reason ? ['reason'] : []),
  ],
  permit: missingFromPermit,
};

/** Who answers for it: forvaltningsloven (2025) section 58. */
const signed = ['caseworkerName', 'decisionMakerName'] as const;

/** What a data permit sets out: EHDS article 68 paragraph 10. */
function missingFromPermit(data: LetterData['permit']): string[] {
  return [
    ...blankOf('', data, ['permitReference', 'decisionMakerName', 'purpose', 'endsOn']),
    ...(data.sources.length === 0 ? ['sources'] : []),
    ...(data.namedPersons.length === 0 ? ['namedPersons'] : []),
  ];
}

/** A decision on the change or the extension of a permit. */
function missingFromPermitDecision(
  data: LetterData['change-decision'] | LetterData['extension-decision'],
): string[] {
  const sources = 'sources' in data ? data.sources : [];
  return [
    ...blankOf('', data, ['facts', 'considerations', ...signed]),
    ...sources.flatMap((source, index) =>
      blankOf(`sources.${index}.`, source, ['registryName', 'reason']),
    ),
    ...(data.outcome !== 'refused' && data.permitEndsOn === null ? ['permitEndsOn'] : []),
  ];
}

function missingFromDecision(data: LetterData['decision']): string[] {
  const { sources, variables, exemptions, rek, statistics } = data;
  const isGrant = data.outcome !== 'refused';
  return [
    ...blankOf('', data, ['rule', 'rulesVersion', 'facts', 'considerations', ...signed]),
    ...(sources.length === 0 ? ['sources'] : []),
    ...sources.flatMap((source, index) =>
      blankOf(`sources.${index}.`, source, ['registryName', 'reason']),
    ),
    ...variables.flatMap((variable, index) =>
      blankOf(`variables.${index}.`, variable, variable.isGranted ? ['name'] : ['name', 'reason']),
    ),
    ...missingFromCriteria('', data.criteria),
    ...missingFromConditions('', data.conditions),
    ...exemptions.flatMap((part, index) => missingFromPart(`exemptions.${index}.`, part)),
    ...(rek ? blankOf('rek.', rek, ['reference']) : []),
    ...(statistics ? blankOf('statistics.', statistics, ['deliveryRoute', 'safeguards']) : []),
    ...(isGrant && data.permitEndsOn === null ? ['permitEndsOn'] : []),
  ];
}

/** A dismissal is a decision too, and one for what is missing says what. */
function missingFromDismissal(data: LetterData['dismissal']): string[] {
  return [
    ...blankOf('', data, ['reason', ...signed]),
    ...(data.ground === 'incomplete' && data.missing.length === 0 ? ['missing'] : []),
    ...data.missing.flatMap((item, index) => blankOf(`missing.${index}.`, item, ['check', 'what'])),
  ];
}

function missingFromExemption(data: LetterData['exemption-decision']): string[] {
  return [
    ...blankOf('', data, signed),
    ...data.exemptions.flatMap((part, index) => missingFromPart(`exemptions.${index}.`, part)),
  ];
}

function missingFromPart(path: string, part: ExemptionPart): string[] {
  return [
    ...blankOf(path, part, [
      'rule',
      'rulesVersion',
      'facts',
      'considerations',
      'decisionMakerName',
    ]),
    ...part.sources.flatMap((source, index) =>
      blankOf(`${path}sources.${index}.`, source, ['registryName', 'reason']),
    ),
    ...(part.sources.length === 0 ? [`${path}sources`] : []),
    ...missingFromCriteria(path, part.criteria),
    ...missingFromConditions(path, part.conditions),
  ];
}

function missingFromCriteria(path: string, criteria: readonly CriterionLine[]): string[] {
  if (criteria.length === 0) return [`${path}criteria`];
  return criteria.flatMap((line, index) =>
    blankOf(`${path}criteria.${index}.`, line, ['reference', 'text', 'reason']),
  );
}

function missingFromConditions(path: string, conditions: readonly ConditionLine[]): string[] {
  return conditions.flatMap((line, index) =>
    blankOf(`${path}conditions.${index}.`, line, ['text']),
  );
}

function blankOf<T extends object>(
  path: string,
  object: T,
  fields: readonly (keyof T & string)[],
): string[] {
  return fields
    .filter((field) => {
      const value = object[field];
      return typeof value !== 'string' || asValue(value) === '';
    })
    .map((field) => path + field);
}
