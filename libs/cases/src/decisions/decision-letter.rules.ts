import { missingFrom } from '../../../letters/src/wording/letter.rules.js';
import type {
  ConditionLine,
  CriterionLine,
  ExemptionPart,
  LetterData,
  LetterOrder,
} from '../../../letters/src/wording/letter.templates.js';
import { criteriaOf } from '../../../letters/src/rules/rule-book.rules.js';
import { isDecidedByController, outcomeOf } from './case.access.rules.js';
import { basisOf } from './case.assessment.rules.js';
import { liftingOf, outcomeOfSources } from './case.exemption.rules.js';
import type { AccessCase, Context, Refusing } from '../case.model.js';
import { applicant, base, nameOf } from '../consequence.model.js';
import type { ConditionFact, DecisionObject, ExemptionBasis } from './decision.model.js';
import { refuseIncomplete } from '../refusal.rules.js';

/**
 * The letter that tells a decision, made from what the events recorded: each source and variable
 * with its answer, each criterion of the version in force, what lifts confidentiality, conditions
 * and grounds (forvaltningsloven sections 24, 25 and 27).
 */
export function decisionLetter(accessCase: AccessCase, context: Context): LetterOrder {
  const { applicantId } = accessCase;
  return {
    kind: 'decision',
    recipient: applicant(applicantId, context),
    data: decisionData(accessCase, context),
  };
}

/** The letter of an exemption that no access decision goes with. */
export function exemptionLetter(
  accessCase: AccessCase,
  legalBasis: ExemptionBasis,
  context: Context,
): LetterOrder {
  const part = exemptionPart(accessCase, legalBasis, context);
  const { reference, tracks, applicantId } = accessCase;
  return {
    kind: 'exemption-decision',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      caseworkerName: tracks.exemption[legalBasis]?.proposedByName ?? null,
      decidedOn: part.decidedOn,
      decisionMakerName: part.decisionMakerName,
      outcome: part.outcome,
      hasTwoDecisions: false,
      exemptions: [part],
    },
  };
}

/** A decision whose letter lacks what the law demands is not signed: the parts are named. */
export function refuseIncompleteLetter(accessCase: AccessCase, context: Context): Refusing | null {
  const missing = missingFrom('decision', decisionData(accessCase, context));
  return missing.length === 0 ? null : refuseIncomplete(missing);
}

/** The same for an exemption, also where it is told in the letter of the access decision. */
export function refuseIncompleteExemption(
  accessCase: AccessCase,
  legalBasis: ExemptionBasis,
  context: Context,
): Refusing | null {
  const { data } = exemptionLetter(accessCase, legalBasis, context);
  const missing = missingFrom('exemption-decision', data as LetterData['exemption-decision']);
  return missing.length === 0 ? null : refuseIncomplete(missing);
}

function decisionData(accessCase: AccessCase, context: Context): LetterData['decision'] {
  const { reference, kind, tracks } = accessCase;
  const { access, ethics } = tracks;
  const outcome = outcomeOf(tracks);
  const exemptions = exemptionsOf(accessCase, context);
  return {
    ...base(reference, context),
    // The caseworker who answers for the case is the one who drafted its decision.
    caseworkerName: access.proposedByName ?? null,
    decisionId: access.decisionId ?? '',
    submittedOn: tracks.application.submittedOn ?? '',
    decidedOn: access.decidedOn ?? context.today,
    decisionMakerName: access.signedByName ?? '',
    outcome,
    hasTwoDecisions: exemptions.length > 0,
    rule: kind === 'statistics' ? 'statistics' : 'access',
    rulesVersion: access.rulesVersion ?? '',
    sources: (access.sources ?? []).map(({ registryId, isGranted, reasonId }) => ({
      registryName: nameOf(registryId, context),
      isGranted,
      lifting: liftingWord(accessCase, registryId, access.decidedOn ?? context.today),
      reason: textOr('', reasonId, context),
    })),
    variables: (access.sources ?? []).flatMap(({ registryId, isGranted, variables }) =>
      isGranted
        ? variables.map((variable) => ({
            registryName: nameOf(registryId, context),
            name: variable.name,
            isGranted: variable.isGranted,
            reason: textOr('', variable.reasonId, context),
          }))
        : [],
    ),
    otherDeciders: tracks.application.registryIds
      .filter((id) => isDecidedByController(tracks, id, context))
      .map((id) => ({
        registryName: nameOf(id, context),
        state: tracks['controller-decision'][id]?.state ?? 'none',
      })),
    exemptions,
    criteria: criteriaLines(accessCase, 'access', access.rulesVersion, context),
    rek:
      ethics.state === 'approved' || ethics.state === 'approved-with-conditions'
        ? { reference: ethics.rekReference ?? '', validUntilOn: ethics.validUntilOn ?? '' }
        : null,
    facts: textOr('', access.factsId, context),
    considerations: textOr('', access.considerationsId, context),
    conditions: conditionLines(access.conditions, context),
    statistics: access.statistics
      ? {
          minimumCellSize: access.statistics.minimumCellSize,
          deliveryRoute: access.statistics.deliveryRoute,
          safeguards: textOr('', access.statistics.safeguardsId, context),
        }
      : null,
    permitEndsOn: outcome === 'refused' ? null : (access.permitEndsOn ?? null),
  };
}

/** The exemptions that are told in the access letter: those that no letter of their own has told. */
function exemptionsOf(accessCase: AccessCase, context: Context): ExemptionPart[] {
  return Object.entries(accessCase.tracks.exemption)
    .filter(([, { state }]) => state === 'granted' || state === 'partly-granted')
    .map(([basis]) => exemptionPart(accessCase, basis as ExemptionBasis, context));
}

function exemptionPart(
  accessCase: AccessCase,
  legalBasis: ExemptionBasis,
  context: Context,
): ExemptionPart {
  const part = accessCase.tracks.exemption[legalBasis] ?? { state: 'draft' };
  return {
    decisionId: part.decisionId ?? '',
    outcome: outcomeOfSources(part.sources ?? []),
    rule: legalBasis === 'hpl-29' ? 'patient-record-exemption' : 'exemption',
    rulesVersion: part.rulesVersion ?? '',
    decidedOn: part.decidedOn ?? context.today,
    decisionMakerName: part.signedByName ?? '',
    sources: (part.sources ?? []).map(({ registryId, isGranted, reasonId }) => ({
      registryName: nameOf(registryId, context),
      isGranted,
      reason: textOr('', reasonId, context),
    })),
    criteria: criteriaLines(accessCase, legalBasis, part.rulesVersion, context),
    facts: textOr('', part.factsId, context),
    considerations: textOr('', part.considerationsId, context),
    conditions: conditionLines(part.conditions, context),
    endsOn: part.endsOn ?? null,
  };
}

function liftingWord({ kind, tracks }: AccessCase, registryId: string, on: string): string {
  if (kind === 'statistics') return 'anonymous';
  const lifting = liftingOf(tracks, registryId, on);
  if (!lifting) return 'none';
  return lifting.by === 'exemption' ? lifting.legalBasis : lifting.exception;
}

/** The criteria of the version that the decision pins, as they were answered. */
function criteriaLines(
  { kind, language, tracks }: AccessCase,
  object: DecisionObject,
  rulesVersion: string | undefined,
  context: Context,
): CriterionLine[] {
  const answers = tracks.assessment[object]?.answers ?? {};
  const version = criteriaOf(basisOf(object, kind), rulesVersion ?? '');
  return (version?.criteria ?? []).map(({ id, reference, wording }) => ({
    reference: reference[language],
    text: wording[language].text,
    isMet: answers[id]?.isMet ?? false,
    reason: textOr('', answers[id]?.reasonId, context),
  }));
}

function conditionLines(
  conditions: readonly ConditionFact[] = [],
  context: Context,
): ConditionLine[] {
  return conditions.map(({ textId, dueOn, followedUpBy }) => ({
    text: textOr('', textId, context),
    dueOn: dueOn ?? null,
    followedUpBy,
  }));
}

function textOr(instead: string, id: string | undefined, { texts }: Context): string {
  return texts[id ?? ''] ?? instead;
}
