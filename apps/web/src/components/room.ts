import { useSyncExternalStore } from 'react';

const wide = matchMedia('(min-width: 48em)');

/** Whether there is room beside the text: not on a phone, nor where the text is made very large. */
export function useHasRoom(): boolean {
  return useSyncExternalStore(listen, () => wide.matches);
}

function listen(changed: () => void): () => void {
  wide.addEventListener('change', changed);
  return () => wide.removeEventListener('change', changed);
}
