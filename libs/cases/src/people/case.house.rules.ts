import type { AccessCase, Tracks } from '../case.model.js';

/**
 * Need to know within the house: whose hands the case is in. `audit` is for those who oversee all
 * of it, `intake` for whoever takes up cases, `unit:…` for the colleagues of its caseworker,
 * `staff:…` for the people the case itself names, `decision` for those who may sign what waits.
 */
export type HouseRelation = 'audit' | 'intake' | 'decision' | `unit:${string}` | `staff:${string}`;

/** The relations of a case that has come in to the people of the house. */
export function houseRelations({ tracks }: AccessCase): HouseRelation[] {
  const { assigneeId, unitId, decisionMakerId } = tracks.assignment;
  const reviewers = Object.values(tracks.appeal).map(({ reviewerId }) => reviewerId);
  const named = new Set([assigneeId, decisionMakerId, ...signers(tracks), ...reviewers]);
  return [
    'audit',
    assigneeId ? unitRelation(unitId) : 'intake',
    ...[...named].flatMap((id): HouseRelation[] => (id ? [`staff:${id}`] : [])),
    ...(awaitsDecision(tracks) ? (['decision'] as const) : []),
  ];
}

/** People in no unit are of one together: a house that keeps none is one unit, and no case is lost. */
export function unitRelation(unitId: string | null | undefined): `unit:${string}` {
  return `unit:${unitId ?? ''}`;
}

/**
 * Whether something waits that any decision-maker may sign, of whatever unit: two pairs of eyes are
 * asked for, and a small unit has no second one of its own. What waits for the one who was appointed
 * is nobody else's to see; an appeal is, since whoever decided may not decide again
 * (forvaltningsloven section 33).
 */
export function awaitsDecision(tracks: Tracks): boolean {
  const { dismissal, exemption, access, revocation, appeal, assignment } = tracks;
  const proposals = [dismissal, access, revocation, ...Object.values(exemption)];
  const isProposed = proposals.some(({ state }) => state === 'proposed');
  return (
    (isProposed && !assignment.decisionMakerId) ||
    Object.values(appeal).some(
      ({ state, asksForDeferredEffect, isDeferred }) =>
        state === 'late' ||
        state === 'outcome-proposed' ||
        (open.includes(state) && asksForDeferredEffect === true && isDeferred === undefined),
    )
  );
}

/** In these an appeal may be given deferred effect (forvaltningsloven section 42). */
const open = ['lodged', 'under-review', 'upheld-and-forwarded'];

/** Who has signed answers for it, also after the case has left their hands. */
function signers({ dismissal, exemption, access, permit, appeal }: Tracks): (string | undefined)[] {
  const signed = [
    dismissal,
    access,
    permit.revocation,
    ...Object.values(exemption),
    ...Object.values(appeal),
  ];
  return signed.map((each) => each?.signedBy);
}
