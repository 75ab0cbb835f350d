/** What may be attached to an application. Pure. */

export const attachmentKinds = [
  'protocol',
  'rek-application',
  'rek-decision',
  'exemption-decision',
  'dpo-assessment',
  'information-letter',
  'dpia',
  'data-management-plan',
  'other',
] as const;

export type AttachmentKind = (typeof attachmentKinds)[number];

/** An attachment as the case records it; its name stands with the file. */
export interface Attachment {
  fileId: string;
  kind: AttachmentKind;
  sizeBytes: number;
  sha256: string;
}
