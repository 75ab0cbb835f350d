import { Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Reading, useAudits, useReadings } from '../../api/audits';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateTimeText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { Paging } from '../worklist/Paging';
import { AuditFrame } from './AuditFrame';

/** What the auditor has read, drawn and taken out, as the log tells it. */
export function Readings() {
  const { t } = useTranslation();
  const { auditId } = useParams({ from: '/audits/$auditId/readings' });
  const { cursor = '' } = useSearch({ from: '/audits/$auditId/readings' });
  const readings = useReadings(cursor);
  const audits = useAudits();
  const items = readings.data?.items ?? [];
  const purposeOf = (id: string) => audits.data?.items.find((audit) => audit.id === id)?.purpose;
  const columns: Column<Reading>[] = [
    {
      heading: t('audit.column.when'),
      isRowHeading: true,
      cell: ({ at }) => (
        <time dateTime={at} className="unbroken">
          {dateTimeText(at)}
        </time>
      ),
    },
    { heading: t('reading.what'), cell: (reading) => <What {...reading} /> },
    {
      heading: t('reading.case'),
      cell: ({ caseId, reference, cases }) =>
        caseId ? (
          <DsLink asChild data-color="accent" className="unbroken">
            <Link to="/audits/$auditId/cases/$caseId" params={{ auditId, caseId }}>
              {reference}
            </Link>
          </DsLink>
        ) : cases === null ? (
          t('reading.no-case')
        ) : (
          t('reading.cases', { number: cases })
        ),
    },
    {
      heading: t('reading.audit'),
      cell: (reading) =>
        reading.auditId
          ? (purposeOf(reading.auditId) ?? t('reading.another'))
          : t('reading.beside'),
    },
  ];
  return (
    <AuditFrame title={t('audit.part.readings')}>
      <Paragraph className="lead">{t('reading.explain')}</Paragraph>
      {readings.isPending && <Loading text={t('reading.loading')} />}
      {readings.isError && (
        <ProblemMessage problem={readings.error} onRetry={() => void readings.refetch()} />
      )}
      {readings.isSuccess && items.length === 0 && (
        <Paragraph role="status">{t('reading.none')}</Paragraph>
      )}
      {items.length > 0 && (
        <StackingTable
          caption={t('audit.part.readings')}
          columns={columns}
          rows={items}
          keyOf={({ caseId, seq }) => `${caseId} ${seq}`}
        />
      )}
      {readings.isSuccess && <Paging cursor={cursor} nextCursor={readings.data.nextCursor} />}
    </AuditFrame>
  );
}

function What({ type, asRole, asOf, page }: Reading) {
  const { t } = useTranslation();
  const name = t(`reading.type.${type}`, { defaultValue: type });
  const part = page === null ? '' : t(`reading.page.${pageName(page)}`, { defaultValue: '' });
  const as =
    asRole && asOf && t('audit.seen-as', { role: t(`role.${asRole}`), at: dateTimeText(asOf) });
  return (
    <>
      {name}
      {part && ` – ${part}`}
      {as && <span className="quiet reading-as">{as}</span>}
    </>
  );
}

/** The last word of the page's address that is not the number of something. */
function pageName(page: string): string {
  const words = page.split('/').filter((word) => word !== '' && !word.startsWith(':'));
  // A dot would lead on in the catalogue of texts.
  return (words.at(-1) ?? 'case').replaceAll('.', '-');
}
