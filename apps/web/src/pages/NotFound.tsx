import { Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { Link } from '../components/Link';
import { Page } from '../components/Page';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('not-found.title')}>
      <Paragraph>{t('not-found.text')}</Paragraph>
      <DsLink asChild>
        <Link to="/">{t('to-worklist')}</Link>
      </DsLink>
    </Page>
  );
}
