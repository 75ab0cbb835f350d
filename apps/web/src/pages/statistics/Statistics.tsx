import { Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDefinitions } from '../../api/statistics';
import type { Language } from '../../api/types';
import { useAddressFilter } from '../../components/address-filter';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { ProblemMessage } from '../ProblemMessage';
import { ReportView } from './ReportView';
import { ScopeFields } from './ScopeFields';

const filters = ['from', 'to', 'kind', 'asOfOn'] as const;

/** The figures of the service: one report at a time; what is asked stands in the address. */
export function Statistics() {
  const { t, i18n } = useTranslation();
  const { filter, show } = useAddressFilter(filters);
  const asked = useSearch({ from: '/statistics' });
  const definitions = useDefinitions();
  const language = i18n.language as Language;
  const reports = definitions.data?.reports ?? [];
  const shown = reports.find(({ name }) => name === asked.report) ?? reports[0];

  return (
    <Page title={t('statistics.title')}>
      <Paragraph className="lead">{t('statistics.what')}</Paragraph>
      {definitions.isPending && <Loading text={t('statistics.loading')} />}
      {definitions.isError && (
        <ProblemMessage problem={definitions.error} onRetry={() => void definitions.refetch()} />
      )}
      {shown && (
        <div className="statistics">
          <nav aria-label={t('statistics.reports')}>
            <ul>
              {reports.map((report) => (
                <li key={report.name}>
                  <DsLink asChild>
                    <Link
                      to="/statistics"
                      search={{ ...filter, report: report.name }}
                      isCurrent={report === shown}
                    >
                      {report[language].title}
                    </Link>
                  </DsLink>
                </li>
              ))}
            </ul>
          </nav>
          <div>
            <form
              key={JSON.stringify(filter)}
              onSubmit={(event) => show(event, shown && { report: shown.name })}
              className="filters"
              aria-label={t('statistics.filter')}
            >
              <ScopeFields filter={filter} />
            </form>
            <ReportView
              name={shown.name}
              wording={shown[language]}
              version={definitions.data?.version ?? ''}
              filter={filter}
            />
          </div>
        </div>
      )}
    </Page>
  );
}
