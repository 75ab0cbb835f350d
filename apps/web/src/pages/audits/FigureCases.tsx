import { Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type FigureCase, useFigureCases } from '../../api/audits';
import { useDefinitions } from '../../api/statistics';
import type { Language } from '../../api/types';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import type { Column } from '../../components/StackingTable';
import { dateText, monthText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { useRowName } from '../statistics/row-name';
import { Paging } from '../worklist/Paging';
import { AuditFrame } from './AuditFrame';
import { FoundCases } from './AuditCases';

const asked = ['report', 'row', 'column', 'from', 'to', 'kind', 'asOfOn', 'cursor'] as const;

/** The cases that a number was added up from, the largest first. */
export function FigureCases() {
  const { t, i18n } = useTranslation();
  const { auditId } = useParams({ from: '/audits/$auditId/figures' });
  const held = useSearch({ from: '/audits/$auditId/figures' });
  const wanted = Object.fromEntries(
    asked.flatMap((name) => {
      const value = held[name];
      return value ? [[name, value]] : [];
    }),
  ) as Record<string, string>;
  const { report = '', row = '', column = '', from = '', to = '', asOfOn = '' } = wanted;
  const found = useFigureCases(auditId, wanted);
  const definitions = useDefinitions();
  const rowName = useRowName(report);
  const wording = definitions.data?.reports.find(({ name }) => name === report)?.[
    i18n.language as Language
  ];
  const items = found.data?.items ?? [];
  const unit = found.data?.unit ?? null;
  const amount: Column<FigureCase> | undefined = unit
    ? {
        heading: t(`audit.amount.${unit}`),
        cell: ({ amount: days }) => days.toLocaleString('nb-NO'),
      }
    : undefined;
  return (
    <AuditFrame title={t('audit.behind')}>
      <Paragraph>
        <DsLink asChild>
          <Link to="/audits/$auditId" params={{ auditId }}>
            {t('audit.to-overview')}
          </Link>
        </DsLink>
      </Paragraph>
      <Paragraph className="lead">
        {t('audit.behind-what', {
          report: wording?.title ?? report,
          row: rowName(row),
          column: t(`statistics.column.${column}`),
        })}
      </Paragraph>
      {asOfOn !== '' && (
        <Paragraph className="quiet">
          {t('statistics.scope', {
            from: monthText(from),
            to: monthText(to),
            asOf: dateText(asOfOn),
          })}
        </Paragraph>
      )}
      {found.isPending && <Loading text={t('worklist.loading')} />}
      {found.isError && (
        <ProblemMessage problem={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && items.length === 0 && (
        <Paragraph role="status">{t('audit.none-behind')}</Paragraph>
      )}
      {items.length > 0 && <FoundCases auditId={auditId} items={items} more={amount} />}
      {found.isSuccess && (
        <Paging cursor={wanted['cursor'] ?? ''} nextCursor={found.data.nextCursor} />
      )}
    </AuditFrame>
  );
}
