import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether the page is being printed: paper cannot be asked for more. */
export function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    // The picture for the printer is taken as soon as the listeners return.
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinting;
}

/** Everything that is folded is open on paper, and folded again on the screen. */
export function useOpenOnPaper(): void {
  useEffect(() => {
    const opened = new Set<HTMLDetailsElement>();
    const begin = () => {
      const folded = document.querySelectorAll<HTMLDetailsElement>('main details:not([open])');
      for (const details of folded) {
        opened.add(details);
        details.open = true;
      }
    };
    const end = () => {
      for (const details of opened) details.open = false;
      opened.clear();
    };
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
}
