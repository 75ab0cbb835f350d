import { Button, Link as DsLink, Tag } from '@digdir/designsystemet-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnreadCount } from './api/notices';
import type { Me } from './api/types';
import { LanguageSwitch } from './LanguageSwitch';
import { type Address, linksOf } from './screens';
import { SignedInAs } from './SignedInAs';
import { ThemeSwitch } from './ThemeSwitch';

const menuId = 'top-menu';

/** What is filtered by makes no other page of it. */
const page = { exact: true, includeSearch: false };
const pageAndBelow = { exact: false, includeSearch: false };

/**
 * The name of the house, the pages one may go to, and one's own choices. Where there is little room
 * all but the name and the notices lies behind a button.
 */
export function TopBar({ me }: { me: Me | null }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const pathname = useLocation({ select: (location) => location.pathname });
  const { data: unread = 0 } = useUnreadCount(me !== null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => setOpen(false), [pathname]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !isOpen) return;
    setOpen(false);
    button.current?.focus();
  }

  return (
    <header className="top" onKeyDown={onKeyDown}>
      <div className="frame top-row">
        <Link to="/" activeOptions={page} className="brand">
          Tilgang
        </Link>
        {me && me.mode !== 'production' && (
          <Tag data-color="warning">{t(`shell.mode.${me.mode}`)}</Tag>
        )}
        <Button
          ref={button}
          className="menu-button"
          variant="secondary"
          data-size="sm"
          aria-expanded={isOpen}
          aria-controls={menuId}
          onClick={() => setOpen(!isOpen)}
        >
          {unread > 0 ? t('shell.menu-unread', { number: unread }) : t('shell.menu')}
        </Button>
        <div id={menuId} className="top-menu" data-open={isOpen}>
          {me && <Pages me={me} unread={unread} />}
          <div className="own-choices">
            {me && <SignedInAs me={me} />}
            <LanguageSwitch isSignedIn={me !== null} />
            <ThemeSwitch />
          </div>
        </div>
      </div>
    </header>
  );
}

function Pages({ me, unread }: { me: Me; unread: number }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('shell.pages')}>
      <ul className="pages">
        <li>
          <PageLink
            to="/notices"
            text={unread > 0 ? t('notices.link-unread', { number: unread }) : t('notices.title')}
          />
        </li>
        {linksOf(me, 'top').map(({ to, words }) => (
          <li key={to}>
            <PageLink to={to} text={t(words)} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function PageLink({ to, text }: { to: Address; text: string }) {
  return (
    <DsLink asChild>
      {/* The pages of an audit lie below the list of audits. */}
      <Link to={to} activeOptions={to === '/audits' ? pageAndBelow : page}>
        {text}
      </Link>
    </DsLink>
  );
}
