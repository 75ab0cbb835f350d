import { useAttachments } from '../../../api/queries';
import type { CaseDetail } from '../../../api/types';
import { Pick } from '../../../components/fields';
import { FileOfForm } from './AddAttachment';

/** A new version of a document: the one before stays in the case. */
export function ReplaceAttachment({ accessCase }: { accessCase: CaseDetail }) {
  const attachments = useAttachments(accessCase);
  const options = (attachments.data?.items ?? []).map(({ fileId, name }) => ({
    value: fileId,
    text: name,
  }));
  return (
    <>
      <Pick path="replaces" options={options} />
      <FileOfForm accessCase={accessCase} />
    </>
  );
}
