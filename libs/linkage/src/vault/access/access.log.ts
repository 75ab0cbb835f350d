import { type Clock, type Database, Refused, type Tx } from '#platform';

/** Who asks the vault: a person by ticket, or the case system as a service. */
export interface Requester {
  kind: 'person' | 'service';
  id: string;
}

/** A person, with what they showed to be let in: kept where two people must answer for a thing. */
export interface Witness extends Requester {
  kind: 'person';
  name: string;
  proof: string;
}

/** The vault as it acts by itself, when it starts. */
export const vaultItself: Requester = { kind: 'service', id: 'vault' };

export type VaultAction =
  | 'create-domain'
  | 'order-linkage'
  | 'replace-recipient-key'
  | 'pause-order'
  | 'resume-order'
  | 'show-ticket'
  | 'fetch-recipient'
  | 'send-list'
  | 'receive-list'
  | 'fetch-key-file'
  | 'fetch-report'
  | 'fetch-manifest'
  | 'fetch-bridge'
  | 'fetch-correction'
  | 'receive-aliases'
  | 'receive-reservations'
  | 'use-key'
  | 'order-destruction'
  | 'destroy-keys'
  | 'withdraw-order'
  | 'request-resolving'
  | 'approve-resolving'
  | 'resolve'
  | 'add-custodian'
  | 'list-custodians'
  | 'read-order'
  | 'rotate-keys'
  | 'move-key'
  | 'find-destroyed';

export interface AccessEntry {
  requester: Requester;
  action: VaultAction;
  domainId: string | null;
  registryId: string | null;
  runId?: string | null;
  /** `done`, or the code of the refusal. */
  outcome: string;
  legalGround?: string;
  /** What a key was opened for. */
  purpose?: VaultAction;
}

/** The vault's own record of every access, kept when it is refused too. The role can only add. */
export class AccessLog {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Does the work; when it fails or is refused, says so in the log and throws the same again. */
  async watch<T>(entry: Omit<AccessEntry, 'outcome'>, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const outcome = error instanceof Refused ? error.refusal.code : 'failed';
      await this.add({ ...entry, outcome }, await this.clock.now());
      throw error;
    }
  }

  add(entry: AccessEntry, at: Date, tx: Tx = this.db.pool): Promise<unknown> {
    return tx.query(
      `INSERT INTO access_log
         (at, requester_kind, requester_id, action, domain_id, registry_id, run_id, outcome,
          legal_ground, purpose)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        at,
        entry.requester.kind,
        entry.requester.id,
        entry.action,
        entry.domainId,
        entry.registryId,
        entry.runId ?? null,
        entry.outcome,
        entry.legalGround ?? null,
        entry.purpose ?? null,
      ],
    );
  }
}
