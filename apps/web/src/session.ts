import { MutationCache, QueryCache } from '@tanstack/react-query';
import { Problem, signInTooOld } from './api/client';

let ended = false;

/** Whether the person was signed in and no longer is: told on the sign-in screen, once. */
export const session = {
  hasEnded: () => ended,
  end: () => {
    ended = true;
  },
};

/** Caches that call `onEnd` when the server no longer knows who asks. */
export function cachesThatNotice(onEnd: () => void) {
  const onError = (failure: unknown) => {
    if (failure instanceof Problem && failure.status === 401 && failure.code !== signInTooOld) {
      session.end();
      onEnd();
    }
  };
  return {
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
  };
}
