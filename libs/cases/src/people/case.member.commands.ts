import { z } from 'zod';
import { memberKinds, memberRights } from './case.member.rules.js';
import { line, none } from '../field.rules.js';

const memberId = z.uuid('the id of a member');
const rights = z.array(z.enum(memberRights)).max(memberRights.length);
const ofMember = z.strictObject({ memberId });

export const memberBodies = {
  'invite-member': z.strictObject({
    name: line(200),
    email: z.email('an e-mail address').max(320),
    kind: z.enum(memberKinds),
    rights,
  }),
  /** The system's, when somebody signed in with the address brings the invitation. */
  'accept-invitation': z.strictObject({ memberId, personId: z.uuid() }),
  'set-member-rights': z.strictObject({ memberId, rights }),
  'remove-member': ofMember,
  'sign-for-institution': ofMember,
  'propose-project-leader': ofMember,
  'accept-project-leadership': none,
  'decline-project-leadership': none,
  'confirm-project-leader': none,
} as const;
