import { Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { Link as TabLink, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAudits } from '../../api/audits';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { dateTimeText } from '../../dates';
import { ProblemPage } from '../ProblemMessage';
import { NotFound } from '../NotFound';

const parts = {
  overview: '/audits/$auditId',
  cases: '/audits/$auditId/cases',
  samples: '/audits/$auditId/samples',
  exports: '/audits/$auditId/exports',
  readings: '/audits/$auditId/readings',
} as const;

interface AuditFrameProps {
  title: string;
  heading?: ReactNode;
  children: ReactNode;
}

/** What stands around every page of an audit: which audit it is, its parts, and that reading is told. */
export function AuditFrame({ title, heading, children }: AuditFrameProps) {
  const { t } = useTranslation();
  const { auditId = '' } = useParams({ strict: false });
  const audits = useAudits();
  const audit = audits.data?.items.find(({ id }) => id === auditId);
  if (audits.isPending) return <Loading text={t('audit.loading')} />;
  if (audits.isError && !audits.data) {
    return <ProblemPage problem={audits.error} onRetry={() => void audits.refetch()} />;
  }
  if (!audit) return <NotFound />;
  return (
    <>
      <nav aria-label={t('audit.breadcrumb')} className="back">
        <DsLink asChild>
          <Link to="/audits">{t('audit.to-audits')}</Link>
        </DsLink>
      </nav>
      <Page title={title} heading={heading}>
        <Paragraph className="audit-purpose">
          {t('audit.for', { purpose: audit.purpose, at: dateTimeText(audit.openedAt) })}
        </Paragraph>
        <nav aria-label={t('audit.parts')} className="audit-parts">
          <ul>
            {Object.entries(parts).map(([part, to]) => (
              <li key={part}>
                <DsLink asChild>
                  <TabLink
                    to={to}
                    params={{ auditId }}
                    activeOptions={{ exact: part === 'overview', includeSearch: false }}
                  >
                    {t(`audit.part.${part}`)}
                  </TabLink>
                </DsLink>
              </li>
            ))}
          </ul>
        </nav>
        {children}
      </Page>
    </>
  );
}
