import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem, request } from '../../api/client';
import type { CaseItem } from '../../api/types';

export interface DistributionRefused {
  item: CaseItem;
  problem: Problem;
}

interface Distributed {
  items: readonly CaseItem[];
  assigneeId: string;
  note: string;
}

/**
 * Gives several cases to a caseworker, one after the other: each is a command of its own with its own
 * answer, as one may be turned down (somebody disqualified, a case that has changed) and the rest not.
 */
export function useDistribution() {
  const queries = useQueryClient();
  const [doneCount, setDoneCount] = useState(0);
  const distribution = useMutation<DistributionRefused[], Problem, Distributed>({
    mutationFn: async ({ items, assigneeId, note }) => {
      setDoneCount(0);
      const refused: DistributionRefused[] = [];
      for (const item of items) {
        const body = { version: item.version, assigneeId, ...(note.trim() && { note }) };
        try {
          await request(`/cases/${item.id}/commands/assign-case`, { method: 'POST', body });
        } catch (problem) {
          if (!(problem instanceof Problem)) throw problem;
          refused.push({ item, problem });
        }
        setDoneCount((count) => count + 1);
      }
      return refused;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['cases'] }),
  });
  return { distribution, doneCount };
}
