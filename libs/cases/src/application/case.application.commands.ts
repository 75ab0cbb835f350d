import { z } from 'zod';
import { answers } from './application.rules.js';
import { arrivals } from '../case.model.js';
import { date, none, text } from '../field.rules.js';
import { attachmentKinds } from '../attachments/attachment.rules.js';

export const applicationBodies = {
  'edit-draft': z.strictObject({ application: answers }),
  /**
   * Some answers, each with what stood in its place when it was typed; null: no answer. So two who
   * write in different fields at once both have their way.
   */
  'save-answers': z.strictObject({ answers, seen: answers }),
  'drop-draft': none,
  'warn-of-draft-lapse': none,
  'lapse-draft': none,
  submit: none,
  /** An application that came another way is received with its gaps; its web form could not be sent. */
  'register-application': z.strictObject({
    application: answers,
    receivedOn: date,
    arrivedBy: z.enum(arrivals),
    /** Why a change or an extension of a permit is asked for, as the letter says it. */
    reasons: text(20_000).optional(),
  }),
  'add-attachment': z.strictObject({
    fileId: z.uuid('the id of a file sent to the case'),
    attachmentKind: z.enum(attachmentKinds),
  }),
  'replace-attachment': z.strictObject({
    fileId: z.uuid('the id of a file sent to the case'),
    replaces: z.uuid('the id of the attachment that it takes the place of'),
  }),
  'remove-attachment': z.strictObject({ fileId: z.uuid('the id of an attachment') }),
  withdraw: z.strictObject({ reason: text(5_000).optional() }),
  'find-complete': none,
  'close-case': none,
  'conclude-without-decision': none,
} as const;
