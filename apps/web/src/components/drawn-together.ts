import { startTransition, useEffect, useState } from 'react';

/**
 * Whether a page is drawn that waits for all it shows first, so that nothing that is being read is
 * moved by what comes later. Once drawn it stays; it is drawn in small turns, which let a key through.
 */
export function useDrawnTogether(waited: readonly { isLoading: boolean }[]): boolean {
  const hasCome = !waited.some(({ isLoading }) => isLoading);
  const [isDrawn, setDrawn] = useState(hasCome);
  useEffect(() => {
    if (hasCome) startTransition(() => setDrawn(true));
  }, [hasCome]);
  return isDrawn;
}
