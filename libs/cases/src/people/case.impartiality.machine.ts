import { openAppeals } from '../appeals/appeal.rules.js';
import { isOver } from '../case.waiting.rules.js';
import { rolesInCase } from '../case.relation.rules.js';
import { isBarred, isDeclaredImpartial } from './case.impartiality.rules.js';
import type {
  AccessCase,
  Context,
  Decide,
  Facts,
  ImpartialityState,
  IsOpen,
  Refusing,
  TrackTable,
} from '../case.model.js';
import { openStates } from '../case.states.rules.js';
import { refuse, textOf } from '../refusal.rules.js';

/** An appeal is prepared and decided also where the case is over. */
const wherePrepared = [...openStates, 'closed', 'dismissed'] as const;

/**
 * Impartiality (habilitet), one per person who prepares or decides: forvaltningsloven sections 6 to
 * 10. The person declares it; a superior rules where it is disputed (section 8).
 */
export const impartialityTrack = {
  name: 'impartiality',
  initial: 'undeclared',
  states: [
    'undeclared',
    'impartial',
    'conflict',
    'disputed',
    'cleared',
    'disqualified',
  ] satisfies ImpartialityState[],
  final: [],
  keyedBy: 'personId',
  isAboutActor: true,
  transitions: {
    'declare-impartial': {
      from: ['undeclared'],
      to: 'impartial',
      by: ['caseworker', 'decision-maker', 'registry-adviser', 'unit-leader'],
      event: 'impartiality-declared',
      during: wherePrepared,
    },
    // Who finds a tie to a case that is theirs lets go of it in the same breath.
    'declare-conflict': {
      from: ['undeclared', 'impartial', 'cleared', 'disputed'],
      to: 'conflict',
      by: ['caseworker', 'decision-maker', 'registry-adviser', 'unit-leader'],
      event: 'conflict-declared',
      during: wherePrepared,
      moves: { assignment: ['unassigned', 'assigned'] },
    },
    'dispute-impartiality': {
      from: ['undeclared', 'impartial', 'conflict'],
      to: 'disputed',
      by: ['applicant', 'caseworker', 'decision-maker', 'unit-leader'],
      event: 'impartiality-disputed',
      during: wherePrepared,
    },
    'rule-impartial': {
      from: ['disputed', 'conflict', 'disqualified'],
      to: 'cleared',
      by: ['unit-leader'],
      event: 'ruled-impartial',
      during: wherePrepared,
    },
    'rule-disqualified': {
      from: ['disputed', 'impartial', 'cleared'],
      to: 'disqualified',
      by: ['unit-leader'],
      event: 'ruled-disqualified',
      during: wherePrepared,
      moves: { assignment: ['unassigned', 'assigned'] },
    },
  },
} as const satisfies TrackTable;

type ImpartialityCommand = keyof typeof impartialityTrack.transitions;

export const impartialityDecisions: { [Name in ImpartialityCommand]: Decide<Name> } = {
  'declare-impartial': (_, __, context) => ({ facts: declaration(context) }),

  'declare-conflict': (accessCase, { category, reason }, context) => {
    const text = reason === undefined ? null : textOf(context, 'tie to the case', reason);
    return {
      facts: {
        ...declaration(context),
        category,
        reasonId: text?.id ?? null,
        ...leading(context.actor.personId, context),
      },
      ...(text && { texts: [text] }),
      ...lettingGo(accessCase, context.actor.personId),
    };
  },

  'dispute-impartiality': (accessCase, { personId, reason }, context) => {
    if (!mayDispute(accessCase, context.actor, personId)) {
      return refuse('person-unknown', {
        field: 'personId',
        rule: 'a party asks for a ruling on the caseworker of the case',
        todo: 'name the caseworker of the case',
      });
    }
    const text = textOf(context, 'why impartiality is disputed', reason);
    return { facts: { reasonId: text.id, disputedOn: context.today }, texts: [text] };
  },

  'rule-impartial': (_, command, context) => ruling(command, context),

  'rule-disqualified': (accessCase, command, context) => {
    const ruled = ruling(command, context);
    if ('refused' in ruled) return ruled;
    const facts = { ...ruled.facts, ...leading(command.personId, context) };
    return { ...ruled, facts, ...lettingGo(accessCase, command.personId) };
  },
};

/** Where the case is over only an appeal gives anybody something to prepare. */
const isPrepared: IsOpen = ({ tracks }) => !isOver(tracks) || openAppeals(tracks.appeal).length > 0;

const isAnothers: IsOpen = (accessCase, actor, part) =>
  part !== actor.personId && isPrepared(accessCase, actor, part);

/** An applicant knows the caseworker, and can only ask for a ruling on that person. */
const mayDispute: IsOpen = (accessCase, actor, part) =>
  isAnothers(accessCase, actor, part) && isKnownTo(accessCase, actor, part);

const isKnownTo: IsOpen = (accessCase, actor, part) =>
  part === accessCase.tracks.assignment.assigneeId ||
  rolesInCase(accessCase, actor).some(({ role }) => role !== 'applicant');

export const impartialityOpenings: Partial<Record<ImpartialityCommand, IsOpen>> = {
  'declare-impartial': isPrepared,
  'declare-conflict': isPrepared,
  'dispute-impartiality': mayDispute,
  'rule-impartial': isAnothers,
  'rule-disqualified': isAnothers,
};

/** The declaration that goes with taking a case: given with it, or earlier. */
export function declaredBy(
  accessCase: AccessCase,
  context: Context,
  isImpartial: boolean,
):
  | { state: 'impartial' | 'cleared'; part: { part: string; facts: Record<string, unknown> } }
  | Refusing {
  const personId = context.actor.personId ?? '';
  if (isBarred(accessCase, personId)) return refuse('conflict-of-interest');
  if (isDeclaredImpartial(accessCase, personId)) {
    const state = accessCase.tracks.impartiality[personId]?.state as 'impartial' | 'cleared';
    return { state, part: { part: personId, facts: {} } };
  }
  if (isImpartial) {
    return { state: 'impartial', part: { part: personId, facts: declaration(context) } };
  }
  return refuse('impartiality-not-declared', {
    field: 'isImpartial',
    rule: 'who takes a case is impartial (forvaltningsloven section 6)',
    todo: 'declare to be impartial, or declare the conflict',
  });
}

function leading(personId: string | null, { people }: Context): { leadsUnitId?: string } {
  const { roles = [], unitId = null } = people[personId ?? ''] ?? {};
  const isLeader = roles.some(({ role }) => role === 'unit-leader');
  return isLeader && unitId !== null ? { leadsUnitId: unitId } : {};
}

function declaration({ actor, today }: Context) {
  return { name: actor.name, declaredOn: today };
}

function ruling(
  { personId, reason }: { personId: string; reason: string },
  context: Context,
): Facts | Refusing {
  // forvaltningsloven section 8: the question is put to the superior, never to the person.
  if (personId === context.actor.personId) return refuse('own-impartiality');
  const text = textOf(context, 'ruling on impartiality', reason);
  return {
    facts: { ruledBy: context.actor.personId, ruledOn: context.today, rulingReasonId: text.id },
    texts: [text],
  };
}

function lettingGo({ tracks }: AccessCase, personId: string | null): Facts {
  const { state, assigneeId, decisionMakerId } = tracks.assignment;
  const facts = {
    ...(assigneeId === personId && { assigneeId: null, unitId: null, noteId: null }),
    ...(decisionMakerId === personId && { decisionMakerId: null, decisionMakerName: null }),
  };
  return {
    moves: { assignment: assigneeId === personId ? 'unassigned' : state },
    alongside: { assignment: { part: null, facts } },
  };
}
