import { createHash } from 'node:crypto';
import type { LetterSummary } from '#letters';
import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import { type AttachmentSummary, attachmentSummaries } from '../attachments/attachment.queries.js';
import type { Attachment } from '../attachments/attachment.rules.js';
import { caseById, type CaseDetail, caseDetail } from '../case.queries.js';
import { insightsOf, isByInsight } from '../case.relation.rules.js';

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

/** Insight is to read a case where it is, and not to carry it off: throws `not-allowed-for-role`. */
export async function refusePrintByInsight(
  db: Database,
  caseId: string,
  actor: Actor,
): Promise<void> {
  if (!insightsOf(actor).includes(caseId)) return;
  const accessCase = await caseById(db, caseId);
  if (accessCase && isByInsight(accessCase, actor)) {
    throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  }
}

/** Throws as {@link caseDetail} and {@link refusePrintByInsight} do. */
export async function printPlan(db: Database, caseId: string, actor: Actor): Promise<PrintPlan> {
  await refusePrintByInsight(db, caseId, actor);
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
