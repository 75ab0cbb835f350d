import { Link } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useAttachments } from '../../api/queries';
import type { CaseDetail } from '../../api/types';
import { Section } from '../../components/Section';

/** The files that belong to the application; opening one is logged. */
export function Attachments({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const attachments = useAttachments(accessCase);
  const items = attachments.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section heading={t('attachments.title')}>
      <ul>
        {items.map(({ fileId, name, kind }) => (
          <li key={fileId}>
            {t(`choice.attachmentKind.${kind}`)}:{' '}
            <Link href={`/api/v1/cases/${accessCase.id}/attachments/${fileId}`}>{name}</Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
