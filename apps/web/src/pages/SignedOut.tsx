import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maySession } from '../api/may-session';
import { useProviders } from '../api/sessions';
import { Page } from '../components/Page';
import { session } from '../session';

export function SignedOut() {
  const { t } = useTranslation();
  const { pathname, searchStr } = useLocation();
  const [hasEnded] = useState(() => session.hasEnded());
  const query = new URLSearchParams(searchStr);
  const hasFailed = query.get('sign-in') === 'failed';
  const isTooLow = query.get('reason') === 'level-of-assurance-too-low';
  const providers = useProviders().data?.items ?? [];
  const returnTo = encodeURIComponent(hasFailed ? pathname : pathname + searchStr);

  return (
    <Page title={t('signed-out.title')}>
      {hasFailed && (
        <Alert data-color="danger" role="alert">
          <Paragraph>{t(isTooLow ? 'signed-out.too-low' : 'signed-out.failed')}</Paragraph>
        </Alert>
      )}
      {hasEnded && !hasFailed && (
        <Alert data-color="warning" role="status">
          <Paragraph>{t('signed-out.ended')}</Paragraph>
        </Alert>
      )}
      <Paragraph data-size="lg" className="lead">
        {t('signed-out.what')}
      </Paragraph>
      {providers.length < 2 && (
        <Button asChild>
          <a href={`/api/v1/sign-in?returnTo=${returnTo}`} onClick={() => maySession.begin()}>
            {t('signed-out.sign-in')}
          </a>
        </Button>
      )}
      {providers.length > 1 && (
        <ul className="commands">
          {providers.map(({ name, profile }) => (
            <li key={name}>
              <Button asChild>
                <a
                  href={`/api/v1/sign-in?provider=${name}&returnTo=${returnTo}`}
                  onClick={() => maySession.begin()}
                >
                  {t(`signed-out.with.${profile}`)}
                </a>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
