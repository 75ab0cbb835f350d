import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import { labelOf } from '../application/application.labels.rules.js';
import type { AccessCase, CaseEvent, Context, Tracks } from '../case.model.js';
import {
  applicant,
  base,
  type ConsequencesOf,
  letters,
  nameOf,
  textFor,
} from '../consequence.model.js';

export const informationConsequences: ConsequencesOf = {
  'information-requested': (accessCase, event, context) =>
    letters(request(accessCase, event, context, false)),
  'information-field-answered': 'nothing',
  'information-sent': (accessCase, event, context) => letters(receipt(accessCase, event, context)),
  'information-request-withdrawn': 'nothing',
  'information-request-extended': (accessCase, event, context) =>
    letters(request(accessCase, event, context, true)),
  'information-reminded': (accessCase, event, context) =>
    letters(reminder(accessCase, event, context)),
  'information-request-lapsed': 'nothing',
};

function request(
  accessCase: AccessCase,
  event: CaseEvent,
  context: Context,
  isExtended: boolean,
): LetterOrder {
  const asked = askedIn(accessCase, event);
  return {
    kind: 'information-request',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...base(accessCase.reference, context),
      fields: fieldsOf(asked, accessCase, context),
      dueOn: asked.answerDueOn ?? '',
      isExtended,
      relayedFrom: asked.relayedFrom ?? null,
    },
  };
}

function reminder(accessCase: AccessCase, event: CaseEvent, context: Context): LetterOrder {
  const asked = askedIn(accessCase, event);
  return {
    kind: 'information-reminder',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...base(accessCase.reference, context),
      fields: fieldsOf(asked, accessCase, context),
      dueOn: asked.answerDueOn ?? '',
    },
  };
}

function receipt(accessCase: AccessCase, event: CaseEvent, context: Context): LetterOrder {
  const fields = fieldsOf(askedIn(accessCase, event), accessCase, context);
  return {
    kind: 'information-receipt',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...base(accessCase.reference, context),
      sentOn: context.today,
      fieldNames: fields.map(({ name }) => name),
    },
  };
}

type Request = Tracks['information'][string];

function askedIn({ tracks }: AccessCase, { part }: CaseEvent): Request {
  return tracks.information[part ?? ''] ?? { state: 'none' };
}

function fieldsOf(
  { fields = [] }: Request,
  { language }: AccessCase,
  context: Context,
): { name: string; comment: string }[] {
  const registryNameAt = (index: number) => {
    const source = context.draft.sources?.[index];
    return source && nameOf(source.registryId, context);
  };
  return fields.map(({ field, commentId }) => ({
    name: labelOf(context.form, field, language, registryNameAt),
    comment: textFor(commentId, context),
  }));
}
