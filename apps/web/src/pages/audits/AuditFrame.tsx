import { Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useParams } from 'react-router';
import { useAudits } from '../../api/audits';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { dateTimeText } from '../../dates';
import { ProblemPage } from '../ProblemMessage';
import { NotFound } from '../NotFound';

const parts = ['', 'cases', 'samples', 'exports', 'readings'] as const;

interface AuditFrameProps {
  title: string;
  heading?: ReactNode;
  children: ReactNode;
}

/** What stands around every page of an audit: which audit it is, its parts, and that reading is told. */
export function AuditFrame({ title, heading, children }: AuditFrameProps) {
  const { t } = useTranslation();
  const { auditId = '' } = useParams();
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
            {parts.map((part) => (
              <li key={part}>
                <DsLink asChild>
                  <NavLink to={`/audits/${auditId}${part && `/${part}`}`} end={part === ''}>
                    {t(`audit.part.${part || 'overview'}`)}
                  </NavLink>
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
