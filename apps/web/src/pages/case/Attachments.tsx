import { Details, Link, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { type AttachmentItem, type FileVersionItem, useAttachments } from '../../api/queries';
import type { CaseDetail } from '../../api/types';
import { Section } from '../../components/Section';
import { dateTimeText } from '../../dates';

/** The files that belong to the application, with what they were before; opening one is logged. */
export function Attachments({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const attachments = useAttachments(accessCase);
  const items = attachments.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section heading={t('attachments.title')}>
      <ul>
        {items.map((item) => (
          <li key={item.fileId}>
            {t(`choice.attachmentKind.${item.kind}`)}:{' '}
            <FileLink caseId={accessCase.id} file={item} />
            {item.earlier.length > 0 && <Versions caseId={accessCase.id} item={item} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Versions({ caseId, item }: { caseId: string; item: AttachmentItem }) {
  const { t } = useTranslation();
  const versions = [...item.earlier, item].reverse();
  return (
    <Details>
      <Details.Summary>{t('attachments.versions', { count: versions.length })}</Details.Summary>
      <Details.Content>
        <ol reversed>
          {versions.map((file) => (
            <li key={file.fileId}>
              <FileLink caseId={caseId} file={file} />
              {', '}
              {t('attachments.sent-by', {
                name: file.uploadedByName,
                at: dateTimeText(file.uploadedAt),
              })}
              <br />
              <span className="checksum">SHA-256 {file.sha256}</span>
            </li>
          ))}
        </ol>
      </Details.Content>
    </Details>
  );
}

/** Only what was found clean can be opened. */
function FileLink({ caseId, file }: { caseId: string; file: FileVersionItem }) {
  const { t } = useTranslation();
  if (file.state === 'clean') {
    return <Link href={`/api/v1/cases/${caseId}/attachments/${file.fileId}`}>{file.name}</Link>;
  }
  return (
    <>
      {file.name}{' '}
      <Tag data-color={file.state === 'infected' ? 'danger' : 'warning'} data-size="sm">
        {t(`attachments.state.${file.state}`)}
      </Tag>
    </>
  );
}
