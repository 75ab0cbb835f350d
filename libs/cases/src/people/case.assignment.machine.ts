import { openAppeals } from '../appeals/appeal.rules.js';
import { declaredBy } from './case.impartiality.machine.js';
import { isBarred } from './case.impartiality.rules.js';
import type {
  AccessCase,
  ApplicationState,
  AssignmentState,
  Context,
  Decide,
  Facts,
  IsOpen,
  Refusing,
  TrackTable,
} from '../case.model.js';
import { inHandStates, openStates } from '../case.states.rules.js';
import { refuse, textOf } from '../refusal.rules.js';

/** Taking or being given a submitted case begins the check of it; later it moves nothing. */
const begun = { application: [...inHandStates, 'awaiting-information'] } as const;

/** In whose hands a case is: it orders the work, and says who of the house sees it. */
export const assignmentTrack = {
  name: 'assignment',
  initial: 'unassigned',
  states: ['unassigned', 'assigned'] satisfies AssignmentState[],
  final: [],
  keyedBy: null,
  transitions: {
    'take-case': {
      from: ['unassigned'],
      to: 'assigned',
      by: ['caseworker'],
      event: 'case-taken',
      during: openStates,
      moves: { ...begun, impartiality: ['impartial', 'cleared'] },
    },
    'assign-case': {
      from: ['unassigned', 'assigned'],
      to: 'assigned',
      by: ['caseworker', 'unit-leader'],
      event: 'case-assigned',
      during: openStates,
      moves: begun,
    },
    'hand-over-case': {
      from: ['assigned'],
      to: 'assigned',
      by: ['caseworker', 'unit-leader'],
      event: 'case-handed-over',
    },
    'release-case': {
      from: ['assigned'],
      to: 'unassigned',
      by: ['caseworker', 'unit-leader'],
      event: 'case-released',
      during: openStates,
    },
    'assign-decision-maker': {
      from: ['unassigned', 'assigned'],
      to: 'unchanged',
      by: ['caseworker', 'unit-leader'],
      event: 'decision-maker-assigned',
      during: openStates,
    },
  },
} as const satisfies TrackTable;

type AssignmentCommand = keyof typeof assignmentTrack.transitions;

export const assignmentDecisions: { [Name in AssignmentCommand]: Decide<Name> } = {
  'take-case': (accessCase, { isImpartial }, context) => {
    const declared = declaredBy(accessCase, context, isImpartial === true);
    if ('refused' in declared) return declared;
    return {
      facts: assignee(context.actor.personId ?? '', context),
      moves: { application: stateWhenBegun(accessCase), impartiality: declared.state },
      alongside: { impartiality: declared.part },
    };
  },

  'assign-case': (accessCase, { assigneeId, note }, context) =>
    refuseAssignee(accessCase, assigneeId, context) ?? {
      ...given(assigneeId, note, context),
      moves: { application: stateWhenBegun(accessCase) },
    },

  'hand-over-case': (accessCase, { assigneeId, note }, context) => {
    if (!isWorkedOn(accessCase)) {
      return refuse('nobody-works-on-it', {
        field: 'assigneeId',
        rule: 'a case that is over is handed over where an appeal in it is open, and nowhere else',
        todo: 'leave the case where it is',
      });
    }
    if (assigneeId === accessCase.tracks.assignment.assigneeId) {
      return refuse('already-assigned', {
        field: 'assigneeId',
        rule: 'a case is handed over to somebody else',
        todo: 'choose another caseworker',
      });
    }
    return refuseAssignee(accessCase, assigneeId, context) ?? given(assigneeId, note, context);
  },

  'release-case': () => ({ facts: { assigneeId: null, unitId: null, noteId: null } }),

  'assign-decision-maker': (accessCase, { decisionMakerId }, context) =>
    refuseUnfit(accessCase, decisionMakerId, 'decision-maker', 'decisionMakerId', context) ?? {
      facts: {
        decisionMakerId,
        decisionMakerName: context.people[decisionMakerId]?.name ?? '',
      },
    },
};

/**
 * Where the case is over only an appeal gives anybody work: it goes to another unit where all of its
 * own have decided what is appealed.
 */
function isWorkedOn({ tracks }: AccessCase): boolean {
  const isOpen = (openStates as readonly string[]).includes(tracks.application.state);
  return isOpen || openAppeals(tracks.appeal).length > 0;
}

export const assignmentOpenings: Partial<Record<AssignmentCommand, IsOpen>> = {
  'hand-over-case': isWorkedOn,
};

function given(assigneeId: string, note: string | undefined, context: Context): Facts {
  if (note === undefined) return { facts: { ...assignee(assigneeId, context), noteId: null } };
  const text = textOf(context, 'note to the next caseworker', note);
  return { facts: { ...assignee(assigneeId, context), noteId: text.id }, texts: [text] };
}

function assignee(assigneeId: string, { people }: Context) {
  return { assigneeId, unitId: people[assigneeId]?.unitId ?? null };
}

function refuseAssignee(accessCase: AccessCase, assigneeId: string, context: Context) {
  return refuseUnfit(accessCase, assigneeId, 'caseworker', 'assigneeId', context);
}

/** Nobody is given work without the role for it, or in a case that they are barred from. */
function refuseUnfit(
  accessCase: AccessCase,
  personId: string,
  role: 'caseworker' | 'decision-maker',
  field: string,
  { people }: Context,
): Refusing | null {
  if (!people[personId]?.roles.some((held) => held.role === role)) {
    return refuse('not-fit-for-role', {
      field,
      rule: `a case is given to a ${role}`,
      todo: 'choose somebody who holds the role',
    });
  }
  // forvaltningsloven section 6: who is disqualified neither prepares nor decides.
  if (isBarred(accessCase, personId)) {
    return refuse('conflict-of-interest', {
      field,
      rule: 'a case is given to somebody impartial (forvaltningsloven section 6)',
      todo: 'choose somebody else',
    });
  }
  return null;
}

function stateWhenBegun({ tracks }: AccessCase): ApplicationState {
  const { state } = tracks.application;
  return state === 'submitted' ? 'pre-screening' : state;
}
