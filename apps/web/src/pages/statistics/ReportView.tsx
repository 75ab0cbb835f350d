import { Link as DsLink, Paragraph, Table } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { type Report, type Unit, useReport } from '../../api/statistics';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { dateText, monthText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { useRowName } from './row-name';

interface ReportViewProps {
  name: string;
  wording: { title: string; definition: string };
  version: string;
  filter: Record<string, string>;
}

/** One report: what it counts, the whole in figures, and the parts as a table with bars. */
export function ReportView({ name, wording, version, filter }: ReportViewProps) {
  const { t } = useTranslation();
  const report = useReport(name, filter);
  const address = new URLSearchParams({ ...filter, format: 'csv' });
  return (
    <Section heading={wording.title}>
      <Paragraph>{wording.definition}</Paragraph>
      <Paragraph data-size="sm" className="quiet">
        {report.data &&
          t('statistics.scope', {
            from: monthText(report.data.scope.fromMonth),
            to: monthText(report.data.scope.toMonth),
            asOf: dateText(report.data.scope.asOfOn),
          })}{' '}
        {t('statistics.version', { version })}
      </Paragraph>
      {report.isPending && <Loading text={t('statistics.counting')} />}
      {report.isError && (
        <ProblemMessage problem={report.error} onRetry={() => void report.refetch()} />
      )}
      {report.data && <Figures report={report.data} title={wording.title} />}
      {report.data && (
        <DsLink href={`/api/v1/statistics/${name}?${address}`}>{t('statistics.csv')}</DsLink>
      )}
    </Section>
  );
}

function Figures({ report, title }: { report: Report; title: string }) {
  const { t } = useTranslation();
  const rowName = useRowName(report.name);
  const text = useFigureText();
  const { columns, rows, summary } = report;
  const drawn = drawnColumn(columns);
  const most = Math.max(1, ...rows.map(({ cells }) => cells[drawn] ?? 0));
  return (
    <>
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
      {rows.length === 0 ? (
        <Paragraph role="status">{t('statistics.none')}</Paragraph>
      ) : (
        <div
          className="wide-table"
          role="region"
          aria-label={t('statistics.table', { title })}
          tabIndex={0}
        >
          <Table data-size="sm" data-color="neutral" className="ledger">
            <caption className="ds-sr-only">{title}</caption>
            <Table.Head>
              <Table.Row>
                <Table.HeaderCell scope="col">{t('statistics.part')}</Table.HeaderCell>
                {columns.map(({ id, unit }) => (
                  <Table.HeaderCell key={id} scope="col" className="number">
                    {t(`statistics.column.${id}`)}
                    {isSaid(id, unit) && ` (${t(`statistics.unit.${unit}`)})`}
                  </Table.HeaderCell>
                ))}
              </Table.Row>
            </Table.Head>
            <Table.Body>
              {rows.map(({ key, label, cells }) => (
                <Table.Row key={key}>
                  <Table.HeaderCell scope="row">
                    {label ?? rowName(key)}
                    <svg
                      className="bar"
                      aria-hidden="true"
                      preserveAspectRatio="none"
                      viewBox="0 0 100 1"
                    >
                      <rect width={((cells[drawn] ?? 0) / most) * 100} height="1" />
                    </svg>
                  </Table.HeaderCell>
                  {columns.map(({ id, unit }, index) => (
                    <Table.Cell key={id} className="number">
                      {text(cells[index] ?? null, unit)}
                    </Table.Cell>
                  ))}
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </div>
      )}
    </>
  );
}

/** The whole of each row where there is one, else its first number. */
function drawnColumn(columns: Report['columns']): number {
  const whole = columns.findIndex(({ id }) => id === 'all');
  return whole >= 0
    ? whole
    : Math.max(
        0,
        columns.findIndex(({ unit }) => unit !== 'share'),
      );
}

/** Whether the unit must be said beside the name of the column. */
function isSaid(id: string, unit: Unit): boolean {
  return unit !== 'count' && unit !== 'share' && id !== unit;
}

/** A number as it is read; what cannot be said is a dash. */
function useFigureText(): (value: number | null, unit: Unit, withUnit?: boolean) => string {
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en-GB' : i18n.language === 'nn' ? 'nn-NO' : 'nb-NO';
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  return (value, unit, withUnit = false) => {
    if (value === null) return '–';
    if (unit === 'share') return share.format(value);
    const number = whole.format(value);
    return withUnit && unit !== 'count' ? `${number} ${t(`statistics.unit.${unit}`)}` : number;
  };
}
