import {
  Button,
  Heading,
  Link as DsLink,
  Paragraph,
  Textfield,
} from '@digdir/designsystemet-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type ActivityFigure, useActivityReport } from '../../api/register';
import type { Unit } from '../../api/statistics';
import type { Language } from '../../api/types';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { StackingTable } from '../../components/StackingTable';
import { ProblemMessage } from '../ProblemMessage';
import { useRowName } from '../statistics/row-name';

/** The figures of EHDS article 59, with what each means, and those the system cannot know. */
export function ActivityReport() {
  const { t, i18n } = useTranslation();
  const held = useSearch({ from: '/activity-report' });
  const navigate = useNavigate({ from: '/activity-report' });
  const filter = Object.fromEntries(
    (['from', 'to'] as const).flatMap((name) => {
      const value = held[name];
      return value ? [[name, value] as const] : [];
    }),
  ) as Record<string, string>;
  const report = useActivityReport(filter);
  const csv = new URLSearchParams({ ...filter, language: i18n.language, format: 'csv' });

  function show(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const years = ['from', 'to'].flatMap((name) => {
      const value = typed.get(name);
      return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
    });
    void navigate({ search: Object.fromEntries(years) });
  }

  return (
    <Page title={t('activity-report.title')}>
      <Paragraph>{t('activity-report.what')}</Paragraph>
      <form onSubmit={show} className="filters" aria-label={t('activity-report.filter')}>
        {(['from', 'to'] as const).map((name) => (
          <Textfield
            key={name}
            type="number"
            name={name}
            label={t(`activity-report.${name}`)}
            defaultValue={filter[name] ?? ''}
          />
        ))}
        <Button type="submit">{t('public-register.show')}</Button>
      </form>
      {report.isPending && <Loading text={t('activity-report.loading')} />}
      {report.isError && (
        <ProblemMessage problem={report.error} onRetry={() => void report.refetch()} />
      )}
      {report.data?.figures.map((figure) => (
        <Figure key={figure.name} figure={figure} />
      ))}
      <Paragraph>
        <DsLink href={`/api/v1/activity-report?${csv}`}>{t('public-register.csv')}</DsLink>
      </Paragraph>
    </Page>
  );
}

function Figure({ figure }: { figure: ActivityFigure }) {
  const { t, i18n } = useTranslation();
  const reportRow = useRowName(figure.report ?? '');
  const rowName = (key: string) =>
    figure.report ? reportRow(key) : t(`activity-report.row.${key}`);
  const { title, definition } = figure[i18n.language as Language];
  const number = new Intl.NumberFormat(i18n.language === 'en' ? 'en-GB' : 'nb-NO', {
    maximumFractionDigits: 1,
  });
  const text = (value: number | null, unit: Unit) => {
    if (value === null) return '–';
    return unit === 'share' ? `${number.format(value * 100)} %` : number.format(value);
  };
  const { columns = [], rows = [], summary = [] } = figure.table ?? {};
  return (
    <section>
      <Heading level={2} data-size="sm">
        {title}
      </Heading>
      <Paragraph data-size="sm">{definition}</Paragraph>
      {figure.isUnknown && <Paragraph>{t('activity-report.unknown')}</Paragraph>}
      {!figure.isUnknown && rows.length === 0 && summary.length === 0 && (
        <Paragraph>{t('activity-report.none')}</Paragraph>
      )}
      {summary.length > 0 && (
        <dl className="figures">
          {summary.map(({ key, unit, value }) => (
            <div key={`${key} ${unit}`}>
              <dt>{`${t(`statistics.summary.${key}`)} (${t(`statistics.unit.${unit}`)})`}</dt>
              <dd>{text(value, unit)}</dd>
            </div>
          ))}
        </dl>
      )}
      {rows.length > 0 && (
        <StackingTable
          caption={title}
          columns={[
            {
              heading: t('statistics.part'),
              isRowHeading: true,
              cell: ({ key, label }) => label ?? rowName(key),
            },
            ...columns.map(({ id, unit }, index) => ({
              heading: `${t(`statistics.column.${id}`)} (${t(`statistics.unit.${unit}`)})`,
              cell: ({ cells }: { cells: (number | null)[] }) => text(cells[index] ?? null, unit),
            })),
          ]}
          rows={rows}
          keyOf={({ key }) => key}
        />
      )}
    </section>
  );
}
