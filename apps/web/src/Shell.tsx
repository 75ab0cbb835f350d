import { Link as DsLink, Paragraph, SkipLink } from '@digdir/designsystemet-react';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from './api/types';
import { Link } from './components/Link';
import { linksOf } from './screens';
import { TopBar } from './TopBar';

/** What stands around every screen: the way past it, the top, and the foot. */
export function Shell({ me, children }: { me: Me | null; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <SkipLink href="#content">{t('shell.skip')}</SkipLink>
      <TopBar me={me} />
      <main id="content" className="frame" tabIndex={-1}>
        {children}
      </main>
      <footer className="frame bottom">
        <Paragraph data-size="sm">{t('shell.footer')}</Paragraph>
        <Paragraph data-size="sm" className="foot-links">
          {linksOf(me, 'foot').map(({ to, words }) => (
            <Fragment key={to}>
              <DsLink asChild>
                <Link to={to}>{t(words)}</Link>
              </DsLink>{' '}
            </Fragment>
          ))}
        </Paragraph>
      </footer>
    </>
  );
}
