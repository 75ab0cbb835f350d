import type { Actor } from '#parties';
import { Refused } from '#platform';
import type { WithNote } from '../case.service.js';
import { rolesInCase } from '../case.relation.rules.js';
import type { ExemptionCode } from './exemption.rules.js';
import { numberedEntry, publish } from './journal.numbering.js';

/** What a caseworker found about the publicness of a document. */
export interface Assessment {
  number: number;
  exemption: ExemptionCode | null;
  publicTitle: string | null;
  reason: string;
}

/**
 * Keeps a new assessment of what a document is exempted by (offentleglova section 11: more access may
 * be given than must). The earlier ones stay, and the public row follows in the same transaction.
 */
export function assessExemption(assessment: Assessment, actor: Actor): WithNote {
  return async (tx, accessCase, { at }) => {
    if (!rolesInCase(accessCase, actor).some(({ role }) => role === 'caseworker')) {
      throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    }
    const { number, exemption, publicTitle, reason } = assessment;
    const { rows } = await tx.query<{ entry_id: string }>(
      `INSERT INTO journal_shielding (entry_id, version, exemption, public_title, reason, decided_by,
                                      decided_at)
       SELECT e.id, (SELECT coalesce(max(s.version), 0) + 1 FROM journal_shielding s
                      WHERE s.entry_id = e.id), $3, $4, $5, $6, $7
         FROM journal_entry e WHERE e.case_id = $1 AND e.number = $2
       RETURNING entry_id`,
      [accessCase.id, number, exemption, publicTitle, reason, actor.personId, at],
    );
    const entryId = rows[0]?.entry_id;
    if (!entryId) throw new Refused({ code: 'journal-entry-unknown', kind: 'absent' });
    const entry = await numberedEntry(tx, entryId);
    if (entry) await publish(tx, [entry]);
  };
}
