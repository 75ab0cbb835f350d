import type { LetterOrder } from '../../letters/src/letter.templates.js';
import { grantedRegistryIds, outcomeOf } from './case.access.machine.js';
import type { AccessCase, Context } from './case.model.js';
import {
  type ConsequencesOf,
  applicant,
  base,
  letters,
  nameOf,
  textFor,
  variablesOf,
} from './consequence.model.js';

export const accessConsequences: ConsequencesOf = {
  'access-decision-proposed': 'nothing',
  'access-decision-returned': 'nothing',
  'access-grant-signed': (accessCase, _, context) => letters(decision(accessCase, context)),
  'partial-access-grant-signed': (accessCase, _, context) => letters(decision(accessCase, context)),
  'access-refusal-signed': (accessCase, _, context) => letters(decision(accessCase, context)),
};

function decision({ reference, tracks, applicantId }: AccessCase, context: Context): LetterOrder {
  const { access, exemption, ethics } = tracks;
  return {
    kind: 'decision',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      // The caseworker who answers for the case is the one who drafted its decision.
      caseworkerName: access.proposedByName ?? null,
      decidedOn: access.decidedOn ?? context.today,
      decisionMakerName: access.signedByName ?? '',
      outcome: outcomeOf(tracks),
      sources: (access.sources ?? []).map(({ registryId, isGranted, reasonId }) => ({
        registryName: nameOf(registryId, context),
        variables: variablesOf(registryId, context),
        isGranted,
        reason: textFor(reasonId, context),
      })),
      exemption:
        exemption.state === 'granted'
          ? {
              decidedOn: exemption.decidedOn ?? '',
              decisionMakerName: exemption.signedByName ?? '',
              legalBasis: exemption.legalBasis ?? '',
              reason: Object.values(exemption.criteriaIds ?? {})
                .map((id) => textFor(id, context))
                .join('\n\n'),
            }
          : null,
      rek:
        ethics.state === 'approved' || ethics.state === 'approved-with-conditions'
          ? { reference: ethics.rekReference ?? '', validUntilOn: ethics.validUntilOn ?? '' }
          : null,
      facts: textFor(access.factsId, context),
      considerations: textFor(access.considerationsId, context),
      conditions: (access.conditionIds ?? []).map((id) => textFor(id, context)),
      permitEndsOn: grantedRegistryIds(tracks).length > 0 ? (access.permitEndsOn ?? null) : null,
    },
  };
}
