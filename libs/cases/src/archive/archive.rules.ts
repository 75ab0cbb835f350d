import type { AccessCase, ApplicationState, CaseEvent } from '../case.model.js';
import type { Job } from '../consequence.model.js';

const ended: readonly ApplicationState[] = ['closed', 'withdrawn', 'dismissed'];

/** A case that ends is handed over to the archive (arkivlova section 14). */
export function archiveJobs({ tracks }: AccessCase, event: CaseEvent): Job[] {
  const { state } = tracks.application;
  const hasMoved =
    event.track === 'application' ? event.fromState !== state : event.moves.application === state;
  return hasMoved && ended.includes(state) ? [{ job: 'hand-over-case' }] : [];
}
