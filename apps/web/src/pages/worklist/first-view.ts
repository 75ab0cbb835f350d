import { useReservation } from '../../api/dispatch';
import { useDrafts, useQueues, useSavedFilters } from '../../api/worklist';
import { useWorkspace } from '../../api/workspace';

/** What stands around the list of cases, for those who see it. */
export function useAroundTheList(isStaff: boolean, applies: boolean) {
  return [
    useSavedFilters(),
    useQueues(isStaff),
    useWorkspace(applies),
    useDrafts(applies),
    useReservation(applies),
  ];
}
