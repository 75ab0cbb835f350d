import { Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';

export function Loading({ text }: { text: string }) {
  return (
    <div className="loading" role="status">
      <Spinner aria-hidden="true" data-size="sm" />
      <Paragraph>{text}</Paragraph>
    </div>
  );
}

/** In place of a page whose code is on its way. */
export function PageLoading() {
  const { t } = useTranslation();
  return <Loading text={t('loading')} />;
}
