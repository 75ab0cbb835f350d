import type { Actor } from '#parties';
import { type AllowedCommand, allowedCommands } from '../case.machine.js';
import type { CommandName } from '../case.commands.js';
import type { AccessCase, CaseKind, Tracks } from '../case.model.js';
import { addDays } from '../clocks/calendar.rules.js';
import { conditionOf } from '../decisions/case.condition.rules.js';
import { isBeyondMember } from '../people/case.member.rules.js';
import { lacksFinalReport } from '../permits/case.closure.rules.js';
import { isInForce } from '../permits/permit.rules.js';

/** One thing that waits for a person of a project, and the form that answers it. */
export interface WaitingTask {
  caseId: string;
  reference: string;
  title: string | null;
  kind: CaseKind;
  command: CommandName;
  /** The last day for it; null where the law and the letters set none. */
  dueOn: string | null;
  isOverdue: boolean;
}

/** A permit that a person may ask to have changed. */
export interface PermitHeld {
  caseId: string;
  reference: string;
  title: string | null;
  permitReference: string;
  endsOn: string | null;
}

/** A case as the workspace reads it. */
export type WorkspaceCase = AccessCase & { title: string | null; dueOn: string | null };

/** By when, for each command that somebody waits for; null: no day is set, undefined: nobody waits. */
type DueOf = (tracks: Tracks, allowed: AllowedCommand, today: string) => string | null | undefined;

/** A condition may be due years ahead: it is a task when its day comes near. */
const nearDays = 60;

/**
 * The commands of an applicant that somebody waits for. What an applicant may do besides, as to
 * withdraw or to appeal, is a right and no task.
 */
const waited: Readonly<Partial<Record<CommandName, DueOf>>> = {
  'answer-information-field': (tracks, { part }) => {
    const request = tracks.information[part ?? ''];
    return isAnswered(request) ? undefined : (request?.answerDueOn ?? null);
  },
  'send-information': (tracks, { part }) => {
    const request = tracks.information[part ?? ''];
    return isAnswered(request) ? (request?.answerDueOn ?? null) : undefined;
  },
  'answer-rek': ({ ethics }) => ethics.answerDueOn ?? null,
  'clarify-for-registry': () => null,
  'accept-estimate': () => null,
  'accept-project-leadership': () => null,
  'answer-prior-notice': ({ revocation }) =>
    revocation.state === 'noticed' ? (revocation.hearingDueOn ?? null) : undefined,
  'report-condition': (tracks, { part }, today) => {
    const dueOn = conditionOf(tracks, part ?? '')?.dueOn;
    const isNear = dueOn !== undefined && dueOn <= addDays(today, nearDays);
    return isNear || tracks.condition[part ?? '']?.state === 'returned'
      ? (dueOn ?? null)
      : undefined;
  },
  'confirm-receipt': ({ delivery }, { part }) =>
    delivery[part ?? '']?.state === 'received' ? undefined : null,
  'confirm-deletion': () => null,
  'submit-final-report': (tracks) =>
    hasEnded(tracks) && lacksFinalReport(tracks) ? null : undefined,
};

/** What the clock of the case itself says of the last day. */
const dueWithCase: readonly CommandName[] = ['confirm-deletion', 'submit-final-report'];

/** What waits for this person in one case, a command once for all of its parts: the first due. */
export function tasksIn(accessCase: WorkspaceCase, actor: Actor, today: string): WaitingTask[] {
  const { id, reference, title, kind, tracks } = accessCase;
  const first = new Map<CommandName, string | null>();
  for (const allowed of allowedCommands(accessCase, actor)) {
    const { name } = allowed;
    const due = waited[name]?.(tracks, allowed, today);
    if (due === undefined) continue;
    const dueOn = dueWithCase.includes(name) ? accessCase.dueOn : due;
    const before = first.get(name);
    if (before === undefined || isSooner(dueOn, before)) first.set(name, dueOn);
  }
  return [...first].map(([command, dueOn]) => ({
    caseId: id,
    reference,
    title,
    kind,
    command,
    dueOn,
    isOverdue: dueOn !== null && dueOn < today,
  }));
}

/** The permit of a case, where this person may ask for a change of it. */
export function permitIn(accessCase: WorkspaceCase, actor: Actor): PermitHeld | null {
  const { id, reference, title, tracks } = accessCase;
  const { permit } = tracks;
  if (!isInForce(permit) || permit.state === 'carried') return null;
  if (isBeyondMember(accessCase, actor, 'submit')) return null;
  const { permitReference = '', endsOn = null } = permit;
  return { caseId: id, reference, title, permitReference, endsOn };
}

/** The sooner due first; what has no day last, in the order of the cases. */
export function bySoonest(one: WaitingTask, other: WaitingTask): number {
  if (one.dueOn === other.dueOn) return 0;
  return isSooner(one.dueOn, other.dueOn) ? -1 : 1;
}

function isSooner(one: string | null, other: string | null): boolean {
  return one !== null && (other === null || one < other);
}

function isAnswered(request: Tracks['information'][string] | undefined): boolean {
  const { fields = [], answerIds = {} } = request ?? {};
  return fields.every(({ field }) => answerIds[field] !== undefined);
}

const hasEnded = ({ closure }: Tracks) => closure.state !== 'active';
