import type { Context, Decide, Refusing } from '../case.model.js';
import { projectPeople } from '../people/case.member.rules.js';
import { refuse } from '../refusal.rules.js';
import { filesOf, mostVersions, replacedBy, uncleanProblems } from './attachment.rules.js';

/** What is decided on the files of an application. Pure. */

const mostAttachments = 100;

type AttachmentCommand = 'add-attachment' | 'replace-attachment' | 'remove-attachment';

export const attachmentDecisions: { [Name in AttachmentCommand]: Decide<Name> } = {
  'add-attachment': (accessCase, { fileId, attachmentKind }, context) => {
    const { attachments = [] } = accessCase.tracks.application;
    const { file, actor, today } = context;
    if (!file) return refuse('file-unknown', unknownFile);
    if (file.state !== 'clean') return refuseUnclean(file.state);
    if (filesOf(attachments).some((one) => one.fileId === fileId)) return attachedAlready();
    if (attachments.length >= mostAttachments) {
      return refuse('too-many-attachments', {
        field: 'fileId',
        rule: `a case has at most ${mostAttachments} attachments`,
        todo: 'join several documents in one file',
      });
    }
    // What the office attaches itself makes no application complete.
    const isOwn = projectPeople(accessCase).includes(actor.personId ?? '');
    const attachment = {
      fileId,
      kind: attachmentKind,
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
      from: isOwn ? ('project' as const) : ('office' as const),
    };
    return {
      facts: {
        attachments: [...attachments, attachment],
        lastFileId: fileId,
        ...(isOwn && { lastReceivedOn: today }),
      },
    };
  },

  // What was there before stays: an archive does not forget (arkivlova), and what was sent in with a
  // version of the application is that version's.
  'replace-attachment': (accessCase, { fileId, replaces }, { actor, file, today }) => {
    const { attachments = [] } = accessCase.tracks.application;
    if (!file) return refuse('file-unknown', unknownFile);
    if (file.state !== 'clean') return refuseUnclean(file.state);
    if (filesOf(attachments).some((one) => one.fileId === fileId)) return attachedAlready();
    const old = attachments.find((one) => one.fileId === replaces);
    if (!old) return refuse('attachment-unknown', unknownAttachment('replaces'));
    const isOwn = projectPeople(accessCase).includes(actor.personId ?? '');
    if (old.from !== undefined && (old.from === 'project') !== isOwn) {
      return refuse('attachment-of-others', {
        field: 'replaces',
        rule: 'a document is replaced by the side that it came from',
        todo: 'attach the file as a document of its own',
      });
    }
    if (old.sha256 === file.sha256) {
      return refuse('file-not-changed', {
        field: 'fileId',
        rule: 'a new version differs from the one before',
        todo: 'choose the changed file',
      });
    }
    if ((old.version ?? 1) >= mostVersions) {
      return refuse('too-many-versions', {
        field: 'replaces',
        rule: `a document has at most ${mostVersions} versions`,
        todo: 'attach the file as a document of its own',
      });
    }
    const { sizeBytes, sha256 } = file;
    const next = replacedBy(old, { fileId, sizeBytes, sha256 });
    return {
      facts: {
        attachments: attachments.map((one) => (one === old ? next : one)),
        lastFileId: fileId,
        ...(isOwn && { lastReceivedOn: today }),
      },
    };
  },

  'remove-attachment': ({ tracks }, { fileId }) => {
    const { attachments = [] } = tracks.application;
    const kept = attachments.filter((one) => one.fileId !== fileId);
    return kept.length < attachments.length
      ? { facts: { attachments: kept } }
      : refuse('attachment-unknown', unknownAttachment('fileId'));
  },
};

function refuseUnclean(state: Exclude<NonNullable<Context['file']>['state'], 'clean'>): Refusing {
  const { code, ...problem } = uncleanProblems[state];
  return refuse(code, problem);
}

function attachedAlready(): Refusing {
  return refuse('attached-already', {
    field: 'fileId',
    rule: 'a file is attached once',
    todo: 'leave it: it is attached',
  });
}

const unknownFile = {
  field: 'fileId',
  rule: 'the file was sent to this case',
  todo: 'send the file first',
};

function unknownAttachment(field: string) {
  return {
    field,
    rule: 'the file is attached to the application',
    todo: 'look at the attachments again',
  };
}
