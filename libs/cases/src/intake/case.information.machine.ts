import { affectedFacts } from '../case.family.rules.js';
import { changesCompared } from '../advice/ethics.rules.js';
import { type Draft, registryIdsOf } from '../application/application.rules.js';
import { isField, isWithin, withField } from '../application/application.fields.rules.js';
import { addDays } from '../clocks/calendar.rules.js';
import type {
  AccessCase,
  Context,
  Decide,
  InformationState,
  IsOpen,
  Refusing,
  Tracks,
  TrackTable,
} from '../case.model.js';
import { faultsIn } from '../form/completeness.context.rules.js';
import { wellFormed } from '../form/form.answers.rules.js';
import { problemOf } from '../form/form.fault.rules.js';
import type { Answers } from '../form/form.model.js';
import { settingsOn } from '../settings/setting.rules.js';
import { refuse, textOf } from '../refusal.rules.js';

/**
 * A request for information: what is missing or wrong is pointed at field by field, with a time
 * limit (forvaltningsloven section 11), answered in place, and the application goes on from where
 * it stood. Silence lapses the request and decides nothing.
 */
export const informationTrack = {
  name: 'information',
  initial: 'none',
  states: ['none', 'asked', 'answered', 'withdrawn', 'lapsed'] satisfies InformationState[],
  final: ['answered', 'withdrawn', 'lapsed'],
  keyedBy: 'requestId',
  transitions: {
    'request-information': {
      from: ['none'],
      to: 'asked',
      by: ['caseworker'],
      event: 'information-requested',
      during: ['pre-screening', 'in-assessment'],
      moves: { application: 'awaiting-information' },
    },
    'answer-information-field': {
      from: ['asked'],
      to: 'asked',
      by: ['applicant'],
      event: 'information-field-answered',
      during: ['awaiting-information'],
    },
    'send-information': {
      from: ['asked'],
      to: 'answered',
      by: ['applicant'],
      event: 'information-sent',
      during: ['awaiting-information'],
      moves: { application: ['pre-screening', 'in-assessment'] },
    },
    'withdraw-information-request': {
      from: ['asked'],
      to: 'withdrawn',
      by: ['caseworker'],
      event: 'information-request-withdrawn',
      during: ['awaiting-information'],
      moves: { application: ['pre-screening', 'in-assessment'] },
    },
    'extend-information-request': {
      from: ['asked'],
      to: 'asked',
      by: ['caseworker'],
      event: 'information-request-extended',
      during: ['awaiting-information'],
    },
    'remind-of-information-request': {
      from: ['asked'],
      to: 'asked',
      by: ['system'],
      event: 'information-reminded',
      during: ['awaiting-information'],
    },
    'lapse-information-request': {
      from: ['asked'],
      to: 'lapsed',
      by: ['system'],
      event: 'information-request-lapsed',
      during: ['awaiting-information'],
      moves: { application: ['pre-screening', 'in-assessment'] },
    },
  },
} as const satisfies TrackTable;

type InformationCommand = keyof typeof informationTrack.transitions;
type Request = Tracks['information'][string];

export const informationDecisions: { [Name in InformationCommand]: Decide<Name> } = {
  'request-information': ({ tracks }, { fields, relayedFrom, ...given }, context) => {
    const faults = fields.flatMap(({ field }, index) =>
      isField(context.form, context.draft, field) ? [] : [noSuchField(`fields.${index}.field`)],
    );
    if (faults.length > 0) return refuse('field-unknown', ...faults);
    const { 'information-days': days } = settingsOn(context.today, context.settingVersions);
    const answerDueOn = given.answerDueOn ?? addDays(context.today, days);
    const late = refuseEarlier(answerDueOn, context.today);
    if (late) return late;
    const comments = fields.map(({ field, comment }) =>
      textOf(context, `information: ${field}`, comment),
    );
    return {
      part: context.newId(),
      facts: {
        fields: fields.map(({ field }, index) => ({ field, commentId: comments[index]?.id })),
        askedOn: context.today,
        answerDueOn,
        cameFrom: tracks.application.state,
        ...(relayedFrom && { relayedFrom }),
      },
      texts: comments,
    };
  },

  'answer-information-field': ({ tracks }, { requestId, field, value }, context) => {
    const request = tracks.information[requestId] ?? { state: 'none' };
    if (!(request.fields ?? []).some((asked) => asked.field === field)) {
      return {
        refused: { code: 'field-not-asked-for', kind: 'role', problems: [notAskedFor] },
      };
    }
    const malformed = refuseMalformed(context, field, value);
    if (malformed) return malformed;
    const text = textOf(context, `answer: ${field}`, JSON.stringify(value ?? null));
    return { facts: { answerIds: { ...request.answerIds, [field]: text.id } }, texts: [text] };
  },

  'send-information': (accessCase, { requestId, message }, context) => {
    const request = accessCase.tracks.information[requestId] ?? { state: 'none' };
    const answered = answeredContent(accessCase, request, context);
    if ('refused' in answered) return answered;
    const texts = message === undefined ? [] : [textOf(context, 'message with answers', message)];
    return {
      facts: { sentOn: context.today, ...(texts[0] && { messageId: texts[0].id }) },
      texts,
      draft: answered.content,
      isVersion: true,
      patches: {
        application: {
          registryIds: registryIdsOf(answered.content),
          ...affectedFacts(answered.content, context),
        },
        // What agreed with protocol and approval may do so no longer.
        ...(accessCase.tracks.ethics.comparison &&
          changesCompared(context.draft, answered.content) && { ethics: { comparison: null } }),
      },
      moves: whereItCameFrom(request),
    };
  },

  'withdraw-information-request': ({ tracks }, { requestId, reason }, context) => {
    const text = textOf(context, 'why the request was withdrawn', reason);
    const moves = whereItCameFrom(tracks.information[requestId]);
    return { facts: { reasonId: text.id }, texts: [text], moves };
  },

  'extend-information-request': ({ tracks }, { requestId, answerDueOn }, context) =>
    refuseEarlier(
      answerDueOn,
      laterOf(context.today, tracks.information[requestId]?.answerDueOn),
    ) ?? {
      facts: { answerDueOn },
    },

  'remind-of-information-request': ({ tracks }, { requestId }, { today }) => {
    const { answerDueOn = '', remindedFor } = tracks.information[requestId] ?? {};
    if (answerDueOn >= today) return refuse('not-yet-due');
    return remindedFor === answerDueOn
      ? refuse('already-reminded')
      : { facts: { remindedFor: answerDueOn } };
  },

  'lapse-information-request': ({ tracks }, { requestId }, { settingVersions, today }) => {
    const request = tracks.information[requestId];
    const { answerDueOn = '', remindedFor } = request ?? {};
    const settings = settingsOn(today, settingVersions);
    // Nobody loses a chance they were not reminded of.
    if (
      remindedFor !== answerDueOn ||
      addDays(answerDueOn, settings['information-lapse-days']) >= today
    ) {
      return refuse('not-yet-due');
    }
    return { moves: whereItCameFrom(request) };
  },
};

export const informationOpenings: Partial<Record<InformationCommand, IsOpen>> = {
  'send-information': ({ tracks }, _, part) => {
    const { fields = [], answerIds = {} } = tracks.information[part ?? ''] ?? {};
    return fields.every(({ field }) => answerIds[field] !== undefined);
  },
  // Time opens these, and time is not known here: the schedule asks when they are due.
  'remind-of-information-request': () => false,
  'lapse-information-request': () => false,
};

/** The request that the application waits for the answer to, if it does. */
export function openRequest({ information }: Tracks): [id: string, request: Request] | undefined {
  return Object.entries(information).find(([, { state }]) => state === 'asked');
}

/** The application with the answers in place, or what is still wrong with them. */
function answeredContent(
  { kind }: AccessCase,
  { fields = [], answerIds = {} }: Request,
  context: Context,
): { content: Draft } | Refusing {
  const open = fields.filter(({ field }) => answerIds[field] === undefined);
  if (open.length > 0) {
    return refuse('fields-unanswered', ...open.map(({ field }) => unanswered(field)));
  }
  const whole = fields.reduce<unknown>((content, { field }) => {
    const answer: unknown = JSON.parse(context.texts[answerIds[field] ?? ''] ?? 'null');
    return withField(content as Draft, field, answer);
  }, context.draft);
  // Each answer was held against the form when it was written.
  const content = whole as Draft;
  // What was not asked for cannot be changed here, so it cannot stand in the way either.
  const faults = faultsIn(context, content, kind).filter((fault) =>
    fields.some(({ field }) => isWithin(fault.field, field)),
  );
  return faults.length > 0 ? refuse('answers-incomplete', ...faults.map(problemOf)) : { content };
}

function refuseMalformed(context: Context, field: string, value: unknown): Refusing | null {
  const result = wellFormed(context.form, withField(context.draft, field, value) as Answers);
  return 'faults' in result
    ? refuse('answer-malformed', ...result.faults.map(problemOf))
    : refuseUnknownRegistries(result.answers as Draft, context);
}

function refuseUnknownRegistries(content: Draft, { registries }: Context): Refusing | null {
  const unknown = registryIdsOf(content).filter((id) => !Object.hasOwn(registries, id));
  if (unknown.length === 0) return null;
  return refuse('answer-malformed', {
    field: 'value',
    rule: 'the registry stands in the catalogue',
    todo: 'choose a registry from the catalogue',
  });
}

/** Back to exactly where the application stood when it was asked. */
function whereItCameFrom(request: Request | undefined) {
  return { application: request?.cameFrom ?? 'pre-screening' };
}

function refuseEarlier(answerDueOn: string, after: string): Refusing | null {
  if (answerDueOn > after) return null;
  return refuse('due-too-soon', {
    field: 'answerDueOn',
    rule: 'the applicant is given time: the date lies after today and after the date given before',
    todo: 'choose a later date',
  });
}

function laterOf(one: string, other = ''): string {
  return one > other ? one : other;
}

const notAskedFor = {
  field: 'field',
  rule: 'only the fields that were asked for can be changed',
  todo: 'answer one of the fields in the request',
};

function noSuchField(field: string) {
  return { field, rule: 'the field stands in the application', todo: 'choose one of its fields' };
}

function unanswered(field: string) {
  return { field, rule: 'each field that was asked for is answered', todo: 'answer this field' };
}
