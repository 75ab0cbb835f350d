import { useTranslation } from 'react-i18next';
import { Page } from '../../components/Page';
import { DeadLetters } from './DeadLetters';
import { Post } from './Post';

/** What has to be done by hand for letters to arrive. */
export function Dispatch() {
  const { t } = useTranslation();
  return (
    <Page title={t('dispatch.title')}>
      <DeadLetters />
      <Post />
    </Page>
  );
}
