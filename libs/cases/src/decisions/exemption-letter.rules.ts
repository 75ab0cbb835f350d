import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import type { AccessCase, Context } from '../case.model.js';
import { applicant, base, nameOf, names, registry, textFor } from '../consequence.model.js';
import type { ExemptionBasis } from './decision.model.js';

/** An exemption called back is a decision against its holder: reasons, and a right to appeal. */
export function exemptionRevocation(
  accessCase: AccessCase,
  basis: ExemptionBasis,
  context: Context,
): LetterOrder {
  const part = accessCase.tracks.exemption[basis];
  return {
    kind: 'exemption-revocation',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...base(accessCase.reference, context),
      decidedOn: part?.revokedOn ?? context.today,
      decisionMakerName: part?.revokedByName ?? '',
      rule: ruleOf(basis),
      givenOn: part?.decidedOn ?? context.today,
      registryNames: names(registriesOf(accessCase, basis), context),
      reason: textFor(part?.revocationReasonId, context),
    },
  };
}

/** Nothing more is delivered on an exemption that no longer applies. */
export function exemptionNotices(
  accessCase: AccessCase,
  basis: ExemptionBasis,
  what: 'revoked' | 'expired',
  context: Context,
): LetterOrder[] {
  return registriesOf(accessCase, basis).map((registryId) => ({
    kind: 'exemption-notice',
    recipient: registry(registryId, context),
    data: {
      ...base(accessCase.reference, context),
      registryName: nameOf(registryId, context),
      rule: ruleOf(basis),
      what,
      fromOn: context.today,
    },
  }));
}

function registriesOf({ tracks }: AccessCase, basis: ExemptionBasis): string[] {
  return (tracks.exemption[basis]?.sources ?? [])
    .filter(({ isGranted }) => isGranted)
    .map(({ registryId }) => registryId);
}

function ruleOf(basis: ExemptionBasis): string {
  return basis === 'hpl-29' ? 'patient-record-exemption' : 'exemption';
}
