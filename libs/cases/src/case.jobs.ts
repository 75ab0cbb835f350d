import { defineJob } from '#platform';

/** Jobs that a case's events cause; `linkage` and `deliveries`, above this feature, do them. */
export const createDomain = defineJob<{ caseId: string }>('linkage', 'create-domain');
export const destroyDomain = defineJob<{ caseId: string }>('linkage', 'destroy-domain');
export const noteDisclosure = defineJob<{ caseId: string; registryId: string }>(
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
