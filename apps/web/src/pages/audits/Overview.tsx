import { Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useQueries } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAudits } from '../../api/audits';
import { type Report, reportQuery, useDefinitions } from '../../api/statistics';
import type { Language } from '../../api/types';
import { useAddressFilter } from '../../components/address-filter';
import { useDrawnTogether } from '../../components/drawn-together';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { ProblemMessage } from '../ProblemMessage';
import { type FigureLink, ReportView } from '../statistics/ReportView';
import { ScopeFields } from '../statistics/ScopeFields';
import { AuditFrame } from './AuditFrame';
import { columnsWithCases } from './figures';

const filters = ['from', 'to', 'kind', 'asOfOn'] as const;

/** What an auditor looks at first, with the columns that are drawn beside each other. */
const shown = [
  ['weeks-to-data', ['delivered', 'waiting', 'ended']],
  ['within-limits', ['in-time', 'late', 'open-late', 'open', 'paused', 'ended']],
  ['time-per-party', ['days']],
  ['open-ages', ['0-4', '5-8', '9-12', '13+']],
  ['recipients', ['recipients', 'deliveries']],
] as const;

/** The service at a glance, each number leading to the cases behind it. */
export function Overview() {
  const { t, i18n } = useTranslation();
  const { auditId } = useParams({ from: '/audits/$auditId' });
  const { filter, show } = useAddressFilter(filters);
  const definitions = useDefinitions();
  const figures = useQueries({ queries: shown.map(([name]) => reportQuery(name, filter)) });
  const isDrawn = useDrawnTogether([useAudits(), definitions, ...figures]);
  const language = i18n.language as Language;
  const reports = shown.flatMap(([name, drawn]) => {
    const report = definitions.data?.reports.find((each) => each.name === name);
    return report ? [{ report, drawn }] : [];
  });

  if (!isDrawn) return <Loading text={t('audit.loading')} />;
  return (
    <AuditFrame title={t('audit.part.overview')}>
      <Paragraph className="lead">{t('audit.overview-what')}</Paragraph>
      <form
        key={JSON.stringify(filter)}
        onSubmit={show}
        className="filters"
        aria-label={t('statistics.filter')}
      >
        <ScopeFields filter={filter} />
      </form>
      {definitions.isPending && <Loading text={t('statistics.loading')} />}
      {definitions.isError && (
        <ProblemMessage problem={definitions.error} onRetry={() => void definitions.refetch()} />
      )}
      {reports.map(({ report, drawn }) => (
        <ReportView
          key={report.name}
          name={report.name}
          wording={report[language]}
          version={definitions.data?.version ?? ''}
          filter={filter}
          drawn={drawn}
          linkTo={(made, row, column) => casesOf(auditId, made, row, column)}
        />
      ))}
      <Paragraph className="section">
        <DsLink asChild>
          <Link to="/statistics">{t('audit.all-reports')}</Link>
        </DsLink>
      </Paragraph>
    </AuditFrame>
  );
}

/** Where the cases behind a number are listed; null: no cases are behind it. */
function casesOf(auditId: string, report: Report, row: string, column: string): FigureLink | null {
  const { fromMonth, toMonth, kind, asOfOn } = report.scope;
  if (!columnsWithCases[report.name]?.includes(column)) return null;
  const asked = { report: report.name, row, column, from: fromMonth, to: toMonth, asOfOn };
  return { params: { auditId }, search: { ...asked, ...(kind && { kind }) } };
}
