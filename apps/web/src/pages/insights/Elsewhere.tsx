import { Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { Link } from '../../components/Link';
import { useInsight } from '../../api/insights';

/** Where a number leads to no case of one's own: the way to one of another unit's, if there is. */
export function Elsewhere({ reference }: { reference: string }) {
  const { t } = useTranslation();
  const { data } = useInsight(reference, true);
  if (data?.sight !== 'none') return null;
  return (
    <Paragraph role="status">
      <DsLink asChild>
        <Link to="/cases/$id/{-$part}" params={{ id: data.caseId }}>
          {t('insight.elsewhere', { reference })}
        </Link>
      </DsLink>
    </Paragraph>
  );
}
