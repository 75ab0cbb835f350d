import type { Draft } from './application.rules.js';

export interface LeftOut {
  field: string;
  reason: 'belongs-to-the-other-project' | 'date-past';
}

/**
 * A new draft with another's answers. What was approved or attached for the other project is not
 * carried over silently, nor a date that has passed: those are named, to be answered anew.
 */
export function copyOf(content: Draft, today: string): { draft: Draft; leftOut: LeftOut[] } {
  const { protocolReference, projectEndsOn, ...rest } = content;
  const isPast = projectEndsOn !== undefined && projectEndsOn <= today;
  return {
    draft: { ...rest, ...(projectEndsOn && !isPast && { projectEndsOn }) },
    leftOut: [
      ...(protocolReference === undefined
        ? []
        : [{ field: 'protocolReference', reason: 'belongs-to-the-other-project' } as const]),
      ...(isPast ? [{ field: 'projectEndsOn', reason: 'date-past' } as const] : []),
    ],
  };
}
