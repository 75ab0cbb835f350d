import { Button } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { signInAnewAddress } from '../api/sessions';

/** The way through the identity provider and back here, where what was typed still stands. */
export function SignInAnew() {
  const { t } = useTranslation();
  const location = useLocation();
  return (
    <Button asChild>
      <a href={signInAnewAddress(location)}>{t('sign-in-anew.do')}</a>
    </Button>
  );
}
