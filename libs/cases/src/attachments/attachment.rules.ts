/** What may be attached to an application, and how a file takes another's place. Pure. */

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

export const fileStates = ['scanning', 'clean', 'infected', 'unscannable'] as const;

/** What is known of malware in a file: nothing yet, none, some, or that nobody can tell. */
export type FileState = (typeof fileStates)[number];

/** One version of an attachment: a file that never changes. */
export interface FileVersion {
  fileId: string;
  sizeBytes: number;
  sha256: string;
}

/** An attachment as the case records it; its name stands with the file. */
export interface Attachment extends FileVersion {
  kind: AttachmentKind;
  /** Left out: the first. */
  version?: number;
  /** Whose document it is: only they replace it. Left out on those of before this was kept. */
  from?: 'project' | 'office';
  /** The files it was before, oldest first; the place in the list is the version. */
  earlier?: FileVersion[];
}

/** How often a document is replaced at the most. */
export const mostVersions = 50;

/** The attachment as its next version: the file of before stays readable. */
export function replacedBy(attachment: Attachment, file: FileVersion): Attachment {
  const { fileId, sizeBytes, sha256, earlier = [] } = attachment;
  return {
    ...attachment,
    ...file,
    version: (attachment.version ?? 1) + 1,
    earlier: [...earlier, { fileId, sizeBytes, sha256 }],
  };
}

/** Every file of the attachments, also those that were replaced. */
export function filesOf(attachments: readonly Attachment[]): FileVersion[] {
  return attachments.flatMap(({ earlier = [], fileId, sizeBytes, sha256 }) => [
    ...earlier,
    { fileId, sizeBytes, sha256 },
  ]);
}

/** Why a file that is not known to be clean is neither attached nor read. */
export const uncleanProblems: Record<
  Exclude<FileState, 'clean'>,
  { code: string; field: string; rule: string; todo: string }
> = {
  scanning: {
    code: 'file-not-scanned-yet',
    field: 'fileId',
    rule: 'a file is scanned for malware before anybody may use it',
    todo: 'wait a little and try again; nothing has to be sent anew',
  },
  infected: {
    code: 'file-infected',
    field: 'fileId',
    rule: 'the scan found malware in the file, and it was deleted',
    todo: 'clean the machine it came from, and send a file without malware',
  },
  unscannable: {
    code: 'file-unscannable',
    field: 'fileId',
    rule: 'a file is attached when it can be scanned: this one is too large or locked within',
    todo: 'send it without locked or packed parts, or split in smaller files',
  },
};
