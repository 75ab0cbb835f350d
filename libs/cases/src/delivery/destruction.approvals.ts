import type { Actor } from '#parties';
import type { Database, Tx } from '#platform';
import type { AccessCase, CaseEvent } from '../case.model.js';

/** That one custodian ordered the destruction of keys, or another confirmed that order. */
export interface DestructionApproval {
  domainId: string;
  /** The order in this case. */
  orderId: string;
  approves: 'order' | 'confirm';
  person: { id: string; name: string };
}

/** Signs what a custodian approves, so that the vault can see for itself who did. */
export interface ApprovalSigner {
  sign(approval: DestructionApproval): Promise<string>;
}

export const APPROVAL_SIGNER = Symbol('ApprovalSigner');

/**
 * Keeps with the case what a custodian has just approved, signed at that moment, and forgets it when
 * it is withdrawn or done. It stands in a row of its own: an event's facts are shown and archived, and
 * a queue is no place for what opens something.
 */
export async function keepApproval(
  tx: Tx,
  accessCase: AccessCase,
  { type }: CaseEvent,
  { personId, name }: Actor,
  signer: ApprovalSigner | null,
): Promise<void> {
  const { id: caseId, tracks } = accessCase;
  if (type === 'key-destruction-withdrawn' || type === 'keys-destroyed') {
    await tx.query('DELETE FROM destruction_approval WHERE case_id = $1', [caseId]);
  }
  const approves = approvalIn[type];
  if (!approves) return;
  const { domainId, destructionId } = tracks.linkage;
  if (!signer || !domainId || !destructionId || !personId) {
    throw new Error('Nobody can sign an approval here.');
  }
  const person = { id: personId, name };
  const ticket = await signer.sign({ domainId, orderId: destructionId, approves, person });
  await tx.query(
    'INSERT INTO destruction_approval (case_id, approves, ticket) VALUES ($1, $2, $3)',
    [caseId, approves, ticket],
  );
}

const approvalIn: Readonly<Record<string, DestructionApproval['approves'] | undefined>> = {
  'key-destruction-ordered': 'order',
  'key-destruction-confirmed': 'confirm',
};

/** What was signed for the custodians of a case whose keys are to be destroyed; the order first. */
export async function approvalsOf(db: Database, caseId: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ ticket: string }>(
    "SELECT ticket FROM destruction_approval WHERE case_id = $1 ORDER BY approves = 'confirm'",
    [caseId],
  );
  return rows.map(({ ticket }) => ticket);
}
