import type { CommandOf } from '../case.commands.js';
import { isDecidedByController } from './case.access.rules.js';
import type { AccessCase, Context, Decide, IsOpen, TrackTable } from '../case.model.js';
import type { ControllerDecisionState } from './decision.model.js';
import { refuse, textOf } from '../refusal.rules.js';

/**
 * The sources that Helsedataservice does not decide on: registries outside the regulation, and those
 * whose controller decides itself because the data are for its own use or a public body's task (the
 * regulation, section 10 third paragraph a and b). One intake, several who decide.
 */
export const controllerDecisionTrack = {
  name: 'controller-decision',
  initial: 'none',
  states: ['none', 'routed', 'granted', 'refused'] satisfies ControllerDecisionState[],
  final: ['granted', 'refused'],
  keyedBy: 'registryId',
  transitions: {
    'route-to-controller': {
      from: ['none'],
      to: 'routed',
      by: ['caseworker'],
      event: 'routed-to-controller',
      during: ['pre-screening', 'in-assessment'],
    },
    'record-controller-grant': {
      from: ['none', 'routed'],
      to: 'granted',
      by: ['caseworker'],
      event: 'controller-grant-recorded',
      during: ['in-assessment', 'awaiting-information', 'decided', 'in-delivery'],
    },
    'record-controller-refusal': {
      from: ['none', 'routed'],
      to: 'refused',
      by: ['caseworker'],
      event: 'controller-refusal-recorded',
      during: ['in-assessment', 'awaiting-information', 'decided', 'in-delivery'],
    },
  },
} as const satisfies TrackTable;

type ControllerDecisionCommand = keyof typeof controllerDecisionTrack.transitions;

export const controllerDecisions: { [Name in ControllerDecisionCommand]: Decide<Name> } = {
  'route-to-controller': ({ tracks }, { ground, reason }, context) => {
    if (tracks.access.state !== 'draft') return refuse('decision-already-proposed');
    const text = textOf(context, 'why the controller decides', reason);
    return { facts: { ground, reasonId: text.id }, texts: [text] };
  },
  'record-controller-grant': recorded,
  'record-controller-refusal': recorded,
};

export const controllerDecisionOpenings: Partial<Record<ControllerDecisionCommand, IsOpen>> = {
  'route-to-controller': ({ tracks }) => tracks.access.state === 'draft',
};

function recorded(
  { tracks }: AccessCase,
  {
    registryId,
    decidedOn,
    controllerReference,
    reason,
  }: CommandOf<'record-controller-grant'> | CommandOf<'record-controller-refusal'>,
  context: Context,
) {
  if (!isDecidedByController(tracks, registryId, context)) {
    return refuse('source-not-controllers', {
      field: 'registryId',
      rule: 'Helsedataservice decides on this source unless it is left to its controller',
      todo: 'leave the source to its controller first, with the ground for it',
    });
  }
  if (decidedOn > context.today) {
    return refuse('decided-in-the-future', {
      field: 'decidedOn',
      rule: 'a decision is recorded when it is made',
      todo: 'give the date of the decision',
    });
  }
  const text = reason && textOf(context, "the controller's reasons", reason);
  return {
    facts: { decidedOn, controllerReference, ...(text && { reasonId: text.id }) },
    texts: text ? [text] : [],
  };
}
