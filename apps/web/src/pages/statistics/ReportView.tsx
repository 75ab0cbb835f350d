import { Link as DsLink, Paragraph, Table } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { heldBy } from '../../addresses';
import { type Report, type Unit, useReport } from '../../api/statistics';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { StackedBars } from '../../components/StackedBars';
import { dateText, monthText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { useFigureText } from './figure-text';
import { useRowName } from './row-name';

/** Where the cases behind a number are listed. */
export interface FigureLink {
  params: { auditId: string };
  search: ReturnType<typeof heldBy.figures>;
}

interface ReportViewProps {
  name: string;
  wording: { title: string; definition: string };
  version: string;
  filter: Record<string, string>;
  /** Columns that are drawn beside each other above the table; left out: a bar in each row. */
  drawn?: readonly string[];
  /** Where a number leads; null: nowhere. */
  linkTo?: (report: Report, row: string, column: string) => FigureLink | null;
}

/** One report: what it counts, the whole in figures, and the parts as a table with bars. */
export function ReportView({ name, wording, version, filter, ...rest }: ReportViewProps) {
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
      {report.data && <Figures report={report.data} title={wording.title} {...rest} />}
      {report.data && (
        <DsLink href={`/api/v1/statistics/${name}?${address}`}>{t('statistics.csv')}</DsLink>
      )}
    </Section>
  );
}

interface FiguresProps extends Pick<ReportViewProps, 'drawn' | 'linkTo'> {
  report: Report;
  title: string;
}

function Figures({ report, title, drawn: series, linkTo }: FiguresProps) {
  const { t } = useTranslation();
  const rowName = useRowName(report.name);
  const text = useFigureText();
  const { columns, summary } = report;
  // Beside a drawing only what there is something to say of; the report itself has every row.
  const rows = series ? report.rows.filter(hasNumber) : report.rows;
  const leftOut = report.rows.length - rows.length;
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
        <>
          {series && <Drawing report={report} title={title} series={series} />}
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
                      {!series && (
                        <svg
                          className="bar"
                          aria-hidden="true"
                          preserveAspectRatio="none"
                          viewBox="0 0 100 1"
                        >
                          <rect width={((cells[drawn] ?? 0) / most) * 100} height="1" />
                        </svg>
                      )}
                    </Table.HeaderCell>
                    {columns.map(({ id, unit }, index) => (
                      <Table.Cell key={id} className="number">
                        <Linked to={cells[index] ? linkTo?.(report, key, id) : null}>
                          {text(cells[index] ?? null, unit)}
                        </Linked>
                      </Table.Cell>
                    ))}
                  </Table.Row>
                ))}
              </Table.Body>
            </Table>
          </div>
          {leftOut > 0 && (
            <Paragraph data-size="sm" className="quiet">
              {t('statistics.left-out', { number: leftOut })}{' '}
              <DsLink asChild>
                <Link to="/statistics" search={{ report: report.name }}>
                  {t('statistics.whole')}
                </Link>
              </DsLink>
            </Paragraph>
          )}
        </>
      )}
    </>
  );
}

function hasNumber({ cells }: Report['rows'][number]): boolean {
  return cells.some((value) => value !== null && value !== 0);
}

function Linked({ to, children }: { to: FigureLink | null | undefined; children: string }) {
  if (!to) return <>{children}</>;
  return (
    <DsLink asChild data-color="accent">
      <Link to="/audits/$auditId/figures" {...to}>
        {children}
      </Link>
    </DsLink>
  );
}

/** More rows than this are told by the table alone. */
const MOST_DRAWN = 12;

interface DrawingProps {
  report: Report;
  title: string;
  series: readonly string[];
}

function Drawing({ report: { name, columns, rows }, title, series }: DrawingProps) {
  const { t } = useTranslation();
  const rowName = useRowName(name);
  const text = useFigureText();
  const indexes = series.map((id) => columns.findIndex((column) => column.id === id));
  const unit = columns[indexes[0] ?? 0]?.unit ?? 'count';
  const bars = rows
    .map(({ key, label, cells }) => ({
      key,
      name: label ?? rowName(key),
      values: indexes.map((index) => cells[index] ?? 0),
    }))
    .map((row) => ({ ...row, sum: row.values.reduce((all, value) => all + value, 0) }))
    .filter(({ sum }) => sum > 0);
  if (bars.length === 0) return null;
  return (
    <StackedBars
      label={t('statistics.drawing', { title })}
      series={series.map((id) => ({ key: id, name: t(`statistics.column.${id}`) }))}
      rows={bars.slice(0, MOST_DRAWN).map((row) => ({ ...row, total: text(row.sum, unit) }))}
    />
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
