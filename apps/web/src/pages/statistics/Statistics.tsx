import {
  Button,
  Field,
  Label,
  Link as DsLink,
  Paragraph,
  Select,
  Textfield,
} from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDefinitions } from '../../api/statistics';
import type { Language } from '../../api/types';
import { caseKinds } from '../../api/vocabulary';
import { useAddressFilter } from '../../components/address-filter';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { ProblemMessage } from '../ProblemMessage';
import { ReportView } from './ReportView';

const filters = ['from', 'to', 'kind', 'asOfOn'] as const;

/** The figures of the service: one report at a time; what is asked stands in the address. */
export function Statistics() {
  const { t, i18n } = useTranslation();
  const { query, filter, show } = useAddressFilter(filters);
  const definitions = useDefinitions();
  const language = i18n.language as Language;
  const reports = definitions.data?.reports ?? [];
  const shown = reports.find(({ name }) => name === query.get('report')) ?? reports[0];

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
                      to={`?${new URLSearchParams({ ...filter, report: report.name })}`}
                      aria-current={report === shown ? 'page' : undefined}
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
              <Textfield
                type="month"
                name="from"
                label={t('statistics.from')}
                defaultValue={filter['from'] ?? ''}
              />
              <Textfield
                type="month"
                name="to"
                label={t('statistics.to')}
                defaultValue={filter['to'] ?? ''}
              />
              <Field>
                <Label>{t('statistics.kind')}</Label>
                <Select name="kind" defaultValue={filter['kind'] ?? ''}>
                  <Select.Option value="">{t('statistics.all-kinds')}</Select.Option>
                  {caseKinds.map((kind) => (
                    <Select.Option key={kind} value={kind}>
                      {t(`statistics.row.${kind}`)}
                    </Select.Option>
                  ))}
                </Select>
              </Field>
              <Textfield
                type="date"
                name="asOfOn"
                label={t('statistics.as-of')}
                defaultValue={filter['asOfOn'] ?? ''}
              />
              <Button type="submit">{t('statistics.show')}</Button>
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
