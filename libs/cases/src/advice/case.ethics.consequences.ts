import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import type { AccessCase, Context } from '../case.model.js';
import {
  type ConsequencesOf,
  applicant,
  base,
  letters,
  names,
  rek,
  textFor,
} from '../consequence.model.js';

export const ethicsConsequences: ConsequencesOf = {
  'rek-required': 'nothing',
  'rek-found-not-required': 'nothing',
  'rek-found-notice-only': 'nothing',
  'protocol-notice-sent': (accessCase, _, context) => letters(protocolNotice(accessCase, context)),
  'protocol-notice-recorded': 'nothing',
  'forwarded-to-rek': (accessCase, _, context) => letters(rekForwarding(accessCase, context)),
  'acknowledged-at-rek': 'nothing',
  'postponed-at-rek': (accessCase, _, context) => letters(rekQuestions(accessCase, context)),
  'rek-answered': 'nothing',
  'rek-approval-recorded': 'nothing',
  'rek-approval-verified': 'nothing',
  'rek-rejection-recorded': (accessCase, _, context) => letters(rekRejection(accessCase, context)),
  'outside-mandate-recorded': 'nothing',
  'outside-mandate-settled': 'nothing',
  'rek-approval-expired': 'nothing',
  'rek-compared': 'nothing',
  'mismatch-settled': 'nothing',
};

function rekForwarding(accessCase: AccessCase, context: Context): LetterOrder {
  return { kind: 'rek-forwarding', recipient: rek, data: project(accessCase, context) };
}

function protocolNotice(accessCase: AccessCase, context: Context): LetterOrder {
  return { kind: 'protocol-notice', recipient: rek, data: project(accessCase, context) };
}

function project({ reference, tracks }: AccessCase, context: Context) {
  const { purpose = '', protocolReference = '' } = context.draft;
  return {
    ...base(reference, context),
    purpose,
    protocolReference,
    registryNames: names(tracks.application.registryIds, context),
  };
}

function rekQuestions(
  { reference, tracks, applicantId }: AccessCase,
  context: Context,
): LetterOrder {
  const { questionsId, answerDueOn = '' } = tracks.ethics;
  return {
    kind: 'rek-questions',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      questions: textFor(questionsId, context),
      answerDueOn,
    },
  };
}

/** New facts about a party are put to the party (forvaltningsloven section 17). */
function rekRejection(
  { reference, tracks, applicantId }: AccessCase,
  context: Context,
): LetterOrder {
  const { rekReference = '', decidedOn = '', reasonId } = tracks.ethics;
  return {
    kind: 'rek-rejection',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      rekReference,
      decidedOn,
      reason: textFor(reasonId, context),
    },
  };
}
