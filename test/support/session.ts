import type { Tx } from '#platform';
import { startSession } from '../../apps/api/src/auth/session.queries.js';

/** A session of somebody who has just signed in at level high, as the cookie's value. */
export function sessionFor(db: Tx, personId: string): Promise<string> {
  const start = { provider: 'main', acr: 'idporten-loa-high', browser: '' };
  return startSession(db, { ...start, personId, authenticatedAt: new Date() }, 1);
}
