import { handOverCase } from './archive/journal.jobs.js';
import { defineJob, outboxRow, type OutboxRow } from '#platform';
import type { Job } from './consequence.model.js';

/** Jobs that a case's events cause; `linkage` and `deliveries`, above this feature, do them. */
export const createDomain = defineJob<{ caseId: string }>('linkage', 'create-domain');
/** The vault works on, or rests, as the case now says. */
export const pauseDomain = defineJob<{ caseId: string }>('linkage', 'pause-domain');
export const destroyDomain = defineJob<{ caseId: string }>('linkage', 'destroy-domain');
export const noteDisclosure = defineJob<{ caseId: string; deliveryId: string; manifest: string }>(
  'deliveries',
  'note-disclosure',
);

/** What a case that changes a permit has come to, for the case that holds the permit. */
export const tellParent = defineJob<{ caseId: string }>('cases', 'tell-parent');
/** What has become of a permit, for the cases that rest on it. */
export const tellChildren = defineJob<{ caseId: string }>('cases', 'tell-children');

/** Jobs that this feature does itself: what one event means for another track or another case. */
export const reinstatePermit = defineJob<{ caseId: string; appealId: string }>(
  'cases',
  'reinstate-permit',
);

/** An invitation to a project, by e-mail. */
export const sendInvitation = defineJob<{ caseId: string; memberId: string }>(
  'cases',
  'send-invitation',
);

/** The outbox row of work that follows an event. */
export function outboxOf(job: Job, caseId: string, id: string): OutboxRow {
  switch (job.job) {
    case 'create-domain':
      return outboxRow(createDomain, { caseId }, id);
    case 'pause-domain':
      return outboxRow(pauseDomain, { caseId }, id);
    case 'destroy-domain':
      return outboxRow(destroyDomain, { caseId }, id);
    case 'send-invitation':
      return outboxRow(sendInvitation, { caseId, memberId: job.memberId }, id);
    case 'note-disclosure':
      return outboxRow(
        noteDisclosure,
        { caseId, deliveryId: job.deliveryId, manifest: job.manifest },
        id,
      );
    case 'tell-parent':
      return outboxRow(tellParent, { caseId }, id);
    case 'hand-over-case':
      return outboxRow(handOverCase, { caseId, handoverId: id }, id);
    case 'tell-children':
      return outboxRow(tellChildren, { caseId }, id);
    case 'reinstate-permit':
      return outboxRow(reinstatePermit, { caseId, appealId: job.appealId }, id);
  }
}
