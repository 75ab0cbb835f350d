import type {
  CaseText,
  Decide,
  ScreeningAnswer,
  ScreeningState,
  TrackTable,
} from '../case.model.js';
import { type CheckId, checkIds, checklist } from '../form/checklist.rules.js';
import type { Check } from '../form/checklist.model.js';
import { refuse, textOf } from '../refusal.rules.js';

/**
 * The completeness check (fullstendig søknad, helseregisterloven section 19 f), item by item. Its
 * result stands: who answered what, when, and who found the application complete.
 */
export const screeningTrack = {
  name: 'screening',
  initial: 'open',
  states: ['open', 'complete'] satisfies ScreeningState[],
  final: ['complete'],
  keyedBy: null,
  transitions: {
    'answer-screening-items': {
      from: ['open'],
      to: 'open',
      by: ['caseworker'],
      event: 'screening-items-answered',
      during: ['pre-screening', 'awaiting-information'],
    },
  },
} as const satisfies TrackTable;

type ScreeningCommand = keyof typeof screeningTrack.transitions;

export const screeningDecisions: { [Name in ScreeningCommand]: Decide<Name> } = {
  'answer-screening-items': ({ kind, tracks }, { items }, context) => {
    const foreign = items.flatMap(({ item }, index) =>
      isMadeIn(item, kind) ? [] : [notOfThisKind(index)],
    );
    if (foreign.length > 0) return refuse('item-not-of-this-kind', ...foreign);
    const texts: CaseText[] = [];
    const answers: Record<string, ScreeningAnswer> = { ...tracks.screening.answers };
    for (const { item, answer, comment } of items) {
      const written = comment === undefined ? [] : [textOf(context, `screening: ${item}`, comment)];
      texts.push(...written);
      answers[item] = {
        answer,
        ...(written[0] && { commentId: written[0].id }),
        answeredBy: context.actor.personId,
        answeredByName: context.actor.name,
        answeredOn: context.today,
      };
    }
    return { facts: { answers: inOrder(answers) }, texts };
  },
};

function isMadeIn(item: CheckId, kind: Check['kinds'][number]): boolean {
  const check: Check = checklist[item];
  return check.kinds.includes(kind);
}

/** In the order of the form, whatever order they were answered in. */
function inOrder(answers: Record<string, ScreeningAnswer>): Record<string, ScreeningAnswer> {
  return Object.fromEntries(
    checkIds.flatMap((id) => {
      const answer = answers[id];
      return answer ? [[id, answer]] : [];
    }),
  );
}

function notOfThisKind(index: number) {
  return {
    field: `items.${index}.item`,
    rule: 'the check is made in a case of this kind',
    todo: 'leave the item out',
  };
}
