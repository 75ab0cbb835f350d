import { appealableDecisions, appealDueOn, decisionNamed } from './appeal.rules.js';
import type { AccessCase, Context, Decide, IsOpen, Refusing, TrackTable } from '../case.model.js';
import { refuse, textOf } from '../refusal.rules.js';

/** The period in which a decision can be appealed: demands for reasons, and extensions. */
export const appealPeriodTrack = {
  name: 'appeal-period',
  initial: 'running',
  states: ['running', 'reasons-demanded'],
  final: [],
  keyedBy: 'decision',
  keys: (tracks) => appealableDecisions(tracks).map(({ key }) => key),
  transitions: {
    'demand-reasons': {
      from: ['running'],
      to: 'reasons-demanded',
      by: ['applicant'],
      event: 'reasons-demanded',
    },
    'give-reasons': {
      from: ['reasons-demanded'],
      to: 'running',
      by: ['caseworker'],
      event: 'reasons-given',
    },
    'extend-appeal-period': {
      from: ['running', 'reasons-demanded'],
      to: 'unchanged',
      by: ['caseworker'],
      event: 'appeal-period-extended',
    },
  },
} as const satisfies TrackTable;

type PeriodCommand = keyof typeof appealPeriodTrack.transitions;

export const appealPeriodDecisions: { [Name in PeriodCommand]: Decide<Name> } = {
  'demand-reasons': (accessCase, { decision }, context) =>
    refusePeriodOver(accessCase, decision, context) ?? {
      facts: { reasonsDemandedOn: context.today },
    },

  'give-reasons': (_, { reasons }, context) => {
    const text = textOf(context, 'reasons for the decision', reasons);
    return { facts: { reasonsGivenOn: context.today, reasonsId: text.id }, texts: [text] };
  },

  'extend-appeal-period': (accessCase, { decision, untilOn, reason }, context) => {
    const over = refusePeriodOver(accessCase, decision, context);
    if (over) return over;
    const found = decisionNamed(accessCase.tracks, decision);
    const period = accessCase.tracks['appeal-period'][decision];
    const dueOn = found && appealDueOn(found, period, context.letters);
    if (untilOn <= (dueOn ?? context.today)) {
      return refuse('extension-too-short', {
        field: 'untilOn',
        rule: 'an extension ends after the period that it extends',
        todo: 'choose a later date',
      });
    }
    const text = textOf(context, 'why the appeal period is extended', reason);
    return {
      facts: { extendedToOn: untilOn, extensionReasonId: text.id },
      texts: [text],
    };
  },
};

function refusePeriodOver({ tracks }: AccessCase, key: string, context: Context): Refusing | null {
  const decision = decisionNamed(tracks, key);
  if (!decision) return refuse('nothing-to-appeal');
  const dueOn = appealDueOn(decision, tracks['appeal-period'][key], context.letters);
  return dueOn !== null && dueOn < context.today ? refuse('appeal-period-over') : null;
}

/** Nobody asks for more of a decision once the case it gave a permit in is closed. */
const isOpenCase: IsOpen = ({ tracks }) =>
  tracks.application.state !== 'closed' || tracks.permit.state === 'none';

export const appealPeriodOpenings: Partial<Record<PeriodCommand, IsOpen>> = {
  'demand-reasons': isOpenCase,
  'extend-appeal-period': isOpenCase,
};
