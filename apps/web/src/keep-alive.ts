import { useEffect } from 'react';
import { request } from './api/client';

/** Well within the time a session may rest. */
const tellEveryMs = 4 * 60_000;

/**
 * Tells the server that somebody is here: who reads and writes for long without asking it for
 * anything has not left. The page's own asking does not count.
 */
export function useKeepAlive(isSignedIn: boolean): void {
  useEffect(() => {
    if (!isSignedIn) return;
    let toldAtMs = Date.now();
    const tell = () => {
      if (Date.now() - toldAtMs < tellEveryMs) return;
      toldAtMs = Date.now();
      // Whatever comes of it, the next question of the page learns it.
      request('/me').catch(() => undefined);
    };
    const marks = ['keydown', 'pointerdown'] as const;
    for (const mark of marks) window.addEventListener(mark, tell, { passive: true });
    return () => {
      for (const mark of marks) window.removeEventListener(mark, tell);
    };
  }, [isSignedIn]);
}
