import { Link as DsLink } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Export } from '../../api/exports';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateOfInstant, dateTimeText } from '../../dates';

/** What was ordered, how far it has come, and what it is: size and SHA-256. */
export function ExportTable({ items }: { items: readonly Export[] }) {
  const { t } = useTranslation();
  const columns: Column<Export>[] = [
    {
      heading: t('export.kind'),
      isRowHeading: true,
      cell: ({ kind }) => t(`export.kinds.${kind}`),
    },
    { heading: t('export.period'), cell: (each) => <Period {...each} /> },
    { heading: t('export.ordered'), cell: ({ orderedAt }) => dateTimeText(orderedAt) },
    { heading: t('export.state'), cell: (each) => <Progress {...each} /> },
    {
      heading: t('export.file'),
      cell: ({ id, kind, state, sizeBytes, sha256, keptUntil, orderedAt }) =>
        state === 'done' ? (
          <>
            <DsLink
              data-color="accent"
              href={`/api/v1/exports/${id}/file`}
              download
              aria-label={t('export.download-named', {
                kind: t(`export.kinds.${kind}`),
                at: dateTimeText(orderedAt),
              })}
            >
              {t('export.download')}
            </DsLink>
            {sizeBytes !== null && ` (${sizeText(sizeBytes)})`}
            <span className="fingerprint hash">{t('export.sha256', { sha256 })}</span>
            <span className="quiet">{t('export.kept-until', { at: dateTimeText(keptUntil) })}</span>
          </>
        ) : (
          t('export.no-file')
        ),
    },
  ];
  return (
    <StackingTable
      caption={t('export.earlier')}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
    />
  );
}

function Period({ from, before, sampleId }: Export) {
  const { t } = useTranslation();
  if (sampleId !== null) return <>{t('export.of-sample')}</>;
  if (from === null && before === null) return <>{t('export.everything')}</>;
  return (
    <>
      {from === null
        ? t('export.until', { to: lastDayBefore(before ?? '') })
        : before === null
          ? t('export.since', { from: dateOfInstant(from) })
          : `${dateOfInstant(from)} – ${lastDayBefore(before)}`}
    </>
  );
}

/** A period ends before an instant; a reader thinks of the last day in it. */
function lastDayBefore(before: string): string {
  return dateOfInstant(new Date(Date.parse(before) - 1).toISOString());
}

/** How far it has come, in words and drawn. */
function Progress({ state, casesDone, cases, failure }: Export) {
  const { t } = useTranslation();
  if (state === 'failed') {
    return (
      <>{t(`export.failed-${failure}`, { defaultValue: t('export.failed', { code: failure }) })}</>
    );
  }
  if (state === 'queued' || state === 'done') return <>{t(`export.${state}`)}</>;
  const text =
    cases === null ? t('export.running') : t('export.progress', { done: casesDone, cases });
  return (
    <>
      <progress max={Math.max(cases ?? 1, 1)} value={casesDone} aria-label={t('export.running')} />{' '}
      <span role="status">{text}</span>
    </>
  );
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `12,3 MB`. */
export function sizeText(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1_000 && unit < units.length - 1) {
    size /= 1_000;
    unit += 1;
  }
  return `${size.toLocaleString('nb-NO', { maximumFractionDigits: 1 })} ${units[unit]}`;
}
