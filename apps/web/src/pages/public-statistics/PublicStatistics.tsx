import { Field, Label, Link as DsLink, Paragraph, Select } from '@digdir/designsystemet-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import {
  type PublicReport,
  type PublicReports,
  usePublicReport,
  usePublicReports,
} from '../../api/public-statistics';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { NumberTable } from '../../components/NumberTable';
import { Page } from '../../components/Page';
import { Section } from '../../components/Section';
import { StackedBars } from '../../components/StackedBars';
import { dateText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { useFigureText } from '../statistics/figure-text';
import { rowName } from '../statistics/row-name';

type OneReport = PublicReports['reports'][number];

/** The figures of the service for everybody: needs no sign-in, and shows the same to everybody. */
export function PublicStatistics() {
  const { t, i18n } = useTranslation();
  const asked = useSearch({ from: '/public-statistics' });
  const reports = usePublicReports(i18n.language);
  const items = reports.data?.reports ?? [];
  const shown = items.find(({ name }) => name === asked.report) ?? items[0];
  return (
    <Page title={t('public-statistics.title')}>
      <Paragraph className="lead">{t('public-statistics.what')}</Paragraph>
      {reports.data && (
        <Paragraph>
          {t('public-statistics.hidden-why', { below: reports.data.hiddenBelow })}
        </Paragraph>
      )}
      <Paragraph>
        <DsLink href="/api/v1/open-data/catalog">{t('public-statistics.catalog')}</DsLink>
      </Paragraph>
      {reports.isPending && <Loading text={t('statistics.loading')} />}
      {reports.isError && (
        <ProblemMessage problem={reports.error} onRetry={() => void reports.refetch()} />
      )}
      {shown && (
        <div className="statistics">
          <nav aria-label={t('statistics.reports')}>
            <ul>
              {items.map((report) => (
                <li key={report.name}>
                  <DsLink asChild>
                    <Link
                      to="/public-statistics"
                      search={{ report: report.name }}
                      isCurrent={report === shown}
                    >
                      {report.title}
                    </Link>
                  </DsLink>
                </li>
              ))}
            </ul>
          </nav>
          <OneOf report={shown} />
        </div>
      )}
    </Page>
  );
}

function OneOf({ report: { name, title, definition, periods } }: { report: OneReport }) {
  const { t, i18n } = useTranslation();
  const asked = useSearch({ from: '/public-statistics' });
  const navigate = useNavigate({ from: '/public-statistics' });
  const period = periods.find((each) => each === asked.period) ?? periods[0] ?? '';
  const report = usePublicReport(name, period, i18n.language, period !== '');
  const csv = new URLSearchParams({ period, language: i18n.language, format: 'csv' });
  return (
    <Section heading={title}>
      <Paragraph>{definition}</Paragraph>
      {period === '' ? (
        <Paragraph role="status">{t('public-statistics.none-yet')}</Paragraph>
      ) : (
        <Field className="short-select">
          <Label>{t('public-statistics.quarter')}</Label>
          <Select
            value={period}
            onChange={({ target }) =>
              void navigate({ search: { report: name, period: target.value } })
            }
          >
            {periods.map((each) => (
              <Select.Option key={each} value={each}>
                {quarterText(t, each)}
              </Select.Option>
            ))}
          </Select>
        </Field>
      )}
      {period !== '' && report.isPending && <Loading text={t('statistics.counting')} />}
      {report.isError && (
        <ProblemMessage problem={report.error} onRetry={() => void report.refetch()} />
      )}
      {report.data && <Figures report={report.data} />}
      {report.data && (
        <DsLink href={`/api/v1/public/statistics/${name}?${csv}`}>{t('statistics.csv')}</DsLink>
      )}
    </Section>
  );
}

function quarterText(t: TFunction, period: string): string {
  const [year, quarter = ''] = period.split('-Q');
  return t('public-statistics.quarter-of', { quarter, year });
}

function Figures({ report }: { report: PublicReport }) {
  const { t } = useTranslation();
  const text = useFigureText();
  const { name, title, columns, rows, summary, asOfOn, definitions } = report;
  const nameOf = ({ key, label }: (typeof rows)[number]) => label ?? rowName(t, name, key);
  const drawn = Math.max(
    0,
    columns.findIndex(({ unit }) => unit === 'count'),
  );
  const bars = rows.flatMap((row) => {
    const value = row.cells[drawn];
    return typeof value === 'number' && value > 0
      ? [{ key: row.key, name: nameOf(row), values: [value], total: text(value, 'count') }]
      : [];
  });
  const column = columns[drawn];
  return (
    <>
      <Paragraph data-size="sm" className="quiet">
        {t('public-statistics.as-of', { on: dateText(asOfOn) })}{' '}
        {t('statistics.version', { version: definitions })}
      </Paragraph>
      {summary.length > 0 && (
        <dl className="figures">
          {summary.map(({ key, unit, value }) => (
            <div key={`${key} ${unit}`}>
              <dt>{t(`statistics.summary.${key}`)}</dt>
              <dd>{text(value, unit, true)}</dd>
            </div>
          ))}
        </dl>
      )}
      {bars.length > 0 && column && (
        <StackedBars
          label={t('statistics.drawing', { title })}
          series={[{ key: column.id, name: t(`statistics.column.${column.id}`) }]}
          rows={bars}
        />
      )}
      {rows.length === 0 ? (
        <Paragraph role="status">{t('statistics.none')}</Paragraph>
      ) : (
        <NumberTable
          caption={title}
          columns={columns.map(({ id, unit }) =>
            unit === 'count' || unit === 'share'
              ? t(`statistics.column.${id}`)
              : `${t(`statistics.column.${id}`)} (${t(`statistics.unit.${unit}`)})`,
          )}
          rows={rows.map((row) => ({
            key: row.key,
            name: nameOf(row),
            cells: columns.map(({ unit }, index) => text(row.cells[index] ?? null, unit)),
          }))}
        />
      )}
    </>
  );
}
