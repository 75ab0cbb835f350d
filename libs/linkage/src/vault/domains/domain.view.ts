import type { Database } from '#platform';
import type { SerialShape } from '../numbers/serial.rules.js';
import { readDomain } from './domain.service.js';

/** A domain as custodians see it: counts, hashes, states and times. */
export interface DomainView {
  domainId: string;
  caseReference: string;
  state: 'active' | 'destroying' | 'destroyed';
  createdAt: string;
  custody: string;
  people: number;
  serialNumbers: SerialShape;
  registries: string[];
  /** Linkage orders, the newest first; how far one has come is asked of the order. */
  orders: string[];
  /** The newest, at most a hundred. */
  runs: {
    runId: string;
    registryId: string;
    at: string;
    rows: number;
    accepted: number;
    repeated: number;
    invalid: number;
  }[];
}

/** Refuses 404 `unknown-domain`. */
export async function domainView(db: Database, domainId: string): Promise<DomainView> {
  const domain = await readDomain(db.pool, domainId);
  const [registries, orders, runs] = await Promise.all([
    db.pool.query<{ id: string }>(
      'SELECT registry_id AS id FROM domain_registry WHERE domain_id = $1 ORDER BY registry_id',
      [domainId],
    ),
    db.pool.query<{ id: string }>(
      'SELECT id FROM linkage_order WHERE domain_id = $1 ORDER BY created_at DESC, id LIMIT 20',
      [domainId],
    ),
    db.pool.query<DomainView['runs'][number] & { at: Date }>(
      `SELECT id AS "runId", registry_id AS "registryId", at, rows, accepted, repeated, invalid
       FROM run WHERE domain_id = $1 ORDER BY at DESC, id LIMIT 100`,
      [domainId],
    ),
  ]);
  return {
    domainId,
    caseReference: domain.caseReference,
    state: domain.state,
    createdAt: domain.createdAt.toISOString(),
    custody: domain.custody,
    people: domain.people,
    serialNumbers: domain.serialShape,
    registries: registries.rows.map(({ id }) => id),
    orders: orders.rows.map(({ id }) => id),
    runs: runs.rows.map((run) => ({ ...run, at: run.at.toISOString() })),
  };
}
