import type { Clock, Database } from '#platform';
import { type AccessLog, vaultItself } from '../access/access.log.js';
import type { DomainKeyring, WrappedKey } from './domain.keyring.js';

const atATime = 100;

interface KeyRow {
  id: string;
  custody: WrappedKey['custody'];
  wrapped_key: Buffer;
}

/**
 * Moves the keys of domains to the custody of today, at start: those that the master itself wraps,
 * as it was before domains had keys of their own, and those of a former custody. What a former
 * custody holds stays there, since backups may still need it; a destruction destroys it everywhere.
 *
 * Returns how many were moved, and which could not be opened: these are left as they were.
 */
export async function moveKeys(
  db: Database,
  keyring: DomainKeyring,
  log: AccessLog,
  clock: Clock,
): Promise<{ moved: number; closed: string[] }> {
  const { kind } = keyring.custodies.current;
  const result = { moved: 0, closed: [] as string[] };
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await db.pool.query<KeyRow>(
      `SELECT id, custody, wrapped_key FROM domain
       WHERE id > $1 AND state = 'active' AND custody <> $2 ORDER BY id LIMIT $3`,
      [after, kind, atATime],
    );
    for (const row of rows) {
      if (await moveKey(db, keyring, log, clock, row)) result.moved++;
      else result.closed.push(row.id);
    }
    if (rows.length < atATime) return result;
    after = rows.at(-1)!.id;
  }
}

async function moveKey(
  db: Database,
  keyring: DomainKeyring,
  log: AccessLog,
  clock: Clock,
  { id, custody, wrapped_key }: KeyRow,
): Promise<boolean> {
  const { current } = keyring.custodies;
  const domainKey = await keyring
    .unwrap({ id, custody, wrappedKey: wrapped_key })
    .catch(() => null);
  if (domainKey === null) return false;
  await current.create(id);
  const wrapped = await current.wrap(id, domainKey);
  domainKey.fill(0);
  const now = await clock.now();
  await db.transaction(async (tx) => {
    await tx.query(
      'UPDATE domain SET wrapped_key = $3, custody = $4 WHERE id = $1 AND wrapped_key = $2',
      [id, wrapped_key, wrapped, current.kind],
    );
    const entry = { requester: vaultItself, domainId: id, registryId: null } as const;
    await log.add(
      { ...entry, action: 'move-key', outcome: `${custody}-to-${current.kind}` },
      now,
      tx,
    );
  });
  return true;
}
