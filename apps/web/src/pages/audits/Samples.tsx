import { Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Sample, useSamples } from '../../api/audits';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateText, dateTimeText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { AuditFrame } from './AuditFrame';
import { DrawSample } from './DrawSample';

/** Draws samples that anyone can draw again, and lists those that were. */
export function Samples() {
  const { t } = useTranslation();
  const { auditId } = useParams({ from: '/audits/$auditId/samples' });
  const samples = useSamples(auditId);
  const items = samples.data?.items ?? [];
  const columns: Column<Omit<Sample, 'drawn'>>[] = [
    {
      heading: t('sample.seed'),
      isRowHeading: true,
      cell: ({ id, definition }) => (
        <DsLink asChild data-color="accent">
          <Link to="/audits/$auditId/samples/$sampleId" params={{ auditId, sampleId: id }}>
            {definition.seed}
          </Link>
        </DsLink>
      ),
    },
    {
      heading: t('sample.way'),
      cell: ({ definition }) => t(definition.risks ? 'sample.by-risk' : 'sample.random'),
    },
    {
      heading: t('sample.period'),
      cell: ({ definition: { fromOn, toOn } }) => `${dateText(fromOn)} – ${dateText(toOn)}`,
    },
    {
      heading: t('sample.size'),
      cell: ({ definition: { size }, population }) =>
        t('sample.size-of', { size, cases: population.cases }),
    },
    { heading: t('sample.drawn-at'), cell: ({ drawnAt }) => dateTimeText(drawnAt) },
  ];
  return (
    <AuditFrame title={t('audit.part.samples')}>
      <Paragraph className="lead">{t('sample.what')}</Paragraph>
      <DrawSample auditId={auditId} />
      <Section heading={t('sample.earlier')}>
        {samples.isPending && <Loading text={t('sample.loading')} />}
        {samples.isError && (
          <ProblemMessage problem={samples.error} onRetry={() => void samples.refetch()} />
        )}
        {samples.isSuccess && items.length === 0 && (
          <Paragraph role="status">{t('sample.none')}</Paragraph>
        )}
        {items.length > 0 && (
          <StackingTable
            caption={t('sample.earlier')}
            columns={columns}
            rows={items}
            keyOf={({ id }) => id}
          />
        )}
      </Section>
    </AuditFrame>
  );
}
