import { type Actor, isOfHouse } from '../../../parties/src/role.rules.js';
import type { Refusal } from '#platform';
import type { AccessCase } from '../case.model.js';
import { hasComeIn, rolesInCase } from '../case.relation.rules.js';
import { isBarred } from '../people/case.impartiality.rules.js';
import { projectPeople } from '../people/case.member.rules.js';

/**
 * Break glass: who of the house needs a case that they have nothing to do with reads it for a
 * reason, for some hours, and its owner is told. It gives sight and no command.
 */

const hourMs = 3_600_000;

/** When an insight that begins now is over. */
export function insightEnd(begunAt: Date, hours: number): Date {
  return new Date(begunAt.getTime() + hours * hourMs);
}

/** Why this person gets no insight in this case; null: they get it. */
export function refuseInsight(
  accessCase: AccessCase,
  actor: Actor,
  isRunning: boolean,
): Refusal | null {
  const here = rolesInCase(accessCase, { ...actor, insights: [] });
  if (!isOfHouse(actor) || !hasComeIn(accessCase)) return caseUnknown;
  if (projectPeople(accessCase).includes(actor.personId ?? '')) return ownCase;
  if (isBarred(accessCase, actor.personId)) return barred;
  if (here.length > 0) return notNeeded;
  return isRunning ? running : null;
}

export const caseUnknown: Refusal = { code: 'case-unknown', kind: 'absent' };

const ownCase: Refusal = {
  code: 'insight-in-own-case',
  kind: 'role',
  problems: [
    {
      field: 'actor',
      rule: 'nobody takes part for the office in a case of their own (forvaltningsloven section 6)',
      todo: 'read it as its applicant',
    },
  ],
};

const barred: Refusal = {
  code: 'conflict-of-interest',
  kind: 'role',
  problems: [
    {
      field: 'actor',
      rule: 'who is disqualified in a case has no need to know of it (forvaltningsloven section 6)',
      todo: 'ask the unit that has the case',
    },
  ],
};

const notNeeded: Refusal = {
  code: 'insight-not-needed',
  kind: 'state',
  problems: [
    {
      field: 'actor',
      rule: 'a reason is given for a case that one does not see without it',
      todo: 'open the case',
    },
  ],
};

const running: Refusal = {
  code: 'insight-running',
  kind: 'state',
  problems: [
    {
      field: 'actor',
      rule: 'one insight runs at a time',
      todo: 'open the case, and give a reason again when the time is over',
    },
  ],
};
