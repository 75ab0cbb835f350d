import type { LetterData, LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import type { AccessCase, CaseEvent, Context } from '../case.model.js';
import { restsOnParent } from '../case.family.rules.js';
import { preliminaryReplyDueOn } from '../case.waiting.rules.js';
import {
  type ConsequencesOf,
  applicant,
  base,
  letters,
  names,
  registry,
  rek,
} from '../consequence.model.js';

export const applicationConsequences: ConsequencesOf = {
  'draft-edited': 'nothing',
  'draft-dropped': 'nothing',
  'draft-lapse-warned': (accessCase, _, context) => letters(lapseWarning(accessCase, context)),
  'draft-lapsed': 'nothing',
  'answers-saved': 'nothing',
  submitted: (accessCase, _, context) => letters(receipt(accessCase, context)),
  'application-registered': (accessCase, _, context) => letters(receipt(accessCase, context)),
  withdrawn: (accessCase, event, context) =>
    letters(
      withdrawalReceipt(accessCase, context),
      ...withdrawalNotices(accessCase, event, context),
    ),
  'attachment-added': 'nothing',
  'attachment-removed': 'nothing',
  'attachment-replaced': 'nothing',
  'found-complete': 'nothing',
  'case-closed': (accessCase, _, context) => letters(...closing(accessCase, context)),
  'concluded-without-decision': (accessCase, _, context) =>
    letters(closingLetter(accessCase, 'controllers-decide', context)),
};

/** A change that is carried out ends nothing: its permit lives on in the parent's case. */
function closing(accessCase: AccessCase, context: Context): LetterOrder[] {
  const { access, permit } = accessCase.tracks;
  if (restsOnParent(accessCase.tracks) && access.state !== 'refused') return [];
  const ending = permit.state === 'none' ? 'nothing-given' : 'deleted';
  return [closingLetter(accessCase, ending, context)];
}

function closingLetter(
  { reference, applicantId }: AccessCase,
  ending: LetterData['closing']['ending'],
  context: Context,
): LetterOrder {
  return {
    kind: 'closing',
    recipient: applicant(applicantId, context),
    data: { ...base(reference, context), closedOn: context.today, ending },
  };
}

function receipt({ reference, tracks, applicantId }: AccessCase, context: Context): LetterOrder {
  const { submittedOn = context.today, registryIds } = tracks.application;
  return {
    kind: 'receipt',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      submittedOn,
      preliminaryReplyDueOn: preliminaryReplyDueOn(submittedOn),
      registryNames: names(registryIds, context),
    },
  };
}

function lapseWarning(
  { reference, tracks, applicantId }: AccessCase,
  context: Context,
): LetterOrder {
  return {
    kind: 'draft-lapse-warning',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      lapsesOn: tracks.application.lapseWarnedFor ?? context.today,
    },
  };
}

function withdrawalReceipt(
  { reference, tracks, applicantId }: AccessCase,
  context: Context,
): LetterOrder {
  const { withdrawalCost, withdrawnOn = context.today } = tracks.application;
  return {
    kind: 'withdrawal-receipt',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      withdrawnOn,
      isFree: withdrawalCost?.basis === 'nothing-accrued',
      accruedNok: withdrawalCost?.accruedNok ?? null,
    },
  };
}

/** Those who were asked are told that nobody waits for their answer any more. */
function withdrawalNotices(
  { reference, tracks }: AccessCase,
  { patches }: CaseEvent,
  context: Context,
): LetterOrder[] {
  const data = { ...base(reference, context), withdrawnOn: context.today };
  const registries = Object.keys(patches?.consultation ?? {});
  const isAtRek = ['forwarded', 'acknowledged', 'postponed', 'answered'].includes(
    tracks.ethics.state,
  );
  return [...registries.map((id) => registry(id, context)), ...(isAtRek ? [rek] : [])].map(
    (recipient) => ({ kind: 'withdrawal-notice', recipient, data }),
  );
}
