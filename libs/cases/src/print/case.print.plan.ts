import { createHash } from 'node:crypto';
import type { LetterSummary } from '#letters';
import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import { type AttachmentSummary, attachmentSummaries } from '../attachments/attachment.queries.js';
import type { Attachment } from '../attachments/attachment.rules.js';
import { caseById, type CaseDetail, caseDetail } from '../case.queries.js';
import { insightsOf, rolesInCase } from '../case.relation.rules.js';

/** What the whole case is for one person: what they may see of it, and nothing else. */
export interface PrintPlan {
  detail: CaseDetail;
  letters: LetterSummary[];
  attachments: AttachmentSummary[];
  /** Another one, when anything of this is another. */
  fingerprint: string;
}

/** How many documents are joined: what is there, in order. */
export function partsIn({ detail, letters, attachments }: PrintPlan): number {
  return (detail.application ? 1 : 0) + letters.length + attachments.length;
}

/**
 * Throws as {@link caseDetail} does, and {@link Refused} `not-allowed-for-role` where the case is seen
 * by insight: that is to read it where it is, and not to carry it off.
 */
export async function printPlan(db: Database, caseId: string, actor: Actor): Promise<PrintPlan> {
  if (insightsOf(actor).includes(caseId)) {
    const accessCase = await caseById(db, caseId);
    const here = accessCase ? rolesInCase(accessCase, actor) : [];
    if (here.some(({ role }) => role === 'insight')) {
      throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    }
  }
  const detail = await caseDetail(db, caseId, actor);
  const letters = detail.letters.filter(({ status }) => status === 'dispatched');
  // A role that sees only its own part of an application sees no files of it.
  const visible = (detail.tracks.application as { attachments?: Attachment[] } | undefined)
    ?.attachments;
  const attachments = visible ? await attachmentSummaries(db, visible) : [];
  const told = JSON.stringify([
    detail.version,
    Object.keys(detail.tracks),
    detail.application ?? null,
    letters.map(({ id }) => id),
    attachments.map(({ fileId, state }) => [fileId, state]),
  ]);
  return {
    detail,
    letters,
    attachments,
    fingerprint: createHash('sha256').update(told).digest('hex'),
  };
}
