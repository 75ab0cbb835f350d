import { Alert, Button, Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from './api/client';
import { maySession } from './api/may-session';
import { queryClient } from './api/queries';
import type { Me } from './api/types';
import { Link } from './components/Link';
import { forgetTypedText } from './components/typed-text';
import { RoleSwitch } from './RoleSwitch';

/** Who is signed in, in which role, and the way out. */
export function SignedInAs({ me }: { me: Me }) {
  const { t } = useTranslation();
  const [hasFailed, setFailed] = useState(false);

  async function signOut() {
    let next: { goTo: string } | undefined;
    try {
      next = await request('/sign-out', { method: 'POST' });
    } catch {
      setFailed(true);
      return;
    }
    forgetTypedText();
    maySession.end();
    queryClient.clear();
    // Where the provider signs people out as well, it is next.
    window.location.assign(next?.goTo ?? '/');
  }

  return (
    <div className="person">
      <div>
        {me.hasName && (
          <Paragraph data-size="sm" className="person-name">
            {me.name}
          </Paragraph>
        )}
        <RoleSwitch me={me} />
      </div>
      <DsLink asChild data-size="sm">
        <Link to="/sessions">{t('sessions.title')}</Link>
      </DsLink>
      <Button variant="secondary" data-size="sm" onClick={() => void signOut()}>
        {t('shell.sign-out')}
      </Button>
      {hasFailed && (
        <Alert data-color="danger" data-size="sm" role="alert">
          <Paragraph>{t('shell.sign-out-failed')}</Paragraph>
        </Alert>
      )}
    </div>
  );
}
