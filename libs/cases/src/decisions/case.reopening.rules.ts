import { openAppeals } from '../appeals/appeal.rules.js';
import type { Facts, Tracks, Transition } from '../case.model.js';
import type { Exemption } from './decision.model.js';

/**
 * A decision taken up again, because an appeal was won (forvaltningsloven sections 33 and 34) or
 * Helsedataservice reverses it in the favour of the party (section 35 first paragraph a). Taking up
 * again decides nothing: a new decision is proposed by one person and signed by another.
 */
export const reopens = {
  application: ['in-assessment', 'pre-screening'],
  access: 'draft',
  exemption: 'draft',
  dismissal: 'none',
} as const satisfies Transition['mayMove'];

type Opened = Pick<Facts, 'moves' | 'alongside' | 'patches'>;

export function reopening(tracks: Tracks, decision: string): Opened {
  switch (decision) {
    case 'access':
      return { moves: { application: 'in-assessment', access: 'draft' } };
    case 'exemption':
      return exemptionsReopened(tracks);
    case 'dismissal': {
      // Back to where it was dismissed: nobody has found complete what was dismissed before.
      const isComplete = tracks.application.completeOn !== undefined;
      const application = isComplete ? 'in-assessment' : 'pre-screening';
      return { moves: { application, dismissal: 'none' } };
    }
    default:
      return {};
  }
}

/** What can be reversed in the favour of the party: it was refused, and nothing is in use yet. */
export function reversibleDecisions({
  access,
  application,
  dismissal,
  exemption,
  permit,
}: Tracks): string[] {
  if (dismissal.state === 'dismissed') return ['dismissal'];
  const isAtRest = ['in-assessment', 'decided', 'closed'].includes(application.state);
  if (permit.state !== 'none' || !isAtRest || access.state === 'proposed') return [];
  const hasExemption = Object.values(exemption).some(({ state }) => isAdverse(state));
  return [...(isAdverse(access.state) ? ['access'] : []), ...(hasExemption ? ['exemption'] : [])];
}

/** An appeal over the decision takes its own way, and ends in the same. */
export function isAppealed({ appeal }: Tracks, decision: string): boolean {
  // Access and exemption are taken up together, so an appeal over either holds both.
  const over = decision === 'dismissal' ? ['dismissal'] : ['access', 'exemption'];
  return openAppeals(appeal).some((id) => over.includes(appeal[id]?.decision ?? ''));
}

/** Access rests on the exemption: it is decided anew with it. */
function exemptionsReopened({ exemption }: Tracks): Opened {
  const parts = Object.entries(exemption);
  const adverse = parts.filter(([, { state }]) => isAdverse(state));
  // An appeal may also be over the conditions of what was granted.
  const granted = parts.filter(([, { state }]) => state === 'granted');
  const opened = adverse.length > 0 ? adverse : granted;
  const [first] = opened[0] ?? [];
  const moves = { application: 'in-assessment', access: 'draft' };
  if (first === undefined) return { moves };
  return {
    moves: { ...moves, exemption: 'draft' },
    alongside: { exemption: { part: first, facts: {} } },
    patches: {
      exemption: Object.fromEntries(opened.map(([basis, part]) => [basis, undecided(part)])),
    },
  };
}

/** What was proposed stays to be proposed again; what made it a decision does not. */
function undecided(part: Exemption): Exemption {
  const { decisionId: _, decidedOn: __, rulesVersion: ___, ...rest } = part;
  const { signedBy: _by, signedByName: _name, ...proposal } = rest;
  return { ...proposal, state: 'draft' };
}

function isAdverse(state: string): boolean {
  return state === 'refused' || state === 'partly-granted';
}
