import { appealDueOn, decisionNamed, openAppeals } from './appeal.rules.js';
import type { AccessCase, Context, Facts, Refusing } from '../case.model.js';
import { refuse, textOf } from '../refusal.rules.js';

/** An appeal as it comes in, by the party in the portal or by a letter that staff register. */
export interface Lodged {
  decision: string;
  grounds: string;
  wantedChange?: string | undefined;
  asksForDeferredEffect?: boolean | undefined;
  arrivedOn: string;
  /** Why staff register it: set for a letter alone. */
  reason?: string | undefined;
}

/** What is sent twice is one appeal; a letter is registered as it came. */
export function refuseTwice({ tracks }: AccessCase, decision: string): Refusing | null {
  const isOpen = openAppeals(tracks.appeal).some((id) => tracks.appeal[id]?.decision === decision);
  if (!isOpen) return null;
  return refuse('appealed-already', {
    field: 'decision',
    rule: 'an appeal over this decision is being dealt with',
    todo: 'send what is to be added as a message',
  });
}

/** Opens an appeal: on time, late, or at NEM where it is over REK. */
export function decideLodging(
  { tracks }: AccessCase,
  lodged: Lodged,
  context: Context,
): Facts | Refusing {
  const decision = decisionNamed(tracks, lodged.decision);
  if (!decision) {
    return refuse('nothing-to-appeal', {
      field: 'decision',
      rule: 'an appeal is over a decision that has been made',
      todo: 'choose one of the decisions of the case',
    });
  }
  const period = tracks['appeal-period'][lodged.decision];
  const dueOn = appealDueOn(decision, period, context.letters);
  const isLate = dueOn !== null && lodged.arrivedOn > dueOn;
  const grounds = textOf(context, 'appeal', lodged.grounds);
  const wanted = lodged.wantedChange && textOf(context, 'change wanted', lodged.wantedChange);
  const reason = lodged.reason && textOf(context, 'why staff registered it', lodged.reason);
  return {
    part: context.newId(),
    to: decision.body === 'nem' ? 'at-nem' : isLate ? 'late' : 'lodged',
    facts: {
      decision: lodged.decision,
      decidedOn: decision.decidedOn,
      deciders: decision.deciders,
      body: decision.body,
      lodgedOn: lodged.arrivedOn,
      ...(dueOn !== null && { dueOn }),
      asksForDeferredEffect: lodged.asksForDeferredEffect ?? false,
      groundsId: grounds.id,
      ...(wanted && { wantedChangeId: wanted.id }),
      ...(reason && { registrationReasonId: reason.id }),
    },
    texts: [grounds, ...(wanted ? [wanted] : []), ...(reason ? [reason] : [])],
  };
}
