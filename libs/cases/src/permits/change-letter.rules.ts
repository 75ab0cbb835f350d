import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import { labelOf } from '../application/application.labels.rules.js';
import { outcomeOf } from '../decisions/case.access.rules.js';
import type { AccessCase, Context } from '../case.model.js';
import { applicant, base, nameOf } from '../consequence.model.js';
import { decisionLetter, exemptionLetter } from '../decisions/decision-letter.rules.js';
import { type Difference, differenceFrom } from '../application/difference.rules.js';
import type { ExemptionBasis } from '../decisions/decision.model.js';
import { changedGrant, wantedEndOf } from './permit.change.rules.js';
import type { PermitContent } from './permit.content.model.js';

/**
 * The letters that tell a decision. A change and an extension have a letter of their own, which
 * lists exactly what was approved (d64 R9.4.4); an exemption given in the same case has one beside it.
 */
export function decisionLetters(accessCase: AccessCase, context: Context): LetterOrder[] {
  const { kind, tracks } = accessCase;
  const { parent } = context;
  if (!parent) return [decisionLetter(accessCase, context)];
  const exemptions = Object.entries(tracks.exemption)
    .filter(([, { state }]) => state === 'granted' || state === 'partly-granted')
    .map(([basis]) => exemptionLetter(accessCase, basis as ExemptionBasis, context));
  const own = kind === 'extension' ? extensionLetter : changeLetter;
  return [own(accessCase, parent.content, context), ...exemptions];
}

function changeLetter(
  accessCase: AccessCase,
  before: PermitContent,
  context: Context,
): LetterOrder {
  const { access } = accessCase.tracks;
  return {
    kind: 'change-decision',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...told(accessCase, before, context),
      changes: approvedChanges(accessCase, before, context),
      sources: (access.sources ?? []).flatMap(({ registryId, isGranted, reasonId, variables }) => {
        const registryName = nameOf(registryId, context);
        const refused = isGranted ? variables.filter((variable) => !variable.isGranted) : [];
        return [
          { registryName, isGranted, reason: textOf(reasonId, context) },
          ...refused.map((variable) => ({
            registryName: `${registryName}: ${variable.name}`,
            isGranted: false,
            reason: textOf(variable.reasonId, context),
          })),
        ];
      }),
      takesEffectOn: access.takesEffectOn ?? null,
    },
  };
}

function extensionLetter(
  accessCase: AccessCase,
  before: PermitContent,
  context: Context,
): LetterOrder {
  return {
    kind: 'extension-decision',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...told(accessCase, before, context),
      requestedEndsOn: wantedEndOf(context.draft) ?? accessCase.tracks.access.permitEndsOn ?? '',
    },
  };
}

/** What both kinds of letter hold. */
function told({ reference, tracks }: AccessCase, before: PermitContent, context: Context) {
  const { access } = tracks;
  const outcome = outcomeOf(tracks);
  return {
    ...base(reference, context),
    caseworkerName: access.proposedByName ?? null,
    decidedOn: access.decidedOn ?? context.today,
    decisionMakerName: access.signedByName ?? '',
    parentReference: before.caseReference,
    permitReference: before.permitId,
    outcome,
    conditions: (access.conditions ?? []).map(({ textId }) => textOf(textId, context)),
    permitEndsOn: outcome === 'refused' ? null : (access.permitEndsOn ?? null),
    facts: textOf(access.factsId, context),
    considerations: textOf(access.considerationsId, context),
  };
}

/** None in a refusal: the permit is as it was. */
function approvedChanges(
  { language, tracks }: AccessCase,
  { granted }: PermitContent,
  context: Context,
) {
  if (outcomeOf(tracks) === 'refused') return [];
  const after = changedGrant(granted, tracks, context.draft);
  return differenceFrom(granted, after).map((difference) => ({
    what: wordsFor(difference, language, context),
    before: onOneLine(difference.before),
    after: onOneLine(difference.after),
  }));
}

/** `sources.<registry>.variables.<name>.<part>`: the registry and the variable by their names. */
function wordsFor(
  { field, registryId }: Difference,
  language: AccessCase['language'],
  context: Context,
): string {
  if (registryId === null) return labelOf(context.form, field, language, () => undefined);
  const [first, , part = 'registryId', name] = field.split('.');
  if (first !== 'sources') return labelOf(context.form, field, language, () => undefined);
  const label = labelOf(context.form, `sources.0.${part}`, language, () =>
    nameOf(registryId, context),
  );
  return name === undefined ? label : `${label}: ${name}`;
}

function onOneLine(value: string | null): string {
  return (value ?? '').replace(/\s+/g, ' ');
}

function textOf(id: string | undefined, { texts }: Context): string {
  return texts[id ?? ''] ?? '';
}
