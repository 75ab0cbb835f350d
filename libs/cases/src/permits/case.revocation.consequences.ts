import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import type { AccessCase, Context } from '../case.model.js';
import { applicant, base, type ConsequencesOf, letters, textFor } from '../consequence.model.js';
import { permitLetters } from './permit.notice.consequences.js';

export const revocationConsequences: ConsequencesOf = {
  'prior-notice-given': (accessCase, _, context) => letters(priorNotice(accessCase, context)),
  'prior-notice-answered': 'nothing',
  'revocation-dropped': (accessCase, _, context) => letters(dropped(accessCase, context)),
  'revocation-proposed': 'nothing',
  'revocation-returned': 'nothing',
  // All who act on the permit are told that access ends (d64 R9.4.11).
  'permit-revoked': (accessCase, _, context) => ({
    letters: [
      revocationLetter(accessCase, context),
      ...permitLetters(
        accessCase,
        'revoked',
        accessCase.tracks.permit.revocation?.revokedAt ?? context.now.toISOString(),
        context,
      ),
    ],
    jobs: [],
  }),
  'permit-reinstated': (accessCase, _, context) =>
    letters(...permitLetters(accessCase, 'reinstated', context.now.toISOString(), context)),
};

function priorNotice(
  { reference, tracks, applicantId }: AccessCase,
  context: Context,
): LetterOrder {
  const { permit, revocation: notice } = tracks;
  return {
    kind: 'prior-notice',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      permitReference: permit.permitReference ?? '',
      ground: notice.ground ?? '',
      reason: textFor(notice.reasonId, context),
      hearingDueOn: notice.hearingDueOn ?? '',
    },
  };
}

function dropped({ reference, tracks, applicantId }: AccessCase, context: Context): LetterOrder {
  const { permit, revocation: notice } = tracks;
  return {
    kind: 'revocation-dropped',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      permitReference: permit.permitReference ?? '',
      noticedOn: notice.noticedOn ?? '',
      reason: textFor(notice.dropReasonId, context),
    },
  };
}

/** The decision to revoke: rules, facts, considerations and the holder's own words. */
export function revocationLetter(
  { reference, tracks, applicantId }: AccessCase,
  context: Context,
): LetterOrder {
  const { permit, revocation: proposal } = tracks;
  return {
    kind: 'revocation',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      caseworkerName: proposal.proposedByName ?? null,
      permitReference: permit.permitReference ?? '',
      decidedOn: permit.revocation?.decidedOn ?? context.today,
      revokedAt: permit.revocation?.revokedAt ?? '',
      decisionMakerName: permit.revocation?.signedByName ?? '',
      rule: proposal.rule ?? '',
      facts: textFor(proposal.factsId, context),
      considerations: textFor(proposal.considerationsId, context),
      deferredEffect: textFor(proposal.deferredEffectId, context),
      statement: proposal.statementId ? textFor(proposal.statementId, context) : null,
    },
  };
}
