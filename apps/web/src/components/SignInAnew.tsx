import { Button } from '@digdir/designsystemet-react';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { signInAnewAddress } from '../api/sessions';

/**
 * The way through the identity provider and back here, where what was typed still stands. Takes focus:
 * the button that was pressed may be far below.
 */
export function SignInAnew() {
  const { t } = useTranslation();
  const location = useLocation();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.focus(), []);
  return (
    <Button asChild>
      <a ref={link} href={signInAnewAddress(location)}>
        {t('sign-in-anew.do')}
      </a>
    </Button>
  );
}
