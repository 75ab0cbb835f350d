import type { CaseDetail } from '../../../api/types';
import { useAttachments } from '../../../api/queries';
import { Pick } from '../../../components/fields';

export function RemoveAttachment({ accessCase }: { accessCase: CaseDetail }) {
  const attachments = useAttachments(accessCase);
  const options = (attachments.data?.items ?? []).map(({ fileId, name }) => ({
    value: fileId,
    text: name,
  }));
  return <Pick path="fileId" options={options} />;
}
